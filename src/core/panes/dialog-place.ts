import { joinSafe, type SafeText, safe, wrapSafe } from "../text.ts";
import type { Dialog } from "./dialog.ts";

/** Where things stand in a dialog of a certain size. */
export interface DialogPlace {
  /** The facts that are shown, and how many more are below. */
  readonly lines: readonly SafeText[];
  readonly more: number;
  /** First fact that is shown. */
  readonly top: number;
  /** Row of the first choice that is shown, and how many are. */
  readonly choices: number;
  readonly limit: number;
}

/** A line broken at `width`; what follows its first row stands a little deeper. */
function hanging(line: string, width: number): SafeText[] {
  const depth = /^ */.exec(line)?.[0].length ?? 0;
  const indent = safe(" ".repeat(depth + 4));
  const [first = safe(""), ...rest] = wrapSafe(safe(line), width - indent.length);
  return [first, ...rest.map((part) => joinSafe([indent, part]))];
}

/** Fits a dialog into its room: a title, an empty row, facts, an empty row, choices. */
export function dialogPlace(dialog: Dialog, width: number, height: number): DialogPlace {
  const limit = Math.max(1, Math.min(dialog.choices.length, Math.floor(height / 2)));
  const room = Math.max(0, height - limit - 3);
  const lines = dialog.lines.flatMap((line) => hanging(line, width - 4));
  const top = Math.max(0, Math.min(dialog.top, lines.length - room));
  return {
    lines: lines.slice(top, top + room),
    more: Math.max(0, lines.length - top - room),
    top,
    choices: 3 + Math.min(room, lines.length),
    limit,
  };
}
