import { showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { FlakeRef, OptionState } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { statesNix } from "./expressions/states.ts";
import { flakeProblem } from "./flake-problem.ts";
import { nixPaths } from "./literal.ts";
import { type Evaluation, evaluateJson, sourceIn, targetNix } from "./query.ts";
import { type Recent, recent } from "./recent.ts";
import { modulePosition, onePlace, type RawPlace, type Source } from "./source.ts";

type Paths = readonly (readonly string[])[];
interface RawState extends Omit<OptionState, "definitions"> {
  readonly definitions: readonly { where: string; value: unknown }[];
  /** For each inline module of the flake that defines the path: the positions where it may stand. */
  readonly inline: readonly (readonly RawPlace[])[];
}

/** Characters of option paths in one evaluation: the expression is one argument, of 128 KiB at most. */
const longestBatch = 60_000;
/** Evaluations that one call may spend on finding options that cannot be evaluated at all. */
const patience = 40;

/**
 * States of options on targets, one evaluation a target. `tryEval` contains most broken values; where it
 * cannot (abort, type errors, missing attributes), the paths are halved until the broken one stands alone,
 * so that it costs itself only. Keys: target id, then path as showPath writes it.
 */
export async function optionStates(
  tools: NixTools,
  ref: FlakeRef,
  targets: readonly Target[],
  paths: Paths,
  signal?: AbortSignal,
): Promise<Result<Record<string, Record<string, OptionState>>>> {
  const all = await Promise.all(
    targets.map((target) => statesOn(tools, ref, target, paths, signal)),
  );
  const result: Record<string, Record<string, OptionState>> = {};
  for (const [at, target] of targets.entries()) {
    const states = all[at];
    if (states && !states.ok) return states;
    if (states) result[targetId(target)] = states.value;
  }
  return ok(result);
}

async function statesOn(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  paths: Paths,
  signal: AbortSignal | undefined,
): Promise<Result<Record<string, OptionState>>> {
  const states = knownStates(tools, ref, target);
  for (const batch of batches(paths.filter((path) => !states.has(showPath(path))))) {
    const found = await statesOf(tools, ref, target, batch, signal);
    if (!found.ok) return found;
    batch.forEach((path, at) => {
      const state = found.value[at];
      if (state) states.set(showPath(path), state);
    });
  }
  return ok(
    Object.fromEntries(
      paths.flatMap((path) => {
        const state = states.get(showPath(path));
        return state ? [[showPath(path), state]] : [];
      }),
    ),
  );
}

const keptTargets = 256;
const known = new WeakMap<NixTools, Recent<Map<string, OptionState>>>();

/** What was asked of a target at a commit already: it cannot change. */
function knownStates(tools: NixTools, ref: FlakeRef, target: Target): Map<string, OptionState> {
  const all = known.get(tools) ?? recent<Map<string, OptionState>>(keptTargets);
  known.set(tools, all);
  const key = JSON.stringify([ref.root, ref.commit, ref.dir, ref.submodules, targetId(target)]);
  return all.get(key) ?? all.set(key, new Map<string, OptionState>());
}

async function statesOf(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  paths: Paths,
  signal: AbortSignal | undefined,
): Promise<Result<OptionState[]>> {
  let left = patience;
  const ask = (some: Paths) => {
    left -= 1;
    const call = `(${statesNix}) { target = ${targetNix(ref, target)}; paths = ${nixPaths(some)}; }`;
    return evaluateJson(tools, ref, call, { signal });
  };
  const source = await sourceIn(tools, ref);
  const halve = async (some: Paths): Promise<Result<OptionState[]>> => {
    const evaluation = await ask(some);
    if (!evaluation.ok) return evaluation;
    if (evaluation.value.ok) return ok(read(evaluation.value.value, source));
    return contain(some, evaluation.value);
  };
  const contain = async (
    some: Paths,
    failure: Extract<Evaluation, { ok: false }>,
  ): Promise<Result<OptionState[]>> => {
    if (some.length === 1 || left <= 0) return ok(some.map(() => broken(failure)));
    const middle = Math.ceil(some.length / 2);
    const first = await halve(some.slice(0, middle));
    if (!first.ok) return first;
    const second = await halve(some.slice(middle));
    return second.ok ? ok([...first.value, ...second.value]) : second;
  };
  const evaluation = await ask(paths);
  if (!evaluation.ok) return evaluation;
  if (evaluation.value.ok) return ok(read(evaluation.value.value, source));
  // Is it one of the options, or the target as such?
  const nothing = await ask([]);
  if (!nothing.ok) return nothing;
  return nothing.value.ok
    ? contain(paths, evaluation.value)
    : flakeProblem(tools, ref, nothing.value);
}

function broken(failure: Extract<Evaluation, { ok: false }>): OptionState {
  return {
    exists: true,
    defined: false,
    value: null,
    priority: null,
    definitions: [],
    error: failure.diagnostics[0]?.message ?? "It cannot be evaluated.",
  };
}

function read(value: unknown, source: Source): OptionState[] {
  return (value as RawState[]).map(({ inline, ...state }) => {
    // The module system names no inline module; several that define the option are told in some order.
    const places = inline.map((one) => onePlace([one], source));
    const nextPlace = () => (places.length > 1 ? places.shift() : places[0]) ?? null;
    return {
      ...state,
      ...(isThrow(state.value) ? { error: "Its value throws an error." } : {}),
      definitions: state.definitions.map(({ where, value: defined }) => ({
        file: null,
        ...(modulePosition(source, where) ?? (isInlinePlace(where) ? nextPlace() : null)),
        where,
        value: defined,
      })),
    };
  });
}

/** How the module system calls the place of a module that is no file. */
const isInlinePlace = (where: string) => where === "<unknown-file>" || /\/flake\.nix$/.test(where);

const isThrow = (value: unknown) =>
  typeof value === "object" && value !== null && (value as { _err?: unknown })._err === "throw";

/** Paths in groups that fit into one argument. */
function batches(paths: Paths): Paths[] {
  const result: (readonly string[])[][] = [];
  let size = 0;
  for (const path of paths) {
    const length = path.reduce((sum, segment) => sum + 2 * segment.length + 4, 4);
    const last = result.at(-1);
    if (last && size + length <= longestBatch) {
      last.push(path);
      size += length;
    } else {
      result.push([path]);
      size = length;
    }
  }
  return result;
}
