import type { Answer, Fact } from "../plan-parts.ts";
import { fromWords, listWords } from "./fact-words.ts";

const firewall = ["networking", "firewall"];

/** The options that together say which ports are open. */
export const portOptions: readonly (readonly string[])[] = [
  [...firewall, "enable"],
  [...firewall, "allowedTCPPorts"],
  [...firewall, "allowedUDPPorts"],
  [...firewall, "allowedTCPPortRanges"],
  [...firewall, "allowedUDPPortRanges"],
  [...firewall, "interfaces"],
  [...firewall, "trustedInterfaces"],
  ["networking", "firewall", "extraCommands"],
  ["networking", "firewall", "extraInputRules"],
  ["networking", "nftables", "ruleset"],
];

interface Opening {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly on: string | null;
}

/** The answer to "which ports are open, and who opened them?"; `port` for one of them. */
export function portsAnswer(question: string, facts: readonly Fact[], port?: number): Answer {
  const hosts = Map.groupBy(facts, ({ target }) => target);
  const blocks = [...hosts].map(([target, own]) => [target, hostLines(own, port)] as const);
  const same = Map.groupBy(blocks, ([, lines]) => lines.join("\n"));
  const parts = [...same].map(([lines, some]) => {
    const names = listWords(some.map(([target]) => target));
    return `${names}: ${lines}`;
  });
  const text =
    parts.length > 0 ? parts.join("\n") : "No target here has a firewall whose ports can be told.";
  return { question, text, facts: [...facts] };
}

function hostLines(facts: readonly Fact[], port: number | undefined): string[] {
  const fact = (name: string) => facts.find(({ option }) => option.endsWith(`.${name}`));
  const enable = fact("enable");
  if (enable?.value === false)
    return [
      "the firewall is off, so every port is open that a program listens on",
      ...enable.from.map((from) => `  ${fromWords(from)}`),
    ];
  const openers = new Map<string, { opening: Opening; by: string[] }>();
  const add = (opening: Opening, words: string | null): void => {
    if (port !== undefined && (port < opening.from || opening.to < port)) return;
    const key = JSON.stringify(opening);
    const known = openers.get(key) ?? { opening, by: [] };
    if (words !== null && !known.by.includes(words)) known.by.push(words);
    openers.set(key, known);
  };
  for (const { option, value, from } of facts) {
    const name = option.split(".").at(-1) ?? "";
    for (const opening of openings(name, value, null)) add(opening, null);
    for (const each of from)
      for (const opening of openings(name, each.value, null)) add(opening, fromWords(each));
  }
  const grouped = Map.groupBy(openers.values(), ({ opening, by }) =>
    JSON.stringify([opening.protocol, opening.on, by]),
  );
  const rows = [...grouped.values()].map((some) => ({
    name: portsWords(some.map(({ opening }) => opening)),
    first: some[0]?.opening,
    by: some[0]?.by ?? [],
  }));
  rows.sort(
    (a, b) =>
      (a.first?.protocol ?? "").localeCompare(b.first?.protocol ?? "") ||
      (a.first?.from ?? 0) - (b.first?.from ?? 0),
  );
  const width = Math.min(24, Math.max(0, ...rows.map(({ name }) => name.length)));
  const lines = rows.flatMap(({ name, by }) =>
    (by.length > 0 ? by : ["nobody here says so: a default"]).map(
      (words, at) => `  ${(at === 0 ? name : "").padEnd(width)}  ${words}`,
    ),
  );
  const none = port === undefined ? "no port is open" : `port ${port} is not open`;
  return [lines.length > 0 ? "the firewall is on" : `the firewall is on, ${none}`, ...lines].concat(
    besides(fact),
  );
}

/** What lets traffic in beside the lists of ports. */
function besides(fact: (name: string) => Fact | undefined): string[] {
  const trusted = fact("trustedInterfaces");
  const names = Array.isArray(trusted?.value) ? trusted.value.map(String) : [];
  const outer = names.filter((name) => name !== "lo");
  const lines =
    trusted && outer.length > 0
      ? [
          `  everything on ${listWords(outer)}`,
          ...trusted.from
            .filter(({ value }) => Array.isArray(value) && value.some((one) => outer.includes(one)))
            .map((from) => `    ${fromWords(from)}`),
        ]
      : [];
  for (const name of ["extraCommands", "extraInputRules", "ruleset"]) {
    const rules = fact(name);
    const own = rules?.from.filter(({ value, file }) => file !== null && value !== "") ?? [];
    if (rules && own.length > 0)
      lines.push(
        `  ${rules.option} holds rules that are not read here`,
        ...own.map((from) => `    ${fromWords(from)}`),
      );
  }
  return lines;
}

/** The ports that a definition opens. */
function openings(name: string, value: unknown, on: string | null): Opening[] {
  const protocol = /TCP/.test(name) ? "TCP" : "UDP";
  if (name === "allowedTCPPorts" || name === "allowedUDPPorts")
    return list(value).flatMap((port) =>
      typeof port === "number" ? [{ protocol, from: port, to: port, on }] : [],
    );
  if (name === "allowedTCPPortRanges" || name === "allowedUDPPortRanges")
    return list(value).flatMap((range) => {
      const { from, to } = (range ?? {}) as { from?: unknown; to?: unknown };
      return typeof from === "number" && typeof to === "number" ? [{ protocol, from, to, on }] : [];
    });
  if (name !== "interfaces" || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([face, inner]) =>
    typeof inner === "object" && inner !== null
      ? Object.entries(inner).flatMap(([option, own]) => openings(option, own, face))
      : [],
  );
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function portsWords(openings: readonly Opening[]): string {
  const [first] = openings;
  const shown = openings
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
  return `${first?.protocol} ${shown.join(", ")}${first?.on ? ` on ${first.on}` : ""}`;
}
