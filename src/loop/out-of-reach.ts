import type { NixValue } from "../core/edit.ts";
import type { Intent, PlacedIntent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import type { Fact } from "../core/plan-parts.ts";
import { problem, type Result } from "../core/result.ts";
import { parseTargetId } from "../core/target.ts";
import type { FlakeRef, OptionState } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { evidence } from "./facts.ts";
import { holdsPackages, remainder } from "./settled.ts";

type From = Fact["from"][number];

/**
 * What to say of something that is to go and is there without being written literally, or would still be there: who
 * brings it, with file and line.
 */
export async function outOfReach(
  context: Context,
  ref: FlakeRef,
  { path, value }: Pick<Intent, "path" | "value">,
  target: string,
  still = false,
): Promise<Result<never>> {
  const gone = Array.isArray(value) ? value.map(shown) : [];
  const facts = await evidence(context, ref).facts([parseTargetId(target)], [path]);
  const from = facts.ok ? (facts.value[0]?.from ?? []) : [];
  const counting = from.filter((one) => !one.idle);
  const bringing = counting.filter(
    (one) => gone.length === 0 || includesAny(one.value, value) || !Array.isArray(one.value),
  );
  const causes = (bringing.length > 0 ? bringing : counting).map(causeOf);
  const what = gone.length > 0 ? `${gone.join(", ")} in ${showPath(path)}` : showPath(path);
  const source = [...new Set(causes)].join(" and ") || "elsewhere";
  return problem(
    "edit-not-possible",
    still
      ? `${what} would still be there on ${target}: it also comes from ${source}.`
      : `${what} on ${target} comes from ${source}, so it cannot be taken out as text.`,
    {
      hint: "Turn off or change what brings it. Nothing was proposed.",
      details: {
        option: showPath(path),
        target,
        files: [...new Set(bringing.flatMap(({ file }) => file ?? []))],
      },
    },
  );
}

function causeOf({ file, line, where, because = [] }: From): string {
  if (file !== null) return line === null ? file : `${file}:${line}`;
  const through = because.map((one) => `${one.option} (${one.file}:${one.line})`);
  return through.length > 0 ? `${where}, through ${through.join(", ")}` : where;
}

/** Elements that were taken out of a list, and are still there where the candidate evaluates. */
export function leftOver(
  placed: readonly PlacedIntent[],
  states: Readonly<Record<string, Readonly<Record<string, OptionState>>>>,
): { readonly intent: PlacedIntent; readonly target: string; readonly value: NixValue }[] {
  return placed.flatMap((intent) => {
    if (intent.operation !== "remove" || intent.outcome !== "edited") return [];
    return intent.targets.flatMap((target) => {
      const rest = remainder(intent, states[target]?.[showPath(intent.path)]);
      const open = rest.kind === "open" && Array.isArray(rest.value);
      return open ? [{ intent, target, value: rest.value as NixValue }] : [];
    });
  });
}

function shown(value: NixValue): string {
  const isPackage = typeof value === "object" && value !== null && "$package" in value;
  return isPackage ? String(value.$package) : JSON.stringify(value);
}

function includesAny(now: unknown, value: Intent["value"]): boolean {
  const state = { exists: true, defined: true, value: now, priority: 100, definitions: [] };
  const rest = remainder({ path: [], targets: [], operation: "remove", value }, state);
  return rest.kind === "open" || (rest.kind === "unknown" && holdsPackages(state, value));
}
