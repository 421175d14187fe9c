import type { PlacedIntent } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import { parseTargetId, targetId } from "../core/target.ts";
import type { OptionState } from "../ports/nix.ts";
import { type Context, refOf } from "./context.ts";
import { idleModules, modulesOfOthers } from "./idle-modules.ts";
import { type Pile, pileOf } from "./pile.ts";
import { literalIn } from "./pile-literal.ts";
import { near, type Spot } from "./pile-spots.ts";
import type { Site } from "./sites.ts";
import { openSources, type Sources } from "./sources.ts";
import { type Survey, survey } from "./survey.ts";

/** More of a group are not looked at, and more notes are not read. */
const most = { options: 24, piles: 3 };

/** What has piled up at the base around the options of a proposal, worst first. */
export interface Piles {
  readonly piles: readonly Pile[];
  readonly sites: readonly Site[];
}

/**
 * Looks at the options of intents and at those beside them, on every target: where they are written, and what
 * comes of it. A proposal does not depend on it, so what cannot be evaluated is left out.
 */
export async function pilesAround(
  context: Context,
  observation: Observation,
  intents: readonly PlacedIntent[],
): Promise<Piles> {
  if (intents.length === 0) return { piles: [], sites: [] };
  const sources = openSources(context.git, observation.repo.head);
  const { repo, targets } = observation;
  const known = await survey(context, { ref: refOf(repo, repo.head), targets }, intents, sources);
  if (!known.ok) return { piles: [], sites: [] };
  const { sites } = known.value;
  const wanted = intents.map(({ path }) => path);
  const written = await spotsOf(context, sources, sites);
  const crowded = [...written.values()]
    .filter(({ path, spots }) => spots.length > 1 && wanted.some((one) => near(one, path)))
    .toSorted((a, b) => distance(wanted, a.path) - distance(wanted, b.path))
    .slice(0, most.options);
  const states = await statesOf(
    context,
    observation,
    crowded.map(({ path }) => path),
  );
  const piles = crowded.flatMap(({ path, spots }) => {
    const option = showPath(path);
    const own = Object.entries(states).flatMap(([id, all]) =>
      all[option]?.exists ? [[id, all[option]] as const] : [],
    );
    return pileOf(path, spots, Object.fromEntries(own), sharedBy(observation, sites, spots)) ?? [];
  });
  const idle = await idleModules(context, observation, sources, sites, wanted);
  const others = modulesOfOthers(sites, intents);
  const worst = [...piles, ...idle, ...others]
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most.piles);
  return { piles: worst, sites };
}

function distance(wanted: readonly (readonly string[])[], path: readonly string[]): number {
  return wanted.some((one) => showPath(one) === showPath(path)) ? 0 : 1;
}

/** Every option that the modules set whatever holds, with its places; nothing whose name is computed. */
async function spotsOf(
  context: Context,
  sources: Sources,
  sites: readonly Site[],
): Promise<Map<string, { path: readonly string[]; spots: Spot[] }>> {
  const syntax = await context.syntax();
  const found = new Map<string, { path: readonly string[]; spots: Spot[] }>();
  for (const site of sites) {
    const text = await sources.read(site.file);
    if (!text.ok) continue;
    const lines = text.value.split("\n");
    for (const one of syntax.definitions(text.value, site.scope ?? { kind: "file" })) {
      if (one.conditional || one.dynamic || one.valueKind === "set" || one.path[0] === "imports")
        continue;
      const said = literalIn(lines.slice(one.line - 1, one.endLine).join("\n"), one.path);
      for (const { path, targets } of seenAs(site, one.path)) {
        const entry = found.get(showPath(path)) ?? { path, spots: [] };
        entry.spots.push({
          file: site.file,
          line: one.line,
          scope: one.scope,
          own: one.path,
          valueKind: one.valueKind,
          ...(one.priority === undefined ? {} : { priority: one.priority }),
          ...(said === undefined ? {} : { said }),
          targets,
        });
        found.set(showPath(path), entry);
      }
    }
  }
  return found;
}

/** How a module's option is called on the targets that use it. */
function seenAs({ below, users }: Site, own: readonly string[]) {
  const homes = [...users].filter((id) => !below || id.startsWith("home:"));
  const hosts = [...users].filter((id) => !homes.includes(id));
  return [
    { path: own, targets: homes },
    ...(below ?? []).map((above) => ({ path: [...above, ...own], targets: hosts })),
  ].filter(({ targets }) => targets.length > 0);
}

/** The states at the base, of targets that evaluate. */
async function statesOf(
  context: Context,
  { repo, targets }: Observation,
  paths: readonly (readonly string[])[],
): Promise<Survey["states"]> {
  const states: Record<string, Record<string, OptionState>> = {};
  if (paths.length === 0) return states;
  for (const target of targets) {
    const found = await context.nix.states(refOf(repo, repo.head), [target], paths, context.signal);
    if (found.ok) Object.assign(states, found.value);
  }
  return states;
}

/** Modules that every target of this kind uses. */
function sharedBy(observation: Observation, sites: readonly Site[], spots: readonly Spot[]) {
  const kind = parseTargetId(spots[0]?.targets[0] ?? "").kind;
  const everyone = observation.targets.filter((one) => one.kind === kind).map(targetId);
  return sites
    .filter(
      ({ excluded, below, users }) => !excluded && !below && everyone.every((id) => users.has(id)),
    )
    .map(({ file }) => file);
}
