import { z } from "zod";
import type { NixValue } from "./edit.ts";

/** JSON form of NixValue (see edit.ts); checked loosely here, rendered strictly by the editor. */
export const nixValueSchema: z.ZodType<NixValue> = z.lazy(() =>
  z.union([
    z.null(),
    z.boolean(),
    z.number(),
    z.string(),
    z.array(nixValueSchema),
    z.strictObject({ $package: z.string() }),
    z.strictObject({ $path: z.string() }),
    z.strictObject({ $attrs: z.record(z.string(), nixValueSchema) }),
    z.strictObject({ $expr: z.string() }),
  ]),
);

export const operationSchema = z.enum(["set", "append", "remove", "unset"]);

/** One structured edit that a planner asks for, before the core decides where it lands. */
export const intentSchema = z.object({
  /** Option path, segments unquoted: ["services", "tailscale", "enable"]. */
  path: z.array(z.string()).min(1),
  operation: operationSchema,
  value: nixValueSchema.optional(),
  /** Target ids (see target.ts) for which the option is to change. */
  targets: z.array(z.string()).min(1),
  /** Why the planner wants it, in the core's words, for the explanation. */
  because: z.string().optional(),
  /** Why the person may not have asked for exactly this, in the core's words: each is a finding of tier high. */
  doubts: z.array(z.string()).optional(),
  /** The goal named no target: these are meant for want of a choice. */
  unnamed: z.boolean().optional(),
  /** The module that the person named, as it was written; empty for "in a new file". */
  into: z.string().optional(),
  /** Where the option takes its value from another place: the person said to change it there, or here alone. */
  source: z.enum(["shared", "own"]).optional(),
});
export type Intent = z.infer<typeof intentSchema>;

/** An intent after the core placed it in a file (path relative to the repository). */
export const placedIntentSchema = intentSchema.extend({
  file: z.string().nullable(),
  line: z.number().int().nullable(),
  /** `edited`, or why nothing was written. */
  outcome: z.enum(["edited", "already-so"]),
  /** Why this file, in one sentence. */
  placement: z.string(),
});
export type PlacedIntent = z.infer<typeof placedIntentSchema>;

/** Something the planner wants to know before it goes on. */
export const questionSchema = z.object({
  question: z.string(),
  choices: z.array(z.string()).optional(),
});
export type Question = z.infer<typeof questionSchema>;
