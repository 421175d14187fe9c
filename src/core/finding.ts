import { z } from "zod";
import { tierSchema } from "./tier.ts";

/** Something that policy or verification has to say about a proposal. */
export const findingSchema = z.object({
  tier: tierSchema,
  /** Stable name of the rule that speaks. */
  rule: z.string(),
  message: z.string(),
  target: z.string().optional(),
  option: z.string().optional(),
  file: z.string().optional(),
  line: z.number().int().optional(),
  hunk: z.string().optional(),
});
export type Finding = z.infer<typeof findingSchema>;
