import { showPath } from "./option.ts";
import type { Effect } from "./verification.ts";

/** A value as evaluation shows it, made readable: derivations become their names. */
export function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  if ("_drv" in value) return derivationName((value as { _drv: unknown })._drv);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, readable(item)]));
}

/** `/nix/store/<hash>-btop-1.4.drv` → `btop-1.4`. */
export function derivationName(path: unknown): string {
  if (typeof path !== "string") return "a package";
  return path.replace(/^.*\/[0-9a-z]{32}-/, "").replace(/\.drv$/, "");
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isSet(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return !Object.keys(value).some((key) => key.startsWith("_"));
}

/** Differences between two evaluated values, one per leaf; lists count as leaves. */
export function leafChanges(
  path: readonly string[],
  before: unknown,
  after: unknown,
): { path: readonly string[]; before: unknown; after: unknown }[] {
  if (same(before, after)) return [];
  const sets = (isSet(before) || before === null) && (isSet(after) || after === null);
  if (!sets || (before === null && after === null)) return [{ path, before, after }];
  const old = (before ?? {}) as Record<string, unknown>;
  const fresh = (after ?? {}) as Record<string, unknown>;
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].toSorted();
  if (keys.length === 0) return [{ path, before, after }];
  return keys.flatMap((key) => leafChanges([...path, key], old[key] ?? null, fresh[key] ?? null));
}

/** Effects on one target from two states of the same option. */
export function effectsOf(
  target: string,
  path: readonly string[],
  before: unknown,
  after: unknown,
): Effect[] {
  return leafChanges(path, before ?? null, after ?? null).map((change) => {
    const effect: Effect = {
      target,
      option: showPath(change.path),
      before: readable(change.before),
      after: readable(change.after),
    };
    const meaning = meaningOf(change.path, effect.before, effect.after);
    return meaning === undefined ? effect : { ...effect, meaning };
  });
}

function listDifference(before: unknown, after: unknown): { added: unknown[]; removed: unknown[] } {
  const old = Array.isArray(before) ? before : [];
  const fresh = Array.isArray(after) ? after : [];
  return {
    added: fresh.filter((item) => !old.some((other) => same(item, other))),
    removed: old.filter((item) => !fresh.some((other) => same(item, other))),
  };
}

function showRange(item: unknown): string {
  const range = item as { from?: unknown; to?: unknown } | null;
  if (!range || typeof range !== "object") return String(item);
  return "from" in range && "to" in range ? `${range.from}-${range.to}` : JSON.stringify(item);
}

/** True for a value that evaluation could not show: an error, a function, something too deep. */
export function isOpaque(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return "_err" in value || "_fn" in value || "_deep" in value;
}

function meaningOf(path: readonly string[], before: unknown, after: unknown): string | undefined {
  if (isOpaque(before) || isOpaque(after)) return undefined;
  const last = path.at(-1) ?? "";
  const port = /^allowed(TCP|UDP)Port(s|Ranges)$/.exec(last);
  const { added, removed } = listDifference(before, after);
  const join = (items: unknown[]) => items.map(showRange).join(", ");
  if (port) {
    const protocol = port[1]?.toLowerCase();
    const where = path.includes("interfaces") ? ` on ${path[path.indexOf("interfaces") + 1]}` : "";
    return [
      added.length > 0 ? `opens ${join(added)}/${protocol}${where}` : "",
      removed.length > 0 ? `closes ${join(removed)}/${protocol}${where}` : "",
    ]
      .filter(Boolean)
      .join(", ");
  }
  if (last === "enable" && typeof after === "boolean") {
    const name = path.slice(0, -1).join(".");
    return after ? `turns ${name} on` : `turns ${name} off`;
  }
  if (Array.isArray(before) || Array.isArray(after))
    return [
      added.length > 0 ? `adds ${join(added)}` : "",
      removed.length > 0 ? `removes ${join(removed)}` : "",
    ]
      .filter(Boolean)
      .join(", ");
  return undefined;
}

/** The same change on several targets told once: `target` names them all. */
export function byChange<E extends Effect>(effects: readonly E[]): E[] {
  const groups = new Map<string, E>();
  for (const effect of effects) {
    const { target, files, ...change } = effect;
    const key = JSON.stringify(change);
    const known = groups.get(key);
    groups.set(key, known ? { ...known, target: `${known.target}, ${target}` } : effect);
  }
  return [...groups.values()];
}
