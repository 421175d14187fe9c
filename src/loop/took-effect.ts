import type { PlacedIntent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { problem, type Result } from "../core/result.ts";
import type { OptionState } from "../ports/nix.ts";
import { modulePath } from "./causes.ts";
import type { Context } from "./context.ts";
import { holds, isSingle } from "./settled.ts";

/** A setting that was written and is not what the option is afterwards. */
export interface Idle {
  readonly intent: PlacedIntent;
  readonly target: string;
  readonly state: OptionState;
}

type States = Readonly<Record<string, Readonly<Record<string, OptionState>>>>;

/** The single values that were asked for and do not hold where the candidate evaluates. */
export function withoutEffect(placed: readonly PlacedIntent[], states: States): Idle[] {
  return placed.flatMap((intent) => {
    if (intent.outcome !== "edited" || !isSingle(intent)) return [];
    return intent.targets.flatMap((target) => {
      const state = states[target]?.[showPath(intent.path)];
      // Without definitions Nix does not tell: a value inside of one that cannot be looked into.
      const known = state?.exists && state.definitions.length > 0;
      return known && !holds(intent, state) ? [{ intent, target, state }] : [];
    });
  });
}

/** Is it only a module outside of the repository that says otherwise, as strongly as a plain definition? */
export function isContested({ intent, state }: Idle): boolean {
  const own = state.definitions.filter(({ file }) => file !== null);
  const same = own.every(({ value }) => JSON.stringify(value) === JSON.stringify(intent.value));
  return state.priority === 100 && own.length < state.definitions.length && same;
}

/** Says which definitions win, each with its place: nothing is proposed that does not do what was asked. */
export async function noEffect(
  context: Context,
  files: ReadonlyMap<string, Uint8Array>,
  base: string,
  [first, ...others]: readonly Idle[],
): Promise<Result<never>> {
  if (!first) throw new Error("nothing is without effect");
  const { intent, state } = first;
  const targets = [first, ...others].filter((one) => one.intent === intent).map((o) => o.target);
  const syntax = await context.syntax();
  const shown = showPath(intent.path);
  const places: string[] = [];
  for (const { file, where, value } of state.definitions) {
    let at = file ?? modulePath(where);
    if (file !== null) {
      const bytes = files.get(file) ?? (await readAt(context, base, file));
      const text = bytes && new TextDecoder().decode(bytes);
      const line =
        text && syntax.definitions(text).find((one) => showPath(one.path) === shown)?.line;
      if (line) at = `${file}:${line}`;
    }
    places.push(`${JSON.stringify(value) ?? "a value"} in ${at}`);
  }
  const strength = (state.priority ?? 100) < 100 ? ", with a stronger priority (mkForce)" : "";
  return problem(
    "edit-not-possible",
    `${shown} would not become ${JSON.stringify(intent.value)} on ${targets.join(", ")}: the definitions that count are ${places.join(" and ")}${strength}.`,
    {
      hint: "Change or remove what says otherwise, then ask again. Nothing was proposed.",
      details: { option: shown, targets },
    },
  );
}

async function readAt(context: Context, commit: string, path: string) {
  const bytes = await context.git.read(commit, path);
  return bytes.ok ? bytes.value : null;
}
