import type { Definition, ModuleScope } from "../core/edit.ts";
import { isSecretName } from "../core/redact/names.ts";
import type { OptionState } from "../ports/nix.ts";

/** A place that writes an option whatever holds, and the targets that evaluate it. */
export interface Spot {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly scope: ModuleScope;
  /** The option as the module names it. */
  readonly own: readonly string[];
  readonly priority?: Definition["priority"];
  readonly valueKind: Definition["valueKind"];
  /** What it says, where that is a plain literal. */
  readonly said?: string | number | boolean | null;
  readonly targets: readonly string[];
}

/** Target id → what an option is there. */
export type States = Readonly<Record<string, OptionState | undefined>>;

export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const priorities = { force: 50, default: 1000 } as const;
export const strength = ({ priority }: Spot) => (priority ? priorities[priority] : 100);

/** Does a place decide what the option is on a target? */
export function wins(spot: Spot, target: string, states: States): boolean {
  const state = states[target];
  if (!state || !spot.targets.includes(target) || state.priority !== strength(spot)) return false;
  return state.definitions.some(({ file }) => file === spot.file);
}

/** What a place says: evaluated where it counts, else its literal; undefined where neither is known. */
export function saidBy(spot: Spot, states: States): unknown {
  const target = spot.targets.find((one) => wins(spot, one, states));
  const found = states[target ?? ""]?.definitions.filter(({ file }) => file === spot.file) ?? [];
  const [first] = found;
  return first && found.every(({ value }) => same(value, first.value)) ? first.value : spot.said;
}

/** An option whose definitions do not add up: its value is that of each place that counts. */
export function isScalar(states: States): boolean {
  return Object.values(states).every((state) => {
    if (!state || state.error !== undefined) return false;
    if (typeof state.value === "object" && state.value !== null) return false;
    return state.definitions.every(({ value }) => same(value, state.value));
  });
}

/** Places that one target sees together, for the target that sees most of them. */
export function together(spots: readonly Spot[]): readonly Spot[] {
  const targets = [...new Set(spots.flatMap((spot) => spot.targets))];
  const seen = targets.map((target) => spots.filter((spot) => spot.targets.includes(target)));
  return seen.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** The option itself, or one of its group where that is no group of everything; nothing secret. */
export function near(wanted: readonly string[], path: readonly string[]): boolean {
  const group = wanted.length > 2 ? wanted.slice(0, -1) : wanted;
  return group.every((segment, at) => path[at] === segment) && !path.some(isSecretName);
}
