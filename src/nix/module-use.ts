import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { FlakeRef, ModulePosition } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { modulesNix } from "./expressions/modules.ts";
import { flakeProblem } from "./flake-problem.ts";
import { nixPaths } from "./literal.ts";
import { evaluateJson, sourceIn, targetNix } from "./query.ts";
import { filesRead } from "./reads.ts";
import { type Recent, recent } from "./recent.ts";
import { modulePosition, onePlace, type RawPlace } from "./source.ts";

interface RawModules {
  /** The module system told all of them, rather than those that define something. */
  readonly complete: boolean;
  readonly modules: readonly string[];
  readonly inline: readonly (readonly RawPlace[])[];
}

/** Options below a prefix that are all looked at; a group with more is looked at by its `enable` options. */
const budget = 120;

/** What is looked at where the module system does not tell its modules. */
const prefixes = [
  ["boot"],
  ["environment"],
  ["home"],
  ["i18n"],
  ["networking"],
  ["nix"],
  ["programs"],
  ["security"],
  ["services"],
  ["system"],
  ["time"],
  ["users"],
  ["virtualisation"],
];

const keptTargets = 256;
const known = new WeakMap<NixTools, Recent<ModulePosition[]>>();

/** {@link modulesNow}, asked once for each target of a commit: it cannot change. */
export async function targetModules(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  signal?: AbortSignal,
): Promise<Result<ModulePosition[]>> {
  const all = known.get(tools) ?? recent<ModulePosition[]>(keptTargets);
  known.set(tools, all);
  const key = JSON.stringify([ref.root, ref.commit, ref.dir, ref.submodules, targetId(target)]);
  const before = all.get(key);
  if (before) return ok(before);
  const found = await modulesNow(tools, ref, target, signal);
  return found.ok ? ok(all.set(key, found.value)) : found;
}

/**
 * The modules of the repository that a target is made of: files, modules that arrive through an option of
 * the flake, and those written inline. Where the module system does not tell, the files that Nix reads
 * for the target count too, unless they hold a module that arrives through an option.
 */
async function modulesNow(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  signal?: AbortSignal,
): Promise<Result<ModulePosition[]>> {
  const evaluation = await evaluateJson(
    tools,
    ref,
    `(${modulesNix}) { target = ${targetNix(ref, target)}; prefixes = ${nixPaths(prefixes)}; budget = ${budget}; }`,
    { signal },
  );
  if (!evaluation.ok) return evaluation;
  if (!evaluation.value.ok) return flakeProblem(tools, ref, evaluation.value);
  const { complete, modules, inline } = evaluation.value.value as RawModules;
  const source = await sourceIn(tools, ref);
  const found = [
    ...modules.map((where) => modulePosition(source, where)),
    ...inline.map((places) => onePlace([places], source)),
  ].filter((position) => position !== null);
  if (!complete && !found.some(({ via }) => via)) {
    const reads = await filesRead(tools, ref, [target], signal);
    if (!reads.ok) return reads;
    for (const file of reads.value[targetId(target)]?.files ?? []) found.push({ file });
  }
  return ok([...new Map(found.map((each) => [JSON.stringify(each), each])).values()]);
}
