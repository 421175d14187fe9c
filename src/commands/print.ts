import { styleText } from "node:util";
import type { Problem } from "../core/result.ts";
import { safe } from "../core/text.ts";
import type { Tier } from "../core/tier.ts";

type Style = Parameters<typeof styleText>[0];

/** Paints safe text when colours are wanted. Colour never carries meaning alone. */
export type Paint = (style: Style, text: string) => string;

/** A painter for this invocation. */
export function painter(color: boolean): Paint {
  return color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
}

/** `error: …` and its hint, for stderr. */
export function showProblem(problem: Problem): string {
  const message = safe(problem.message, { multiline: true });
  const hint =
    problem.hint === undefined ? "" : `hint: ${safe(problem.hint, { multiline: true })}\n`;
  return `error: ${message}\n${hint}`;
}

const tierStyle: Record<Tier, Style> = {
  protected: ["red", "bold"],
  high: "red",
  medium: "yellow",
  low: "green",
};

/** The tier's word, painted. */
export function showTier(paint: Paint, tier: Tier): string {
  return paint(tierStyle[tier], tier);
}

/** Columns padded to their widest cell; the last one is left as it is. */
export function columns(rows: readonly (readonly string[])[], gap = 2): string {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, index) =>
          index === row.length - 1 ? cell : cell.padEnd((widths[index] ?? 0) + gap),
        )
        .join("")
        .trimEnd(),
    )
    .join("\n");
}
