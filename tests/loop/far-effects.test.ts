import { describe, expect, it } from "vitest";
import type { PatchHunk } from "../../src/core/patch/patch.ts";
import type { Effect } from "../../src/core/verification.ts";
import { type Judged, judgeHunks, type Touched } from "../../src/loop/far-effects.ts";
import { builtinPolicy } from "../../src/policy/policy.ts";

const effect = (option: string, before: unknown, after: unknown): Effect => ({
  target: "web1",
  option,
  before,
  after,
});

function hunk(text: string, ...touched: Touched[]): Judged {
  const line = { sign: "+" as const, text: new TextEncoder().encode(text), newline: true };
  const patch: PatchHunk = {
    kind: "text",
    id: text,
    header: "",
    oldStart: 1,
    oldLines: 0,
    newStart: 1,
    newLines: 1,
    lines: [line],
  } as unknown as PatchHunk;
  return { file: "a.nix", hunk: patch, touched, before: [] };
}

const none: ReadonlySet<string> = new Set();
const option = (path: string, fixed = false): Touched => ({ path: path.split("."), fixed });
const ssh = effect("services.openssh.ports", [22], [2200]);
const tailscale = effect("services.tailscale.enable", false, true);
const banner = effect("services.getty.greetingLine", "a", "b");

describe("the tier of a hunk", () => {
  it("is that of what a name feeds, not of the line", () => {
    const [one] = judgeHunks(builtinPolicy(), [hunk("sshPort = 2200;")], [ssh], none);
    expect(one).toEqual({ options: ["services.openssh.ports"], tier: "high" });
  });

  it("is high where what it feeds is not known", () => {
    expect(judgeHunks(builtinPolicy(), [hunk("port = 1;")], null, none)[0]?.tier).toBe("high");
  });

  it("is not that of what a literal beside it does", () => {
    const found = judgeHunks(
      builtinPolicy(),
      [
        hunk("enable = true;", option("services.tailscale.enable", true)),
        hunk("greeting = 1;", option("greeting")),
      ],
      [tailscale, banner],
      none,
    );
    expect(found.map(({ tier }) => tier)).toEqual(["high", "medium"]);
    expect(found[1]?.options).toEqual(["services.getty.greetingLine"]);
  });

  it("counts a list that a name may be part of for both", () => {
    const found = judgeHunks(
      builtinPolicy(),
      [hunk("ports = [ p 1 ];", option("services.openssh.ports")), hunk("p = 2200;")],
      [ssh],
      none,
    );
    expect(found.map(({ tier }) => tier)).toEqual(["high", "high"]);
  });

  it("of an import is that of what is imported", () => {
    const found = judgeHunks(
      builtinPolicy(),
      [hunk("./vpn.nix", option("imports")), hunk("on", option("services.tailscale.enable", true))],
      [tailscale],
      new Set(["vpn.nix"]),
    );
    expect(found.map(({ tier }) => tier)).toEqual(["high", "high"]);
  });

  it("of an option of the repository's own is that of what follows it", () => {
    const mine = effect("my.sshPort", 22, 2200);
    const [one] = judgeHunks(
      builtinPolicy(),
      [hunk("my.sshPort = 2200;", option("my.sshPort", true))],
      [mine, ssh],
      none,
    );
    expect(one).toEqual({ options: ["my.sshPort", "services.openssh.ports"], tier: "high" });
  });

  it("of a home's module is that of its own options", () => {
    const git = effect("home-manager.users.alice.programs.git.enable", false, true);
    const found = judgeHunks(
      builtinPolicy(),
      [hunk("on", option("programs.git.enable", true))],
      [git, banner],
      none,
    );
    expect(found[0]?.options).toEqual(["programs.git.enable"]);
  });

  it("leaves the arguments of a module alone", () => {
    const found = judgeHunks(
      builtinPolicy(),
      [hunk("{ config, lib, ... }:"), hunk("p = 1;")],
      [ssh],
      none,
    );
    expect(found.map(({ tier }) => tier)).toEqual(["medium", "high"]);
  });

  it("keeps what it was found to change before", () => {
    const earlier = { ...hunk("p = 1;"), before: ["services.openssh.ports"] };
    expect(judgeHunks(builtinPolicy(), [earlier], [], none)[0]?.tier).toBe("high");
  });
});
