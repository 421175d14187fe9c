import type { Diagnostic } from "../verification.ts";
import { type MarkLine, type Marks, noMarks } from "./diff-marks.ts";
import type { CheckFailure } from "./live.ts";
import { offenders, type Suspect } from "./offender.ts";
import type { Review } from "./review-state.ts";

/** The hunks of a review that are chosen, as the search for offenders reads them. */
function suspects(review: Review, chosen: readonly string[]): Suspect[] {
  const wanted = new Set(chosen);
  return review.hunks
    .filter(({ hunk }) => wanted.has(hunk.id))
    .map(({ hunk, file, lines }) => ({
      ...hunk,
      file: review.shown.files[file]?.path ?? "",
      signs: lines.map(({ source }) => source.sign),
    }));
}

/** One diagnostic with every target that it was found on. */
interface Said {
  readonly diagnostic: Diagnostic;
  readonly targets: string[];
}

function byDiagnostic(failures: readonly CheckFailure[]): Said[] {
  const found = new Map<string, Said>();
  for (const { target, diagnostics } of failures)
    for (const diagnostic of diagnostics) {
      const { message, file, line } = diagnostic;
      const key = JSON.stringify([message, file, line]);
      const known = found.get(key);
      if (known) known.targets.push(target);
      else found.set(key, { diagnostic, targets: [target] });
    }
  return [...found.values()];
}

const sentencesOfMessage = 3;

function linesOf({ diagnostic, targets }: Said): MarkLine[] {
  const { message, file, line, hint, atBase } = diagnostic;
  const [first, ...more] = message.trim().split("\n").filter(Boolean).slice(0, sentencesOfMessage);
  const where = targets.filter(Boolean).join(", ");
  const place = file ? ` (${file}${line ? `:${line}` : ""})` : "";
  const old = atBase ? " · the base has it too" : "";
  return [
    { tone: "bad", text: `✗ ${where === "" ? "" : `${where}: `}${first ?? "?"}${place}${old}` },
    ...more.map((text): MarkLine => ({ tone: "plain", text: `  ${text.trim()}` })),
    ...(hint ? [{ tone: "dim", text: `  ${hint}` } as const] : []),
  ];
}

/** What the failures of a combination say, at the hunks that they come from. */
export function marksOf(
  review: Review,
  chosen: readonly string[],
  failures: readonly CheckFailure[],
): Marks {
  if (failures.length === 0) return noMarks;
  const hunks = new Map<string, MarkLine[]>();
  const whole: MarkLine[] = [];
  const among = suspects(review, chosen);
  for (const said of byDiagnostic(failures)) {
    const blamed = offenders([said.diagnostic], among);
    if (blamed.size === 0) whole.push(...linesOf(said));
    for (const id of blamed.keys()) hunks.set(id, [...(hunks.get(id) ?? []), ...linesOf(said)]);
  }
  return { hunks, whole };
}
