import { liveWords } from "../src/core/review/live-words.ts";
import { safe } from "../src/core/text.ts";
import { verifiedAs } from "../src/core/ui/ui-live.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import { type Piece, piece, widthOf } from "./rows.ts";

/** What is known of the hunks as they are decided, in at most `width` columns; null while nothing is. */
export function livePieces(state: UiState, width: number): Piece[] | null {
  const words = liveWords(state.live);
  if (!words) return null;
  const text = safe(words.text);
  return [
    piece(widthOf(text) > width ? `${[...text].slice(0, width - 1).join("")}…` : text, words.tone),
  ];
}

/** The sign of it alone, for where the diff is not in sight: ✓, ✗ or …. */
export function liveSign(state: UiState): Piece[] {
  const words = liveWords(state.live);
  const sign = words?.text.slice(0, 1) ?? "";
  return words && "✓✗…".includes(sign) ? [piece(` ${sign}`, words.tone)] : [];
}

/** Whether the stored verification is about exactly the hunks as they are decided: it says more. */
export function isVerified(state: UiState): boolean {
  const { combination } = state.live;
  return combination !== null && verifiedAs(state, combination) !== null;
}
