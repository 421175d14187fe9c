import type { NixValue } from "../core/edit.ts";
import type { Intent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { targetId } from "../core/target.ts";
import { type ValuePart, valueAtSource } from "../core/value-origin.ts";
import { refOf } from "./context.ts";
import type { Work } from "./open-intents.ts";
import { pathWithin, type Site } from "./sites.ts";
import { follow, givenBy, placeOf, type ValueSource } from "./value-source.ts";

/** What is to be done where a value comes from. */
export type SourceEdit =
  /** A literal of some file is another one. */
  | {
      readonly kind: "text";
      readonly source: ValueSource;
      readonly text: string;
      readonly key: string;
    }
  /** Another option is to be set. */
  | {
      readonly kind: "option";
      readonly source: ValueSource;
      readonly intent: Intent;
      readonly key: string;
    }
  /** It is not known where, or nothing can be written there. */
  | { readonly kind: "lost"; readonly source: ValueSource };

interface Sourced {
  readonly part: ValuePart;
  readonly source: ValueSource;
  /** What it is now where it is used; undefined where that is not known. */
  readonly now: unknown;
}

/** Names a way to change a value where it comes from, so that it is not tried again. */
function sourceKey(intent: Intent, { file, line }: ValueSource): string {
  return JSON.stringify(["source", showPath(intent.path), file, line]);
}

/** What an option is made of in a module, and where each part comes from. */
export async function sourcesOf(work: Work, site: Site, intent: Intent): Promise<Sourced[]> {
  const text = await work.sources.read(site.file);
  if (!text.ok) return [];
  const path = pathWithin(site, intent.path, intent.targets[0] ?? "") ?? intent.path;
  const scope = site.scope && { scope: site.scope };
  const parts = work.syntax.trace(text.value, { kind: "option", path, ...scope });
  const found: { part: ValuePart; source: ValueSource }[] = [];
  for (const part of parts)
    found.push({ part, source: await follow(work, site.file, part.origin) });
  const options = found.flatMap(({ source }) => (source.kind === "option" ? [source.path] : []));
  const values = await valuesNow(work, intent, options);
  return found.map((one) => ({ ...one, now: givenBy(one.source, (own) => values[showPath(own)]) }));
}

/** Does the value stand where it is used? */
function isDirect({ origin }: ValuePart): boolean {
  return origin.kind === "literal" && origin.steps.length === 0 && !origin.within;
}

/** Elements of a list that stand for one of these values without saying it, as expressions. */
export async function expressionsFor(
  work: Work,
  site: Site,
  intent: Intent,
): Promise<readonly string[]> {
  const wanted = Array.isArray(intent.value) ? intent.value : [intent.value];
  const all = await sourcesOf(work, site, intent);
  return all
    .filter(({ part, now }) => part.element && !isDirect(part) && includes(wanted, now))
    .map(({ part }) => part.expression);
}

/**
 * The change of the place that an option's value comes from; undefined where the value stands in the module, or is
 * made of several.
 */
export async function sourceEdit(
  work: Work,
  site: Site,
  intent: Intent,
): Promise<SourceEdit | undefined> {
  const { operation, value } = intent;
  if (value === undefined || (operation !== "set" && operation !== "remove")) return undefined;
  const all = await sourcesOf(work, site, intent);
  const [only] = all;
  if (all.length === 1 && only && !only.part.element)
    return isDirect(only.part) ? undefined : change(work, intent, only, operation, value);
  if (operation === "remove" || !Array.isArray(value)) return undefined;
  if (all.some(({ part, now }) => !part.element || now === undefined)) return undefined;
  const gone = all.filter(({ now }) => !includes(value, now));
  const fresh = value.filter((one) => !all.some(({ now }) => same(one, now)));
  const [from] = gone;
  const [to] = fresh;
  if (!from || to === undefined || gone.length > 1 || fresh.length > 1) return undefined;
  return isDirect(from.part) ? undefined : change(work, intent, from, "set", to);
}

async function change(
  work: Work,
  intent: Intent,
  { source }: Sourced,
  operation: "set" | "remove",
  wanted: NixValue,
): Promise<SourceEdit | undefined> {
  const key = sourceKey(intent, source);
  const lost = { kind: "lost", source } as const;
  if (source.kind === "lost") return lost;
  if (source.kind === "option") {
    if (operation === "remove") return lost;
    const now = (await valuesNow(work, intent, [source.path]))[showPath(source.path)];
    const value = valueAtSource(source, wanted, now);
    if (value === undefined || work.avoid.has(key)) return lost;
    return { kind: "option", source, key, intent: { ...intent, path: [...source.path], value } };
  }
  const value = operation === "remove" ? wanted : valueAtSource(source, wanted, source.value);
  const text = await work.sources.read(source.file);
  if (value === undefined || source.value === undefined || !text.ok) return lost;
  const fresh = work.syntax.rewrite(text.value, source, { operation, value });
  if (fresh === null || fresh === text.value || work.avoid.has(key)) return lost;
  return { kind: "text", source, key, text: fresh };
}

async function valuesNow(
  work: Work,
  { targets }: Intent,
  paths: readonly (readonly string[])[],
): Promise<Record<string, unknown>> {
  const own = work.observation.targets.filter((target) => targetId(target) === targets[0]);
  if (paths.length === 0 || own.length === 0) return {};
  const { repo } = work.observation;
  const ref = refOf(repo, repo.head);
  const states = await work.context.nix.states(ref, own, paths, work.context.signal);
  const found = states.ok ? (Object.values(states.value)[0] ?? {}) : {};
  return Object.fromEntries(
    Object.entries(found).flatMap(([option, state]) =>
      state.exists && state.error === undefined ? [[option, state.value]] : [],
    ),
  );
}

/** "`vars` (flake.nix:7), `zone` (vars.nix:3)": the names that a value goes through. */
export function wayTo(source: ValueSource): string {
  return source.way.length > 0 ? source.way.join(", ") : placeOf(source);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function includes(list: readonly unknown[], value: unknown): boolean {
  return value !== undefined && list.some((one) => same(one, value));
}
