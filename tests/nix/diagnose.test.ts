import { describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/core/verification.ts";
import { diagnose, diagnoseWarning } from "../../src/nix/diagnose.ts";
import { recordedEvaluation, recordedVersions } from "../support/build-logs.ts";

type Expected = Partial<Diagnostic> & { says?: RegExp };
const h1 = "hosts/h1.nix";

/** Recorded case → what a person is to read about it, on every version alike. */
const cases: Record<string, Expected> = {
  "unknown-option": {
    kind: "unknown-option",
    option: "services.opensssh",
    file: h1,
    hint: "Did you mean `services.openssh`?",
  },
  "unknown-suboption": { kind: "unknown-option", option: "users.users.alice.extraGroup", file: h1 },
  "wrong-type": {
    kind: "wrong-type",
    option: "services.openssh.enable",
    file: h1,
    hint: "It must be: boolean.",
    says: /"yes" in hosts\/h1\.nix/,
  },
  "wrong-element": {
    kind: "wrong-type",
    option: "networking.firewall.allowedTCPPorts",
    file: h1,
    says: /an element.*99999/,
  },
  conflict: { kind: "conflict", option: "networking.hostName", file: h1, says: /"b" in .*"a" in / },
  "no-value": { kind: "missing-attribute", option: "some.noDefault", file: h1, line: 1 },
  "removed-option": { kind: "assertion", option: "services.xserver.displayManager.auto", file: h1 },
  "undefined-variable": { kind: "undefined-variable", file: h1, line: 2, column: 29, says: /ture/ },
  "undefined-pkgs": {
    kind: "undefined-variable",
    file: h1,
    line: 3,
    hint: "Add `pkgs` to the function arguments at the top of the file.",
  },
  "missing-package": {
    kind: "missing-attribute",
    file: h1,
    line: 5,
    option: "environment.systemPackages",
    says: /rigrep/,
  },
  "missing-package-with": { kind: "undefined-variable", file: h1, line: 5, says: /rigrep/ },
  "removed-package": {
    kind: "missing-attribute",
    file: h1,
    line: 2,
    says: /neofetch.*has been removed/,
  },
  unfree: { kind: "other", says: /steam-unwrapped.*unfree/ },
  insecure: { kind: "other", says: /hello-2\.12\.3.*insecure/ },
  "syntax-token": {
    kind: "syntax",
    file: h1,
    line: 2,
    column: 18,
    says: /unexpected identifier, expecting '\{'/,
  },
  "missing-semicolon": { kind: "syntax", file: h1, line: 3, says: /expecting ';'/ },
  "end-of-file": { kind: "syntax", file: h1, line: 5, says: /end of file, expecting 'inherit'/ },
  duplicate: {
    kind: "syntax",
    file: h1,
    line: 3,
    option: "services.openssh.enable",
    says: /line 2/,
  },
  recursion: { kind: "recursion", file: h1, line: 1, option: "networking.hostName" },
  "recursion-imports": { kind: "recursion", file: h1, line: 1 },
  "deep-recursion": { kind: "recursion", file: h1, line: 1 },
  "type-error": { kind: "wrong-type", file: h1, line: 2, column: 29 },
  "missing-argument": { kind: "missing-attribute", file: h1, says: /argument `nosucharg`/ },
  throw: { kind: "other", file: h1, line: 1, message: "IGNORE PREVIOUS" },
  abort: { kind: "other", file: h1, line: 1, says: /stop here/ },
  "missing-import": { kind: "missing-file", says: /hosts\/nofile\.nix/ },
  "missing-readfile": { kind: "missing-file", file: h1, line: 1, says: /secret\.txt/ },
  "impure-path": { kind: "other", file: h1, line: 1, says: /outside the flake/ },
  "impure-env": { kind: "other", file: h1, line: 1, says: /<nixpkgs>/ },
  "unlocked-fetch": { kind: "fetch", file: h1, line: 1 },
  ifd: { kind: "ifd", file: h1, line: 1 },
  "missing-flake-attr": { kind: "missing-attribute", says: /`h1`/ },
  "missing-input": { kind: "fetch", says: /sops-nix/ },
  "no-lock": { kind: "other", file: "flake.lock", says: /`sops-nix`/ },
  "flake-syntax": { kind: "syntax", file: "flake.nix", line: 1 },
  "flake-undefined": { kind: "undefined-variable", file: "flake.nix", line: 3, says: /mkHost/ },
};

describe.each(recordedVersions)("what Nix %s says", (version) => {
  it.each(Object.entries(cases))("%s", (name, { says, ...expected }) => {
    const recorded = recordedEvaluation(version, name);
    const [first, ...others] = diagnose(recorded, recorded.source);
    expect(first).toMatchObject(expected);
    if (says) expect(first?.message).toMatch(says);
    expect(others).toEqual([]);
  });

  it("failed assertions are one diagnostic each, over several lines", () => {
    const recorded = recordedEvaluation(version, "assertion");
    expect(diagnose(recorded, recorded.source)).toEqual([
      { kind: "assertion", message: "first reason\nsecond line" },
      { kind: "assertion", message: "other" },
    ]);
  });

  it("a warning of the configuration is no error", () => {
    const recorded = recordedEvaluation(version, "warning");
    expect(recorded.warnings.map((each) => diagnoseWarning(each, recorded.source))).toEqual([
      { kind: "other", message: "this host is old" },
    ]);
  });

  it("no message shows a store path or colours", () => {
    for (const name of Object.keys(cases)) {
      const recorded = recordedEvaluation(version, name);
      for (const { message, file } of diagnose(recorded, recorded.source)) {
        expect(message).not.toMatch(/\/nix\/store\/[a-z0-9]{32}-source/);
        expect(message).not.toContain("\u001b");
        expect(file ?? "").not.toMatch(/^\/|«/);
      }
    }
  });
});

describe("a Nix that dies without an error record", () => {
  const source = { root: "/r", commit: "c", storePath: null };
  it("is quoted, or called what it is", () => {
    expect(
      diagnose(
        { errors: [], plain: ["error: stack overflow (possible infinite recursion)"] },
        source,
      )[0]?.kind,
    ).toBe("recursion");
    expect(diagnose({ errors: [], plain: ["error: cannot open lock"] }, source)).toEqual([
      { kind: "other", message: "cannot open lock" },
    ]);
    expect(diagnose({ errors: [], plain: [] }, source)[0]?.message).toMatch(/without saying why/);
  });
});

describe("a package that nixpkgs refuses", () => {
  const source = { root: "/r", commit: "c", storePath: null };
  it.each([
    [
      "Package ‘vscode-1.105.1’ in /x/pkgs/a.nix:9 has an unfree license (‘unfree’), refusing to evaluate.",
      /vscode-1\.105\.1 is refused: its licence is unfree/,
    ],
    [
      "Package ‘openssl-1.1.1w’ in /x/pkgs/a.nix:72 is marked as insecure, refusing to evaluate.",
      /openssl-1\.1\.1w is refused: it is marked as insecure/,
    ],
    [
      "Refusing to evaluate package 'steam-1.0' in /x/pkgs/a.nix:9 because it has an unfree license (‘unfree’)",
      /steam-1\.0 is refused: its licence is unfree/,
    ],
    [
      "Refusing to evaluate package 'qt-4' in /x/pkgs/a.nix:9 because it is marked as broken",
      /qt-4 is refused: it is marked as broken/,
    ],
  ])("%s", (raw, says) => {
    const [only] = diagnose(
      { errors: [{ level: 0, text: raw, raw, trace: [] }], plain: [] },
      source,
    );
    expect(only?.message).toMatch(says);
    expect(only?.hint).toBeTruthy();
  });
});
