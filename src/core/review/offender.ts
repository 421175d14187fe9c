import { parsePath } from "../option.ts";
import type { Diagnostic } from "../verification.ts";

/** A hunk as the search for an offender needs it. */
export interface Suspect {
  readonly id: string;
  readonly file: string;
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newLines: number;
  /** Signs of its lines, where they are known. */
  readonly signs?: readonly (" " | "-" | "+")[];
  /** Options that its changed lines touch, where they are known. */
  readonly options?: readonly string[] | undefined;
}

interface Placed extends Suspect {
  /** Lines of the combination's tree: the hunk's own, and those that it adds. */
  readonly start: number;
  readonly end: number;
  readonly added: ReadonlySet<number>;
}

/** Where each chosen hunk stands in the tree that holds only the chosen ones. */
function placed(chosen: readonly Suspect[]): Placed[] {
  const shifts = new Map<string, number>();
  const inOrder = chosen.toSorted((a, b) => a.oldStart - b.oldStart);
  return inOrder.map((hunk) => {
    const shift = shifts.get(hunk.file) ?? 0;
    shifts.set(hunk.file, shift + hunk.newLines - hunk.oldLines);
    // With no old lines the start names the line after which the new ones go.
    const start = hunk.oldStart + shift + (hunk.oldLines === 0 ? 1 : 0);
    const added = new Set<number>();
    let line = start;
    for (const sign of hunk.signs ?? []) {
      if (sign === "+") added.add(line);
      if (sign !== "-") line += 1;
    }
    return { ...hunk, start, end: start + Math.max(1, hunk.newLines) - 1, added };
  });
}

/** An option without what only says where it is declared or set. */
function bare(option: string): readonly string[] {
  const path = parsePath(option.replace(/\."\[definition.*$/, "")) ?? [option];
  return path.length > 1 && (path[0] === "options" || path[0] === "config") ? path.slice(1) : path;
}

function starts(path: readonly string[], start: readonly string[]): boolean {
  return start.length <= path.length && start.every((part, at) => part === path[at]);
}

/** True when one of the two is, or is inside of, the other; a home's options stand below its user's. */
function related(a: readonly string[], b: readonly string[]): boolean {
  const homeless = (path: readonly string[]) =>
    path[0] === "home-manager" && path[1] === "users" && path.length > 3 ? path.slice(3) : path;
  return [a, homeless(a)].some((one) =>
    [b, homeless(b)].some((other) => starts(one, other) || starts(other, one)),
  );
}

/** Whether a message names a file, as Nix does with one that is not there. */
function names(message: string, file: string): boolean {
  const words = message.split(/[\s'"`«»()]+/);
  return words.some((word) => word === file || word.endsWith(`/${file}`));
}

/** Hunks that a diagnostic blames: by added line, by option, by the file named, by lines around, by file. */
function blamed(diagnostic: Diagnostic, hunks: readonly Placed[]): readonly Placed[] {
  const { file, line, option } = diagnostic;
  const here = hunks.filter((hunk) => hunk.file === file);
  const path = option === undefined ? undefined : bare(option);
  const touching = path
    ? hunks.filter(({ options }) => options?.some((one) => related(bare(one), path)))
    : [];
  const around =
    line === undefined ? [] : here.filter(({ start, end }) => line >= start && line <= end);
  const choices = [
    line === undefined ? [] : here.filter(({ added }) => added.has(line)),
    touching.filter((hunk) => hunk.file === file),
    touching,
    hunks.filter((hunk) => names(diagnostic.message, hunk.file)),
    around,
    here,
    // The base does not have the problem, and nothing else changed.
    hunks.length === 1 ? hunks : [],
  ];
  return choices.find((some) => some.length > 0) ?? [];
}

/**
 * The chosen hunks that these diagnostics come from, each with what is said of it. `chosen` are the hunks
 * of the evaluated combination and nothing else; lines of diagnostics are lines of its tree.
 */
export function offenders(
  diagnostics: readonly Diagnostic[],
  chosen: readonly Suspect[],
): Map<string, Diagnostic[]> {
  const hunks = placed(chosen);
  const result = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics)
    if (!diagnostic.atBase)
      for (const { id } of blamed(diagnostic, hunks))
        result.set(id, [...(result.get(id) ?? []), diagnostic]);
  return result;
}
