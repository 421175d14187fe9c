import { showPath } from "../../../core/option.ts";
import { targetId } from "../../../core/target.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { findConcept } from "../families/concepts.ts";
import { plainType } from "../fits.ts";
import { related } from "../names.ts";
import { nameSwitch, optionsByPhrase, wordsOf } from "../naming.ts";
import { trimmed } from "../reading.ts";
import type { Token } from "../tokens.ts";
import { join } from "../world.ts";
import { resolveConcept } from "./edits.ts";
import { findPackage, resolvePackages } from "./packages.ts";

/** Switches things on or off; `soft` words ("I want", "use") may also mean a package. */
export async function resolveSwitch(
  env: Env,
  request: { on: boolean; items: readonly (readonly Token[])[]; soft: boolean; keep?: boolean },
): Promise<boolean> {
  const roots: (readonly string[])[] = [];
  for (const item of request.items) {
    const root = await one(env, item, request);
    if (root) roots.push(root);
  }
  if (roots.length > 0) env.about(roots);
  return true;
}

async function one(
  env: Env,
  item: readonly Token[],
  request: { on: boolean; soft: boolean },
): Promise<readonly string[] | undefined> {
  const words = wordsOf(item).join(" ");
  const { world, draft } = env;
  const tail = onPort(item);
  if (tail) {
    const root = await one(env, tail.name, request);
    if (root) setPort(env, root, tail.port);
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
      world.targets.map((t) => `on ${targetId(t)}`),
    );
    return undefined;
  }
  const exact = nameSwitch(env, item);
  const joint = exact ? undefined : withMore(item);
  if (joint && nameSwitch(env, joint.name)) {
    const root = await one(env, joint.name, request);
    if (nameSwitch(env, joint.more)) await one(env, joint.more, request);
    else
      ask(
        draft,
        `I did not understand ${JSON.stringify(`with ${wordsOf(joint.more).join(" ")}`)}. Which setting of ${wordsOf(joint.name).join(" ")} is it?`,
      );
    return root;
  }
  const concept = exact && item.length < 2 ? undefined : findConcept(item);
  if (concept && resolveConcept(env, concept.concept, concept.slots, request.on)) return undefined;
  if (exact) {
    const { choice, others } = exact;
    if (request.soft && !request.on && (await findPackage(env, item))) {
      const on = (await world.states([choice.path]))[showPath(choice.path)]?.value === true;
      if (!on) {
        await resolvePackages(env, { add: false, items: [item], sure: false });
        return undefined;
      }
    }
    emit(draft, world, { path: choice.path, operation: "set", value: request.on });
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
  const paths = optionsByPhrase(env, item).filter((p) => {
    const place = world.get(p);
    return place && plainType(place.option.type).kind === "bool";
  });
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
  }
  await unknown(env, item, request.on);
  return undefined;
}

/** "X on NAME", where NAME is no host that is known. */
function elsewhere(item: readonly Token[]): { name: readonly Token[]; host: string } | undefined {
  const at = item.length - 2;
  const host = item.at(-1);
  if (at < 1 || !/^(on|at)$/.test(item[at]?.low ?? "") || host?.kind !== "word") return undefined;
  return /^(port|boot|startup|\d+)$/.test(host.low)
    ? undefined
    : { name: item.slice(0, at), host: host.text };
}

/** "X with Y": one thing and another, or a thing and its details. */
function withMore(
  item: readonly Token[],
): { name: readonly Token[]; more: readonly Token[] } | undefined {
  const at = item.findIndex((t) => /^(with|using|via|including)$/.test(t.low));
  if (at <= 0 || at === item.length - 1) return undefined;
  let end = at;
  while (
    end > 1 &&
    /^(running|up|working|enabled|on|together|along)$/.test(item[end - 1]?.low ?? "")
  )
    end -= 1;
  return { name: item.slice(0, end), more: trimmed(item.slice(at + 1)) };
}

/** "X on port N" */
function onPort(item: readonly Token[]): { name: readonly Token[]; port: number } | undefined {
  const at = item.findIndex((t) => /^(on|at|with|using)$/.test(t.low));
  if (at <= 0) return undefined;
  const rest = item.slice(at + 1).filter((t) => !/^(the|a|tcp)$/.test(t.low));
  if (rest[0]?.low !== "port" || rest.length !== 2) return undefined;
  const port = Number(rest[1]?.text);
  return Number.isInteger(port) ? { name: item.slice(0, at), port } : undefined;
}

function setPort(env: Env, root: readonly string[], port: number): void {
  if (port < 1 || port > 65535) {
    ask(env.draft, `${port} is no port: ports run from 1 to 65535. Which one do you mean?`);
    return;
  }
  for (const names of [
    ["port"],
    ["ports"],
    ["listenPort"],
    ["settings", "port"],
    ["settings", "server", "http_port"],
    ["webPort"],
    ["httpPort"],
  ]) {
    const path = [...root, ...names];
    const place = env.world.get(path);
    if (!place || place.below.length > 0) continue;
    const list = plainType(place.option.type).kind === "listOf";
    emit(env.draft, env.world, { path, operation: "set", value: list ? [port] : port });
    return;
  }
  ask(env.draft, `I found no port option of ${showPath(root)}. Which one is it?`);
}

async function setVersion(env: Env, root: readonly string[], version: string): Promise<void> {
  const path = [...root, "package"];
  const base = root.at(-1) ?? "";
  const place = env.world.get(path);
  const names = [
    `${base}_${version.replaceAll(".", "_")}`,
    `${base}${version.replaceAll(".", "")}`,
    `${base}${version}`,
  ];
  const found = place ? await env.world.packages(names) : {};
  const name = names.find((n) => found[n]);
  if (name) emit(env.draft, env.world, { path, operation: "set", value: { $package: name } });
  else
    ask(
      env.draft,
      `I found no package of ${base} in version ${version}. Which package should ${showPath(path)} be?`,
      await env.world.similarPackages(base, 5),
    );
}

/** Says what was not understood, with what comes closest. */
export async function unknown(
  env: Env,
  item: readonly Token[],
  on: boolean | undefined,
): Promise<void> {
  const words = wordsOf(item).join(" ").slice(0, 120);
  if (words === "") return;
  const value = on === undefined ? "" : ` = ${on}`;
  const parts = words.split(" ").filter((w) => w.length > 2);
  const close = [words, ...(parts.length > 1 ? parts : [])]
    .flatMap((w) => env.switches.near(w, 4))
    .map((s) => `${showPath(s.path)}${value}`);
  const hits = env.world
    .search(words, 12)
    .filter((o) => related(o.path, parts))
    .filter((o) => o.visible && !o.internal && !o.path.includes("<name>") && !o.path.includes("*"))
    .filter((o) => on === undefined || plainType(o.type).kind === "bool")
    .map((o) => `${showPath(o.path)}${value}`);
  const pkg = on === true ? await findPackage(env, item) : null;
  const choices = [...(pkg ? [`install ${pkg.name}`] : []), ...close, ...hits].slice(0, 6);
  ask(
    env.draft,
    pkg
      ? `There is no module to enable for ${JSON.stringify(words)}, but a package. Should it be installed?`
      : `I found no option for ${JSON.stringify(words)}.${choices.length > 0 ? " Is one of these meant?" : ""}`,
    choices,
  );
}
