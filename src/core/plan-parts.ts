import { z } from "zod";

/**
 * A change that no option expresses: a `let`, an import, an overlay, a new module file. `search` is text that
 * the core showed and that stands exactly once in `file`; null makes a new file. Never placed by the core.
 */
export const freeEditSchema = z.object({
  /** Repository-relative path of a file that the core showed, or of a new one. */
  file: z.string().min(1),
  search: z.string().min(1).nullable(),
  replace: z.string(),
});
export type FreeEdit = z.infer<typeof freeEditSchema>;

/** What stands against one free edit of a list: `edit` is its place in it, `message` the core's words. */
export interface EditFault {
  readonly edit: number;
  readonly message: string;
}

/** One file of free edits, whole; `before` is null where it is new. */
export interface FreeText {
  readonly file: string;
  readonly before: string | null;
  readonly after: string;
}

/** Something in a text that only a person may write: the 1-based line, and what it is in plain words. */
export interface Refusal {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** An option that a model was allowed to choose from, and why it was among them, in the core's words. */
export const offeredSchema = z.object({
  option: z.string(),
  why: z.string(),
  chosen: z.boolean(),
});
export type Offered = z.infer<typeof offeredSchema>;

/** Names of offered options in a line: the chosen ones, then others, and how many there were. */
export function showOffered(offered: readonly Offered[], most = 6): string {
  const ranked = offered.toSorted((a, b) => Number(b.chosen) - Number(a.chosen));
  const names = ranked
    .slice(0, most)
    .map(({ option, chosen }) => (chosen ? `${option} (chosen)` : option));
  const more = offered.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** What a question about the configuration is answered with: evaluated, never remembered. */
export const factSchema = z.object({
  target: z.string(),
  option: z.string(),
  /** JSON view of the value; tagged objects for what is not JSON (see nix/expressions/common.ts). */
  value: z.unknown(),
  /** Where it comes from; `file` is null outside the repository, `where` then says whose it is. */
  from: z.array(
    z.object({
      file: z.string().nullable(),
      line: z.number().int().nullable(),
      where: z.string(),
      value: z.unknown(),
      /** Priority and conditions in words: "mkForce", "under a condition that holds". */
      note: z.string().optional(),
      /** Written there, but no part of the value now. */
      idle: z.literal(true).optional(),
      /** For a definition of somebody else's module: the person's settings that made it. */
      because: z
        .array(
          z.object({
            option: z.string(),
            file: z.string(),
            line: z.number().int().nullable(),
            value: z.unknown(),
          }),
        )
        .optional(),
    }),
  ),
});
export type Fact = z.infer<typeof factSchema>;

/** A question, its answer in the core's words, and the facts that it was made from. */
export const answerSchema = z.object({
  question: z.string(),
  text: z.string(),
  facts: z.array(factSchema),
});
export type Answer = z.infer<typeof answerSchema>;

/** An input as flake.lock has it. */
export interface LockedInput {
  readonly name: string;
  /** Where it comes from: "github:NixOS/nixpkgs". */
  readonly source: string;
  readonly rev: string | null;
  /** When its sources were last modified, as an ISO date. */
  readonly modified: string | null;
}
