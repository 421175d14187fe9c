import { parsePath, showPath } from "../../src/core/option.ts";
import type { Fact } from "../../src/core/plan-parts.ts";
import { ok, problem } from "../../src/core/result.ts";
import { type Target, targetId } from "../../src/core/target.ts";
import { packageIndexOf, packageList } from "../../src/nix/package-list.ts";
import type { OptionIndex } from "../../src/ports/indexes.ts";
import type { OptionState } from "../../src/ports/nix.ts";
import type { PlanContext } from "../../src/ports/planner.ts";

/** A small configuration to plan against: indexes, evaluated values and packages as plain data. */
export interface Setting {
  readonly targets: readonly { target: Target; index: OptionIndex }[];
  /** By showPath; the same for every target, or under "target/path" for one. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly packages: Readonly<
    Record<string, { version?: string; problem?: string; description?: string }>
  >;
  /** Where options come from, by showPath; elsewhere nobody wrote them. */
  readonly from?: Readonly<Record<string, Fact["from"]>>;
}

/** A context over plain data that answers as the evaluated one does. */
export function planContext(
  setting: Setting,
  goal: string,
  named?: readonly string[],
): PlanContext {
  const all = setting.targets.map((t) => t.target);
  const entry = (target: Target): OptionIndex => {
    const found = setting.targets.find((t) => targetId(t.target) === targetId(target));
    if (!found) throw new Error(`no index for ${targetId(target)}`);
    return found.index;
  };
  return {
    goal,
    targets: named ? all.filter((t) => named.includes(targetId(t))) : all,
    allTargets: all,
    named: named !== undefined,
    index: async (target) => ok(entry(target)),
    async states(target, paths) {
      const states: Record<string, OptionState> = {};
      for (const path of paths) {
        const name = showPath(path);
        const own = `${targetId(target)}/${name}`;
        const value = setting.values[own] ?? setting.values[name];
        const exists = entry(target).get(path) !== undefined;
        states[name] = {
          exists,
          defined: value !== undefined,
          value: value ?? null,
          priority: null,
          definitions: [],
        };
      }
      return ok(states);
    },
    async packages(_target, names) {
      return ok(
        Object.fromEntries(
          names.map((n) => [
            n,
            Object.hasOwn(setting.packages, n) ? (setting.packages[n] ?? null) : null,
          ]),
        ),
      );
    },
    async similarPackages(_target, word, limit) {
      const low = word.toLowerCase();
      return ok(
        Object.keys(setting.packages)
          .filter((n) => n.toLowerCase().includes(low.slice(0, 4)))
          .slice(0, limit),
      );
    },
    async packageSearch(_target, words, limit) {
      const packages = Object.entries(setting.packages).flatMap(([name, one]) =>
        one.problem && /removed|renamed/.test(one.problem)
          ? []
          : [
              {
                name,
                pname: name,
                version: one.version ?? "1.0",
                description: one.description ?? "",
                flags: [],
              },
            ],
      );
      const index = packageIndexOf(all[0] as Target, packageList({ packages, lost: [] }));
      return ok(index.search(words, limit).map((hit) => hit.package));
    },
    facts: async (targets, paths) =>
      ok(
        targets.flatMap((target) =>
          paths.flatMap((path) => {
            const option = showPath(path);
            const value = setting.values[`${targetId(target)}/${option}`] ?? setting.values[option];
            const from = setting.from?.[option] ?? [];
            return value === undefined && !entry(target).get(path)
              ? []
              : [{ target: targetId(target), option, value: value ?? null, from }];
          }),
        ),
      ),
    written: async () => ok(Object.keys(setting.from ?? {}).map((name) => parsePath(name) ?? [])),
    locked: async () =>
      ok([
        {
          name: "nixpkgs",
          source: "github:NixOS/nixpkgs",
          rev: "8c91a71d13451abc40eb9dae8910f972f979852f",
          modified: "2026-05-01T10:00:00.000Z",
        },
      ]),
    showFile: async (path) => problem("protected-path", `${path} is not shown.`),
    shownFiles: async () => ok([]),
    freeFaults: async () => ok([]),
  };
}
