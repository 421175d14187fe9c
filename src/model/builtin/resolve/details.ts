import type { OptionType } from "../../../core/option.ts";
import { showPath } from "../../../core/option.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { plainType } from "../fits.ts";
import { below } from "../naming.ts";
import { trimmed } from "../reading.ts";
import { type Token, textOf } from "../tokens.ts";

/** "X on NAME", where NAME is no host that is known. */
export function elsewhere(
  item: readonly Token[],
): { name: readonly Token[]; host: string } | undefined {
  const at = item.length - 2;
  const host = item.at(-1);
  if (at < 1 || !/^(on|at)$/.test(item[at]?.low ?? "") || host?.kind !== "word") return undefined;
  return /^(port|boot|startup|\d+)$/.test(host.low)
    ? undefined
    : { name: item.slice(0, at), host: host.text };
}

/** "X with Y": one thing and another, or a thing and its details. */
export function withMore(
  item: readonly Token[],
): { name: readonly Token[]; more: readonly Token[]; link: string } | undefined {
  const at = item.findIndex((t) => /^(with|using|via|including|at|as|under|behind)$/.test(t.low));
  if (at <= 0 || at === item.length - 1) return undefined;
  let end = at;
  while (
    end > 1 &&
    /^(running|up|working|enabled|on|together|along)$/.test(item[end - 1]?.low ?? "")
  )
    end -= 1;
  return {
    name: item.slice(0, end),
    more: trimmed(item.slice(at + 1)),
    link: item[at]?.low ?? "with",
  };
}

/** "X on port N" */
export function onPort(
  item: readonly Token[],
): { name: readonly Token[]; port: number } | undefined {
  const at = item.findLastIndex((t) => /^(on|at|with|using)$/.test(t.low));
  if (at <= 0) return undefined;
  const rest = item.slice(at + 1).filter((t) => !/^(the|a|tcp)$/.test(t.low));
  if (rest[0]?.low !== "port" || rest.length !== 2) return undefined;
  const port = Number(rest[1]?.text);
  return Number.isInteger(port) ? { name: item.slice(0, at), port } : undefined;
}

/** Is a word one of the values that a type lists? */
function allows(type: OptionType, word: string): boolean {
  const plain = plainType(type);
  if (plain.kind === "either") return plain.choices.some((choice) => allows(choice, word));
  return plain.kind === "enum" && plain.values.some((v) => v === word);
}

/** Sets the port option of a service. */
export function setPort(env: Env, root: readonly string[], port: number): void {
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
    ["defaultHTTPListenPort"],
  ]) {
    const path = [...root, ...names];
    const place = env.world.get(path);
    if (!place || place.free) continue;
    const list = plainType(place.option.type).kind === "listOf";
    emit(env.draft, env.world, { path, operation: "set", value: list ? [port] : port });
    return;
  }
  ask(env.draft, `I found no port option of ${showPath(root)}. Which one is it?`);
}

/** Chooses the package of a service by its version ("postgres 16"). */
export async function setVersion(
  env: Env,
  root: readonly string[],
  version: string,
): Promise<void> {
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
      (await env.world.similarPackages(base, 5)).map((pkg) => `${showPath(path)} = pkgs.${pkg}`),
    );
}

/**
 * What a thing should be besides enabled: "k3s as a server". A single setting with exactly this
 * choice is taken, with a note; everything else is asked about.
 */
export function setDetail(
  env: Env,
  root: readonly string[],
  name: string,
  more: { link: string; more: readonly Token[] },
): void {
  const words = textOf(more.more, env.source);
  const options = below(env.world, root, 2, 400);
  const fitting = options.filter((path) => {
    const type = env.world.get(path)?.option.type;
    return type !== undefined && allows(type, words.toLowerCase());
  });
  if (fitting.length === 1 && fitting[0]) {
    emit(env.draft, env.world, { path: fitting[0], operation: "set", value: words.toLowerCase() });
    note(env.draft, `Took ${JSON.stringify(`${more.link} ${words}`)} for ${showPath(fitting[0])}.`);
    return;
  }
  const place = /^[\w-]+(?:\.[\w-]+)+$/.test(words)
    ? options.filter((p) =>
        /^(?:host|hostName|hostname|domain|fqdn|virtualHost|serverName|url)$/.test(p.at(-1) ?? ""),
      )
    : [];
  ask(
    env.draft,
    `I did not understand ${JSON.stringify(`${more.link} ${words}`)}. Which setting of ${name} is it?`,
    place.slice(0, 4).map((p) => `${showPath(p)} = ${words}`),
  );
}

/** "X at boot" denied: not started by itself, where X has an option for that; else asked. */
export function notAtBoot(env: Env, root: readonly string[]): void {
  for (const name of ["enableOnBoot", "autoStart", "onBoot", "startAtBoot"]) {
    const path = [...root, name];
    const place = env.world.get(path);
    if (!place || place.free) continue;
    emit(env.draft, env.world, { path, operation: "set", value: false });
    return;
  }
  ask(
    env.draft,
    `${showPath(root)} has no option to be there without starting at boot. Should it be switched off altogether?`,
    [`${showPath([...root, "enable"])} = false`],
  );
}

/** "X for alice" or "X for development": the words behind the last "for". */
export function forWhom(
  item: readonly Token[],
): { name: readonly Token[]; whom: readonly Token[] } | undefined {
  const at = item.findLastIndex((t) => t.low === "for" && t.kind === "word");
  if (at <= 0 || at === item.length - 1) return undefined;
  return { name: item.slice(0, at), whom: trimmed(item.slice(at + 1)) };
}

/** "/srv/www with nginx": which option of a server names the folder is the person's to say. */
export function serveFiles(
  env: Env,
  root: readonly string[] | undefined,
  folder: readonly Token[],
): void {
  const path = folder.map((t) => t.text).join(" ");
  const host = root ? [...root, "virtualHosts", "localhost", "root"] : [];
  const known = root !== undefined && env.world.get(host) !== undefined;
  ask(
    env.draft,
    `Under which host name should ${JSON.stringify(path)} be served?`,
    known ? [`${showPath(host)} = ${path}`] : [],
  );
}
