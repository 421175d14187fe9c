import { lockedInputs } from "../core/lock.ts";
import { parsePath, showPath } from "../core/option.ts";
import type { Fact } from "../core/plan-parts.ts";
import { ok, type Result } from "../core/result.ts";
import { parseTargetId, type Target, targetId } from "../core/target.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import type { FlakeRef, OptionState } from "../ports/nix.ts";
import type { PlanContext } from "../ports/planner.ts";
import { causesOf, modulePath, speaksOf } from "./causes.ts";
import type { Context } from "./context.ts";
import { shownValue } from "./shown-value.ts";
import { openSources } from "./sources.ts";
import { covers, type Written, writtenOn, writtenOptions } from "./written.ts";

type From = Fact["from"][number];

/** What a planner may learn about the configuration as it is, read once for each goal. */
export function evidence(
  context: Context,
  ref: FlakeRef,
): Pick<PlanContext, "facts" | "written" | "locked"> {
  const sources = openSources(context.git, ref.commit);
  const known = new Map<string, Promise<Result<readonly Written[]>>>();
  const writing = (target: Target): Promise<Result<readonly Written[]>> => {
    const id = targetId(target);
    const found = known.get(id) ?? writtenOn(context, ref, target, sources);
    known.set(id, found);
    return found;
  };
  const indexOf = (target: Target) =>
    context.nix.index(ref, target, context.signal ? { signal: context.signal } : {});
  return {
    locked: async () => {
      const text = await sources.read(ref.dir === "" ? "flake.lock" : `${ref.dir}/flake.lock`);
      if (!text.ok) return text.problem.details?.missing ? ok([]) : text;
      return ok(lockedInputs(text.value));
    },
    written: async (target) => {
      const [written, index] = [await writing(target), await indexOf(target)];
      if (!written.ok) return written;
      return index.ok ? ok(writtenOptions(written.value, index.value)) : index;
    },
    facts: async (targets, paths) => {
      const states = await context.nix.states(ref, targets, paths, context.signal);
      if (!states.ok) return states;
      const facts: Fact[] = [];
      for (const [id, options] of Object.entries(states.value)) {
        const target = parseTargetId(id);
        const written = await writing(target);
        if (!written.ok) return written;
        const all = Object.entries(options)
          .filter(([, state]) => state.exists)
          .map(([option, state]) => factOf(id, option, state, written.value));
        const foreign = all.some(({ from }) => from.some(({ file }) => file === null));
        const index = foreign ? await indexOf(target) : undefined;
        facts.push(...(index?.ok ? await caused(all, target, written.value, index.value) : all));
      }
      return ok(facts);
    },
  };

  /** Facts with the person's settings behind definitions of modules that are not the repository's. */
  async function caused(
    facts: readonly Fact[],
    target: Target,
    written: readonly Written[],
    index: OptionIndex,
  ): Promise<Fact[]> {
    const causes = causesOf(facts, written, index);
    const paths = [
      ...new Map([...causes.values()].flat().map((one) => [showPath(one.path), one.path])),
    ];
    const states = await context.nix.states(
      ref,
      [target],
      paths.map(([, path]) => path),
      context.signal,
    );
    const values = states.ok ? (states.value[targetId(target)] ?? {}) : {};
    return facts.map((fact) => ({
      ...fact,
      from: fact.from.map((each) => {
        if (each.file !== null) return each;
        const because = (causes.get(each.where) ?? []).flatMap(({ path, file, line }) => {
          const value = values[showPath(path)]?.value ?? null;
          return value !== false && speaksOf(path, fact.option)
            ? [{ option: showPath(path), file, line, value: shownValue(path, value) }]
            : [];
        });
        return because.length > 0 ? { ...each, because } : each;
      }),
    }));
  }
}

/** One option's state with every place that writes it, also those that do not count now. */
function factOf(
  target: string,
  option: string,
  state: OptionState,
  written: readonly Written[],
): Fact {
  const path = parsePath(option) ?? [option];
  const places = placesOf(path, written);
  const used = new Set<Written>();
  const from = state.definitions.map(({ file, where, value }): From => {
    const shown = shownValue(path, value);
    if (file === null) return { file, line: null, where: modulePath(where), value: shown };
    const place = places.find((one) => one.file === file && !used.has(one));
    const again = place ?? places.find((one) => one.file === file);
    if (again) used.add(again);
    const note = again && noteOf(again);
    return {
      file,
      line: again?.line ?? null,
      where: file,
      value: shown,
      ...(note ? { note } : {}),
    };
  });
  const counted = new Set(from.map(({ file }) => file));
  for (const place of places) {
    if (used.has(place) || (counted.has(place.file) && !place.conditional)) continue;
    from.push({
      file: place.file,
      line: place.line,
      where: place.file,
      value: null,
      note: whyIdle(place, state),
      idle: true,
    });
  }
  return {
    target,
    option,
    value: shownValue(path, state.error ? { _err: state.error } : state.value),
    from,
  };
}

/** Where a path is written: as itself, else what stands nearest above it, else what stands below it. */
function placesOf(path: readonly string[], written: readonly Written[]): readonly Written[] {
  const above = written.filter((one) => covers(one.path, path));
  const best = new Map<string, number>();
  for (const { file, path: own } of above)
    best.set(file, Math.max(best.get(file) ?? 0, own.length));
  const nearest = above.filter(
    ({ file, path: own, valueKind }) =>
      own.length === best.get(file) && (own.length === path.length || valueKind !== "set"),
  );
  const files = new Set(nearest.map(({ file }) => file));
  const below = written.filter(
    (one) => !files.has(one.file) && one.path.length > path.length && covers(path, one.path),
  );
  const first = new Map(below.toReversed().map((one) => [one.file, one]));
  return [...nearest, ...first.values()];
}

function noteOf({ conditional, priority }: Written): string | undefined {
  const said = [
    ...(priority === "force" ? ["mkForce"] : []),
    ...(priority === "default" ? ["mkDefault"] : []),
    ...(conditional ? ["under a condition that holds"] : []),
  ];
  return said.length > 0 ? said.join(", ") : undefined;
}

function whyIdle({ conditional, priority }: Written, state: OptionState): string {
  if (conditional) return "does not count: its condition does not hold, or another definition wins";
  if (priority === "default") return "mkDefault; another definition wins";
  return state.definitions.length > 0
    ? "does not count: a definition of higher priority wins"
    : "written here; its share of the value is not told apart";
}
