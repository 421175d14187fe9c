import type { Hunk } from "../core/hunk.ts";
import { isBlank, readBuffer, sameBytes } from "../core/patch/edit-buffer.ts";
import { type LineRange, linesOf, replaceLines, sliceLines } from "../core/patch/line-range.ts";
import { byteString } from "../core/patch/patch-path.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { ok, type Problem, problem, type Result } from "../core/result.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { commitWith, type Rewritten, rewritten } from "./edited-commit.ts";
import { isOpen } from "./life.ts";
import { candidateFor, resolve } from "./review.ts";

/** A hunk that is about to be edited, with what the edit is read against. */
export interface EditStart {
  readonly proposal: Proposal;
  readonly hunk: Hunk;
  readonly path: string;
  readonly range: LineRange;
  /** The file of the proposal's original commit, and the hunk's lines in it. */
  readonly file: Uint8Array;
  readonly side: Uint8Array;
}

/** What came of an edit that was no failure. */
export type EditOutcome =
  /** `empty`: nothing was left to read, which means that the person gave up. */
  | { readonly kind: "same" | "empty" }
  | {
      readonly kind: "edited";
      readonly proposal: Proposal;
      /** Ids of the hunks that the edit made another, and of those that it made. */
      readonly before: readonly string[];
      readonly after: readonly string[];
    };

const largest = 4 * 1024 * 1024;

/** Finds the hunk and its lines, or says why it cannot be edited. Changes nothing. */
export async function startEdit(
  context: Context,
  reference: string,
  wanted: string,
): Promise<Result<EditStart>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const proposal = found.value;
  const open = isOpen(proposal, "edited");
  if (!open.ok) return open;
  const id = resolve(proposal, wanted);
  if (!id.ok) return id;
  const hunk = hunksOf(proposal).find((one) => one.id === id.value) as Hunk;
  const change = proposal.files.find(({ hunks }) => hunks.includes(hunk));
  const path = change?.path ?? "";
  const why = whyNot(hunk, change?.status);
  if (why) return problem("edit-not-possible", why, { hint: "Accept it or reject it as it is." });
  const file = await context.git.read(proposal.original, path);
  if (!file.ok) return file;
  if (file.value === null) return problem("edit-not-possible", `${path} is no regular file.`);
  const range = { start: hunk.newStart, lines: hunk.newLines };
  const side = sliceLines(file.value, range);
  if (side.length > largest)
    return problem("edit-not-possible", "This hunk is too large to be edited here.", {
      hint: "Apply what is right of it, then edit the file.",
    });
  return ok({ proposal, hunk, path, range, file: file.value, side });
}

function whyNot(hunk: Hunk, status: string | undefined): string | null {
  if (status === "deleted") return "This hunk deletes the file, so there is nothing to edit.";
  if (hunk.oldLines > 0 || hunk.newLines > 0) return null;
  if (hunk.header.startsWith("mode ")) return "This hunk only changes who may execute the file.";
  return `This hunk is one piece, not lines: ${hunk.header}.`;
}

/**
 * Takes over what the person wrote: `buffer` is the editor's file. It is parsed by real Nix, evaluated and
 * judged like any change; a failure stores nothing. The edited hunk is undecided again, the others keep
 * their decisions, and what was verified or approved no longer counts.
 */
export async function finishEdit(
  context: Context,
  start: EditStart,
  buffer: Uint8Array,
): Promise<Result<EditOutcome>> {
  const text = readBuffer(buffer, start.side, start.file);
  if (sameBytes(text, start.side)) return ok({ kind: "same" });
  if (isBlank(text)) return ok({ kind: "empty" });
  if (text.includes(0))
    return problem("edit-not-possible", "The text holds a NUL byte, so it is not text.", {
      hint: "Is the editor set to UTF-16? Save it as UTF-8.",
    });
  if (text.length > largest)
    return problem("edit-not-possible", "The text is too large for one hunk.");
  const next = replaceLines(start.file, start.range, text);
  const broken = await unparsable(context, start, next);
  if (broken) return { ok: false, problem: broken };
  const { proposal, path } = start;
  const commit = await commitWith(context, proposal, path, next);
  if (!commit.ok) return commit;
  if (commit.value === proposal.base)
    return problem("wrong-state", `With this edit nothing would be left of ${proposal.id}.`, {
      hint: "It stays as it was. To turn it down, reject it.",
    });
  context.report({ kind: "step", text: "evaluating what changes" });
  const made = await rewritten(context, proposal, path, commit.value);
  if (!made.ok) return refuse(context, "edit", made.problem, proposal);
  const stored = await context.store.withLock(() => store(context, start, made.value, next));
  return stored.ok ? stored : refuse(context, "edit", stored.problem, proposal);
}

/** What real Nix has against the file, with the line of the hunk's text that it means. */
async function unparsable(
  context: Context,
  { path, range }: EditStart,
  next: Uint8Array,
): Promise<Problem | null> {
  if (!path.endsWith(".nix")) return null;
  const parsed = await context.nix.parse(new TextDecoder().decode(next), path);
  if (!parsed.ok) return parsed.problem;
  if (parsed.value === null) return null;
  const { line, column, message, hint } = parsed.value;
  const place = line === undefined ? "" : `:${line}${column === undefined ? "" : `:${column}`}`;
  return {
    code: "edit-broke-syntax",
    message: `${path}${place}: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    details: {
      file: path,
      ...(line === undefined ? {} : { line, hunkLine: line - range.start + 1 }),
    },
  };
}

async function store(
  context: Context,
  { proposal: seen, path, range, file, hunk }: EditStart,
  made: Rewritten,
  next: Uint8Array,
): Promise<Result<EditOutcome>> {
  const now = await context.store.find(seen.id);
  if (!now.ok) return now;
  const still = isOpen(now.value, "edited");
  if (!still.ok) return still;
  const sameCuts = JSON.stringify(now.value.cuts) === JSON.stringify(seen.cuts);
  if (now.value.original !== seen.original || now.value.base !== seen.base || !sameCuts)
    return problem("stale-proposal", `${seen.id} changed while the hunk was edited.`, {
      hint: "Look at it again, then edit.",
    });
  const known = new Map(hunksOf(now.value).map((one) => [one.id, one.decision]));
  const files = made.review.files.map((change) => ({
    ...change,
    hunks: change.hunks.map((one) => ({ ...one, decision: known.get(one.id) ?? one.decision })),
  }));
  const fresh = files.flatMap(({ hunks }) => hunks.map(({ id }) => id));
  const before = [...known.keys()].filter((id) => !fresh.includes(id));
  const after = fresh.filter((id) => !known.has(id));
  const growth = linesOf(byteString(next)).length - linesOf(byteString(file)).length;
  const end = range.start + range.lines;
  const { edited = [], comments } = now.value;
  const moved: Proposal = {
    ...now.value,
    state: "proposed",
    original: made.commit,
    files,
    intents: now.value.intents.map((intent) =>
      intent.file === path && intent.line !== null && intent.line >= end
        ? { ...intent, line: intent.line + growth }
        : intent,
    ),
    explanation: { ...now.value.explanation, ...made.explanation },
    findings: made.findings,
    verification: null,
    approval: null,
    edited: [...edited.filter((id) => fresh.includes(id)), ...after],
    ...(comments ? { comments: comments.map(following(hunk.id, after[0])) } : {}),
    updatedAt: context.clock.now().toISOString(),
  };
  const decisions = new Map(hunksOf(moved).map((one) => [one.id, one.decision]));
  const candidate = await candidateFor(context, moved, decisions);
  if (!candidate.ok) return candidate;
  const proposal = { ...moved, candidate: candidate.value };
  const kept = await context.git.keep(proposal.id, made.commit);
  if (!kept.ok) return kept;
  const details = { file: path, before, after };
  const recorded = await record(context, "edit", "edited", details, proposal);
  if (!recorded.ok) return recorded;
  const saved = await context.store.save(proposal);
  return saved.ok ? ok({ kind: "edited", proposal, before, after }) : saved;
}

/** A comment goes with the hunk that it was about. */
function following(from: string, to: string | undefined) {
  return <T extends { hunk: string }>(comment: T): T =>
    comment.hunk === from && to !== undefined ? { ...comment, hunk: to } : comment;
}
