import { createHash } from "node:crypto";
import { showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { FlakeRef, GuardedQuery, GuardedValues } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { guardedNix } from "./expressions/guarded.ts";
import { flakeProblem } from "./flake-problem.ts";
import { nixPaths } from "./literal.ts";
import { patternTreeNix } from "./pattern-tree.ts";
import { flakeNix, targetNix } from "./query.ts";
import { type Recent, recent } from "./recent.ts";
import { walkAll } from "./walked.ts";

const keptTargets = 64;
const known = new WeakMap<NixTools, Recent<Promise<Result<GuardedValues>>>>();

/**
 * Digests of what the patterns cover on a target, in one evaluation; each value that `tryEval` cannot contain
 * costs another one, and only itself is unreadable. Asked again, the first answer is given.
 */
export function guardedValues(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  query: GuardedQuery,
  signal?: AbortSignal,
): Promise<Result<GuardedValues>> {
  const all = known.get(tools) ?? recent<Promise<Result<GuardedValues>>>(keptTargets);
  known.set(tools, all);
  const asked = createHash("sha256").update(JSON.stringify(query)).digest("hex");
  const key = JSON.stringify([ref.root, ref.commit, ref.dir, targetId(target), asked]);
  const before = all.get(key);
  if (before) return before;
  const answer = evaluated(tools, ref, target, query, signal);
  void answer.then((result) => {
    if (!result.ok) all.delete(key);
  });
  return all.set(key, answer);
}

async function evaluated(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  query: GuardedQuery,
  signal: AbortSignal | undefined,
): Promise<Result<GuardedValues>> {
  const expression = `{ target, from, how }: (${guardedNix}) {
    inherit target from how; source = ${flakeNix(ref)}.sourceInfo.outPath;
    patterns = ${patternTreeNix(query.patterns)}; built = ${nixPaths(query.built)}; }`;
  const walked = await walkAll<Covered>(tools, ref, expression, targetNix(ref, target), { signal });
  if (!walked.ok) return walked;
  if (!walked.value.ok) return flakeProblem(tools, ref, walked.value.failure);
  const { records, leftOut } = walked.value;
  const values = new Map(records.map(({ p, h }) => [showPath(p), h ?? null]));
  for (const { path } of leftOut) values.set(showPath(path), null);
  return ok(values);
}

/** A covered path; without a hash its value cannot be evaluated. */
interface Covered {
  readonly p: readonly string[];
  readonly h?: string | null;
}
