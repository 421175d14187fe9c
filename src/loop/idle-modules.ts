import { posix } from "node:path";
import type { PlacedIntent } from "../core/intent.ts";
import type { Observation } from "../core/observation.ts";
import { showPath } from "../core/option.ts";
import { parseTargetId, targetId } from "../core/target.ts";
import { type Context, refOf } from "./context.ts";
import { closedWhy } from "./open-files.ts";
import type { Pile } from "./pile.ts";
import { near } from "./pile-spots.ts";
import type { Site } from "./sites.ts";
import type { Sources } from "./sources.ts";

type Paths = readonly (readonly string[])[];

/** Folders that hold modules; a file elsewhere may be anything. */
const modular = /(^|\/)(modules?|profiles?|roles?|services|features|aspects|common|shared|nixos)\//;
/** More files or options are not read for a remark. */
const most = { files: 300, options: 40 };

/**
 * Modules that do nothing and speak of the wanted options: empty, with nothing but conditions that do not hold, or
 * read by no target. They are only told of: taking a file away is for a person.
 */
export async function idleModules(
  context: Context,
  observation: Observation,
  sources: Sources,
  sites: readonly Site[],
  wanted: Paths,
): Promise<Pile[]> {
  const used: Pile[] = [];
  for (const site of sites) {
    const why = site.below ? undefined : await idleWhy(context, observation, sources, site, wanted);
    if (why) used.push(pile(wanted, `${site.file} does nothing: ${why}.`));
  }
  return [...used, ...(await unread(context, observation, sources, sites, wanted))];
}

const pile = ([option = []]: Paths, text: string): Pile => ({ rank: 4, option, text });

async function idleWhy(
  context: Context,
  { repo }: Observation,
  sources: Sources,
  { file, scope, options, users }: Site,
  wanted: Paths,
): Promise<string | undefined> {
  const text = await sources.read(file);
  if (!text.ok || scope?.kind === "inline") return undefined;
  if (scope === undefined && isEmpty(text.value))
    return speaksOf(file, wanted) ? "it is empty" : undefined;
  const syntax = await context.syntax();
  const all = syntax.definitions(text.value, scope ?? { kind: "file" });
  if (all.some(({ path: [top] }) => top === "imports" || top === "options")) return undefined;
  const paths = options.map(({ path }) => path);
  const about = paths.some((path) => wanted.some((one) => near(one, path)));
  const bound = options.every(({ conditional, path }) => conditional && !isComputed(path));
  if (!about || !bound || paths.length > most.options) return undefined;
  for (const id of users) {
    const found = await context.nix.states(
      refOf(repo, repo.head),
      [parseTargetId(id)],
      paths,
      context.signal,
    );
    const states = found.ok ? Object.values(found.value[id] ?? {}) : [];
    const counts = states.some((one) => one.error || one.definitions.some((d) => d.file === file));
    if (states.length === 0 || counts) return undefined;
  }
  return "all that it sets stands under conditions that hold nowhere";
}

const isComputed = (path: readonly string[]) => path.some((segment) => segment.includes("${"));

function isEmpty(text: string): boolean {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|#.*$/gm, "");
  return /^\s*(\{[\w\s,.?]*\}\s*:)?\s*\{\s*\}\s*$/.test(code);
}

function speaksOf(file: string, wanted: Paths): boolean {
  const stem = posix.basename(file, ".nix");
  return wanted.some((path) => path.some((segment) => segment.toLowerCase() === stem));
}

/** Files of the modules' folders that no target reads and that set a wanted option. */
async function unread(
  context: Context,
  { repo, targets }: Observation,
  sources: Sources,
  sites: readonly Site[],
  wanted: Paths,
): Promise<Pile[]> {
  const files = await context.git.files(repo.head, repo.flakeDir);
  if (!files.ok) return [];
  const used = new Set(sites.map(({ file }) => file));
  const loose = files.value
    .filter(({ path, mode }) => /^100/.test(mode) && modular.test(path) && !used.has(path))
    .filter(({ path }) => closedWhy(path) === null)
    .slice(0, most.files);
  const syntax = await context.syntax();
  const speaking: { file: string; option: readonly string[]; line: number }[] = [];
  for (const { path: file } of loose) {
    const text = await sources.read(file);
    const [first] = text.ok
      ? syntax
          .definitions(text.value)
          .filter(({ path }) => wanted.some((one) => showPath(one) === showPath(path)))
      : [];
    if (first) speaking.push({ file, option: first.path, line: first.line });
  }
  if (speaking.length === 0) return [];
  const reads = await context.nix.reads(refOf(repo, repo.head), targets, context.signal);
  if (!reads.ok || !targets.every((one) => reads.value[targetId(one)]?.complete)) return [];
  const read = new Set(Object.values(reads.value).flatMap((one) => one.files));
  return speaking
    .filter(({ file }) => !read.has(file))
    .map(({ file, option, line }) =>
      pile(
        [option],
        `${file}:${line} sets ${showPath(option)}, but no host or home reads that file: it does nothing.`,
      ),
    );
}

/** Modules that set an option for other hosts already, where it was written anew for these. */
export function modulesOfOthers(
  sites: readonly Site[],
  placed: readonly PlacedIntent[],
): readonly Pile[] {
  return placed
    .filter(({ outcome, operation }) => outcome === "edited" && operation === "set")
    .flatMap(({ path, targets, file: written }) =>
      sites.flatMap(({ file, options, users }) => {
        const own = options.find(
          (one) => !one.conditional && showPath(one.path) === showPath(path),
        );
        const foreign = users.size > 0 && targets.every((target) => !users.has(target));
        if (!own || !foreign || file === written || !modular.test(file)) return [];
        const text = `${file} sets ${showPath(path)} for ${[...users].join(", ")}: importing that file is another way.`;
        return [pile([path], text)];
      }),
    );
}
