import { describe, expect, it } from "vitest";
import { showPath } from "../../src/core/option.ts";
import { judgeOption, verdictsOn } from "../../src/policy/decide.ts";
import { guardedTable } from "../../src/policy/guarded.ts";
import { expandBraces, segmentsOf } from "../../src/policy/pattern.ts";
import { builtinPolicy } from "../../src/policy/policy.ts";
import { realOptions } from "../support/real-options.ts";

const policy = builtinPolicy();

/** A path that a pattern is about, with something for each of its wildcards. */
function sample(segments: readonly string[]): string[] {
  const names = segments.map((segment) => {
    if (segment === "*" || segment === "**") return "some";
    const plain = segment.slice(1);
    return segment.startsWith("=") ? plain : plain.replaceAll(".*", "Some").replaceAll("\\", "");
  });
  return names;
}

const rows = guardedTable.flatMap((rule) =>
  rule.options.flatMap((pattern) =>
    expandBraces(pattern).flatMap((form) =>
      segmentsOf(form).map((segments) => ({ rule, form, segments })),
    ),
  ),
);

describe("every pattern of the guarded table", () => {
  it.each(rows.map((row) => [`${row.rule.id} ${row.form}`, row] as const))(
    "%s",
    (_, { rule, segments }) => {
      const path = sample(segments);
      const unknown = { path, known: false };
      expect(verdictsOn(policy, unknown).map((one) => one.rule)).toContain(rule.id);
      // Something below it is meant as well.
      const below = verdictsOn(policy, { path: [...path, "deeper"], known: false });
      expect(below.map((one) => one.rule)).toContain(rule.id);
      if (rule.tier === "low") return;
      // Set by the repository, to a value that its test wants, in the direction that it is about.
      const change =
        rule.when === "weakened"
          ? { before: true, after: false }
          : { before: null, after: rule.value ? "0.0.0.0" : "x" };
      const { tier } = judgeOption(policy, { path, known: true, own: true, ...change });
      expect(["protected", "high", "medium"].indexOf(tier)).toBeLessThanOrEqual(
        ["protected", "high", "medium"].indexOf(rule.tier),
      );
      expect(tier).not.toBe("low");
    },
  );

  it("has a number of its own and says why", () => {
    const ids = guardedTable.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, reason } of guardedTable) expect(reason, id).toMatch(/^\S.{5,}[^.]$/);
  });

  it("is evaluated whatever a change is about, or a narrower one in its place", () => {
    const watched = new Set(policy.watch.patterns.map((one) => JSON.stringify(one)));
    const missing = rows
      .filter(({ rule }) => rule.tier !== "low" && rule.walk === undefined)
      .filter(({ segments }) => !watched.has(JSON.stringify(segments)));
    expect(missing).toEqual([]);
    for (const { id, walk } of guardedTable.filter((one) => one.walk && one.tier !== "low"))
      expect(walk?.length, id).toBeGreaterThan(0);
  });
});

/** Modules that nixpkgs does not have: agentix's own, and what others bring. */
const elsewhere =
  /^(services\.(agentix|comin)|boot\.lanzaboote|disko|environment\.persistence|preservation|sops|age|vault|home-manager)/;

const options = [realOptions("nixos"), realOptions("home-manager")].flatMap((one) => one ?? []);

describe.skipIf(options.length === 0)("on a real option index (AGENTIX_DATA)", () => {
  it("no pattern is dead", () => {
    const paths = options.map(({ path }) => path);
    const dead = rows.filter(
      ({ form, segments }) => !elsewhere.test(form) && !paths.some((path) => meet(segments, path)),
    );
    expect(dead.map(({ rule, form }) => `${rule.id} ${form}`)).toEqual([]);
  });

  it("few options of tier low are left, and none that opens a way in", () => {
    const low = options.filter(
      ({ path }) => judgeOption(policy, { path, before: 1, after: 2, known: true }).tier === "low",
    );
    const names = low.map(({ path }) => showPath(path)).join("\n");
    expect(names).not.toMatch(/^(services\.openssh|security|users|networking|boot|nix)\./m);
    expect(low.length / options.length).toBeLessThan(0.03);
  });
});

/** Is there an option that the pattern covers, or one that holds what the pattern names (a freeform one)? */
function meet(segments: readonly string[], path: readonly string[], at = 0, from = 0): boolean {
  const segment = segments[at];
  const name = path[from];
  if (segment === undefined) return true;
  if (name === undefined) return from >= 2;
  if (segment === "**")
    return meet(segments, path, at + 1, from) || meet(segments, path, at, from + 1);
  const fits =
    segment === "*" ||
    /^[<*]/.test(name) ||
    (segment.startsWith("=")
      ? segment.slice(1) === name
      : new RegExp(`^${segment.slice(1)}$`).test(name));
  return fits && meet(segments, path, at + 1, from + 1);
}
