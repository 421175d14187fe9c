import type { Reading } from "../reading.ts";
import type { Asking, Request } from "../request.ts";
import type { Token } from "../tokens.ts";

const starts =
  /^(what|what's|whats|which|who|who's|why|how|where|when|is|are|does|do|did|has|was|show|tell|list|explain|describe|compare)$/;

const list = "(?:what|which|show|list|tell)(?: me)?(?: all)?(?: of)?(?: the| my| our)?";
const hosts = "(?:hosts?|machines?|servers?|systems?|nodes?|targets?|boxes)";

/** What stands for a whole question, from the most to the least specific. */
const rows: readonly (readonly [RegExp, (found: RegExpExecArray) => Asking])[] = [
  [/\bdiffer(?:s|ent|ences?)?\b|^compare\b/, () => ({ about: "differences" })],
  [
    /\bports?\b.*\b(?:open(?:ed|s)?|reachable|allowed)\b|\b(?:open(?:ed|s)?|reachable|allowed)\b.*\bports?\b|^(?:is|who opened|why is) \d{2,5}\b.*/,
    (found) => {
      const port = /\b(\d{1,5})\b/.exec(found.input)?.[1];
      return { about: "ports", ...(port === undefined ? {} : { port: Number(port) }) };
    },
  ],
  [
    /^(?:what|which|who)\b.*\b(?:firewall)\b.*\b(?:let|lets|allow|allows|through|rules?)\b/,
    () => ({ about: "ports" }),
  ],
  [
    /\b(?:who|which users?|which people|which accounts?|what users?)\b.*\b(?:sudo|root|admins?|administrators?|wheel)\b|\bsudoers\b/,
    () => ({ about: "users", which: "sudo" }),
  ],
  [
    /\b(?:who|which users?|which people|which accounts?|what users?)\b.*\b(?:log ?in|logins?|ssh|access|connect)\b|\b(?:ssh|authorized) keys\b/,
    () => ({ about: "users", which: "login" }),
  ],
  [
    new RegExp(`^(?:${list}|who are the) (?:normal )?(?:users?|accounts?|people)\\b`),
    () => ({ about: "users", which: "all" }),
  ],
  [
    new RegExp(`^${list} (?:enabled |running |active )?(?:services|daemons)\\b`),
    () => ({ about: "services" }),
  ],
  [/^(?:what|which)(?:'s| is)? (?:running|enabled|switched on)$/, () => ({ about: "services" })],
  [
    new RegExp(`^${list} (?:installed )?(?:packages|software|programs|apps)\\b`),
    () => ({ about: "packages" }),
  ],
  [/^what(?:'s| is)? installed$/, () => ({ about: "packages" })],
  [
    /\bstate ?version\b|\b(?:version|release|revision|old)\b.*\b(?:nixpkgs|nixos)\b|\b(?:nixpkgs|nixos)\b.*\b(?:version|release|revision|old)\b/,
    () => ({ about: "versions" }),
  ],
  [
    /\bflake\.lock\b|\block(?:file| file)?\b.*\bupdated?\b|\bupdated?\b.*\block\b|\b(?:lock|lockfile|inputs?)\b.*\b(?:old|updated|locked|pinned|from)\b|\b(?:which|what|list|show)\b.*\b(?:flake )?inputs\b|\binputs? (?:updated|locked)\b/,
    () => ({ about: "inputs" }),
  ],
  [
    /^(?:what|which)\b.*\bkernel(?: version)?\b(?! (?:modules?|param))/,
    () => ({ about: "kernel" }),
  ],
];

/** Questions about something with a name: the pattern, what it wants to know. */
const about: readonly (readonly [RegExp, (item: readonly Token[]) => Asking])[] = [
  [
    new RegExp(
      `^(?:which|what|on which|on what) (?:of (?:the|my|our) )?${hosts} (?:are |is )?(?:run|runs|running|have|has|having|use|uses|using|enable|with|serve|serves) (?<item>.+)$`,
    ),
    (item) => ({ about: "hosts", item }),
  ],
  [
    /^where (?:is|are|does|do) (?<item>.+?) (?:run|running|enabled|on|active|used)$/,
    (item) => ({ about: "hosts", item }),
  ],
  [
    /^(?:which|what|list|show)(?: me)?(?: all)?(?: the)? (?:options|settings)(?: (?:can|could|may) (?:i|we|be) (?:set|change|use|configure))?(?: are there| exist)?(?: does| do| has| have| for| of| in| below| under| with)+ (?<item>.+?)(?: have| has| offer)?$/,
    (item) => ({ about: "settings", item }),
  ],
  [
    /^what (?:can|could|may) (?:i|we|be) (?:set|change|configure)(?: for| of| in| below| under| with| about)? (?<item>.+)$/,
    (item) => ({ about: "settings", item }),
  ],
  [
    /^how (?:is|are|did (?:i|we)) (?:configure |set up )?(?<item>.+?)(?: configured| set up| set)?$/,
    (item) => ({ about: "setup", item }),
  ],
  [
    /^(?:is|are|why is|why are|where is|who|do (?:i|we) have|where are|when was|what) (?:installed |installs |added )?(?<item>.+?) (?:already |currently )?(?:installed|installed from|in systempackages|a package)$/,
    (item) => ({ about: "installed", item }),
  ],
  [/^who (?:installed|installs|added) (?<item>.+)$/, (item) => ({ about: "installed", item })],
];

/** Words that questions are made of; others that no name took are quoted in a note. */
const usual =
  /^(all|any|other|which|of|the|ones?|hosts?|machines?|servers?|systems?|nodes?|targets?|ports?|firewalls?|open|opens|opened|opening|reachable|allow|allowed|allows|let|lets|through|rules?|for|by|tcp|udp|them|it|users?|people|accounts?|normal|sudo|sudoers|root|admins?|administrators?|wheel|log|login|logins|in|into|over|via|with|ssh|access|connect|authorized|keys?|exist|exists|this|that|flake|services?|daemons?|running|enabled|active|switched|packages?|software|programs?|apps?|installed|installs|added|adds|version|versions|release|revision|old|nixpkgs|nixos|state|stateversion|lock|lockfile|file|updated?|locked|pinned|inputs?|last|latest|kernel|use|uses|using|used|runs?|have|having|differ|differs|different|differences?|difference|between|compare|compared|vs|versus|from|become|get|gets|be|am|been|there|here|now|currently|right|configuration|config|options?|settings?|could|may|configure|change|system|machine's|at|boot|than|one|both|each|every|you|please|server's|person|persons?|outside|world|internet|made|make|makes|caused?|causes?|why's|only|also|names?|are|their|its|s|it's|but|so|really|actually|allowed|doing|default|defaults|value's|as|if|or|long|ago|time|date|day|much|many)$/;
const noise =
  /^(what|what's|whats|which|who|who's|why|how|where|when|is|are|does|do|did|has|was|show|tell|list|explain|describe|me|the|a|an|my|our|i|we|of|about|it|to|on|off|for|can|value|values|option|options|and|work|works|mean|means|set|sets|setting|enabled|enable|enables|disabled|disables|purpose|defined|defines|define|configured|come|comes|from|turned|turns|switched|switches|changes|active|running|run|up|there|currently|already|still|exactly|now|here|sure|declared|changed)$/;

/** Whether words ask for something rather than for a change. */
export function isQuestion(reading: Reading): boolean {
  const first = reading.tokens[0]?.low ?? "";
  if (first === "do" && reading.tokens.some(({ low }) => low === "not")) return false;
  return starts.test(first) || (reading.question && reading.verb === undefined);
}

/** Questions: answered from evaluation, never turned into a change. */
export function readQuestion(reading: Reading): Request | undefined {
  const low = reading.low.replace(/[?!. ]+$/, "");
  if (!isQuestion(reading)) return undefined;
  const ask = (asking: Asking): Request => {
    const taken = "item" in asking ? asking.item : [];
    const left = reading.tokens.filter(
      (t) => t.kind === "word" && !taken.includes(t) && !usual.test(t.low) && !noise.test(t.low),
    );
    return { kind: "ask", asking, left: left.filter((t) => !/^\d+$/.test(t.low)) };
  };
  const named = reading.tokens.some(({ kind }) => kind === "dotted" && !/flake\.lock/.test(low));
  if (!named)
    for (const [pattern, asking] of rows) {
      const found = pattern.exec(low);
      if (found) return ask(asking(found));
    }
  for (const [pattern, asking] of about) {
    const words = pattern.exec(low)?.groups?.item;
    const item = words === undefined ? [] : itemOf(reading.tokens, words);
    if (item.length > 0) return ask(asking(item));
  }
  const item = reading.tokens.filter((t) => t.kind === "dotted" || !noise.test(t.low));
  const explain =
    /^(?:what|explain|describe|tell)\b.*\b(?:do|does|mean|means|is|about|for)\b|^(?:explain|describe)\b/.test(
      low,
    );
  const maySet = !named && /^show (?!me\b|us\b)/.test(low);
  return ask({ about: "option", item, explain, ...(maySet ? { maySet } : {}) });
}

/** The tokens of these words, without what only joins them. */
function itemOf(tokens: readonly Token[], words: string): readonly Token[] {
  const wanted = new Set(words.replace(/["']/g, "").split(" "));
  return tokens.filter(
    (t) => wanted.has(t.low) && !/^(the|a|an|my|our|any|for|of|in)$/.test(t.low),
  );
}
