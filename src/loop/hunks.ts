import type { Finding } from "../core/finding.ts";
import type { Decision, FileChange, Hunk } from "../core/hunk.ts";
import { parsePath } from "../core/option.ts";
import { type Cuts, cutPatch } from "../core/patch/cuts.ts";
import { type PatchFile, type PatchHunk, parsePatch } from "../core/patch/patch.ts";
import { ok, type Result } from "../core/result.ts";
import { strictest } from "../core/tier.ts";
import type { Effect } from "../core/verification.ts";
import type { Context } from "./context.ts";
import { farReaching, type Judged, judgeHunks, type Touched } from "./far-effects.ts";
import { type HiddenText, hiddenIn } from "./hidden.ts";
import { sourceFindings } from "./source-changes.ts";

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
  /** What the syntax of the files says, each with its hunk where one has its line. */
  readonly sources: readonly Finding[];
}

/** What is known when a diff is read into hunks. */
export interface Known {
  /** The evaluated change; null where it could not be evaluated. */
  readonly effects: readonly Effect[] | null;
  readonly decisions?: ReadonlyMap<string, Decision>;
  readonly cuts?: Cuts | undefined;
  /** The hunks as they were judged before: what they were found to change stays theirs. */
  readonly before?: readonly FileChange[];
}

/**
 * Reads the diff base → commit into hunks, and cuts them. The tier of a hunk is the strictest of its file's and of
 * the options that it changes, on its own lines or elsewhere (see judgeHunks); added lines that are not
 * what they look like make it high.
 */
export async function reviewable(
  context: Context,
  base: string,
  commit: string,
  { effects, decisions = new Map(), cuts = {}, before = [] }: Known,
): Promise<Result<Reviewable>> {
  const drafted = await drafts(context, base, commit, cuts, before);
  if (!drafted.ok) return drafted;
  const { patches, hunks: all } = drafted.value;
  const verdicts = judgeHunks(context.policy, all, effects, addedModules(patches));
  const sources = (await sourceFindings(context, base, commit, patches)).map((finding) => {
    const { line = 0 } = finding;
    const at = all.find(
      ({ file, hunk: { newStart, newLines } }) =>
        file === finding.file && newStart <= line && line < newStart + newLines,
    );
    return at ? { ...finding, hunk: at.hunk.id } : finding;
  });
  const hidden: HiddenLine[] = [];
  const byFile = new Map<string, Hunk[]>(patches.map(({ path }) => [path, []]));
  for (const [index, { file, hunk }] of all.entries()) {
    const { options, tier } = verdicts[index] ?? { options: [], tier: "high" };
    const found = hiddenIn(hunk);
    for (const one of found) hidden.push({ hunk: hunk.id, file, ...one });
    byFile.get(file)?.push({
      id: hunk.id,
      header: hunk.header,
      oldStart: hunk.oldStart,
      oldLines: hunk.oldLines,
      newStart: hunk.newStart,
      newLines: hunk.newLines,
      decision: decisions.get(hunk.id) ?? "undecided",
      tier: strictest([
        tier,
        ...(found.length > 0 ? ["high" as const] : []),
        // A lock's change has no line of its own: it is every hunk's of the file.
        ...sources
          .filter((one) => one.hunk === hunk.id || (one.hunk === undefined && one.file === file))
          .map((one) => one.tier),
      ]),
      options,
    });
  }
  const files = patches.map(({ path, status }) => ({
    path,
    status,
    hunks: byFile.get(path) ?? [],
  }));
  const subjects = files.flatMap(({ hunks }) =>
    hunks.map(({ id, options = [] }) => ({ hunk: id, options })),
  );
  return ok({ files, patches, subjects, hidden, sources });
}

function addedModules(patches: readonly PatchFile[]): ReadonlySet<string> {
  const added = patches.filter(({ path, status }) => status === "added" && path.endsWith(".nix"));
  return new Set(added.map(({ path }) => path));
}

/** The hunks of a diff with what their changed lines touch, by the syntax of both sides. */
async function drafts(
  context: Context,
  base: string,
  commit: string,
  cuts: Cuts,
  before: readonly FileChange[],
): Promise<Result<{ patches: readonly PatchFile[]; hunks: Judged[] }>> {
  const bytes = await context.git.patch(base, commit);
  if (!bytes.ok) return bytes;
  const patches = cutPatch(parsePatch(bytes.value), cuts);
  const earlier = new Map(
    before.flatMap(({ hunks }) => hunks.map(({ id, options = [] }) => [id, options])),
  );
  const hunks: Judged[] = [];
  for (const patch of patches) {
    const sides = await definitionsOfSides(context, base, commit, patch);
    for (const hunk of patch.hunks) {
      const lines = changedLines(hunk);
      const touched = [
        ...sides.new.filter(overlaps(hunk.newStart, hunk.newLines)),
        ...sides.old.filter(overlaps(hunk.oldStart, hunk.oldLines)),
      ].filter(({ line, endLine, side }) =>
        lines[side].some((changed) => changed >= line && changed <= endLine),
      );
      hunks.push({ file: patch.path, hunk, touched, before: earlier.get(hunk.id) ?? [] });
    }
  }
  return ok({ patches, hunks });
}

/** The options that any hunk of a change touches, by the syntax alone: what is to be evaluated. */
export async function touchedOptions(
  context: Context,
  base: string,
  commit: string,
): Promise<Result<(readonly string[])[]>> {
  const review = await reviewable(context, base, commit, { effects: [] });
  return review.ok ? ok(optionsOf(review.value.files)) : review;
}

/** Does a change hold hunks of which the evaluated change of options on their own lines says nothing? */
export async function reachesFar(
  context: Context,
  base: string,
  commit: string,
  effects: readonly Effect[],
): Promise<Result<boolean>> {
  const drafted = await drafts(context, base, commit, {}, []);
  if (!drafted.ok) return drafted;
  const { patches, hunks } = drafted.value;
  return ok(addedModules(patches).size === 0 && farReaching(hunks, effects).length > 0);
}

/** The options of stored hunks, as paths. */
export function optionsOf(files: readonly FileChange[]): (readonly string[])[] {
  const options = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.options ?? []));
  return [...new Set(options)].map((option) => parsePath(option) ?? [option]);
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
type Located = Touched & { line: number; endLine: number; side: Side };

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
    return syntax.definitions(text).map(({ path, line, endLine, valueKind }) => ({
      path,
      line,
      endLine,
      side,
      fixed: valueKind === "literal",
    }));
  };
  return { old: await read(base, "old"), new: await read(commit, "new") };
}
