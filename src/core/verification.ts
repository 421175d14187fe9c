import { z } from "zod";
import { artifactChangeSchema } from "./artifact.ts";
import { findingSchema } from "./finding.ts";

export const diagnosticKinds = [
  "syntax",
  "undefined-variable",
  "missing-attribute",
  "unknown-option",
  "wrong-type",
  "conflict",
  "assertion",
  "missing-file",
  "untracked-file",
  "recursion",
  "build-failed",
  "dependency-failed",
  "hash-mismatch",
  "fetch",
  "ifd",
  "timeout",
  "other",
] as const;

/** A problem that Nix reported, classified, with the place in the repository where it is known. */
export const diagnosticSchema = z.object({
  kind: z.enum(diagnosticKinds),
  message: z.string(),
  option: z.string().optional(),
  /** Relative to the repository. */
  file: z.string().optional(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
  hint: z.string().optional(),
  /** True when the base has the same problem: not the proposal's fault. */
  atBase: z.boolean().optional(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** One rung of the ladder for one target. */
export const stepSchema = z.object({
  name: z.enum(["syntax", "policy", "evaluate", "system", "delta", "build", "closure", "artifact"]),
  target: z.string().optional(),
  status: z.enum(["passed", "failed", "skipped", "warned"]),
  ms: z.number(),
  diagnostics: z.array(diagnosticSchema),
});
export type Step = z.infer<typeof stepSchema>;

/** An option whose evaluated value differs between base and candidate on one target. */
export const effectSchema = z.object({
  target: z.string(),
  option: z.string(),
  /** JSON values as evaluated; `null` also where undefined. */
  before: z.unknown(),
  after: z.unknown(),
  /** Files of the repository that define it on this target, before or after. */
  files: z.array(z.string()).optional(),
  /** What it means in plain words, when the core knows ("opens 443/tcp"). */
  meaning: z.string().optional(),
});
export type Effect = z.infer<typeof effectSchema>;

export const closureSchema = z.object({
  added: z.array(z.string()),
  removed: z.array(z.string()),
  changed: z.array(z.string()),
  /** Growth of the closure in bytes, negative when it shrinks. */
  bytes: z.number(),
});
export type ClosureChange = z.infer<typeof closureSchema>;

/** The result of the ladder for exactly one candidate. */
export const verificationSchema = z.object({
  proposal: z.string(),
  candidate: z.string(),
  base: z.string(),
  ok: z.boolean(),
  until: z.enum(["evaluate", "build"]),
  at: z.string(),
  nix: z.string(),
  steps: z.array(stepSchema),
  /** Target id → store path of what would be activated (empty when not built). */
  toplevels: z.record(z.string(), z.string()),
  closure: closureSchema,
  /** What differs in what was built; absent where nothing was compared. */
  artifact: z.array(artifactChangeSchema.extend({ target: z.string() })).optional(),
  effects: z.array(effectSchema),
  /** Options whose values were compared, changed or not. */
  evaluated: z.array(z.string()).optional(),
  findings: z.array(findingSchema),
});
export type Verification = z.infer<typeof verificationSchema>;

/** Targets that were evaluated, and not built because nobody here builds for their platform. */
export function notBuilt({ steps }: Pick<Verification, "steps">): string[] {
  return steps.flatMap(({ name, status, target }) =>
    name === "build" && status === "skipped" && target !== undefined ? [target] : [],
  );
}

/** What a passed verification shows: "evaluates and builds", and which targets do only the former. */
export function showsThat(verification: Pick<Verification, "until" | "steps">): string {
  const some = verification.until === "build" ? notBuilt(verification) : [];
  const words = verification.until === "build" ? "evaluates and builds" : "evaluates";
  return some.length > 0 ? `${words} (${some.join(", ")}: evaluated only)` : words;
}
