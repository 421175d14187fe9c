import { splitItems } from "../clauses.ts";
import { type Reading, trimmed } from "../reading.ts";
import type { PortSpec, Request } from "../request.ts";
import type { Token } from "../tokens.ts";
import { origin } from "../unfold.ts";

const portWord = /^(port|ports|portrange|range|tcp|udp)$/;
const wall = /^(firewall|port|ports)$/;
const filler =
  /^(the|a|an|its|their|it|my|our|and|,|&|\+|in|through|on|up|for|from|to|of|via|firewall|port|ports|range|number|numbers|protocol|both|default|standard|usual|own|required|necessary|needed|all|traffic|connections?|incoming|inbound|access|over|at|with|also|open|opened|rule|rules|it|so|:|\(|\))$/;
const trailingReason = /^(so|because|since|as|in|which|that)$/;

interface Bare {
  from: number;
  to: number;
  protocol?: string;
}

function portToken(text: string): Bare | undefined {
  const match =
    /^(?:(tcp|udp)[/:])?:?(\d{1,9})(?:(?:-|\.\.|:)(\d{1,9}))?(?:\/?(tcp|udp|both))?$/i.exec(text);
  if (!match) return undefined;
  const from = Number(match[2]);
  const protocol = (match[1] ?? match[4])?.toLowerCase();
  return { from, to: match[3] ? Number(match[3]) : from, ...(protocol ? { protocol } : {}) };
}

function protocolsOf(name: string | undefined): ("TCP" | "UDP")[] {
  return name === "udp" ? ["UDP"] : name === "both" ? ["TCP", "UDP"] : ["TCP"];
}

/** Reads "80, 443 and 51820/udp", "tcp 80", "3000 to 3010"; undefined when other words remain. */
function portList(tokens: readonly Token[]): { ports: Bare[]; rest: Token[] } | undefined {
  const ports: Bare[] = [];
  const rest: Token[] = [];
  let running: string | undefined;
  let pending = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1];
    if (/^(tcp|udp)$/.test(token.low)) {
      // "80 tcp", "80 and 443 udp": the word after the numbers; "tcp and udp": both.
      const other = tokens[at + 2];
      const open = ports.slice(pending).filter((p) => !p.protocol);
      // "3000-3010 tcp and udp 53": each protocol goes with its own numbers.
      const after = tokens.slice(at + 3).find((t) => !/^ports?$/.test(t.low));
      const apart = open.length > 0 && after !== undefined && portToken(after.text) !== undefined;
      const pair =
        !apart &&
        /^(and|&|\+|\/|or)$/.test(next?.low ?? "") &&
        /^(tcp|udp)$/.test(other?.low ?? "") &&
        other?.low !== token.low;
      const protocol = pair ? "both" : token.low;
      if (pair) at += 2;
      const following = tokens
        .slice(at + 1)
        .find((t) => !portWord.test(t.low) && !/^(,|and|:)$/.test(t.low));
      if (open.length > 0) {
        for (const p of open) p.protocol = protocol;
        running = following && portToken(following.text) ? undefined : running;
      } else running = protocol;
      pending = ports.length;
      continue;
    }
    const read = token.kind === "string" ? undefined : portToken(token.text);
    if (read) {
      const far = /^(-|to|through|until|till|thru)$/.test(next?.low ?? "")
        ? portToken(tokens[at + 2]?.text ?? "")
        : undefined;
      if (far) {
        read.to = far.to;
        if (far.protocol) read.protocol = far.protocol;
        at += 2;
      }
      if (running && !read.protocol) read.protocol = running;
      ports.push(read);
      continue;
    }
    rest.push(token);
  }
  return ports.length > 0 ? { ports, rest } : undefined;
}

interface Wish {
  readonly open: boolean;
  readonly tokens: readonly Token[];
  readonly iface?: string;
  /** From where things are let in ("from the LAN"), as it was said. */
  readonly from?: string;
}

const card =
  /^(tailscale\d+|wg\d+|eth\d+|en[op]\w+|wl[op]\w+|br-?\w*\d|docker\d+|lo|tun\d+|veth\w+|virbr\d+)$/;

const aboutCard = /^(the|lan|wan|local|internal|vpn|network|interface|iface|nic)$/;

/** Is something to be let in or kept out, and on which interface? */
function wish(reading: Reading): Wish | undefined {
  const opening = ["open", "allow", "enable", "add", "want"].includes(reading.verb ?? "");
  const closing = ["close", "deny", "disable", "remove"].includes(reading.verb ?? "");
  if (!opening && !closing) return undefined;
  let tokens = reading.rest;
  const open = opening !== reading.negated;
  let iface: string | undefined;
  const on = tokens.findIndex(
    (t, i) =>
      /^(on|for|via|over|from)$/.test(t.low) &&
      (/^(interface|iface|nic)$/.test(tokens[i + 1]?.low ?? "") ||
        (/^the$/.test(tokens[i + 1]?.low ?? "") &&
          /^(interface)$/.test(tokens[i + 3]?.low ?? "")) ||
        (aboutCard.test(tokens[i + 1]?.low ?? "") &&
          card.test(tokens.slice(i + 1).find((one) => !aboutCard.test(one.low))?.low ?? "")) ||
        card.test(tokens[i + 1]?.low ?? "")),
  );
  if (on >= 0) {
    const named = tokens.slice(on + 1).find((t) => !aboutCard.test(t.low));
    iface = named?.text;
    const until = named ? tokens.indexOf(named) : -1;
    tokens = [
      ...tokens.slice(0, tokens[on - 1]?.low === "only" ? on - 1 : on),
      ...tokens
        .slice(until + 1)
        .filter((t, i) => !(i === 0 && t.low === "interface") && t.low !== "only"),
    ];
  }
  const source = tokens.findLastIndex((t) => /^(from|on|to|over|in)$/.test(t.low));
  const where = tokens.slice(source + 1);
  let from: string | undefined;
  if (
    source > 0 &&
    where.every((t) => origin.test(t.low)) &&
    where.some((t) => !/^(the|my|our)$/.test(t.low))
  ) {
    from = tokens
      .slice(source)
      .map((t) => t.text)
      .join(" ");
    tokens = tokens.slice(0, source);
  }
  return { open, tokens, ...(iface ? { iface } : {}), ...(from ? { from } : {}) };
}

/** "open port 8080", "open tcp 80 and 443", "close 3000-3010/udp on interface tailscale0". */
export function readPorts(reading: Reading): Request | undefined {
  const wanted = wish(reading);
  if (!wanted) return undefined;
  const { open, tokens, iface, from } = wanted;
  const list = portList(tokens);
  // "enable ssh on port 2222" is about ssh: only "open" and "close" may name ports at the end.
  const first = tokens.find(
    (t) =>
      !/^(the|a|an|access|traffic|incoming|inbound|connections?|to|on|in|for|only)$/.test(t.low),
  );
  const portFirst =
    first !== undefined &&
    (portWord.test(first.low) || first.low === "firewall" || portToken(first.text) !== undefined);
  if (!portFirst && list && reading.verb !== "open" && reading.verb !== "close") return undefined;
  const aboutPorts = tokens.some((t) => portWord.test(t.low) || t.low === "firewall");
  if (
    list &&
    (aboutPorts ||
      reading.verb === "open" ||
      reading.verb === "close" ||
      list.ports.some((p) => p.protocol) ||
      list.rest.length === 0 ||
      list.rest.some((t) => t.low === "through"))
  ) {
    const odd = list.rest.findIndex((t) => !filler.test(t.low));
    const before = odd < 0 ? undefined : list.rest[odd - 1]?.low;
    // "for my minecraft server" explains the number; anything else is not understood.
    if (
      odd >= 0 &&
      before !== "for" &&
      !/^(my|the|our|a)$/.test(before ?? "") &&
      !trailingReason.test(list.rest[odd]?.low ?? "")
    )
      return undefined;
    const bad = list.ports.find((p) => p.from < 1 || p.to > 65535 || p.to < p.from);
    if (bad)
      return {
        kind: "decline",
        question:
          bad.to < bad.from
            ? `The range ${bad.from}-${bad.to} runs backwards. Which ports do you mean?`
            : `${bad.from < 1 ? bad.from : bad.to > 65535 ? Math.max(bad.from, bad.to) : bad.from} is no port: ports run from 1 to 65535. Which one do you mean?`,
      };
    const ports: PortSpec[] = list.ports.map((p) => ({
      from: p.from,
      to: p.to,
      protocols: protocolsOf(p.protocol),
    }));
    const assumed = list.ports.some((p) => !p.protocol);
    const reason = odd >= 0 ? reasonOf(list.rest, odd) : undefined;
    return {
      kind: "ports",
      open,
      ports,
      assumed,
      ...(iface ? { iface } : {}),
      ...(from ? { from } : {}),
      ...(reason ? { reason } : {}),
    };
  }
  return undefined;
}

/** "open the firewall for nginx", "allow ssh through the firewall", "open its port". */
export function readServicePorts(reading: Reading): Request | undefined {
  const wanted = wish(reading);
  if (!wanted) return undefined;
  const { open, tokens, iface, from } = wanted;
  if (!["open", "close"].includes(reading.verb ?? "") && tokens.some((t) => portToken(t.text)))
    return undefined;
  const through = tokens.some((t) => wall.test(t.low));
  const plain = reading.verb === "open" || reading.verb === "close";
  if (!through && !plain) return undefined;
  const named = tokens.filter((t) => !(filler.test(t.low) && !/^(,|and|&|\+)$/.test(t.low)));
  const names = splitItems(named)
    .map((item) => trimmed(item))
    .filter((item) => item.some((t) => !portWord.test(t.low) && !/^(open|it|its)$/.test(t.low)));
  // "enable X with its port" is about X first; only "enable the firewall port for X" is not.
  if (names.length > 0 && !plain && reading.verb !== "allow" && reading.verb !== "deny") {
    const at = tokens.indexOf(names[0]?.[0] as Token);
    const hole = tokens.findIndex((t) => wall.test(t.low));
    if (
      hole > at &&
      !/^(to|through|in|past)$/.test(tokens[hole - 2]?.low ?? "") &&
      !/^(to|through|in|past)$/.test(tokens[hole - 1]?.low ?? "")
    )
      return undefined;
  }
  // "enable the firewall" is about the firewall itself.
  if (names.length === 0 && !plain && !["allow", "deny", "want"].includes(reading.verb ?? "")) {
    if (
      tokens.some((t) => t.low === "firewall") &&
      !tokens.some((t) => /^(port|ports|through|hole)$/.test(t.low))
    )
      return undefined;
  }
  if (
    names.length > 0 &&
    !plain &&
    !tokens.some((t) => /^(through|in|port|ports|past)$/.test(t.low))
  )
    return undefined;
  return {
    kind: "service-ports",
    open,
    names,
    ...(reading.negated ? { keep: true } : {}),
    ...(iface ? { iface } : {}),
    ...(from ? { from } : {}),
  };
}

/** "for my minecraft server": the words that explain the number. */
function reasonOf(rest: readonly Token[], odd: number): string {
  let start = odd;
  while (start > 0 && /^(for|my|the|our|a)$/.test(rest[start - 1]?.low ?? "")) start -= 1;
  return rest
    .slice(start)
    .map((t) => t.text)
    .join(" ");
}
