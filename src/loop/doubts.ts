import type { Finding } from "../core/finding.ts";
import type { PlacedIntent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import type { FreeEdit } from "../core/plan-parts.ts";
import type { Reviewable } from "./hunks.ts";

/** The rule of findings on what the person may not have asked for. */
export const doubtRule = "not-from-goal";

/** The rule of findings on what was written freely. */
export const freeRule = "free-edit";

type Doubted = Pick<PlacedIntent, "path" | "doubts" | "file" | "outcome">;

/** What a change was made from. */
export interface Origin {
  readonly intents: readonly PlacedIntent[];
  readonly freeEdits?: readonly FreeEdit[] | undefined;
}

/** One finding of tier high for each hunk of the files that hold free edits: nothing about them is structured. */
export function freeFindings({ files }: Reviewable, { freeEdits = [] }: Origin): Finding[] {
  const free = new Set(freeEdits.map(({ file }) => file));
  return files
    .filter(({ path }) => free.has(path))
    .flatMap(({ path, hunks }) =>
      hunks.map(
        ({ id, newStart }): Finding => ({
          tier: "high",
          rule: freeRule,
          message: `${path}:${newStart} is written freely by the model: read every line`,
          file: path,
          line: newStart,
          hunk: id,
        }),
      ),
    );
}

/** One finding of tier high for each reason to doubt that an edit is what the person asked for. */
export function doubtFindings(intents: readonly Doubted[]): Finding[] {
  const findings = intents.flatMap(({ path, doubts = [], file, outcome }) =>
    outcome === "edited"
      ? doubts.map(
          (message): Finding => ({
            tier: "high",
            rule: doubtRule,
            message,
            option: showPath(path),
            ...(file === null ? {} : { file }),
          }),
        )
      : [],
  );
  return [...new Map(findings.map((one) => [`${one.option} ${one.message}`, one])).values()];
}

/** The hunks that hold what a finding is about: those that name its option, else all of the file that it went into. */
function holding({ option = "", file }: Finding, { subjects, files }: Reviewable): string[] {
  const isAbout = (own: string) =>
    option === own || option.startsWith(`${own}.`) || own.startsWith(`${option}.`);
  const named = subjects.filter(({ options }) => options.some(isAbout));
  if (named.length > 0) return named.map(({ hunk }) => hunk);
  return files
    .filter(({ path }) => path === file)
    .flatMap(({ hunks }) => hunks.map(({ id }) => id));
}

/** The doubts, each at every hunk that may hold what it is about: nobody accepts one without having been told. */
export function doubtsAtHunks({ intents }: Origin, review: Reviewable): Finding[] {
  const places = new Map(
    review.files.flatMap(({ path, hunks }) =>
      hunks.map(({ id, newStart }) => [id, { file: path, line: newStart }] as const),
    ),
  );
  return doubtFindings(intents).flatMap((finding) => {
    const hunks = holding(finding, review);
    if (hunks.length === 0) return [finding];
    return hunks.map((hunk): Finding => ({ ...finding, ...places.get(hunk), hunk }));
  });
}

/** A review in which every hunk that may hold a doubted edit, or a free one, is high: it is looked at by itself. */
export function raised<T extends Reviewable>(review: T, { intents, freeEdits = [] }: Origin): T {
  const found = doubtFindings(intents);
  const free = new Set(freeEdits.map(({ file }) => file));
  if (found.length === 0 && free.size === 0) return review;
  const high = new Set(found.flatMap((finding) => holding(finding, review)));
  const files = review.files.map((file) => ({
    ...file,
    hunks: file.hunks.map((hunk) =>
      (high.has(hunk.id) || free.has(file.path)) && hunk.tier !== "protected"
        ? { ...hunk, tier: "high" as const }
        : hunk,
    ),
  }));
  return { ...review, files };
}
