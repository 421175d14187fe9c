import type { OptionInfo } from "../../core/option.ts";
import { showPath } from "../../core/option.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { OptionIndex, OptionState, PlanContext } from "../../ports.ts";

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
  children(prefix: readonly string[]): readonly string[];
  search(query: string, limit: number): readonly OptionInfo[];
  /** Evaluated states on the first target that has the first path; empty when that fails. */
  states(paths: readonly (readonly string[])[], on?: Target): Promise<Record<string, OptionState>>;
  packages(names: readonly string[]): Promise<Record<string, Package | null>>;
  similarPackages(word: string, limit: number): Promise<readonly string[]>;
  /** Why the last look-up of packages failed; undefined when it did not. */
  packageTrouble(): string | undefined;
}

/** Where a path leads: to an option, or into the free-form part of one. */
export interface Place {
  readonly option: OptionInfo;
  /** Segments below the option, for free-form settings; empty for the option itself. */
  readonly below: readonly string[];
}

const freeform =
  /open submodule|attribute set|json|yaml|toml|ini|libconfig|nixpkgs config|key-value|anything|systemd option|section|atom/i;

/** Resolves a path in one index, into free-form settings too. */
export function locate(index: OptionIndex, path: readonly string[]): Place | undefined {
  const option = index.get(path);
  if (option) return { option, below: [] };
  for (let length = path.length - 1; length > 0; length -= 1) {
    const parent = index.get(path.slice(0, length));
    if (!parent) continue;
    const below = path.slice(length);
    const { kind } = parent.type;
    if (
      kind === "attrsOf" ||
      ((kind === "submodule" || kind === "other" || kind === "either") &&
        freeform.test(parent.typeText))
    )
      return { option: parent, below };
    return undefined;
  }
  return undefined;
}

/** Everything known on several targets at once. Pure lookups; evaluation through the context. */
export function world(
  context: PlanContext,
  indexes: readonly { target: Target; index: OptionIndex }[],
): World {
  const targets = indexes.map((entry) => entry.target);
  let trouble: string | undefined;
  const having = (path: readonly string[]): Target[] =>
    indexes.filter((entry) => locate(entry.index, path)).map((entry) => entry.target);
  return {
    targets,
    having,
    get(path) {
      for (const { index } of indexes) {
        const place = locate(index, path);
        if (place) return place;
      }
      return undefined;
    },
    children: (prefix) => [...new Set(indexes.flatMap((entry) => entry.index.children(prefix)))],
    search(query, limit) {
      const found = indexes.flatMap((entry) => entry.index.search(query.slice(0, 200), limit));
      found.sort((a, b) => b.score - a.score);
      const seen = new Map(found.map((hit) => [showPath(hit.option.path), hit.option]));
      return [...seen.values()].slice(0, limit);
    },
    async states(paths, on) {
      const target = on ?? having(paths[0] ?? [])[0];
      if (!target || paths.length === 0) return {};
      const result = await context.states(target, paths);
      return result.ok ? result.value : {};
    },
    async packages(names) {
      const target = targets[0];
      if (!target || names.length === 0) return {};
      const result = await context.packages(target, names);
      trouble = result.ok ? undefined : result.problem.message;
      if (!result.ok) return {};
      return Object.fromEntries(
        Object.entries(result.value).map(([name, found]) => [name, found && { ...found, name }]),
      );
    },
    packageTrouble: () => trouble,
    async similarPackages(word, limit) {
      const target = targets[0];
      if (!target) return [];
      const result = await context.similarPackages(target, word.slice(0, 100), limit);
      return result.ok ? result.value : [];
    },
  };
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
