import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import type { Containment, FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { nixEnvironment } from "./environment.ts";

/**
 * What reaches the network for a program that has none, by a socket in the file system: name services, and the shared
 * connections that a person's ssh configuration may name.
 */
const waysOut = [
  "/run/nscd",
  "/var/run/nscd",
  "/run/systemd/resolve",
  "/run/dbus",
  "/run/avahi-daemon",
  join(homedir(), ".ssh"),
];

/** A sandbox without a network: everything else as it is, so that the store, its daemon and the repository are there. */
function sandbox(): string[] {
  // Bubblewrap does not follow links on the way to what it covers.
  const there = new Set(
    waysOut.filter((path) => existsSync(path)).map((path) => realpathSync(path)),
  );
  const hidden = [...there].flatMap((path) => ["--tmpfs", path]);
  return ["--unshare-net", "--dev-bind", "/", "/", ...hidden, "--die-with-parent", "--"];
}

const probes = new WeakMap<NixTools, Promise<string | null>>();

/**
 * How evaluations are kept from the network. bubblewrap, where it is there and may be used (it is tried once), gives
 * them a network namespace of their own. Else Nix's restricted mode refuses addresses that the lock does not name, and
 * HTTP goes to a proxy that is not there.
 * Where evaluation may build, neither holds: a build has to download.
 */
export async function containmentOf(tools: NixTools): Promise<Containment> {
  const { allowIfd, memoryBytes } = tools;
  const program = allowIfd ? null : await bubblewrap(tools);
  const network = allowIfd ? "open" : program === null ? "restricted" : "namespace";
  return { network, builds: allowIfd, memoryBytes };
}

/** The command that runs Nix without a network; null where that cannot be had. */
export async function withoutNetwork(
  tools: NixTools,
): Promise<{ readonly file: string; readonly args: readonly string[] } | null> {
  const program = await bubblewrap(tools);
  return program === null ? null : { file: program, args: [...sandbox(), tools.nix] };
}

function bubblewrap(tools: NixTools): Promise<string | null> {
  const known = probes.get(tools);
  if (known) return known;
  const probe = tryBubblewrap(tools);
  probes.set(tools, probe);
  return probe;
}

async function tryBubblewrap(tools: NixTools): Promise<string | null> {
  const folders = (tools.env.PATH ?? "").split(":").filter((folder) => isAbsolute(folder));
  const program = folders.map((folder) => join(folder, "bwrap")).find(isProgram);
  if (program === undefined) return null;
  // Whether namespaces may be made is known only by making one.
  const exit = await tools.process.run({
    file: program,
    args: [...sandbox(), tools.nix, "--version"],
    env: nixEnvironment(tools.env, tools.cacheDir),
    timeoutMs: 10_000,
    maxBytes: 65_536,
  });
  return exit.code === 0 ? program : null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A proxy at an address where nothing listens. Restricted mode lets `getFlake` and inputs that are not locked pass (Nix
 * 2.26); what goes by HTTP ends here.
 */
export const noProxyThere: Readonly<Record<string, string>> = Object.fromEntries(
  ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => {
    const value = name === "no_proxy" ? "" : "http://127.0.0.1:1";
    return [
      [name, value],
      [name.toUpperCase(), value],
    ];
  }),
);

/**
 * Settings of Nix's restricted mode: only these addresses may be read during evaluation.
 * @param locks `locks` of `nix flake metadata --json`
 */
export function restrictedTo(ref: FlakeRef, locks: unknown): string[] {
  const uris = new Set([`git+file://${ref.root}`]);
  const nodes = isRecord(locks) && isRecord(locks.nodes) ? Object.values(locks.nodes) : [];
  for (const node of nodes)
    if (isRecord(node) && isRecord(node.locked))
      for (const uri of addressesOf(node.locked)) uris.add(uri);
  const allowed = [...uris].filter((uri) => !/\s/.test(uri)).join(" ");
  const settings = { "restrict-eval": "true", "allowed-uris": allowed, "download-attempts": "1" };
  return Object.entries(settings).flatMap(([name, value]) => ["--option", name, value]);
}

/** Prefixes that cover a locked input: its repository on a forge, its host, or its folder. */
function addressesOf(locked: Record<string, unknown>): string[] {
  const { type, owner, repo, url, path } = locked;
  if (typeof owner === "string" && typeof repo === "string") return [`${type}:${owner}/${repo}`];
  if (typeof path === "string") return [`path:${path}`, path];
  if (typeof url !== "string") return [];
  const place = /^(?:[a-z]+\+)?((?:https?|ssh):\/\/[^/?]+|file:\/\/[^?]+|\/[^?]+)/.exec(url)?.[1];
  if (place === undefined) return [];
  // A repository's address goes on with `?ref=…`, which is not below it: its folder is.
  const base =
    place.includes("://") && /\/\/[^/]+$/.test(place) ? place : place.replace(/\/[^/]*$/, "");
  return type === "git" ? [`git+${base.startsWith("/") ? `file://${base}` : base}`, base] : [base];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Does an error come from a network that was not there? */
export function lacksNetwork(errors: readonly { readonly raw?: string | undefined }[]): boolean {
  return errors.some(({ raw }) =>
    /unable to download|[Cc]ould(?: not|n't) (?:resolve|connect)|[Ff]ailed to connect|[Uu]nable to (?:access|look up)|[Nn]etwork is unreachable|[Cc]annot (?:fetch|find Git revision)|[Ff]ailed to fetch|program 'git' failed/.test(
      raw ?? "",
    ),
  );
}
