import fc from "fast-check";
import type { Definition, Edit, NixValue } from "../../src/core/edit.ts";
import type { Syntax } from "../../src/nix/syntax/syntax.ts";
import { lostLines } from "./lost-lines.ts";

/** What came of an edit, and the text where it made one. */
export interface CorpusOutcome {
  /** `edited`, `already so`, or the code of the refusal. */
  readonly outcome: string;
  /** The message of a refusal, without its names and numbers. */
  readonly reason?: string;
  readonly text?: string;
  /** What is wrong; empty where nothing is. */
  readonly faults: readonly string[];
}

const values: readonly NixValue[] = [
  "a ${b} \\",
  -7,
  2.5,
  true,
  null,
  ["x", -1],
  [],
  { $attrs: { a: 1, "b c": [true] } },
  { $path: "./some file.nix" },
  "l1\n  l2 ''x''\n",
];

/** An edit of something that a file defines, or of something new in it; by a seed the same one again. */
export function corpusEdits(
  definitions: readonly Definition[],
  count: number,
  seed: number,
): Edit[] {
  const known = definitions.filter((each) => each.dynamic !== true);
  const value = fc.constantFrom(...values);
  const fresh = fc.constantFrom<Edit>(
    { operation: "set", path: ["services", "tailscale", "enable"], value: true },
    { operation: "append", path: ["environment", "systemPackages"], value: { $package: "btop" } },
    { operation: "append", path: ["imports"], value: { $path: "./some-module.nix" } },
  );
  if (known.length === 0) return fc.sample(fresh, { numRuns: Math.min(count, 2), seed });
  const any = fc.constantFrom(...known);
  const lists = known.filter((each) => /list|expression/.test(each.valueKind));
  const edit = fc.oneof(
    fresh,
    fc
      .tuple(any, value)
      .map(([{ path, scope }, v]): Edit => ({ operation: "set", path, scope, value: v })),
    any.map(({ path, scope }): Edit => ({ operation: "unset", path, scope })),
    // A sibling of something that is there, and something below a set.
    fc.tuple(any, value).map(([{ path, scope, valueKind }, v]): Edit => {
      const parent = valueKind === "set" ? path : path.slice(0, -1);
      return { operation: "set", path: [...parent, "zz new"], scope, value: v };
    }),
    fc
      .tuple(fc.constantFrom(...(lists.length > 0 ? lists : known)), value)
      .map(([{ path, scope }, v]): Edit => ({ operation: "append", path, scope, value: v })),
  );
  return fc.sample(edit, { numRuns: count, seed });
}

/** Carries out an edit and checks everything that holds for every edit. */
export function tryEdit(
  syntax: Syntax,
  source: string,
  definitions: readonly Definition[],
  edit: Edit,
): CorpusOutcome {
  const done = syntax.edit(source, edit);
  if (!done.ok) {
    const { code, message } = done.problem;
    const faults = code === "edit-not-possible" ? [] : [`${code}: ${message}`];
    return {
      outcome: code,
      reason: message.replace(/`[^`]*`/g, "`…`").replace(/\d+(, \d+)*/g, "N"),
      faults,
    };
  }
  const { text, changed, form, note = "" } = done.value;
  const faults: string[] = [];
  const fault = (wrong: boolean, what: string): void => void (wrong && faults.push(what));
  fault(changed !== (text !== source), "says whether it changed something, and is wrong");
  if (!changed) return { outcome: "already so", faults };
  fault(syntax.problems(text).length > syntax.problems(source).length, "parses worse");
  const again = syntax.edit(text, edit);
  const settled = again.ok ? again.value.text === text : edit.operation === "unset";
  fault(!settled, "is not idempotent");
  const elsewhere = /the value comes from|attributes of its `rec` set use it/.test(note);
  const after = syntax.definitions(text);
  // An edit can make an attribute a module, or the file one: then other things count as definitions.
  // What `//` hid shows, or goes as well, when what hid it goes.
  const hidden = edit.operation === "unset" && /\s\/\/\s/.test(source);
  const alike = scopes(after) === scopes(definitions) && !hidden;
  fault(
    alike && !elsewhere && others(after, edit) !== others(definitions, edit),
    "changes another definition",
  );
  fault(
    !elsewhere && !hidden && !staysInside(source, text, definitions, edit),
    "changes bytes outside itself",
  );
  if (edit.operation === "append" && form === "extended-list" && !bringsPkgs(source, text)) {
    const back = syntax.edit(text, { ...edit, operation: "remove" });
    fault(!back.ok || back.value.text !== source, "is not undone by remove");
  }
  return { outcome: "edited", text, faults };
}

/** All definitions that the edit is not about, in order. */
function others(definitions: readonly Definition[], edit: Edit): string {
  const apart = definitions.filter(
    (each) => each.valueKind !== "set" && !related(each.path, edit.path),
  );
  return apart
    .map(({ path, conditional, priority, valueKind }) =>
      JSON.stringify([path, conditional, priority, valueKind]),
    )
    .join("\n");
}

function scopes(definitions: readonly Definition[]): string {
  return [...new Set(definitions.map((each) => JSON.stringify(each.scope)))].join();
}

function related(path: readonly string[], other: readonly string[]): boolean {
  return path.every((name, i) => i >= other.length || other[i] === name);
}

/** Whether an edit that adds `pkgs` to a function's arguments, which `remove` leaves there. */
function bringsPkgs(source: string, text: string): boolean {
  return !/\bpkgs\b/.test(source) && /\bpkgs\b/.test(text);
}

/** Old lines go only where the option stood; anywhere else text is only added. */
function staysInside(
  source: string,
  text: string,
  definitions: readonly Definition[],
  edit: Edit,
): boolean {
  const own = definitions.filter((each) => related(each.path, edit.path));
  const lines = source.split("\n");
  const mine = (line: number): boolean =>
    own.some((each) => each.line <= line && line <= each.endLine);
  const rest = lines.filter((_, i) => !mine(i + 1)).join("\n");
  return lostLines(rest, text).every(({ old, now }) => isWithin(old, now));
}

/** Whether all characters of one text but blanks stand in another, in their order. */
function isWithin(old: string, now: string): boolean {
  let at = 0;
  for (const character of old.replace(/\s/g, "")) {
    at = now.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
