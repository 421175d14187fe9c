import type { Proposal } from "../core/proposal.ts";
import { type Target, targetId } from "../core/target.ts";
import type { System } from "../ports/nix.ts";
import { type Base, builtBases } from "./closure.ts";
import type { Context } from "./context.ts";
import { asDiagnostic, type Ladder } from "./ladder.ts";

/** An evaluated system; `foreign` is its platform where nobody here builds for it. */
export interface EvaluatedSystem {
  readonly target: Target;
  readonly drvPath: string;
  readonly foreign?: string;
}

/** What a build gave: store paths by target, absent where one failed; and the base's systems to compare with. */
interface Built {
  readonly built: Record<string, string> | undefined;
  readonly bases: readonly Base[];
}

/**
 * Builds the candidate's systems, and then what their bases lack: most of it is the same. Two builds at a time that share
 * derivations wait for each other by polling every few seconds, which takes longer.
 */
export async function buildBoth(
  context: Context,
  ladder: Ladder,
  root: string,
  proposal: Proposal,
  systems: readonly EvaluatedSystem[],
  compared: Promise<readonly Base[]>,
  isSameLock: boolean,
): Promise<Built> {
  const built = await buildAll(context, ladder, root, proposal, systems);
  const bases = await compared;
  if (built === undefined) return { built, bases };
  const wanted = new Set(isSameLock ? Object.keys(built) : []);
  return { built, bases: await builtBases(context, root, bases, wanted) };
}

async function buildAll(
  context: Context,
  ladder: Ladder,
  root: string,
  proposal: Proposal,
  systems: readonly EvaluatedSystem[],
): Promise<Record<string, string> | undefined> {
  const toplevels: Record<string, string> = {};
  for (const { target, drvPath, foreign } of systems) {
    if (foreign !== undefined) {
      await notBuilt(ladder, target, foreign);
      continue;
    }
    const built = await buildRung(context, ladder, root, proposal, target, drvPath);
    if (built === undefined) return undefined;
    toplevels[targetId(target)] = built;
  }
  return toplevels;
}

/** Says that a system was evaluated only: nothing was found against it, and nothing was proved by a build. */
async function notBuilt(ladder: Ladder, target: Target, platform: string): Promise<void> {
  const message = `${targetId(target)} is for ${platform}, which nobody builds here: evaluated, not built.`;
  const hint = "Verify it on such a machine, or give Nix a remote builder for it.";
  await ladder.rung("build", targetId(target), async () => ({
    status: "skipped",
    diagnostics: [{ kind: "other", message, hint }],
  }));
}

async function buildRung(
  context: Context,
  ladder: Ladder,
  root: string,
  proposal: Proposal,
  target: Target,
  drvPath: string,
): Promise<string | undefined> {
  const id = targetId(target);
  let outPath: string | undefined;
  await ladder.rung("build", id, async () => {
    context.report({ kind: "step", text: `building ${id}` });
    const name = `${proposal.id}-${id.replaceAll(/[^A-Za-z0-9._-]/g, "_")}`;
    const built = await context.nix.build({
      drvPath,
      gcRoot: context.store.rootPath(name),
      root,
      onEvent: (event) => context.report({ kind: "build", target: id, event }),
      ...(context.signal ? { signal: context.signal } : {}),
    });
    if (!built.ok) return { status: "failed", diagnostics: [asDiagnostic(built.problem)] };
    if (!built.value.ok) return { status: "failed", diagnostics: built.value.diagnostics };
    outPath = built.value.outPath;
    return { status: "passed", diagnostics: [] };
  });
  return outPath;
}

/** Systems with what was built of them, by target id. */
export function builtSystems(
  systems: readonly EvaluatedSystem[],
  toplevels: Readonly<Record<string, string>>,
): Record<string, System> {
  const built: Record<string, System> = {};
  for (const { target, drvPath } of systems) {
    const outPath = toplevels[targetId(target)];
    if (outPath !== undefined) built[targetId(target)] = { drvPath, outPath, isBuilt: true };
  }
  return built;
}
