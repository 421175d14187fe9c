import type { NixValue } from "../../../core/edit.ts";
import { parsePath, showPath } from "../../../core/option.ts";
import { wellKnownPorts } from "../data/ports.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { plainType } from "../fits.ts";
import { fold } from "../names.ts";
import { below, nameSwitch, wordsOf } from "../naming.ts";
import type { PortSpec } from "../request.ts";
import type { Token } from "../tokens.ts";
import { showTargets } from "../world.ts";
import { unknown } from "./unknown.ts";

const firewall = ["networking", "firewall"];
const opener = /^open(?:Default|Firewall)?(?:Ports?|Firewall)$/;

/** Adds to or takes from the lists of open ports. */
export async function resolvePorts(
  env: Env,
  request: {
    open: boolean;
    ports: readonly PortSpec[];
    assumed?: boolean;
    iface?: string;
    because?: string;
    from?: string;
    reason?: string;
  },
): Promise<boolean> {
  sayFrom(env, request);
  if (request.reason) note(env.draft, `Took ${JSON.stringify(request.reason)} as the reason only.`);
  const lists = new Map<string, NixValue[]>();
  for (const spec of request.ports)
    for (const protocol of spec.protocols) {
      const range = spec.to > spec.from;
      const name = `allowed${protocol}${range ? "PortRanges" : "Ports"}`;
      const list = lists.get(name) ?? [];
      list.push(range ? { $attrs: { from: spec.from, to: spec.to } } : spec.from);
      lists.set(name, list);
    }
  const prefix = request.iface ? [...firewall, "interfaces", request.iface] : firewall;
  for (const [name, value] of lists) {
    const path = [...prefix, name];
    if (!env.world.get(path)) {
      ask(
        env.draft,
        `${showTargets(env.world.targets)} has no option ${showPath(path)}; I do not know how ports are opened there.`,
      );
      continue;
    }
    if (!request.open) {
      const state = (await env.world.states([path]))[showPath(path)];
      const now = Array.isArray(state?.value) ? state.value : undefined;
      const missing = now ? value.filter((v) => typeof v === "number" && !now.includes(v)) : [];
      if (missing.length > 0)
        note(env.draft, `${missing.join(", ")} is not in ${showPath(path)} now.`);
    }
    emit(env.draft, env.world, {
      path,
      operation: request.open ? "append" : "remove",
      value,
      ...(request.because ? { because: request.because } : {}),
    });
  }
  if (request.assumed) note(env.draft, "No protocol was named: took TCP.");
  return true;
}

/** "and open the firewall port", "open the firewall for nginx and ssh". */
export async function resolveServicePorts(
  env: Env,
  request: {
    open: boolean;
    keep?: boolean;
    names: readonly (readonly Token[])[];
    iface?: string;
    from?: string;
  },
): Promise<boolean> {
  sayFrom(env, request);
  if (request.names.length === 0) {
    if (env.subjects.length === 0) {
      if (request.open) ask(env.draft, "For which service or port should the firewall be opened?");
      else if (request.keep) note(env.draft, "The firewall is left as it is.");
      else ask(env.draft, "For which service or port should the firewall be closed?");
      return true;
    }
    for (const root of env.subjects) await service(env, root, request);
    return true;
  }
  const roots: (readonly string[])[] = [];
  for (const item of request.names) {
    const named = nameSwitch(env, item);
    const words = wordsOf(item).join(" ");
    if (named) {
      roots.push(named.choice.root);
      await service(env, named.choice.root, request, words);
      continue;
    }
    const dotted =
      item.length === 1 && item[0]?.kind === "dotted" ? parsePath(item[0].text) : undefined;
    if (
      dotted &&
      numeric(env, dotted) &&
      (await openOption(env, dotted, request, dotted.at(-2) ?? ""))
    )
      continue;
    const nested = env.subjects
      .flatMap((root) => below(env.world, root, 3, 600))
      .filter((p) => p.at(-1) === "openFirewall" && fold(p.at(-2) ?? "") === fold(words));
    const known = wellKnown(words);
    if (nested.length === 1 && nested[0])
      emit(env.draft, env.world, { path: nested[0], operation: "set", value: request.open });
    else if (known) await open(env, known, request, `${words} customarily uses it`);
    else
      await unknown(
        env,
        item,
        undefined,
        (other) => `${request.open ? "open" : "close"} the firewall for ${other}`,
      );
  }
  if (roots.length > 0) env.about(roots);
  return true;
}

/** The firewall opens for everybody: said where the words name only some. */
function sayFrom(env: Env, request: { open: boolean; from?: string }): void {
  if (request.from && request.open)
    note(
      env.draft,
      `Took ${JSON.stringify(request.from)} as: let in by the firewall. It opens on every interface, unless one is named ("on interface eth0").`,
    );
}

function wellKnown(words: string): readonly PortSpec[] | undefined {
  const key = fold(words);
  for (const name of [key, key.replace(/(?:server|service|traffic|port)$/, "")])
    if (Object.hasOwn(wellKnownPorts, name)) return wellKnownPorts[name];
  return undefined;
}

async function open(
  env: Env,
  ports: readonly PortSpec[],
  request: { open: boolean; iface?: string },
  because: string,
): Promise<void> {
  note(
    env.draft,
    `Ports by custom: ${ports.map((p) => `${p.from}${p.to > p.from ? `-${p.to}` : ""}/${p.protocols.join("+").toLowerCase()}`).join(", ")}; ${because}.`,
  );
  await resolvePorts(env, {
    open: request.open,
    ports,
    because,
    ...(request.iface ? { iface: request.iface } : {}),
  });
}

/** Opens one service: its own openFirewall, else its port options as evaluated, else custom. */
async function service(
  env: Env,
  root: readonly string[],
  request: { open: boolean; keep?: boolean; iface?: string },
  words?: string,
): Promise<void> {
  const { world, draft } = env;
  const name = root.at(-1) ?? "";
  const own = [...root, "openFirewall"];
  const options = below(world, root, 3, 600);
  const nested = options.filter((p) => opener.test(p.at(-1) ?? ""));
  const direct = nested.filter((p) => p.length === root.length + 1);
  const flag =
    world.get(own)?.free === false
      ? own
      : (direct[0] ?? (nested.length === 1 ? nested[0] : undefined));
  if (flag && !request.iface) {
    if (request.keep && !request.open) {
      const state = (await world.states([flag]))[showPath(flag)];
      const now =
        state?.exists && state.value !== undefined && state.value !== null
          ? state.value
          : world.get(flag)?.option.default === "true";
      if (now !== true) {
        note(draft, `${showPath(flag)} is not set, so the firewall stays closed for ${name}.`);
        return;
      }
    }
    emit(draft, world, {
      path: flag,
      operation: "set",
      value: request.open,
      because: `${name} has its own ${flag.at(-1)} option`,
    });
    return;
  }
  if (request.keep && !request.open) {
    note(draft, `The firewall is not opened for ${name}.`);
    return;
  }
  const ports = options.filter(
    (p) =>
      /^(?:port|ports|listenPort|listen_port|httpPort|http_port|webPort|web_port|server_port|serverPort)$/i.test(
        p.at(-1) ?? "",
      ) &&
      // Ports of others, to which it connects.
      !p
        .slice(root.length, -1)
        .some((part) => /^(?:database|db|redis|smtp|mail|mailer|ldap)$/i.test(part)) &&
      numeric(env, p),
  );
  const known = wellKnown(words ?? name) ?? wellKnown(name);
  const mine = ports.filter((p) => p.length === root.length + 1);
  const chosen = mine.length === 1 ? mine : ports;
  const udp = known?.length === 1 && known[0]?.protocols[0] === "UDP";
  if (chosen.length === 1 && chosen[0] && (await openOption(env, chosen[0], request, name, udp)))
    return;
  if (known) {
    await open(env, known, request, `${name} has no openFirewall option`);
    return;
  }
  ask(
    draft,
    chosen.length > 1
      ? `${name} has several ports. Which one should be ${request.open ? "opened" : "closed"}?`
      : `I do not know which port ${name} uses. Which one should be ${request.open ? "opened" : "closed"}?`,
    chosen.slice(0, 5).map((p) => `${request.open ? "open" : "close"} the port of ${showPath(p)}`),
  );
}

/** Opens the ports that an option says, as this goal sets it or as it is evaluated now. */
async function openOption(
  env: Env,
  path: readonly string[],
  request: { open: boolean; iface?: string },
  name: string,
  udp = false,
): Promise<boolean> {
  const shown = showPath(path);
  const wanted = env.draft.intents.find(
    (intent) => intent.operation === "set" && showPath(intent.path) === shown,
  );
  const state = wanted ? undefined : (await env.world.states([path]))[shown];
  const raw = wanted?.value ?? state?.value ?? Number(env.world.get(path)?.option.default);
  const values = (Array.isArray(raw) ? raw : [raw])
    .map(Number)
    .filter((n) => Number.isInteger(n) && n > 0 && n <= 65535);
  if (values.length === 0) return false;
  note(
    env.draft,
    `${shown} ${wanted ? "becomes" : "is"} ${values.join(", ")}: ${request.open ? "opened" : "closed"} over ${udp ? "UDP" : "TCP"}.`,
  );
  return resolvePorts(env, {
    open: request.open,
    ports: values.map((port) => ({ from: port, to: port, protocols: udp ? ["UDP"] : ["TCP"] })),
    because: `${shown} says which port ${name} uses`,
    ...(request.iface ? { iface: request.iface } : {}),
  });
}

function numeric(env: Env, path: readonly string[]): boolean {
  const place = env.world.get(path);
  if (!place) return false;
  const type = plainType(place.option.type);
  const inner = type.kind === "listOf" ? plainType(type.element) : type;
  return (
    inner.kind === "port" ||
    inner.kind === "int" ||
    (inner.kind === "either" && inner.choices.some((c) => c.kind === "port" || c.kind === "int"))
  );
}
