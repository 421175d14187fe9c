import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax, type Syntax } from "../../src/nix/syntax/syntax.ts";
import { judgeLock } from "../../src/policy/lock.ts";
import { builtinPolicy } from "../../src/policy/policy.ts";
import { judgeSources } from "../../src/policy/source.ts";

let syntax: Syntax;
beforeAll(async () => {
  syntax = await loadSyntax();
});

/** What is said of a module's body that changes, as rule and tier. */
function said(after: string, before = "{ }", file = "a.nix"): string[] {
  const facts = (text: string) => syntax.facts(text, file === "flake.nix");
  return judgeSources(builtinPolicy(), [{ file, before: facts(before), after: facts(after) }]).map(
    ({ rule, tier }) => `${rule} ${tier}`,
  );
}

describe("what the syntax of a change says", () => {
  it.each([
    ['{ a = builtins.fetchTarball "http://x"; }', "source-103 high"],
    ['{ a = fetchTarball "http://x"; }', "source-103 high"],
    ["{ a = (builtins).fetchTree { }; }", "source-103 high"],
    ['{ a = builtins."fetchurl" "http://x"; }', "source-103 high"],
    ['{ a = let inherit (builtins) getFlake; in getFlake "x"; }', "source-103 high"],
    ["{ a = with builtins; fetchurl; }", "source-103 high"],
    ["{ a = let b = builtins; in b.fetchurl; }", "source-103 high"],
    ['{ a = builtins.${"fetch" + "url"}; }', "source-103 high"],
    ['{ a = builtins.storePath "/nix/store/x"; }', "source-103 high"],
    ['{ a = builtins.getEnv "HOME"; }', "source-104 protected"],
    ["{ a = builtins.currentTime; }", "source-104 protected"],
    ['{ a = builtins.exec [ "sh" ]; }', "source-104 protected"],
    ["{ imports = [ <nixpkgs/nixos/x.nix> ]; }", "source-104 protected"],
    ["{ imports = [ /etc/nixos/x.nix ]; }", "source-107 high"],
    ["{ imports = [ inputs.evil.nixosModules.default ]; }", "source-107 high"],
    ['{ imports = [ (import (pkgs.runCommand "x" { } "")) ]; }', "source-107 high"],
    ["{ imports = [ ./${name}.nix ]; }", "source-107 high"],
    ["{ a = import /etc/passwd; }", "source-107 high"],
    ["{ services.openssh.enable = lib.mkForce false; }", "source-13 high"],
    [
      "{ config.services.openssh = lib.mkIf true { enable = mkOverride 10 false; }; }",
      "source-13 high",
    ],
    ['{ "services".openssh."enable" = lib.modules.mkVMOverride false; }', "source-13 high"],
    ['{ disabledModules = [ "services/x.nix" ]; }', "source-12 high"],
    ["{ config._module.check = false; }", "source-12 high"],
    ["{ a = builtins.readFile ./key; }", "source-108 medium"],
    ["{ a = lib.fileContents ./key; }", "source-108 medium"],
    ['{ a = pkgs.fetchFromGitHub { owner = "x"; rev = "1"; hash = "h"; }; }', "source-106 medium"],
  ])("%s", (text, expected) => {
    expect(said(text)).toContain(expected);
  });

  it.each([
    ["{ imports = [ ./b.nix ../c ]; services.nginx.enable = true; }"],
    ["{ a = lib.mkForce true; services.jellyfin.enable = lib.mkForce true; }"],
    ["{ services.openssh.enable = lib.mkOverride 900 true; }"],
    ["{ a = builtins.map (x: x) [ ]; b = builtins.toJSON { }; }"],
    ["{ a = import ./b.nix { inherit pkgs; }; imports = [ (import ../c.nix) { x = 1; } ]; }"],
    ['# builtins.fetchurl\n{ a = "builtins.fetchurl <nixpkgs>"; }'],
  ])("nothing of %s", (text) => {
    expect(said(text)).toEqual([]);
  });

  it("tells of what is new, not of what stood there or moved", () => {
    const text = '{ a = builtins.fetchTarball "http://x"; }';
    expect(said(`{ z = 1; ${text.slice(1)}`, text)).toEqual([]);
    expect(said(`{ b = ${text}; c = ${text}; }`, text)).toEqual(["source-103 high"]);
    const facts = (one: string) => syntax.facts(one, false);
    const moved = [
      { file: "a.nix", before: facts(text), after: [] },
      { file: "b.nix", before: [], after: facts(text) },
    ];
    expect(judgeSources(builtinPolicy(), moved)).toEqual([]);
  });

  it("takes another hash for the same address for more than a new address", () => {
    const fetch = (rev: string, hash: string) =>
      `{ a = pkgs.fetchFromGitHub { owner = "x"; rev = "${rev}"; hash = "${hash}"; }; }`;
    expect(said(fetch("1", "b"), fetch("1", "a"))).toEqual(["source-106 high"]);
    expect(said(fetch("2", "b"), fetch("1", "a"))).toEqual(["source-106 medium"]);
  });

  it("sees inputs and settings of a flake however they are spelled, and only there", () => {
    const flake = '{ inputs.a.url = "x"; inputs = { b = { url = "y"; }; }; outputs = _: { }; }';
    const now = flake.replace('"y"', '"z"');
    expect(said(now, flake, "flake.nix")).toEqual(["source-99 high"]);
    expect(said(now, flake)).toEqual([]);
    const follows = flake.replace('url = "y";', 'url = "y"; inputs.nixpkgs.follows = "a";');
    expect(said(follows, flake, "flake.nix")).toEqual(["source-99 high"]);
    const settings = flake.replace("outputs", "nixConfig.substituters = [ ]; outputs");
    expect(said(settings, flake, "flake.nix")).toEqual(["source-102 protected"]);
    expect(said(flake, settings, "flake.nix")).toEqual(["source-102 protected"]);
  });
});

describe("a changed lock", () => {
  const node = (rev: string, narHash: string, lastModified: number, owner = "NixOS") => ({
    locked: { type: "github", owner, repo: "nixpkgs", rev, narHash, lastModified },
    original: { type: "github", owner, repo: "nixpkgs" },
  });
  const lock = (nodes: Record<string, unknown>) =>
    JSON.stringify({ nodes, root: "root", version: 7 });
  const before = lock({ nixpkgs: node("a", "1", 10) });

  it.each([
    ["is updated", lock({ nixpkgs: node("b", "2", 20) }), ["source-100 medium"]],
    ["goes back", lock({ nixpkgs: node("b", "2", 5) }), ["source-101 high"]],
    ["has other content", lock({ nixpkgs: node("a", "2", 10) }), ["source-101 high"]],
    ["comes from elsewhere", lock({ nixpkgs: node("b", "2", 20, "evil") }), ["source-99 high"]],
    [
      "has one more",
      lock({ nixpkgs: node("a", "1", 10), x: node("c", "3", 1) }),
      ["source-99 high"],
    ],
    ["is no lock", "{", ["source-101 high"]],
    ["is the same", before, []],
  ])("%s", (_, after, expected) => {
    expect(
      judgeLock("flake.lock", before, after).map(({ rule, tier }) => `${rule} ${tier}`),
    ).toEqual(expected);
  });
});
