import { canonical } from "../core/canonical.ts";
import type { NixValue } from "../core/edit.ts";
import type { Intent } from "../core/intent.ts";
import type { OptionState } from "../ports/nix.ts";

/** Values that evaluation shows as they are written: no packages, paths or expressions. */
function isPlain(value: NixValue | undefined): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  return value !== undefined && (value === null || typeof value !== "object");
}

/** Does the intent give an option one value that does not add up with others: a switch, a number, a text? */
export function isSingle({ operation, value }: Intent): boolean {
  return operation === "set" && !Array.isArray(value) && isPlain(value);
}

const same = (a: unknown, b: unknown) => canonical(a) === canonical(b);

/** Does a requested value hold, by evaluation? A value may be written in another form than it is read: its definition counts too. */
export function holds({ value }: Intent, state: OptionState): boolean {
  if (state.error === undefined && same(state.value, value)) return true;
  const agreed = state.definitions.filter((one) => same(one.value, value)).length;
  if (hasFailed(state)) return agreed > 0 && agreed === state.definitions.length;
  return agreed > 0 && typeof value !== "boolean";
}

function hasFailed({ error, value }: OptionState): boolean {
  return error !== undefined || (value as { _err?: unknown } | null)?._err !== undefined;
}

/** What is left of an intent on a target where part of it, or all, is so by evaluation. */
export type Remainder =
  /** Nothing to do. */
  | { readonly kind: "so" }
  /** All of it, or these elements of the list. */
  | { readonly kind: "open"; readonly value: Intent["value"] }
  /** Evaluation cannot tell: packages, expressions, values that cannot be evaluated. */
  | { readonly kind: "unknown" };

/** Is one of these packages in an evaluated list? Derivations are known by their names only: `git-2.51`. */
export function holdsPackages(state: OptionState | undefined, value: Intent["value"]): boolean {
  const wanted = (Array.isArray(value) ? value : [value]).flatMap((one) =>
    typeof one === "object" && one !== null && "$package" in one
      ? [String(one.$package).replace(/^.*\./, "")]
      : [],
  );
  const now: readonly unknown[] = Array.isArray(state?.value) ? state.value : [];
  return now.some((element) => {
    const name = (element as { _drv?: unknown } | null)?._drv;
    return typeof name === "string" && wanted.includes(name.replace(/-\d.*$/, ""));
  });
}

/** Compares an intent with the evaluated state of its option. */
export function remainder(intent: Intent, state: OptionState | undefined): Remainder {
  if (!state || state.error !== undefined) return { kind: "unknown" };
  if (intent.operation === "unset")
    return state.defined ? { kind: "open", value: undefined } : { kind: "so" };
  const { value } = intent;
  if (!isPlain(value)) return { kind: "unknown" };
  if (intent.operation === "set")
    return same(state.value, value) && (value !== null || state.defined)
      ? { kind: "so" }
      : { kind: "open", value };
  if (!Array.isArray(value)) return { kind: "unknown" };
  const now: readonly unknown[] = Array.isArray(state.value) ? state.value : [];
  const has = (one: unknown) => now.some((element) => same(element, one));
  const left = value.filter((one) => has(one) === (intent.operation === "remove"));
  return left.length === 0 ? { kind: "so" } : { kind: "open", value: left };
}
