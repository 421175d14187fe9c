import type { OptionInfo } from "../../core/option.ts";
import { showPath } from "../../core/option.ts";
import type { PackageInfo } from "../../core/package.ts";
import type { Fact, LockedInput } from "../../core/plan-parts.ts";
import type { Result } from "../../core/result.ts";
import { suspicious } from "../../core/suspicious.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { OptionIndex } from "../../ports/indexes.ts";
import type { OptionState } from "../../ports/nix.ts";
import type { PlanContext } from "../../ports/planner.ts";

export interface Package {
  readonly name: string;
  readonly version?: string;
  readonly problem?: string;
}

/** What may be looked up for one request: the options and packages of the targets it is about. */
export interface World {
  readonly targets: readonly Target[];
  /** What an option accepts, on the first target that has it. */
  get(path: readonly string[]): Place | undefined;
  /** The targets on which a path may be set. */
  having(path: readonly string[]): readonly Target[];
  /** Makes a path known that an evaluation found, though the index does not list it. */
  learn(option: OptionInfo, targets: readonly Target[]): void;
  children(prefix: readonly string[]): readonly string[];
  search(query: string, limit: number): readonly OptionInfo[];
  /** Evaluated states on the first target that has the first path; empty when that fails. */
  states(paths: readonly (readonly string[])[], on?: Target): Promise<Record<string, OptionState>>;
  /** What options are on targets (by default all of this world), and who says so. */
  facts(
    paths: readonly (readonly string[])[],
    on?: readonly Target[],
  ): Promise<Result<readonly Fact[]>>;
  /** Options that the repository itself writes for a target. */
  written(target: Target): Promise<Result<readonly (readonly string[])[]>>;
  locked(): Promise<Result<readonly LockedInput[]>>;
  packages(names: readonly string[]): Promise<Record<string, Package | null>>;
  similarPackages(word: string, limit: number): Promise<readonly string[]>;
  /** Packages that some words name or describe; none where there is no index to be had. */
  searchPackages(words: string, limit: number): Promise<readonly PackageInfo[]>;
  /** Why the last look-up of packages failed; undefined when it did not. */
  packageTrouble(): string | undefined;
}

/** Where a path leads. */
export interface Place {
  /** The option; for a free-form setting what the option around it accepts there. */
  readonly option: OptionInfo;
  /** True for a free-form setting: no module declares this name. */
  readonly free: boolean;
}

/** Types whose insides may hold any name, where the structure does not say so. */
const open = /attribute set|json|yaml|toml|nixpkgs config|key-value|anything|unspecified/i;

/** Resolves a path in one index, into free-form settings too. */
export function locate(index: OptionIndex, path: readonly string[]): Place | undefined {
  const option = index.get(path);
  if (option) return { option, free: !declared(index, path) };
  for (let length = path.length - 1; length > 0; length -= 1) {
    const parent = index.get(path.slice(0, length));
    if (!parent) continue;
    if (parent.type.kind !== "other" || !open.test(parent.typeText)) return undefined;
    return {
      option: { ...parent, path, type: { kind: "other" }, typeText: "" },
      free: true,
    };
  }
  return undefined;
}

function declared(index: OptionIndex, path: readonly string[]): boolean {
  const names = index.children(path.slice(0, -1));
  return [path.at(-1) ?? "", "<name>", "*"].some((name) => names.includes(name));
}

/** Everything known on several targets at once. Pure lookups; evaluation through the context. */
export function world(
  context: PlanContext,
  indexes: readonly { target: Target; index: OptionIndex }[],
): World {
  const targets = indexes.map((entry) => entry.target);
  let trouble: string | undefined;
  /** Each question to Nix is an evaluation: names are asked once, many at a time. */
  const seen = new Map<string, Package | null>();
  const learned = new Map<string, { option: OptionInfo; targets: readonly Target[] }>();
  const having = (path: readonly string[]): Target[] => {
    const found = indexes.filter((entry) => locate(entry.index, path)).map((entry) => entry.target);
    return found.length > 0 ? found : [...(learned.get(showPath(path))?.targets ?? [])];
  };
  return {
    targets,
    having,
    get(path) {
      for (const { index } of indexes) {
        const place = locate(index, path);
        if (place) return place;
      }
      const known = learned.get(showPath(path));
      return known && { option: known.option, free: false };
    },
    learn: (option, on) => learned.set(showPath(option.path), { option, targets: on }),
    children: (prefix) =>
      [...new Set(indexes.flatMap((entry) => entry.index.children(prefix)))].filter(isReadable),
    search(query, limit) {
      const found = indexes.flatMap((entry) => entry.index.search(query.slice(0, 200), limit));
      found.sort((a, b) => b.score - a.score);
      const readable = found.filter(({ option }) => option.path.every(isReadable));
      const unique = new Map(readable.map((hit) => [showPath(hit.option.path), hit.option]));
      return [...unique.values()].slice(0, limit);
    },
    async states(paths, on) {
      const target = on ?? having(paths[0] ?? [])[0];
      if (!target || paths.length === 0) return {};
      const result = await context.states(target, paths);
      return result.ok ? result.value : {};
    },
    facts: (paths, on = targets) => context.facts(on, paths),
    written: (target) => context.written(target),
    locked: () => context.locked(),
    async packages(names) {
      const target = targets[0];
      const asked = names.filter((name) => !seen.has(name));
      if (target && asked.length > 0) {
        const result = await context.packages(target, asked);
        trouble = result.ok ? undefined : result.problem.message;
        if (!result.ok) return {};
        for (const name of asked) {
          const found = result.value[name];
          seen.set(name, found ? { ...found, name } : null);
        }
      }
      return Object.fromEntries(names.map((name) => [name, seen.get(name) ?? null]));
    },
    packageTrouble: () => trouble,
    async similarPackages(word, limit) {
      const target = targets[0];
      if (!target) return [];
      const result = await context.similarPackages(target, word.slice(0, 100), limit);
      return result.ok ? result.value.filter(isReadable) : [];
    },
    async searchPackages(words, limit) {
      const target = targets[0];
      if (!target) return [];
      const result = await context.packageSearch(target, words.slice(0, 200), limit);
      return result.ok ? result.value : [];
    },
  };
}

/** A name that another one could be taken for is neither offered nor found; who means it writes it. */
function isReadable(name: string): boolean {
  return suspicious(name).length === 0;
}

/** "web1 and nas1" */
export function showTargets(targets: readonly Target[]): string {
  return join(targets.map(targetId));
}

/** "a, b and c" */
export function join(words: readonly string[], last = "and"): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
