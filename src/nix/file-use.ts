import { showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";
import type { FileUse, FlakeRef } from "../ports.ts";
import type { NixTools } from "./call.ts";
import { fileUseNix } from "./expressions/file-use.ts";
import { flakeProblem } from "./flake-problem.ts";
import { nixPaths } from "./literal.ts";
import { evaluateJson, sourceIn, targetNix } from "./query.ts";
import { moduleFile } from "./source.ts";
import { oneFile } from "./states.ts";

interface RawUse {
  readonly defined: readonly {
    readonly path: readonly string[];
    readonly where: string;
    readonly inline: readonly (readonly string[])[];
  }[];
  readonly modules: readonly string[];
}

/** Options below a prefix that are all looked at; a group with more is looked at by its `enable` options. */
const budget = 120;

/**
 * Which files of the repository contribute to a target, and which options below the prefixes they define, as
 * far as that can be told quickly. Where nixpkgs lists its modules, files that define nothing there are
 * named too, without options. A prefix that cannot be evaluated is passed over.
 */
export async function targetFileUse(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  prefixes: readonly (readonly string[])[],
  signal?: AbortSignal,
): Promise<Result<FileUse[]>> {
  const ask = (some: readonly (readonly string[])[]) =>
    evaluateJson(
      tools,
      ref,
      `(${fileUseNix}) { target = ${targetNix(ref, target)}; prefixes = ${nixPaths(some)}; budget = ${budget}; }`,
      { signal },
    );
  const found: RawUse[] = [];
  const all = await ask(prefixes);
  if (!all.ok) return all;
  if (all.value.ok) found.push(all.value.value as RawUse);
  else {
    const none = await ask([]);
    if (!none.ok) return none;
    if (!none.value.ok) return flakeProblem(tools, ref, none.value);
    found.push(none.value.value as RawUse);
    for (const prefix of prefixes.length > 1 ? prefixes : []) {
      const one = await ask([prefix]);
      if (!one.ok) return one;
      if (one.value.ok) found.push(one.value.value as RawUse);
    }
  }
  const source = await sourceIn(tools, ref);
  const uses = new Map<string, Map<string, readonly string[]>>();
  for (const { defined, modules } of found) {
    for (const { path, where, inline } of defined) {
      const file = moduleFile(source, where) ?? oneFile(inline, source);
      if (file === null) continue;
      const options = uses.get(file) ?? new Map<string, readonly string[]>();
      uses.set(file, options.set(showPath(path), path));
    }
    for (const module of modules) {
      const file = moduleFile(source, module);
      if (file && !uses.has(file)) uses.set(file, new Map());
    }
  }
  return ok([...uses].map(([file, options]) => ({ file, options: [...options.values()] })));
}
