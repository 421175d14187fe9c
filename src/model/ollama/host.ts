import { lookup as systemLookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { ok, problem, type Result } from "../../core/result.ts";

/** One address that a name resolved to, as `net.connect` takes it from a lookup. */
export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Where Ollama is: checked addresses only, which are the only ones ever connected to. */
export interface Host {
  /** `http://127.0.0.1:11434`, without a path. */
  readonly origin: string;
  /** Host and port as they are shown. */
  readonly shown: string;
  readonly addresses: readonly Address[];
  /** Not every address is this machine. */
  readonly remote: boolean;
}

/** Resolves a name to all its addresses. */
export type Lookup = (name: string) => Promise<readonly Address[]>;

const ollamaPort = "11434";

const loopback = new BlockList();
loopback.addSubnet("127.0.0.0", 8, "ipv4");
loopback.addAddress("::1", "ipv6");

/** Is this IP address the machine itself? IPv4 written as IPv6 counts as what it is. */
export function isLoopback(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && loopback.check(address, family === 4 ? "ipv4" : "ipv6");
}

const resolveAll: Lookup = async (name) => {
  const found = await systemLookup(name, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * Reads a host the way Ollama reads OLLAMA_HOST (`:1234`, `[::1]`, `localhost`, quotes, a scheme), but what it would
 * guess at is refused: a port that is none, a user, a path. An address that means "every interface" to the server
 * (0.0.0.0) is this machine to a client.
 */
export function parseHost(given: string): Result<URL> {
  // A password is not repeated: problems go to the terminal and to the audit log.
  const shown = JSON.stringify(given.replace(/[^/]*@/, "…@"));
  const refused = (why: string) =>
    problem("bad-config", `The Ollama host ${shown} cannot be used: ${why}.`, {
      hint: "OLLAMA_HOST and [planner] host take HOST, HOST:PORT or http://HOST:PORT.",
    });
  const text = given.trim().replace(/^["']+|["']+$/g, "");
  const [, scheme = "", rest = ""] = /^(?:([^:/?#]+):\/\/)?(.*)$/s.exec(text) ?? [];
  if (!["", "http", "https"].includes(scheme.toLowerCase()))
    return refused(`${JSON.stringify(scheme)} is neither http nor https`);
  if (/[\s\\?#@]/.test(rest)) return refused("it is no plain host name and port");
  const [place = "", ...path] = rest.split("/");
  if (path.some((part) => part !== "")) return refused("it has a path");
  const cloud = scheme === "" && place.toLowerCase() === "ollama.com";
  const bare = isIP(place) === 6 ? `[${place}]` : place;
  const named = bare === "" || bare.startsWith(":") ? `127.0.0.1${bare}` : bare;
  const ported = /:\d*$/.test(named.replace(/^\[.*\]/, ""));
  const full = ported || scheme !== "" || cloud ? named : `${named}:${ollamaPort}`;
  const url = URL.parse(`${cloud ? "https" : scheme || "http"}://${full}`);
  if (!url || url.hostname === "" || url.port === "0" || named.endsWith(":"))
    return refused("host or port is not valid");
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  if (url.hostname === "[::]") url.hostname = "[::1]";
  return ok(url);
}

/**
 * The host with every address it resolves to. Fails with `remote-model` when one of them is another machine and
 * that is not allowed: nothing is sent before this has passed.
 */
export async function findHost(
  given: string | undefined,
  allowRemote: boolean,
  resolve: Lookup = resolveAll,
): Promise<Result<Host>> {
  const url = parseHost(given ?? "");
  if (!url.ok) return url;
  const { origin, hostname, protocol } = url.value;
  const port = url.value.port || (protocol === "https:" ? "443" : "80");
  const name = hostname.replace(/^\[|\]$/g, "");
  const shown = `${hostname}:${port}`;
  let addresses: readonly Address[];
  const family = isIP(name);
  if (family !== 0) addresses = [{ address: name, family: family === 6 ? 6 : 4 }];
  else
    try {
      addresses = await resolve(name);
    } catch {
      addresses = [];
    }
  if (addresses.length === 0)
    return problem("no-model", `The Ollama host ${shown} has no address.`, {
      hint: "Check OLLAMA_HOST and [planner] host; without them it is 127.0.0.1:11434.",
    });
  const elsewhere = addresses.filter(({ address }) => !isLoopback(address));
  if (elsewhere.length > 0 && !allowRemote)
    return problem(
      "remote-model",
      `The Ollama host ${shown} is not this machine (${elsewhere.map(({ address }) => address).join(", ")}).`,
      {
        hint: "Nothing was sent. Use an Ollama on this machine, or say --allow-remote-host: the header and the audit log then name the host.",
      },
    );
  return ok({ origin, shown, addresses, remote: elsewhere.length > 0 });
}
