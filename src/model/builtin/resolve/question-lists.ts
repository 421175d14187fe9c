import { factsAnswer, listWords } from "../../../core/answer/fact-words.ts";
import {
  differencesAnswer,
  isOwn,
  packagesAnswer,
  switchesAnswer,
} from "../../../core/answer/lists.ts";
import { showPath } from "../../../core/option.ts";
import type { Answer } from "../../../core/plan-parts.ts";
import { ok, type Result } from "../../../core/result.ts";
import { type Target, targetId } from "../../../core/target.ts";
import { ask } from "../draft.ts";
import type { Env } from "../env.ts";
import { wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";

type Path = readonly string[];
type Answered = Promise<Result<Answer | null | "asked">>;

/** "which services are enabled?": every switch directly below `services`, deeper ones where they are written. */
export async function services(env: Env): Answered {
  const switches = env.world
    .children(["services"])
    .map((name) => ["services", name, "enable"])
    .filter((path) => {
      const place = env.world.get(path);
      return place !== undefined && !place.free && place.option.visible;
    });
  const written = await writtenPaths(env, env.world.targets);
  if (!written.ok) return written;
  const deeper = written.value.filter(
    (path) => path[0] === "services" && path.at(-1) === "enable" && path.length > 3,
  );
  const homes = written.value.filter(
    (path) => path[0] === "home-manager" && path[3] === "services" && path.at(-1) === "enable",
  );
  const facts = await env.world.facts([...switches, ...deeper, ...homes]);
  if (!facts.ok) return facts;
  return ok(switchesAnswer(env.source, facts.value, env.world.targets.map(targetId)));
}

/** The options that hold packages, with those of people who are written about. */
async function packageLists(env: Env): Promise<Result<Path[]>> {
  const written = await writtenPaths(env, env.world.targets);
  if (!written.ok) return written;
  const personal = written.value.filter(
    (path) => path.at(-1) === "packages" && ["users", "home-manager"].includes(path[0] ?? ""),
  );
  return ok([["environment", "systemPackages"], ["home", "packages"], ...personal]);
}

/** "which packages are installed?" */
export async function packages(env: Env): Answered {
  const paths = await packageLists(env);
  if (!paths.ok) return paths;
  const facts = await env.world.facts(paths.value);
  return facts.ok ? ok(packagesAnswer(env.source, facts.value)) : facts;
}

/** "is htop installed?", "why is git installed?": the lists that hold it, and the module of its name. */
export async function installed(
  env: Env,
  item: readonly Token[],
  path: Path | undefined,
): Answered {
  const name = wordsOf(item).join("-").toLowerCase();
  if (name === "" || name.length > 60) return ok(null);
  const paths = await packageLists(env);
  if (!paths.ok) return paths;
  const facts = await env.world.facts(paths.value);
  if (!facts.ok) return facts;
  const lists = packagesAnswer(env.source, facts.value, name);
  const held = lists.facts.length > 0;
  if (!path) {
    const known = held ? true : (await env.world.packages([name]))[name];
    return ok(known ? lists : null);
  }
  const module = await env.world.facts([path]);
  if (!module.ok) return module;
  const switched = factsAnswer(env.source, module.value);
  return ok({
    question: env.source,
    text: held ? `${lists.text}\n${switched.text}` : `${switched.text}\n${lists.text}`,
    facts: [...lists.facts, ...switched.facts],
  });
}

/** "which hosts run nginx?" */
export async function whichHosts(env: Env, path: Path): Answered {
  const facts = await env.world.facts([path]);
  if (!facts.ok) return facts;
  const on = facts.value.filter(({ value }) => value === true).map(({ target }) => target);
  const off = env.world.targets.map(targetId).filter((id) => !on.includes(id));
  const lead = [
    ...(on.length > 0 ? [`on: ${listWords(on)}`] : ["on no host"]),
    ...(off.length > 0 && on.length > 0 ? [`not on: ${listWords(off)}`] : []),
  ].join("; ");
  const shown = on.length > 0 ? facts.value.filter(({ value }) => value === true) : facts.value;
  return ok(factsAnswer(env.source, shown, [`${showPath(path)} is ${lead}`]));
}

const shownSetUp = 40;

/** "how is nginx configured?": what the repository writes below it. */
export async function setUp(env: Env, root: Path): Answered {
  const written = await writtenPaths(env, env.world.targets);
  if (!written.ok) return written;
  const own = written.value.filter((path) => root.every((segment, at) => path[at] === segment));
  const facts = await env.world.facts([
    ...(env.world.get([...root, "enable"]) ? [[...root, "enable"]] : []),
    ...own.filter((path) => path.at(-1) !== "enable" || path.length > root.length + 1),
  ]);
  if (!facts.ok) return facts;
  const set = facts.value.filter(({ from }) => from.some(isOwn));
  if (set.length === 0) return ok(factsAnswer(env.source, facts.value));
  const lead =
    set.length > shownSetUp ? [`The first ${shownSetUp} of ${set.length} settings:`] : [];
  return ok(factsAnswer(env.source, set.slice(0, shownSetUp), lead));
}

const mostCompared = 400;
const shownDifferences = 40;

/** "what differs between web1 and nas1?": options that the repository writes for one of them. */
export async function differences(env: Env): Answered {
  const words = env.source.toLowerCase().split(/[\s,?]+/);
  const named = env.all.filter((target) =>
    [targetId(target), target.name].some((name) => words.includes(name.toLowerCase())),
  );
  const at = (target: Target) => words.indexOf(target.name.toLowerCase());
  const pair = named.length > 0 ? named.toSorted((x, y) => at(x) - at(y)) : env.all;
  const [a, b] = pair;
  if (pair.length !== 2 || !a || !b) {
    const [first = env.all[0], ...rest] = [...new Set([...named, ...env.all])];
    ask(
      env.draft,
      "Two hosts can be compared. Which ones?",
      rest
        .slice(0, 4)
        .flatMap((other) =>
          first ? [`what differs between ${targetId(first)} and ${targetId(other)}?`] : [],
        ),
    );
    return ok("asked");
  }
  const paths = await writtenPaths(env, [a, b]);
  if (!paths.ok) return paths;
  const facts = await env.world.facts(paths.value.slice(0, mostCompared), [a, b]);
  if (!facts.ok) return facts;
  return ok(
    differencesAnswer(env.source, [targetId(a), targetId(b)], facts.value, shownDifferences),
  );
}

/** What the repository writes for any of these targets, each option once, sorted. */
export async function writtenPaths(env: Env, targets: readonly Target[]): Promise<Result<Path[]>> {
  const found = new Map<string, Path>();
  for (const target of targets) {
    const written = await env.world.written(target);
    if (!written.ok) return written;
    for (const path of written.value) found.set(showPath(path), path);
  }
  return ok([...found].toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([, path]) => path));
}
