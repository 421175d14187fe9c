import { describe, expect, it } from "vitest";
import type { BuildEvent } from "../../src/core/build/build-event.ts";
import type { Diagnostic } from "../../src/core/verification.ts";
import { readBuild } from "../../src/nix/build-reader.ts";
import { parsePathInfo } from "../../src/nix/closure.ts";
import { diagnose, diagnoseWarning } from "../../src/nix/diagnose.ts";
import { readFeatures } from "../../src/nix/features.ts";
import { isRecentEnough, parseNixVersion } from "../../src/nix/version.ts";
import { isOfConfiguration } from "../../src/nix/warnings.ts";
import { type Variant, variantCases, variantFile } from "../support/nix-variants.ts";

type Expected = Partial<Diagnostic> & { says: RegExp };
const web = "hosts/web.nix";

/** Case → what a person is to read. Cases that are no error are tested below. */
const expected: Record<Variant, Record<string, Expected>> = {
  lix: {
    "end-of-set": {
      kind: "syntax",
      file: web,
      line: 9,
      says: /'\}' to end/,
      hint: "Something that was opened is not closed: look for a missing `}`, `]`, `)` or quote.",
    },
    "missing-semicolon": {
      kind: "syntax",
      file: web,
      line: 3,
      says: /';'/,
      hint: "A `;` is missing before this place, usually at the end of the line above.",
    },
    "no-expression": {
      kind: "syntax",
      file: web,
      line: 4,
      column: 12,
      says: /expecting expression/,
    },
    "duplicate-dynamic": { kind: "syntax", file: web, line: 3, option: "b", says: /line 2/ },
    "merged-rec": {
      kind: "syntax",
      file: web,
      line: 6,
      says: /^Lix refuses this: attribute 'boot' cannot be merged.*isn't\.$/,
      hint: "Write it another way; Lix calls the old form rec-set-merges.",
    },
    "url-literal": {
      kind: "syntax",
      file: web,
      line: 2,
      says: /^Lix refuses this: URL literals are deprecated\.$/,
    },
    "no-space": { kind: "syntax", file: web, line: 2, says: /whitespace .* required here\.$/ },
    undefined: { kind: "undefined-variable", file: web, line: 2, column: 29, says: /ture/ },
    "missing-attribute": {
      kind: "missing-attribute",
      file: web,
      line: 5,
      option: "environment.systemPackages",
      says: /rigrep/,
      hint: "Did you mean ripgrep?",
    },
    "missing-arguments": {
      kind: "missing-attribute",
      file: web,
      says: /its arguments `a`, `b` and `c`\.$/,
    },
    "unexpected-argument": {
      kind: "other",
      file: web,
      line: 1,
      says: /the arguments `c` and `d` /,
      hint: "Did you mean one of a or b?",
    },
    assert: { kind: "assertion", file: web, line: 2, says: /does not hold/ },
    recursion: {
      kind: "recursion",
      file: web,
      line: 1,
      option: "networking.hostName",
      says: /Infinite/,
    },
    deep: { kind: "recursion", file: web, line: 1, says: /too deeply/ },
    type: { kind: "wrong-type", file: web, line: 1, says: /expected a list but found an integer/ },
    "missing-import": {
      kind: "missing-file",
      file: "hosts/none.nix",
      says: /hosts\/none\.nix does not exist/,
    },
    outside: {
      kind: "other",
      file: web,
      line: 4,
      says: /reads \/etc\/hostname, which lies outside/,
    },
    "home-path": { kind: "other", file: web, says: /reads ~\/secret, which lies outside/ },
    "unlocked-fetch": { kind: "fetch", file: web, line: 4, says: /without a hash \(fetchTree\)/ },
    ifd: { kind: "ifd", file: web, says: /needs gen built/ },
    builder: { kind: "build-failed", says: /^tool-1\.0 failed to build \(exit code 2\)/ },
    dependency: {
      kind: "dependency-failed",
      says: /^system was not built because a dependency failed/,
    },
    hash: { kind: "hash-mismatch", says: /specified sha256-AAAA=, got sha256-BBBB=/ },
    narhash: {
      kind: "hash-mismatch",
      says: /input github:.*locked sha256-AAAA=, got sha256-BBBB=/,
    },
    "unheard-of": { kind: "other", says: /^the moon is in the wrong phase for this derivation$/ },
  },
  determinate: {
    syntax: { kind: "syntax", file: web, line: 9, says: /end of file/ },
    undefined: { kind: "undefined-variable", file: web, line: 2, column: 29, says: /ture/ },
    "missing-attribute": {
      kind: "missing-attribute",
      file: web,
      line: 5,
      column: 9,
      says: /rigrep/,
    },
    "other-commit": { kind: "undefined-variable", says: /`x`/ },
    "missing-import": {
      kind: "missing-file",
      file: web,
      line: 4,
      says: /^The file hosts\/none\.nix does not exist/,
    },
    untracked: { kind: "untracked-file", file: "hosts/new.nix", says: /not tracked/ },
    "unknown-option": {
      kind: "unknown-option",
      option: "services.opensssh",
      file: web,
      says: /opensssh/,
      hint: "Did you mean `services.openssh`?",
    },
    outside: { kind: "other", file: web, says: /outside the flake/ },
    builder: { kind: "build-failed", says: /^tool-1\.0 failed to build \(exit code 2\)/ },
    platform: { kind: "build-failed", says: /^tool-1\.0 failed to build \(platform mismatch\)/ },
    narhash: {
      kind: "hash-mismatch",
      says: /github:NixOS\/nixpkgs.*locked sha256-AAAA=, got sha256-BBBB=/,
    },
    "unheard-of": { kind: "other", says: /^provenance of the tree is not agreeable$/ },
  },
};
const noErrors = ["warnings", "build"];

describe.each(["lix", "determinate"] as const)("what %s says", (variant) => {
  const { source, names, lines, messages } = variantCases(variant);
  const cases = expected[variant];

  it("is expected, all of it", () =>
    expect(names.filter((name) => !noErrors.includes(name))).toEqual(Object.keys(cases)));

  it.each(Object.entries(cases))("%s", (name, { says, ...rest }) => {
    const [found, ...others] = diagnose({ errors: messages(name), plain: [] }, source);
    expect(found).toMatchObject(rest);
    expect(found?.message).toMatch(says);
    expect(others).toEqual([]);
    if (rest.file === undefined) expect(found).not.toHaveProperty("file");
  });

  it("shows no path but those of the repository", () => {
    for (const name of Object.keys(cases))
      for (const { message } of diagnose({ errors: messages(name), plain: [] }, source))
        expect(message, name).not.toMatch(/«|\/nix\/store|(?!\n)\p{Cc}/u);
  });

  it("warns of the configuration, and of itself, which is no finding", () => {
    const { bareWarnings } = readFeatures(JSON.parse(variantFile(variant, "config.json")));
    const found = messages("warnings").filter((each) => isOfConfiguration(each, bareWarnings));
    expect(found.map((each) => diagnoseWarning(each, source).message)).toEqual([
      "this host is old",
    ]);
  });

  it("reports a build, with records that nobody else has", () => {
    const events: BuildEvent[] = [];
    const reader = readBuild((event) => events.push(event));
    for (const line of lines("build")) reader.line(line);
    reader.end(false);
    const kinds = events.map(({ kind }) => kind).filter((kind) => kind !== "log");
    expect(kinds).toEqual(["build-started", "build-stopped", "finished"]);
    expect(reader.plain).toEqual([]);
  });

  it("lists a closure, less what is not in the store", () => {
    const files = variant === "lix" ? ["path-info"] : ["path-info", "path-info-2"];
    for (const file of files) {
      const paths = parsePathInfo(JSON.parse(variantFile(variant, `${file}.json`)));
      expect(
        paths
          .map(({ path, size }) => [path.replace(/^.*\/|(?<=^|\/)[a-z0-9]{32}-/g, ""), size])
          .sort(),
      ).toEqual([
        ["lib-2.1", 300],
        ["tool-1.0", 1200],
      ]);
    }
  });
});

describe("a Nix", () => {
  it.each([
    ["lix", "2.95.1"],
    ["determinate", "2.35.2"],
  ] as const)("says that it is %s %s", (variant, version) => {
    const parsed = parseNixVersion(variantFile(variant, "version.txt"), "/n");
    expect(parsed).toEqual({ variant, version, path: "/n" });
    expect(parsed && isRecentEnough(parsed)).toBe(true);
  });

  it.each([
    ["lix", "config.json", { on: ["pipe-operators"], lacks: [], bareWarnings: true }],
    ["lix", "config-2.92.json", { on: [], lacks: [], bareWarnings: true }],
    [
      "determinate",
      "config.json",
      {
        on: ["pipe-operators", "lazy-trees", "lazy-locks", "parallel-evaluation"],
        lacks: [],
        bareWarnings: false,
      },
    ],
  ] as const)("like %s tells its features in %s", (variant, file, features) =>
    expect(readFeatures(JSON.parse(variantFile(variant, file)))).toMatchObject(features),
  );

  it("that does not know a setting which keeps calls safe is noticed", () => {
    const config = JSON.parse(variantFile("lix", "config.json"));
    delete config["allow-import-from-derivation"];
    expect(readFeatures(config).lacks).toEqual(["allow-import-from-derivation"]);
  });

  it.each([
    [null],
    [[]],
    ["text"],
    [{ "lazy-trees": true, "experimental-features": { value: 3 } }],
  ])("may answer anything: %j", (json) => expect(readFeatures(json).on).toEqual([]));
});
