import { showPath } from "../core/option.ts";
import { showValue } from "../core/review/show-value.ts";
import { parseTargetId } from "../core/target.ts";
import {
  isScalar,
  type Spot,
  type States,
  saidBy,
  same,
  strength,
  together,
  wins,
} from "./pile-spots.ts";
import { count, list, winners } from "./pile-words.ts";
import { shownValue } from "./shown-value.ts";

/** How a pile is taken down, as far as the text tells; evaluation proves it or not. */
export type Remedy =
  /** One place stays, the others go. */
  | { readonly keep: Spot; readonly drop: readonly Spot[] }
  /** The same of an element of a list; `only` where it is all that a place adds. */
  | {
      readonly keep: Spot;
      readonly drop: readonly (Spot & { readonly only: boolean })[];
      readonly element: string | number | boolean;
    }
  /** A module that all share says it instead of these. */
  | { readonly share: string | number | boolean; readonly drop: readonly Spot[] };

/** Something that grew where a refactor would be better than one more line. */
export interface Pile {
  /** Worst first. */
  readonly rank: number;
  readonly option: readonly string[];
  readonly text: string;
  readonly remedy?: Remedy;
}

const place = ({ file, line }: Spot) => `${file}:${line}`;
const shown = (option: readonly string[], value: unknown) => showValue(shownValue(option, value));
const places = (spots: readonly Spot[]) => list(spots.map(place));

/** What each machine says for itself, alike or not. */
const ownOfHost = /^(fileSystems|swapDevices|hardware|nixpkgs|system|boot|networking\.host)/;

/**
 * What has piled up on one option, from where it is written and what came of it; the worst only.
 * @param shared modules that all targets of the kind use
 */
export function pileOf(
  option: readonly string[],
  spots: readonly Spot[],
  states: States,
  shared: readonly string[],
): Pile | undefined {
  if (spots.length < 2) return undefined;
  const counted = spots.filter(({ targets }) => targets.some((target) => states[target]));
  return (
    forced(option, counted, states) ??
    manyPlaces(option, counted, states) ??
    everyHost(option, counted, states, shared) ??
    repeated(option, counted, states) ??
    elements(option, counted, states)
  );
}

/** The place that can stay for others: every target that sees one of them sees it too, and says the same with it. */
function keeping(spots: readonly Spot[], states: States): { remedy?: Remedy } {
  const best = spots.toSorted(
    (a, b) => b.targets.length - a.targets.length || strength(a) - strength(b),
  );
  for (const keep of best) {
    const value = saidBy(keep, states);
    const drop = spots.filter(
      (spot) => spot !== keep && spot.targets.every((target) => keep.targets.includes(target)),
    );
    const apart = drop.every(({ file }) => file !== keep.file);
    const holds = keep.targets.every((target) => same(states[target]?.value, value));
    if (drop.length > 0 && apart && value !== undefined && holds) return { remedy: { keep, drop } };
  }
  return {};
}

function forced(option: readonly string[], spots: readonly Spot[], states: States) {
  if (!isScalar(states)) return undefined;
  const war = together(spots.filter(({ priority }) => priority === "force"));
  if (war.length >= 2) {
    const all = together(spots);
    const text = `${showPath(option)} is forced (mkForce) in ${count(war.length, "place")}: ${places(war)}. ${winners(war, (spot, target) => wins(spot, target, states))}`;
    return { rank: 0, option, text, ...keeping(all, states) };
  }
  const [force] = war;
  const [other] = spots.filter(
    (spot) =>
      force && spot !== force && force.targets.every((target) => spot.targets.includes(target)),
  );
  if (!force || !other || spots.length > 2) return undefined;
  const needless = same(saidBy(force, states), saidBy(other, states));
  if (!needless || saidBy(force, states) === undefined) return undefined;
  const text = `${showPath(option)} is forced in ${place(force)} to what ${place(other)} says anyway.`;
  const apart = force.file !== other.file;
  return {
    rank: 3,
    option,
    text,
    ...(apart ? { remedy: { keep: other, drop: [force] } } : {}),
  };
}

function manyPlaces(option: readonly string[], spots: readonly Spot[], states: States) {
  const seen = together(spots);
  if (seen.length < 3 || !isScalar(states)) return undefined;
  const text = `${showPath(option)} is set in ${count(seen.length, "place")}: ${places(seen)}. ${winners(seen, (spot, target) => wins(spot, target, states))}`;
  return { rank: 1, option, text, ...keeping(spots, states) };
}

function everyHost(
  option: readonly string[],
  spots: readonly Spot[],
  states: States,
  shared: readonly string[],
) {
  const [first] = spots;
  const value = first && saidBy(first, states);
  if (shared.length === 0 || value === undefined || !isScalar(states)) return undefined;
  const kind = parseTargetId(first?.targets[0] ?? "").kind;
  const everyone = Object.keys(states).filter((id) => parseTargetId(id).kind === kind);
  const alone = everyone.every(
    (id) => spots.filter((one) => one.targets.includes(id)).length === 1,
  );
  const alike = spots.every(
    (spot) =>
      spot.targets.length === 1 &&
      spot.priority === undefined &&
      spot.own.length === option.length &&
      same(saidBy(spot, states), value),
  );
  if (everyone.length < 2 || !alone || !alike || ownOfHost.test(showPath(option))) return undefined;
  const text = `${showPath(option)} is ${shown(option, value)} in every host's own file: ${places(spots)}. They all share ${list(shared.slice(0, 2))}.`;
  const literal = spots.every(({ valueKind }) => valueKind === "literal") && value !== null;
  const remedy = { share: value as string | number | boolean, drop: spots };
  return { rank: 2, option, text, ...(literal ? { remedy } : {}) };
}

function repeated(option: readonly string[], spots: readonly Spot[], states: States) {
  if (!isScalar(states)) return undefined;
  const targets = [...new Set(spots.flatMap((spot) => spot.targets))];
  const [twice] = targets
    .map((target) => spots.filter((spot) => wins(spot, target, states)))
    .filter((some) => some.length >= 2);
  if (!twice) return undefined;
  const text = `${showPath(option)} is set to the same in ${count(twice.length, "place")}: ${places(twice)}. One of them is enough.`;
  return { rank: 3, option, text, ...keeping(twice, states) };
}

function elements(option: readonly string[], spots: readonly Spot[], states: States) {
  for (const [target, state] of Object.entries(states)) {
    if (!state || !Array.isArray(state.value)) continue;
    const seen = spots.filter((spot) => wins(spot, target, states));
    const holding = (element: unknown) =>
      seen.filter((spot) =>
        state.definitions.some(
          ({ file, value }) =>
            file === spot.file && Array.isArray(value) && value.some((one) => same(one, element)),
        ),
      );
    const added = state.definitions.flatMap(({ value }) => (Array.isArray(value) ? value : []));
    const element = added.find((one) => new Set(holding(one).map(({ file }) => file)).size >= 2);
    if (element === undefined) continue;
    const some = holding(element);
    const text = `${shown(option, element)} is added to ${showPath(option)} in ${count(some.length, "place")}: ${places(some)}. One of them is enough.`;
    const [keep] = some.toSorted((a, b) => b.targets.length - a.targets.length);
    const drop = some
      .filter((spot) => spot !== keep && spot.targets.every((one) => keep?.targets.includes(one)))
      .map((spot) => ({ ...spot, only: same(saidBy(spot, states), [element]) }));
    const plain = typeof element !== "object" && drop.every(({ file }) => file !== keep?.file);
    const remedy = keep && plain && drop.length > 0 ? { remedy: { keep, drop, element } } : {};
    return { rank: 3, option, text, ...remedy };
  }
  return undefined;
}
