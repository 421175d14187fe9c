import { effectsOf, isOpaque } from "../core/delta.ts";
import type { PlacedIntent } from "../core/intent.ts";
import { parsePath, showPath } from "../core/option.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { Effect } from "../core/verification.ts";
import type { FlakeRef, OptionState } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { settingsOfWhatIsOff, switchesOf } from "./switches.ts";

/** Options that a change may move without naming them: ways in, and what is exposed. */
export const watched: Readonly<Record<Target["kind"], readonly (readonly string[])[]>> = {
  nixos: [
    ["networking", "firewall", "enable"],
    ["networking", "firewall", "allowedTCPPorts"],
    ["networking", "firewall", "allowedUDPPorts"],
    ["networking", "firewall", "allowedTCPPortRanges"],
    ["networking", "firewall", "allowedUDPPortRanges"],
    ["networking", "firewall", "trustedInterfaces"],
    ["services", "openssh", "enable"],
    ["services", "openssh", "ports"],
    ["services", "openssh", "openFirewall"],
    ["services", "openssh", "settings", "PermitRootLogin"],
    ["services", "openssh", "settings", "PasswordAuthentication"],
    ["security", "sudo", "enable"],
    ["security", "sudo", "wheelNeedsPassword"],
    ["users", "mutableUsers"],
    ["system", "stateVersion"],
  ],
  home: [["home", "stateVersion"]],
  darwin: [["system", "stateVersion"]],
};

/** What changes on which target, from evaluation of both commits. */
export interface Delta {
  readonly effects: readonly Effect[];
  /** Options that exist and whose values could be compared on every target that has them. */
  readonly evaluated: readonly string[];
  /** Options of the intents whose evaluated value did not move, though an edit was made. */
  readonly without: readonly { target: string; option: string; state: OptionState | undefined }[];
  /** What is said of settings whose service or program is off. */
  readonly off: readonly string[];
}

type States = Readonly<Record<string, Readonly<Record<string, OptionState>>>>;

/**
 * Compares two evaluations of the same paths; opaque values that look alike count as unchanged. Paths may
 * lie inside of each other: a change is told once.
 */
function compareStates(before: States, after: States): Effect[] {
  const effects = new Map<string, Effect>();
  for (const [target, states] of Object.entries(after))
    for (const [option, state] of Object.entries(states)) {
      const old = before[target]?.[option];
      const was = old?.error ? { _err: old.error } : (old?.value ?? null);
      const is = state.error ? { _err: state.error } : (state.value ?? null);
      const files = definedIn(old, state);
      for (const effect of effectsOf(target, parsePath(option) ?? [option], was, is)) {
        const key = `${target} ${effect.option}`;
        const known = effects.get(key);
        const all = [...new Set([...(known?.files ?? []), ...files])].toSorted();
        effects.set(key, { ...(known ?? effect), files: all });
      }
    }
  return [...effects.values()];
}

/**
 * Where one fault keeps several options of a target from being evaluated, the watched ones among them say
 * nothing of their own: what is left is what the change is about.
 */
function withoutFallout(effects: readonly Effect[], own: ReadonlySet<string>): Effect[] {
  const faultOf = ({ target, after }: Effect) => `${target} ${failureIn(after)}`;
  const faults = new Set(
    effects
      .filter(({ option, after }) => own.has(option) && failureIn(after) !== undefined)
      .map(faultOf),
  );
  return effects.filter((effect) => own.has(effect.option) || !faults.has(faultOf(effect)));
}

/** Why a value could not be evaluated; undefined where it could. */
export function failureIn(value: unknown): string | undefined {
  const error = (value as { _err?: unknown } | null)?._err;
  return error === undefined ? undefined : String(error);
}

/** Files of the repository that define an option in one of these states. */
function definedIn(...states: readonly (OptionState | undefined)[]): string[] {
  return states.flatMap((state) =>
    (state?.definitions ?? []).flatMap(({ file }) => (file === null ? [] : [file])),
  );
}

/** Options of which every target's value could be compared, and that one of them has. */
function comparable(before: States, after: States): string[] {
  const found = new Map<string, boolean>();
  for (const [target, states] of Object.entries(after))
    for (const [option, state] of Object.entries(states)) {
      const old = before[target]?.[option];
      const sides = [state, old].filter((one) => one !== undefined);
      const opaque = sides.some(({ error, value }) => error !== undefined || isOpaque(value));
      const exists = sides.length === 2 && sides.some((one) => one.exists);
      if (opaque) found.set(option, false);
      else if (exists && found.get(option) !== false) found.set(option, true);
    }
  return [...found].flatMap(([option, good]) => (good ? [option] : []));
}

/** What is evaluated to explain intents on some targets: their options and the watched ones. */
export function asked(
  intents: readonly Pick<PlacedIntent, "path">[],
  targets: readonly Target[],
  about: readonly (readonly string[])[] = [],
): (readonly string[])[] {
  const paths = [
    ...intents.map(({ path }) => path),
    ...about,
    ...switchesOf(intents),
    ...targets.flatMap(({ kind }) => watched[kind]),
  ];
  return [...new Map(paths.map((path) => [showPath(path), path])).values()];
}

/**
 * Evaluates the intents' options and the watched ones on both commits and compares.
 * Fails when the candidate does not evaluate; the caller decides what that means.
 */
export async function optionDelta(
  context: Context,
  refs: { base: FlakeRef; candidate: FlakeRef },
  targets: readonly Target[],
  intents: readonly PlacedIntent[],
  about: readonly (readonly string[])[] = [],
): Promise<Result<Delta>> {
  let before: States = {};
  let after: States = {};
  const sides = await Promise.all(
    targets.map((target) => {
      const paths = asked(intents, [target], about);
      const states = (ref: FlakeRef) => context.nix.states(ref, [target], paths, context.signal);
      return Promise.all([states(refs.candidate), states(refs.base)]);
    }),
  );
  for (const [is, was] of sides) {
    if (!is.ok) return is;
    before = { ...before, ...(was.ok ? was.value : {}) };
    after = { ...after, ...is.value };
  }
  const own = new Set([...intents.map(({ path }) => path), ...about].map(showPath));
  const switches = new Set(switchesOf(intents).map(showPath));
  // A switch that came with its thing says no more than the thing does.
  const effects = withoutFallout(compareStates(before, after), own).filter(
    ({ option, before: was }) => own.has(option) || !switches.has(option) || was !== null,
  );
  const without = intents
    .filter((intent) => intent.outcome === "edited")
    .flatMap((intent) =>
      intent.targets
        .filter((target) => targets.some((one) => targetId(one) === target))
        .map((target) => ({
          target,
          option: showPath(intent.path),
          state: after[target]?.[showPath(intent.path)],
        })),
    )
    .filter(
      ({ target, option }) =>
        !effects.some(
          (effect) =>
            effect.target === target &&
            (effect.option === option || effect.option.startsWith(`${option}.`)),
        ),
    );
  return ok({
    effects,
    evaluated: comparable(before, after),
    without,
    off: settingsOfWhatIsOff(intents, after),
  });
}

/** One line that says what a proposal is, written by the core. */
export function summarise(effects: readonly Effect[], files: readonly string[]): string {
  const targets = [...new Set(effects.map((effect) => effect.target))];
  const options = new Set(effects.map((effect) => effect.option)).size;
  const where = targets.length > 0 ? ` on ${targets.join(", ")}` : "";
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;
  return `${count(options, "option")} ${options === 1 ? "changes" : "change"}${where}, in ${files.join(", ") || "no file"}`;
}
