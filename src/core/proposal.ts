import { z } from "zod";
import { approvalSchema } from "./approval.ts";
import { findingSchema } from "./finding.ts";
import { fileChangeSchema, type Hunk } from "./hunk.ts";
import { placedIntentSchema } from "./intent.ts";
import { cutsSchema } from "./patch/cuts.ts";
import { freeEditSchema, offeredSchema } from "./plan-parts.ts";
import { effectSchema, verificationSchema } from "./verification.ts";

export const proposalStates = [
  "proposed",
  "verified",
  "failed",
  "approved",
  "applied",
  "activated",
  "rejected",
  "stale",
  "rolled-back",
] as const;
export type ProposalState = (typeof proposalStates)[number];

export const explanationSchema = z.object({
  summary: z.string(),
  effects: z.array(effectSchema),
  /** Options whose values were compared, changed or not. */
  evaluated: z.array(z.string()).optional(),
  /** Facts in plain words, written by the core, one a line. */
  notes: z.array(z.string()),
  /** The model's own words; shown marked as such. */
  model: z.string().optional(),
});

/** A person's words about one hunk. */
export const commentSchema = z.object({ hunk: z.string(), text: z.string(), at: z.string() });

/** A goal, the structured edits for it, the commit that holds them, and its life so far. */
export const proposalSchema = z.object({
  id: z.string().regex(/^p[1-9][0-9]*$/),
  goal: z.string(),
  state: z.enum(proposalStates),
  createdAt: z.string(),
  updatedAt: z.string(),
  planner: z.object({
    kind: z.enum(["builtin", "ollama", "person"]),
    model: z.string().optional(),
  }),
  /** The commit that the proposal starts from, and the branch that it was made on. */
  base: z.string(),
  branch: z.string(),
  /** Folder of flake.nix relative to the repository; "" at its root. */
  flakeDir: z.string(),
  /** The commit with every proposed hunk. */
  original: z.string(),
  /** The commit with every hunk that is not rejected; equals `original` until one is. */
  candidate: z.string(),
  intents: z.array(placedIntentSchema),
  targets: z.array(z.string()),
  files: z.array(fileChangeSchema),
  /** Where hunks of git's patch are cut; `files` lists the pieces. */
  cuts: cutsSchema.optional(),
  explanation: explanationSchema,
  findings: z.array(findingSchema),
  verification: verificationSchema.nullable(),
  approval: approvalSchema.nullable(),
  /** The commit on the branch, once applied. */
  applied: z.string().nullable(),
  /** The final commit while `apply` works on it: what a killed run left to be finished. */
  applying: z.string().optional(),
  /** For a proposal made by `undo`: the id of the one that it takes back. */
  undoes: z.string().optional(),
  /** Ids of the hunks that a person wrote or changed in an editor. */
  edited: z.array(z.string()).optional(),
  /** What a person said about hunks, oldest first. */
  comments: z.array(commentSchema).optional(),
  /** For a proposal made from another one and the comments on it: that one's id. */
  revises: z.string().optional(),
  /** For a refactor that was offered with another proposal, on the same base: that one's id. */
  besides: z.string().optional(),
  /** Changes that no option expresses, as they were written: every hunk of their files is tier high. */
  freeEdits: z.array(freeEditSchema).optional(),
  /** Options that a model could choose from, best first. */
  offered: z.array(offeredSchema).optional(),
  /** Why it was rejected, in the person's words. */
  why: z.string().optional(),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** Every hunk of a proposal, in order. */
export function hunksOf(proposal: Proposal): readonly Hunk[] {
  return proposal.files.flatMap(({ hunks }) => hunks);
}
