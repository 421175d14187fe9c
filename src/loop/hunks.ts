import { isOpaque } from "../core/delta.ts";
import type { Decision, FileChange, Hunk } from "../core/hunk.ts";
import { parsePath, showPath } from "../core/option.ts";
import { type Cuts, cutPatch } from "../core/patch/cuts.ts";
import { type PatchFile, type PatchHunk, parsePatch } from "../core/patch/patch.ts";
import { ok, type Result } from "../core/result.ts";
import { strictest, type Tier } from "../core/tier.ts";
import type { Effect } from "../core/verification.ts";
import { judgeFile, judgeOption } from "../policy/decide.ts";
import type { Context } from "./context.ts";
import { type HiddenText, hiddenIn } from "./hidden.ts";

/** A hunk's options, read from the syntax on both sides of the diff. */
export interface HunkSubject {
  readonly hunk: string;
  readonly options: readonly string[];
}

/** An added line with characters that a reader cannot see or takes for others. */
export interface HiddenLine extends HiddenText {
  readonly hunk: string;
  readonly file: string;
}

/** The reviewable form of a commit: files, hunks with tier and decision, and what each hunk is about. */
export interface Reviewable {
  readonly files: FileChange[];
  readonly patches: readonly PatchFile[];
  readonly subjects: readonly HunkSubject[];
  readonly hidden: readonly HiddenLine[];
}

/**
 * Reads the diff base → commit into hunks, and cuts them. The tier of a hunk is the strictest of its file's and of
 * the options on its lines, judged by their evaluated change where that is known; added lines that are not
 * what they look like make it high.
 */
export async function reviewable(
  context: Context,
  base: string,
  commit: string,
  effects: readonly Effect[],
  decisions: ReadonlyMap<string, Decision> = new Map(),
  cuts: Cuts = {},
): Promise<Result<Reviewable>> {
  const bytes = await context.git.patch(base, commit);
  if (!bytes.ok) return bytes;
  const patches = cutPatch(parsePatch(bytes.value), cuts);
  const subjects: HunkSubject[] = [];
  const hidden: HiddenLine[] = [];
  const files: FileChange[] = [];
  for (const patch of patches) {
    const sides = await definitionsOfSides(context, base, commit, patch);
    const hunks = patch.hunks.map((hunk): Hunk => {
      const options = [
        ...sides.new.filter(overlaps(hunk.newStart, hunk.newLines)),
        ...sides.old.filter(overlaps(hunk.oldStart, hunk.oldLines)),
      ];
      const lines = changedLines(hunk);
      const touched = options.filter(({ line, endLine, side }) =>
        lines[side].some((changed) => changed >= line && changed <= endLine),
      );
      const paths = leaves(touched.map(({ path }) => path));
      const subject = paths.map(showPath);
      subjects.push({ hunk: hunk.id, options: subject });
      const found = hiddenIn(hunk);
      for (const one of found) hidden.push({ hunk: hunk.id, file: patch.path, ...one });
      const tier = tierOf(patch.path, paths, effects);
      return {
        id: hunk.id,
        header: hunk.header,
        oldStart: hunk.oldStart,
        oldLines: hunk.oldLines,
        newStart: hunk.newStart,
        newLines: hunk.newLines,
        decision: decisions.get(hunk.id) ?? "undecided",
        tier: found.length > 0 ? strictest([tier, "high"]) : tier,
        options: subject,
      };
    });
    files.push({ path: patch.path, status: patch.status, hunks });
  }
  return ok({ files, patches, subjects, hidden });
}

/** The options that any hunk of a change touches, by the syntax alone: what is to be evaluated. */
export async function touchedOptions(
  context: Context,
  base: string,
  commit: string,
): Promise<Result<(readonly string[])[]>> {
  const review = await reviewable(context, base, commit, []);
  return review.ok ? ok(optionsOf(review.value.files)) : review;
}

/** The options of stored hunks, as paths. */
export function optionsOf(files: readonly FileChange[]): (readonly string[])[] {
  const options = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.options ?? []));
  return [...new Set(options)].map((option) => parsePath(option) ?? [option]);
}

/** Distinct paths without the groups around them: an option inside says what the group is about. */
function leaves(paths: readonly (readonly string[])[]): (readonly string[])[] {
  const distinct = [...new Map(paths.map((path) => [showPath(path), path])).values()];
  return distinct.filter(
    (path) =>
      !distinct.some(
        (other) =>
          other.length > path.length && path.every((segment, index) => segment === other[index]),
      ),
  );
}

/** Line numbers, on each side, of the lines that the hunk removes or adds. */
function changedLines(hunk: PatchHunk): Record<Side, number[]> {
  const lines: Record<Side, number[]> = { old: [], new: [] };
  let old = hunk.oldStart;
  let fresh = hunk.newStart;
  for (const { sign } of hunk.lines) {
    if (sign === "-") lines.old.push(old);
    if (sign === "+") lines.new.push(fresh);
    if (sign !== "+") old += 1;
    if (sign !== "-") fresh += 1;
  }
  return lines;
}

type Side = "old" | "new";
type Located = { path: readonly string[]; line: number; endLine: number; side: Side };

function overlaps(start: number, lines: number): (one: Located) => boolean {
  return ({ line, endLine }) => line <= start + Math.max(lines, 1) - 1 && endLine >= start;
}

async function definitionsOfSides(
  context: Context,
  base: string,
  commit: string,
  patch: PatchFile,
): Promise<Record<Side, Located[]>> {
  if (!patch.path.endsWith(".nix")) return { old: [], new: [] };
  const syntax = await context.syntax();
  const read = async (revision: string, side: Side): Promise<Located[]> => {
    const bytes = await context.git.read(revision, patch.path);
    if (!bytes.ok || bytes.value === null) return [];
    const text = new TextDecoder().decode(bytes.value);
    return syntax
      .definitions(text)
      .map(({ path, line, endLine }) => ({ path, line, endLine, side }));
  };
  return { old: await read(base, "old"), new: await read(commit, "new") };
}

function tierOf(
  file: string,
  paths: readonly (readonly string[])[],
  effects: readonly Effect[],
): Tier {
  const tiers: Tier[] = [];
  const byFile = judgeFile(file);
  if (byFile) tiers.push(byFile.tier);
  for (const path of paths) {
    const shown = showPath(path);
    const known = effects.filter(
      ({ option }) => option === shown || option.startsWith(`${shown}.`),
    );
    if (known.length === 0) tiers.push(judgeOption({ path, known: false }).tier);
    for (const { option, before, after } of known)
      tiers.push(
        judgeOption({
          path: parsePath(option) ?? path,
          before,
          after,
          known: !isOpaque(before) && !isOpaque(after),
        }).tier,
      );
  }
  return tiers.length > 0 ? strictest(tiers) : "medium";
}
