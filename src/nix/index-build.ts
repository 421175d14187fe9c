import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { FlakeRef, OptionIndex } from "../ports.ts";
import type { NixTools } from "./call.ts";
import { indexNix } from "./expressions/index.ts";
import { flakeProblem } from "./flake-problem.ts";
import { indexFile, openIndex, writeIndex } from "./index-cache.ts";
import { optionSources } from "./index-key.ts";
import { nixString, nixStrings } from "./literal.ts";
import { openOptionIndex } from "./option-index.ts";
import { optionInfo, type RawOption } from "./option-record.ts";
import { type Evaluation, evaluateJson, sourceIn, targetNix } from "./query.ts";

/** Bytes of an index on standard output; a real system with Home Manager prints some 40 MB. */
const maxBytes = 512 * 1024 * 1024;

/**
 * The option index of a target: from the cache when a tree with the same options was indexed before (see
 * index-key.ts), else evaluated. A module that breaks the walk costs its own part of the tree only.
 */
export async function targetIndex(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  wishes: {
    refresh?: boolean;
    onProgress?: (text: string) => void;
    signal?: AbortSignal;
  } = {},
): Promise<Result<OptionIndex>> {
  const source = await sourceIn(tools, ref);
  const options = source.storePath ? await optionSources(source.storePath) : null;
  const file = options
    ? indexFile(tools.cacheDir, [options, ref.dir, targetId(target), tools.nix])
    : undefined;
  const cached = file && !wishes.refresh ? await openIndex(file, target) : undefined;
  if (cached) return ok(cached);
  wishes.onProgress?.(`Reading the options of ${targetId(target)}`);
  const raw = await evaluateIndex(tools, ref, target, wishes.signal);
  if (!raw.ok) return raw;
  wishes.onProgress?.(`Read ${raw.value.length} options of ${targetId(target)}`);
  if (file) await writeIndex(file, target, raw.value);
  return ok(await openOptionIndex(target, raw.value.map(optionInfo)));
}

async function evaluateIndex(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  signal: AbortSignal | undefined,
): Promise<Result<RawOption[]>> {
  const ask = (withDefaults: boolean, only: readonly string[] | null) =>
    evaluateJson(
      tools,
      ref,
      `(${indexNix}) { target = ${targetNix(ref, target)}; withDefaults = ${withDefaults}; only = ${only ? nixStrings(only) : "null"}; }`,
      { signal, maxBytes },
    );
  const whole = await ask(true, null);
  if (!whole.ok) return whole;
  if (whole.value.ok) return ok(whole.value.value as RawOption[]);
  const plain = await ask(false, null);
  if (!plain.ok) return plain;
  if (plain.value.ok) return ok(plain.value.value as RawOption[]);
  return byParts(tools, ref, target, plain.value, ask, signal);
}

/** Top-level groups one by one: some module cannot even be described. */
async function byParts(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  failure: Extract<Evaluation, { ok: false }>,
  ask: (withDefaults: boolean, only: readonly string[]) => Promise<Result<Evaluation>>,
  signal: AbortSignal | undefined,
): Promise<Result<RawOption[]>> {
  const names = await evaluateJson(
    tools,
    ref,
    `builtins.attrNames (${targetNix(ref, target)}).options or (throw ${nixString("The target declares no options.")})`,
    { signal },
  );
  if (!names.ok) return names;
  if (!names.value.ok) return flakeProblem(tools, ref, failure);
  const result: RawOption[] = [];
  for (const name of names.value.value as string[]) {
    const part = await ask(false, [name]);
    if (!part.ok) return part;
    if (part.value.ok) result.push(...(part.value.value as RawOption[]));
  }
  return result.length > 0 ? ok(result) : flakeProblem(tools, ref, failure);
}
