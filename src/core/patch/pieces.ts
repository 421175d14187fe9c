import type { Decision, FileChange, Hunk } from "../hunk.ts";
import { hunksOf, type Proposal } from "../proposal.ts";
import { strictest } from "../tier.ts";
import { type Cuts, overlap, type Piece, piecesOf } from "./cuts.ts";
import type { PatchFile, PatchHunk } from "./patch.ts";

/*
 * What becomes of decisions and tiers when a hunk is cut another way, or put together again.
 */

interface Recut {
  readonly piece: Piece;
  /** The pieces of before that it shares lines with. */
  readonly before: readonly Piece[];
}

function recut(hunk: PatchHunk, from: Cuts, to: Cuts): Recut[] {
  const old = piecesOf(hunk, from[hunk.id]);
  return piecesOf(hunk, to[hunk.id]).map((piece) => ({
    piece,
    before: old.length === 1 ? old : old.filter((one) => overlap(one, piece)),
  }));
}

function sameCuts(hunk: PatchHunk, from: Cuts, to: Cuts): boolean {
  return JSON.stringify(from[hunk.id] ?? []) === JSON.stringify(to[hunk.id] ?? []);
}

/** Decisions after other cuts: a piece keeps what was decided about its lines, where that was one thing. */
export function recutDecisions(
  patch: readonly PatchFile[],
  from: Cuts,
  to: Cuts,
  decisions: Readonly<Record<string, Decision>>,
): Record<string, Decision> {
  const result = { ...decisions };
  for (const hunk of patch.flatMap(({ hunks }) => hunks)) {
    if (sameCuts(hunk, from, to)) continue;
    const next = recut(hunk, from, to).map(({ piece, before }) => {
      const known = new Set(before.map((one) => decisions[one.hunk.id] ?? "undecided"));
      const [only = "undecided"] = known;
      return [piece.hunk.id, known.size === 1 ? only : "undecided"] as const;
    });
    for (const { hunk: one } of piecesOf(hunk, from[hunk.id])) delete result[one.id];
    Object.assign(result, Object.fromEntries(next));
  }
  return result;
}

/** Comments after other cuts: each goes to the first piece of what it was about. */
export function recutComments(
  patch: readonly PatchFile[],
  from: Cuts,
  to: Cuts,
  comments: NonNullable<Proposal["comments"]>,
): NonNullable<Proposal["comments"]> {
  const moved = new Map<string, string>();
  for (const hunk of patch.flatMap(({ hunks }) => hunks))
    if (!sameCuts(hunk, from, to))
      for (const { piece, before } of recut(hunk, from, to).reverse())
        for (const one of before) moved.set(one.hunk.id, piece.hunk.id);
  return comments.map((one) => ({ ...one, hunk: moved.get(one.hunk) ?? one.hunk }));
}

/**
 * The proposal with its hunks cut like this. What is known of a piece comes from the pieces that it shares
 * lines with: the strictest tier and all their options, until the loop has judged the piece itself.
 */
export function withCuts(proposal: Proposal, patch: readonly PatchFile[], cuts: Cuts): Proposal {
  const from = proposal.cuts ?? {};
  if (JSON.stringify(from) === JSON.stringify(cuts)) return proposal;
  const stored = new Map(hunksOf(proposal).map((hunk) => [hunk.id, hunk]));
  const decisions = recutDecisions(
    patch,
    from,
    cuts,
    Object.fromEntries([...stored].map(([id, { decision }]) => [id, decision])),
  );
  const hunkOf = ({ piece, before }: Recut): Hunk => {
    const { id, header, oldStart, oldLines, newStart, newLines } = piece.hunk;
    const tiers = before.flatMap((one) => stored.get(one.hunk.id)?.tier ?? []);
    const options = before.map((one) => stored.get(one.hunk.id)?.options);
    return (
      stored.get(id) ?? {
        ...{ id, header, oldStart, oldLines, newStart, newLines },
        decision: decisions[id] ?? "undecided",
        tier: tiers.length > 0 ? strictest(tiers) : "high",
        ...(options.every((some) => some !== undefined)
          ? { options: [...new Set(options.flat())] }
          : {}),
      }
    );
  };
  const files = proposal.files.map((file): FileChange => {
    const own = patch.find(({ path }) => path === file.path);
    if (!own || own.hunks.every((hunk) => sameCuts(hunk, from, cuts))) return file;
    return {
      ...file,
      hunks: own.hunks.flatMap((hunk) => recut(hunk, from, cuts).map((one) => hunkOf(one))),
    };
  });
  const { comments } = proposal;
  const kept = comments ? { comments: recutComments(patch, from, cuts, comments) } : {};
  return { ...proposal, ...kept, files, cuts };
}
