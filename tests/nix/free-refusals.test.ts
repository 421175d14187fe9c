import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSyntax, type Syntax } from "../../src/nix/syntax/syntax.ts";

let syntax: Syntax;
beforeAll(async () => {
  syntax = await loadSyntax();
});

const base = `{ config, lib, pkgs, ... }:
let
  motd = "hello";
in
{
  services.openssh.ports = [ 22 ];
  services.caddy.extraConfig = "respond \${motd}";
  environment.systemPackages = with pkgs; [ git ];
}
`;
const put = (expression: string) => base.replace("[ 22 ]", () => expression);
const refused = (after: string, before: string | null = base, file = "a.nix") =>
  syntax.refusals([{ file, before, after }], (path) => path === "ssh.nix");

const bad = [
  "builtins.readFile ./x",
  "builtins.fetchurl { }",
  "builtins.exec [ ]",
  "builtins",
  "[ builtins ]",
  "(builtins).readFile",
  'builtins."readFile" ./x',
  "builtins.$" + '{"readFile"} ./x',
  "import ./x.nix",
  "import",
  "scopedImport { } ./x",
  'fetchTarball "x"',
  "fetchGit ./x",
  "fetchTree { }",
  "derivation { }",
  "__readFile ./x",
  "<nixpkgs>",
  "/etc/passwd",
  "./x",
  "~/x",
  "http://a.b/c",
  '"https://evil.example"',
  '"https:" + "/" + "/evil"',
  "''https:\n//x''",
  '"$' + '{./secret}"',
  '"$' + '{builtins.readFile ./x}"',
  'pkgs.runCommand "a" { } ""',
  'pkgs.writeShellScript "a" "b"',
  "pkgs.callPackage ./x.nix { }",
  "pkgs.fetchurl { }",
  "pkgs.stdenv.mkDerivation { }",
  "pkgs.lib.readFile ./x",
  "lib.readFile ./x",
  "lib.importJSON ./x",
  "lib.trivial.importJSON ./x",
  "lib.fileset.toSource { }",
  "let b = builtins; in b.readFile ./x",
  "let inherit (builtins) readFile; in readFile ./x",
  "let l = lib; in l.fileContents ./x",
  "let p = pkgs; in p.fetchurl { }",
  "let f = pkgs.fetchurl; in f { }",
  "let lib = pkgs; in lib.mkIf true 1",
  "with builtins; readFile ./x",
  "with pkgs; fetchurl { }",
  "with config; [ 1 ]",
  "with lib; fileContents ./x",
  "map pkgs.fetchurl [ ]",
  "map builtins.readFile [ ]",
  "(x: x.fetchurl { }) pkgs",
  "let ap = f: x: f x; in ap pkgs.fetchurl { }",
  "{ __functor = self: x: x; }",
  "{ _module.args.pkgs = 1; }",
  "{ disabledModules = [ ]; }",
  "{ $" + '{"scr" + "ipt"} = 1; }',
  '{ script = "x"; }',
  '{ "script" = "x"; }',
  '{ preStart = "x"; }',
  '{ serviceConfig.ExecStart = "x"; }',
  '{ extraConfig = "x"; }',
  '{ activationScripts.a = "x"; }',
  '{ shellAliases.ls = "x"; }',
  "{ inherit (config.a) script; }",
  "{ imports = [ ./other.nix ]; }",
  "{ imports = [ ../../etc/x.nix ]; }",
  '{ imports = [ "/etc/x.nix" ]; }',
  "{ imports = map (n: n) [ ]; }",
  "{ imports = [ inputs.x.y ]; }",
  "{ overlays = [ (import ./x) ]; }",
  "final: prev: { a = prev.a.overrideAttrs (old: { src = 1; }); }",
  'final: prev: { a = prev.a.overrideAttrs (old: { postInstall = "x"; }); }',
  "final: prev: { a = prev.fetchurl { }; }",
  "{ inputs, ... }: inputs.x",
  "unbound",
  "let { body = 1; }",
  "rec { lib = 1; }",
];

const good = [
  "1",
  "[ 1 2 ]",
  '"text"',
  "''\n  text\n''",
  "-1",
  "!true",
  "1 + 2 * 3",
  "[ 1 ] ++ [ 2 ]",
  "{ a = 1; } // { b = 2; }",
  "true -> false",
  "if config.a.b then 1 else 2",
  "assert true; 1",
  "config.a.b or 3",
  "lib.optionals (config ? a) [ 1 ]",
  "lib.mkForce [ 22 ]",
  "lib.mkIf config.services.openssh.enable [ 22 ]",
  "lib.mkMerge [ { a = 1; } ]",
  "let port = 22; in [ port ]",
  "let ports = [ 22 ]; other = ports; in other",
  "let cfg = config.services.openssh; in cfg.ports",
  "let inherit (lib) mkIf types; in mkIf true types.str",
  "let inherit (config.networking) hostName; in hostName",
  "let double = x: x + x; in double 2",
  "let double = x: x + x; in map double [ 1 ]",
  "map (x: x + 1) [ 1 ]",
  "builtins.map (x: x) [ 1 ]",
  "builtins.attrNames config.users.users",
  'toString 1 + "a"',
  '"a$' + '{toString config.networking.port}b"',
  "with pkgs; [ git vim ]",
  "with lib; mkIf true 1",
  "pkgs.git",
  "pkgs.python3Packages.requests",
  "lib.mkOption { type = lib.types.attrsOf lib.types.str; default = { }; }",
  'lib.mkEnableOption "x"',
  "rec { a = 1; b = a; }",
  "{ inherit (config.networking) hostName; }",
  "{ a.b.c = 1; }",
  "a: b: a",
  "{ lib, ... }: lib.mkDefault 1",
  "final: prev: { hello = prev.hello.overrideAttrs (old: { doCheck = false; }); }",
  "pkgs.hello.override { withX = true; }",
  "{ imports = [ ./ssh.nix ]; }",
  "{ imports = [ ({ lib, ... }: { a = 1; }) ]; }",
  'lib.concatMapStringsSep "," (x: x) [ ]',
];

describe("what only a person may write", () => {
  it.each(bad)("refuses %s", (expression) => {
    expect(refused(put(expression))).not.toEqual([]);
  });

  it.each(good)("accepts %s", (expression) => {
    expect(refused(put(expression))).toEqual([]);
  });

  it("refuses the same in every position of the syntax", () => {
    const holes: ((inner: string) => string)[] = [
      (x) => `[ (${x}) ]`,
      (x) => `{ a = (${x}); }`,
      (x) => `rec { a = (${x}); }`,
      (x) => `(let a = (${x}); in a)`,
      (x) => `(let a = 1; in (${x}))`,
      (x) => `(if true then (${x}) else 1)`,
      (x) => `(if true then 1 else (${x}))`,
      (x) => `(assert true; (${x}))`,
      (x) => `(with pkgs; (${x}))`,
      (x) => `(a: (${x}))`,
      (x) => `({ a ? (${x}) }: a)`,
      (x) => `(lib.mkIf true (${x}))`,
      (x) => `((${x}) + 1)`,
      (x) => `([ ] ++ (${x}))`,
      (x) => `(!(${x}))`,
      (x) => `"a\${(${x})}"`,
      (x) => `''a\${(${x})}''`,
      (x) => `(config.a or (${x}))`,
      (x) => `(map (y: (${x})) [ 1 ])`,
      (x) => `{ inherit ((${x})) a; }`,
    ];
    fc.assert(
      fc.property(
        // `with pkgs` binds every name.
        fc.constantFrom(...bad.filter((one) => one !== "unbound")),
        fc.array(fc.constantFrom(...holes), { minLength: 1, maxLength: 4 }),
        (expression, around) => {
          const hidden = around.reduce((inner, hole) => hole(inner), expression);
          expect(refused(put(hidden))).not.toEqual([]);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it("leaves what stood there alone, and lets it move with its path", () => {
    expect(refused(base)).toEqual([]);
    const grouped = base.replace(
      "services.caddy.extraConfig =",
      "services.caddy.enable = true;\n  services.caddy.extraConfig =",
    );
    expect(refused(grouped)).toEqual([]);
    const line = '  services.caddy.extraConfig = "respond";\n';
    const from = `{ ... }:\n{\n${line}}\n`;
    const moved = syntax.refusals(
      [
        { file: "a.nix", before: from, after: from.replace(line, "  imports = [ ./ssh.nix ];\n") },
        {
          file: "ssh.nix",
          before: null,
          after: '{ ... }:\n{\n  services.caddy = {\n    extraConfig = "respond";\n  };\n}\n',
        },
      ],
      (path) => path === "ssh.nix",
    );
    expect(moved).toEqual([]);
  });

  it("refuses another meaning for a name that commands use", () => {
    expect(refused(base.replace('"hello"', '"other"'))).not.toEqual([]);
  });

  it("refuses commands that are copied, changed or moved elsewhere", () => {
    expect(refused(base.replace("respond", "reverse_proxy x"))).not.toEqual([]);
    expect(refused(base.replace("caddy.extraConfig", "nginx.extraConfig"))).not.toEqual([]);
  });

  it("keeps a flake's inputs and nixConfig closed", () => {
    const flake = '{ inputs.nixpkgs.url = "nixpkgs"; outputs = { nixpkgs, ... }: { a = 1; }; }';
    expect(refused(flake.replace("a = 1", "a = 2"), flake, "flake.nix")).toEqual([]);
    expect(refused(flake.replace('"nixpkgs"', '"other"'), flake, "flake.nix")).not.toEqual([]);
    expect(
      refused(flake.replace("{ inputs", "{ nixConfig.a = 1; inputs"), flake, "flake.nix"),
    ).not.toEqual([]);
  });

  it("refuses what does not parse", () => {
    expect(refused(put("[ 22"))).not.toEqual([]);
  });
});
