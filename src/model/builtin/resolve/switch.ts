import { showPath } from "../../../core/option.ts";
import { targetId } from "../../../core/target.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { findConcept } from "../families/concepts.ts";
import { fold } from "../names.ts";
import { nameSwitch, wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";
import { join } from "../world.ts";
import { partsOf, stem } from "./aspect-names.ts";
import {
  elsewhere,
  forWhom,
  notAtBoot,
  onPort,
  serveFiles,
  setPort,
  setVersion,
  withMore,
} from "./details.ts";
import { resolveConcept } from "./edits.ts";
import { forAll, forPerson, isUser } from "./for-person.ts";
import { findPackage, resolvePackages } from "./packages.ts";
import { resolveServicePorts } from "./ports.ts";
import { suggestPackages } from "./suggest.ts";
import { ofSubject, readDetail, switchesByPhrase, tail } from "./tails.ts";
import { unknown } from "./unknown.ts";

/** Words that describe a program by what it is for. */
const isProgram =
  /^(?:something|anything|(?:some|an?) (?:program|app|application|tool|software))\b|\b(?:program|app|application|tool|software|viewer|reader|player|editor|browser|client|manager|recorder|downloader)$/i;

/** Switches things on or off; `soft` words ("I want", "use") may also mean a package. */
export async function resolveSwitch(
  env: Env,
  request: {
    on: boolean;
    items: readonly (readonly Token[])[];
    soft: boolean;
    keep?: boolean;
    boot?: boolean;
    pass?: boolean;
  },
): Promise<boolean> {
  const wall = env.subjects.some((root) => root.join(".") === "networking.firewall");
  if (request.pass && wall)
    return resolveServicePorts(env, { open: request.on, names: request.items });
  const roots: (readonly string[])[] = [];
  let detailed: { root: readonly string[]; name: readonly Token[] } | undefined;
  const items = request.items.flatMap((item) => apart(env, item));
  for (const item of await forAll(env, items)) {
    // "nginx with proxy settings and gzip": what is no thing of its own may be a detail, too.
    const more = withMore(item);
    const own = nameSwitch(env, item) ?? (more && nameSwitch(env, more.name));
    if (detailed && !own && readDetail(env, detailed.root, detailed.name, item, request.on))
      continue;
    const root = await one(env, item, request);
    if (root) roots.push(root);
    detailed = root && more ? { root, name: more.name } : detailed;
  }
  if (roots.length > 0) env.about(roots);
  if (roots.length === 1) env.named(roots[0]?.at(-1) ?? "");
  return true;
}

/** "sonarr radarr prowlarr": names without commas between them. */
export function apart(env: Env, item: readonly Token[]): readonly (readonly Token[])[] {
  const names = item.map((token) => [token]);
  const each =
    item.length > 1 &&
    item.length < 6 &&
    nameSwitch(env, item) === undefined &&
    names.every((name) => name[0]?.kind === "word" && nameSwitch(env, name)?.shortened === false) &&
    switchesByPhrase(env, item).length === 0;
  return each ? names : [item];
}

async function one(
  env: Env,
  item: readonly Token[],
  request: { on: boolean; soft: boolean; boot?: boolean; pass?: boolean },
): Promise<readonly string[] | undefined> {
  const words = wordsOf(item).join(" ");
  const { world, draft } = env;
  const port = onPort(item);
  if (port) {
    const root = await one(env, port.name, request);
    if (root) setPort(env, root, port.port);
    return root;
  }
  if (
    item.every((t) => /^(it|them|that|this|those|these|both|its|the|service|services)$/.test(t.low))
  ) {
    for (const root of env.subjects)
      emit(draft, world, { path: [...root, "enable"], operation: "set", value: request.on });
    if (env.subjects.length === 0) ask(draft, `What does ${JSON.stringify(words)} stand for?`);
    return undefined;
  }
  const away = elsewhere(item);
  if (away && nameSwitch(env, away.name)) {
    ask(
      draft,
      `I know no host ${JSON.stringify(away.host)} for ${JSON.stringify(wordsOf(away.name).join(" "))}. On which host is it meant?`,
      world.targets.map(
        (t) =>
          `${request.on ? "enable" : "disable"} ${wordsOf(away.name).join(" ")} on ${targetId(t)}`,
      ),
    );
    return undefined;
  }
  const exact = nameSwitch(env, item);
  const joint = exact ? undefined : withMore(item);
  const role = joint && nameSwitch(env, joint.name);
  // "ntp via chrony": the first is a task and the second does it.
  if (joint && role && /^(via|using)$/.test(joint.link) && nameSwitch(env, joint.more)) {
    const task = fold(wordsOf(joint.name).join(""));
    if (!fold(role.choice.path.join("")).includes(task)) return one(env, joint.more, request);
  }
  if (joint && role) {
    const root = await one(env, joint.name, request);
    if (root) await tail(env, root, joint, request.on, (more) => one(env, more, request));
    return root;
  }
  // "/srv/www with nginx": what is served, and by what.
  if (joint?.name.every((t) => t.kind === "path") && nameSwitch(env, joint.more)) {
    const root = await one(env, joint.more, request);
    serveFiles(env, root, joint.name);
    return root;
  }
  const concept = exact && item.length < 2 ? undefined : findConcept(item);
  if (concept && resolveConcept(env, concept.concept, concept.slots, request.on)) return undefined;
  const finer = exact?.shortened
    ? switchesByPhrase(env, item).filter((path) => says(item, path))
    : [];
  const purpose = exact ? undefined : forWhom(item);
  if (
    purpose &&
    switchesByPhrase(env, item).length === 0 &&
    (nameSwitch(env, purpose.name) || (await isUser(env, purpose.whom)))
  )
    return forPerson(env, purpose, request.on, (name) => one(env, name, request));
  if (exact && finer.length === 0) {
    const { choice, others } = exact;
    if (request.pass && choice.path[0] === "services") {
      ask(
        draft,
        `Should ${words} be ${request.on ? "switched on, or let through the firewall" : "switched off, or kept out by the firewall"}?`,
        [
          `${request.on ? "enable" : "disable"} ${words}`,
          `${request.on ? "open" : "close"} the firewall for ${words}`,
        ],
      );
      return choice.root;
    }
    if (request.boot && !request.on) {
      notAtBoot(env, choice.root);
      return choice.root;
    }
    if (request.soft && !request.on && (await findPackage(env, item))) {
      const on = (await world.states([choice.path]))[showPath(choice.path)]?.value === true;
      if (!on) {
        await resolvePackages(env, { add: false, items: [item], sure: false });
        return undefined;
      }
    }
    emit(draft, world, { path: choice.path, operation: "set", value: request.on });
    // "webserver" is nginx here: a name that the option does not hold is said.
    const called = words.replace(/\s+(?:service|server|daemon|program|app|support)$/i, "");
    if (item[0]?.kind !== "dotted" && !fold(choice.path.join("")).includes(fold(called)))
      note(draft, `Took ${JSON.stringify(words)} as ${showPath(choice.path)}.`);
    const rivals = others.filter(
      (o) =>
        o.path.length < 4 && /^(services|programs|virtualisation|hardware)$/.test(o.path[0] ?? ""),
    );
    if (rivals.length > 0)
      note(
        draft,
        `Took ${showPath(choice.path)} for ${JSON.stringify(words)}; ${join(rivals.slice(0, 3).map((o) => showPath(o.path)))} ${rivals.length > 1 ? "exist" : "exists"} too.`,
      );
    if (exact.version && request.on) await setVersion(env, choice.root, exact.version);
    return choice.root;
  }
  const paths = finer.length > 0 ? finer : switchesByPhrase(env, item);
  if (paths.length === 1 && paths[0]) {
    emit(draft, world, { path: paths[0], operation: "set", value: request.on });
    return undefined;
  }
  if (paths.length > 1) {
    ask(
      draft,
      `${JSON.stringify(words)} fits several options. Which one?`,
      paths.slice(0, 6).map((p) => `${showPath(p)} = ${request.on}`),
    );
    return undefined;
  }
  if (request.soft) {
    const pkg = await findPackage(env, item);
    if (pkg) {
      await resolvePackages(env, { add: request.on, items: [item], sure: false });
      if (request.on) note(draft, `There is no module for ${words}, so the package is installed.`);
      return undefined;
    }
    // "something to edit photos": a thing that is described, not named.
    const described = item.length > 1 && item.every((t) => t.kind === "word");
    if (request.on && described && isProgram.test(words) && (await suggestPackages(env, words)))
      return undefined;
  }
  if (await ofSubject(env, item, request.on)) return undefined;
  await unknown(env, item, request.on);
  return undefined;
}

/** Does a phrase say every word of what an option is called? "starship prompt" says nothing of transient prompts. */
function says(item: readonly Token[], path: readonly string[]): boolean {
  const said = new Set(item.flatMap((t) => t.low.split(/[-_]/)).map(stem));
  const own = path.findLast((part) => part !== "enable") ?? "";
  return partsOf([own]).every((word) => said.has(word));
}
