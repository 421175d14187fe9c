import type { ArtifactChange } from "../core/artifact.ts";
import type { Finding } from "../core/finding.ts";
import { type Target, targetId } from "../core/target.ts";
import type { Diagnostic } from "../core/verification.ts";
import { artifactFindings } from "../policy/artifact.ts";
import { bootFindings } from "../policy/lockout.ts";
import type { System } from "../ports/nix.ts";
import type { Base } from "./closure.ts";
import type { Context } from "./context.ts";
import { asDiagnostic, asRefusal, type Ladder } from "./ladder.ts";

/** What the comparison of built systems found. */
export interface Artifacts {
  readonly changes: readonly (ArtifactChange & { readonly target: string })[];
  readonly findings: readonly Finding[];
  /** False where policy refuses what is built. */
  readonly ok: boolean;
}

/** So many differences are kept with a verification; each counts for policy. */
const mostKept = 200;

/**
 * Compares what is built for each target with what its base builds, and asks policy. Whatever an option is called, and
 * however it was set, this is what would run. Where nothing can be compared, that is a finding of tier high.
 */
export async function artifactRung(
  context: Context,
  ladder: Ladder,
  bases: readonly Base[],
  built: Readonly<Record<string, System>>,
): Promise<Artifacts> {
  const changes: (ArtifactChange & { target: string })[] = [];
  const findings: Finding[] = [];
  for (const { target, before } of bases) {
    const id = targetId(target);
    const after = built[id];
    if (after === undefined) continue;
    await ladder.rung("artifact", id, async () => {
      const compared = await compare(context, before, after);
      if ("why" in compared) {
        findings.push({
          tier: "high",
          rule: "artifact-unreadable",
          target: id,
          message: compared.why,
        });
        return { status: "warned", diagnostics: compared.diagnostics };
      }
      const found = artifactFindings(context.policy, id, compared.changes);
      findings.push(...found, ...(await bootRoom(context, target, compared.changes)));
      changes.push(...compared.changes.map((change) => ({ ...change, target: id })));
      const refused = found.filter(({ tier }) => tier === "protected");
      return {
        status: refused.length > 0 ? "failed" : "passed",
        diagnostics: refused.map(asRefusal),
      };
    });
  }
  const isRefused = findings.some(({ tier }) => tier === "protected");
  return { changes: changes.slice(0, mostKept), findings, ok: !isRefused };
}

/** On the machine itself: does a new kernel fit, and is there a generation to go back to? */
async function bootRoom(
  context: Context,
  target: Target,
  changes: readonly ArtifactChange[],
): Promise<Finding[]> {
  const bytes = changes.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  if (bytes === 0 || target.kind !== "nixos") return [];
  const host = await context.host();
  return host?.name === target.name ? bootFindings(targetId(target), host, bytes) : [];
}

type Compared =
  | { readonly changes: readonly ArtifactChange[] }
  | { readonly why: string; readonly diagnostics: readonly Diagnostic[] };

async function compare(context: Context, before: Base["before"], after: System): Promise<Compared> {
  const untold = (message: string, diagnostics: readonly Diagnostic[] = []) => ({
    why: `built: ${message}, so what is built cannot be compared`,
    diagnostics: diagnostics.length > 0 ? diagnostics : [{ kind: "other" as const, message }],
  });
  if (!before.ok) return untold("the base could not be evaluated", [asDiagnostic(before.problem)]);
  if (before.value === null) return untold("the base has no such system");
  if (!before.value.isBuilt) return untold("the base is not built here");
  const change = await context.nix.artifactChange(before.value, after, context.signal);
  if (change.ok) return { changes: change.value };
  return untold("the comparison failed", [asDiagnostic(change.problem)]);
}
