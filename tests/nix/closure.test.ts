import { describe, expect, it } from "vitest";
import { compareClosures, nameOfPath, parsePathInfo } from "../../src/nix/closure.ts";
import { closestNames, editDistance } from "../../src/nix/package-names.ts";
import { isRecentEnough, parseNixVersion } from "../../src/nix/version.ts";

const store = (name: string) => `/nix/store/${"a".repeat(32)}-${name}`;

describe("path-info", () => {
  it("is read in each of its shapes", () => {
    const want = [{ path: store("a-1"), size: 10 }];
    expect(
      parsePathInfo([
        { path: store("a-1"), narSize: 10, valid: true },
        { path: store("b"), valid: false },
      ]),
    ).toEqual(want);
    expect(parsePathInfo({ [store("a-1")]: { narSize: 10 }, [store("gone")]: null })).toEqual(want);
    expect(parsePathInfo({ version: 2, info: { [store("a-1")]: { narSize: 10 } } })).toEqual(want);
    expect(parsePathInfo(null)).toEqual([]);
  });
});

describe("a closure's change", () => {
  it("tells upgrades, what comes and what goes, and bytes; a rebuild is none", () => {
    const path = (name: string, size = 1) => ({ path: store(name), size });
    expect(
      compareClosures(
        [path("tailscale-1.90.6", 100), path("git-2.51"), path("unit-a.service"), path("etc")],
        [
          path("tailscale-1.92.1", 150),
          path("git-2.51"),
          path("git-2.51-man"),
          path("unit-b.service"),
          path("etc"),
        ],
      ),
    ).toEqual({
      added: ["unit-b.service"],
      removed: ["unit-a.service"],
      changed: ["tailscale 1.90.6 → 1.92.1"],
      bytes: 51,
    });
  });
  it.each([
    ["openssl-3.0.1-bin", "openssl", "3.0.1"],
    ["python3.13-requests-2.33", "python3.13-requests", "2.33"],
    ["nixos-system-web1-26.05pre", "nixos-system-web1", "26.05pre"],
    ["unit-sshd.service", "unit-sshd.service", ""],
    ["glibc-2.40-66-dev", "glibc", "2.40-66"],
  ])("%s is %s %s", (whole, name, version) => {
    expect(nameOfPath(store(whole))).toEqual({ name, version });
  });
});

describe("a Nix version", () => {
  it.each([
    ["nix (Nix) 2.34.8\n", "nix", "2.34.8", true],
    ["nix (Nix) 2.18.1", "nix", "2.18.1", false],
    ["nix (Lix, like Nix) 2.93.3\nSystem type: x86_64-linux", "lix", "2.93.3", true],
    ["nix (Determinate Nix 3.22.2) 2.35.2", "determinate", "2.35.2", true],
    ["nix (Nix) 2.25.0pre20241001_abc", "nix", "2.25.0pre20241001_abc", true],
  ])("%s", (output, variant, version, recent) => {
    const parsed = parseNixVersion(output, "/n");
    expect(parsed).toEqual({ variant, version, path: "/n" });
    expect(parsed && isRecentEnough(parsed)).toBe(recent);
  });
  it("is nothing else", () => expect(parseNixVersion("nix-shell 1", "/n")).toBeUndefined());
});

describe("package names", () => {
  const names = [
    "ripgrep",
    "ripgrep-all",
    "igrep",
    "git",
    "gitFull",
    "gitea",
    "python3Packages.ripgrepy",
    "vscode",
    "firefox",
  ];
  it.each([
    ["ripgrep", "ripgrep"],
    ["rip-grep", "ripgrep"],
    ["rigrep", "ripgrep"],
    ["ripgerp", "ripgrep"],
    ["GIT", "git"],
    ["fierfox", "firefox"],
    ["vscod", "vscode"],
  ])("%s is like %s", (word, name) => expect(closestNames(names, word, 3)).toContain(name));
  it("are not found for nothing or nonsense", () => {
    expect(closestNames(names, "", 3)).toEqual([]);
    expect(closestNames(names, "zzzzzz", 3)).toEqual([]);
  });
  it("swapped neighbours are one mistake", () => expect(editDistance("grep", "gerp", 2)).toBe(1));
});
