import { ok, type Problem, problem, type Result } from "../core/result.ts";
import { outputOf, type Target } from "../core/target.ts";
import type { Diagnostic } from "../core/verification.ts";
import type { FlakeRef } from "../ports/nix.ts";
import { type Called, type CallOptions, callNix, type NixTools } from "./call.ts";
import {
  containmentOf,
  lacksNetwork,
  noProxyThere,
  restrictedTo,
  withoutNetwork,
} from "./contain.ts";
import { diagnose } from "./diagnose.ts";
import { flakeUrl } from "./flake-url.ts";
import { nixString } from "./literal.ts";
import { type Source, sourceOf } from "./source.ts";
import { evaluationsAtOnce, type Turn, turns } from "./turns.ts";

/** The evaluated flake as a Nix expression. */
export function flakeNix(ref: FlakeRef): string {
  return `(builtins.getFlake ${nixString(flakeUrl(ref))})`;
}

/** A target of the flake as a Nix expression. */
export function targetNix(ref: FlakeRef, target: Target): string {
  return `${flakeNix(ref)}.${outputOf[target.kind]}.\${${nixString(target.name)}}`;
}

/** What an evaluation gave: a JSON value, or why there is none. */
export type Evaluation =
  | { readonly ok: true; readonly value: unknown; readonly called: Called }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[]; readonly called: Called };

/** Evaluates an expression in pure mode to JSON. A failed evaluation is a value; a Nix that cannot run is a problem. */
export async function evaluateJson(
  tools: NixTools,
  ref: FlakeRef,
  expression: string,
  options: CallOptions & { readonly listFiles?: boolean } = {},
): Promise<Result<Evaluation>> {
  const args = [
    "eval",
    "--json",
    "--show-trace",
    "--no-write-lock-file",
    ...(options.listFiles ? ["-v"] : []),
    "--expr",
    expression,
  ];
  const called = await turnOf(tools)(() => callContained(tools, ref, args, options));
  if ("problem" in called) return { ok: false, problem: called.problem };
  if (called.exit.truncated)
    return problem("nix-failed", "The evaluation printed more than can be kept.");
  if (called.ok) {
    try {
      return ok({ ok: true, value: JSON.parse(called.stdout), called });
    } catch {
      return problem("nix-failed", "Nix printed something that is not JSON.");
    }
  }
  const source = await sourceIn(tools, ref);
  return ok({ ok: false, diagnostics: diagnose(called, source), called });
}

/**
 * An evaluation without a network, or with the addresses of the lock only (see contain.ts). Where an input is not in
 * the store yet, the inputs of the lock are fetched first, by Nix itself and without evaluating anything of theirs.
 */
export async function callContained(
  tools: NixTools,
  ref: FlakeRef,
  args: readonly string[],
  options: CallOptions,
): Promise<Called | { readonly problem: Problem }> {
  const bounded = { stopsWhenFull: true, ...options };
  const { network } = await containmentOf(tools);
  if (network === "open") return callNix(tools, args, bounded);
  const through = (await withoutNetwork(tools)) ?? undefined;
  const restricted = through ? [] : restrictedTo(ref, await lockedInputs(tools, ref));
  const held = { ...bounded, through, ...(through ? {} : { env: noProxyThere }) };
  const evaluate = () => callNix(tools, [...args, ...restricted], held);
  const called = await evaluate();
  if ("problem" in called || called.ok || !lacksNetwork(called.errors)) return called;
  return (await fetchInputs(tools, ref, options.signal)) ? evaluate() : called;
}

const inputsOf = new WeakMap<NixTools, Map<string, Promise<unknown>>>();

/** Something that is asked once for each tree. */
function once<T>(tools: NixTools, key: string, ask: () => Promise<T>): Promise<T> {
  const known = inputsOf.get(tools) ?? new Map<string, Promise<unknown>>();
  inputsOf.set(tools, known);
  const answer = (known.get(key) as Promise<T> | undefined) ?? ask();
  known.set(key, answer);
  return answer;
}

/** Brings the inputs that the lock names into the store; true where that was worth a second try. */
function fetchInputs(
  tools: NixTools,
  ref: FlakeRef,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return once(tools, `fetch ${flakeUrl(ref)}`, async () => {
    // Without a lock for each of them Nix would go and look what is there now.
    if ((await lockedInputs(tools, ref)) === null) return false;
    const args = ["flake", "archive", "--json", "--no-write-lock-file", "--no-update-lock-file"];
    const called = await callNix(tools, [...args, flakeUrl(ref)], { signal });
    return !("problem" in called) && called.ok;
  });
}

/** The lock as Nix reads it; null where an input is not locked. It needs no network. */
function lockedInputs(tools: NixTools, ref: FlakeRef): Promise<unknown> {
  return once(tools, `locks ${flakeUrl(ref)}`, async () => {
    const args = ["flake", "metadata", "--json", "--no-write-lock-file", "--no-update-lock-file"];
    const called = await callNix(tools, [...args, flakeUrl(ref)], { env: noProxyThere });
    if ("problem" in called || !called.ok) return null;
    try {
      return (JSON.parse(called.stdout) as { locks?: unknown }).locks ?? null;
    } catch {
      return null;
    }
  });
}

const taken = new WeakMap<NixTools, Turn>();

/** Callers may ask for many evaluations at once: they are begun a few at a time. */
function turnOf(tools: NixTools): Turn {
  const turn = taken.get(tools) ?? turns(evaluationsAtOnce());
  taken.set(tools, turn);
  return turn;
}

const storePaths = new WeakMap<NixTools, Map<string, string>>();

/** The store path of a commit's tree, asked once: it maps what Nix prints to files of the repository. */
export async function sourceIn(tools: NixTools, ref: FlakeRef): Promise<Source> {
  const known = storePaths.get(tools) ?? new Map<string, string>();
  storePaths.set(tools, known);
  const key = `${ref.root}\0${ref.commit}\0${ref.submodules}`;
  let path = known.get(key);
  if (path === undefined) {
    const called = await callNix(tools, ["eval", "--raw", "--expr", sourceNix(ref)]);
    path = "problem" in called || !called.ok ? "" : called.stdout.trim();
    if (path !== "") known.set(key, path);
  }
  return sourceOf(ref, path === "" ? null : path);
}

/** The tree's store path by its commit alone: works for a flake.nix that does not parse, too. */
function sourceNix(ref: FlakeRef): string {
  const whole = flakeUrl({ ...ref, dir: "" });
  return `(builtins.fetchTree ${nixString(whole)}).outPath`;
}

/** The problem for a flake or a target that does not evaluate. */
export function evaluationProblem(diagnostics: readonly Diagnostic[]): Result<never> {
  const first = diagnostics[0];
  const where = first?.file ? ` (${first.file}${first.line ? `:${first.line}` : ""})` : "";
  return problem(
    "evaluation-failed",
    `The flake does not evaluate: ${first?.message ?? "Nix gave no reason"}${where}`,
    { ...(first?.hint ? { hint: first.hint } : {}), details: { diagnostics } },
  );
}
