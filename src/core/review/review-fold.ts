import { gapOfRow } from "./diff-rows.ts";
import type { Gap } from "./gap.ts";
import { at, laidOut } from "./review-place.ts";
import { currentHunk, type Review } from "./review-state.ts";

function toggled(review: Review, ids: readonly string[], open: boolean): Review {
  const unfolded = new Set(review.unfolded);
  for (const id of ids)
    if (open) unfolded.add(id);
    else unfolded.delete(id);
  return laidOut({ ...review, unfolded }, false);
}

/** The region at the cursor, or the next one of its file, or the one before. */
function regionAt(review: Review): Gap | null {
  const { rows, cursor } = review;
  const here = gapOfRow(rows[cursor]);
  if (here) return here;
  for (const by of [1, -1])
    for (let row = cursor + by; row >= 0 && row < rows.length; row += by) {
      const gap = gapOfRow(rows[row]);
      if (gap) return gap;
      if (rows[row]?.kind === "file") break;
    }
  return null;
}

/** Shows or hides the unchanged region at the cursor. */
export function foldRegion(review: Review): Review {
  const gap = regionAt(review);
  if (!gap) return review;
  const isOpen = review.unfolded.has(gap.id);
  const next = toggled(review, [gap.id], !isOpen);
  if (!isOpen) return next;
  // The line that the reader was on may be folded away: the region itself stays in sight.
  const row = next.rows.findIndex((one) => gapOfRow(one)?.id === gap.id);
  return row < 0 ? next : at(next, row);
}

/** Shows or hides every unchanged region of the cursor's file. */
export function foldFile(review: Review): Review {
  const file = currentHunk(review)?.file;
  const ids = new Set<string>();
  for (const row of review.rows) {
    const gap = gapOfRow(row);
    if (gap?.file === file && gap?.lines !== null) ids.add(gap?.id ?? "");
  }
  const all = [...ids];
  return toggled(review, all, !all.every((id) => review.unfolded.has(id)));
}
