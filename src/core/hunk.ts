import { z } from "zod";
import { tierSchema } from "./tier.ts";

export const decisionSchema = z.enum(["accepted", "rejected", "undecided"]);
export type Decision = z.infer<typeof decisionSchema>;

/** A reviewable piece of a diff. Its id comes from its content, so it survives a re-base. */
export const hunkSchema = z.object({
  id: z.string(),
  header: z.string(),
  oldStart: z.number().int(),
  oldLines: z.number().int(),
  newStart: z.number().int(),
  newLines: z.number().int(),
  decision: decisionSchema,
  tier: tierSchema,
  /** Options that its changed lines touch, read from the syntax; absent in older files. */
  options: z.array(z.string()).optional(),
});
export type Hunk = z.infer<typeof hunkSchema>;

/** One file of a proposal's diff, as users and programs see it. */
export const fileChangeSchema = z.object({
  path: z.string(),
  status: z.enum(["added", "modified", "deleted", "renamed"]),
  hunks: z.array(hunkSchema),
});
export type FileChange = z.infer<typeof fileChangeSchema>;
