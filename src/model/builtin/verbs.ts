import type { Token } from "./tokens.ts";
import { afterPolite, matches, phrases } from "./words.ts";

export type Verb =
  | "enable"
  | "setup"
  | "want"
  | "use"
  | "disable"
  | "install"
  | "uninstall"
  | "add"
  | "remove"
  | "append"
  | "open"
  | "close"
  | "allow"
  | "deny"
  | "set"
  | "make"
  | "keep"
  | "unset"
  | "rename"
  | "turn";

const table: readonly (readonly [Verb, readonly string[][][]])[] = [
  [
    "enable",
    phrases(
      "enable|enables|enabling|activate|activating|reenable|re-enable",
      "turn|switch on",
      "turning|switching on",
      "start using",
      "opt in to",
      "opt into",
    ),
  ],
  [
    "disable",
    phrases(
      "disable|disables|disabling|deactivate|deactivating|stop|kill|stopping",
      "turn|switch|shut off|down",
      "turning|switching off",
      "stop using|running",
      "no longer use|run|using|running|need|want",
      "i|we no longer use|run|need|want|require",
      "no",
      "opt out of",
      "no more",
    ),
  ],
  [
    "setup",
    phrases(
      "setup|run|start|launch|host|configure|deploy|running|starting|hosting|serve",
      "set|bring|spin|fire up",
      "setting up",
    ),
  ],
  [
    "want",
    phrases(
      "want|need|get|have|try|having",
      "i|we want|need|have",
      "i'd|we'd like|love|prefer",
      "i|we would like|love|prefer",
      "give|get me|us|my",
    ),
  ],
  [
    "use",
    phrases(
      "use|using|adopt|prefer",
      "switch|switching|move|migrate|change over to",
      "switch|move|migrate to",
      "go with",
      "swap to",
    ),
  ],
  ["install", phrases("install|installing|reinstall")],
  ["uninstall", phrases("uninstall|deinstall|uninstalling")],
  ["add", phrases("add|adding|include|put|create", "throw in")],
  [
    "remove",
    phrases(
      "remove|removing|delete|deleting|drop|ditch|purge|strip|dump|nuke",
      "get|getting rid of",
      "take out|away|off",
    ),
  ],
  ["append", phrases("append|prepend|extend")],
  [
    "open",
    phrases(
      "open|opening|expose|unblock|exposing|forward",
      "open|opening up",
      "punch|poke a hole for|in",
    ),
  ],
  ["close", phrases("close|closing|shut|block|blocking", "close|closing off|down")],
  ["allow", phrases("allow|permit|let|accept|grant|allowing|permitting|whitelist")],
  ["deny", phrases("deny|disallow|forbid|prevent|reject|ban|prohibit|refuse|restrict")],
  [
    "set",
    phrases(
      "set|change|update|adjust|assign|raise|increase|lower|decrease|reduce|limit|bump|define|setting|changing|modify|replace|cap",
    ),
  ],
  ["make", phrases("make|force|making|mark")],
  ["keep", phrases("keep|leave|ensure", "make sure that", "make sure", "be sure", "ensure that")],
  ["unset", phrases("unset|reset|clear|revert|unsetting", "go back to default for")],
  ["rename", phrases("rename|call|name", "rename")],
  ["turn", phrases("turn|switch")],
];

/** Every verb of one word, as it is typed. */
export const verbWords: ReadonlyMap<string, Verb> = new Map(
  table.flatMap(([verb, lines]) =>
    lines.flatMap((line) =>
      line.length === 1 ? (line[0] ?? []).map((word) => [word, verb] as const) : [],
    ),
  ),
);

const negations = phrases(
  "don't|dont|not|never|without|no|avoid",
  "do not",
  "i|we don't|dont|no",
  "should|must|shall not",
  "shouldn't|mustn't|won't|can't|cannot",
  "stop",
  "no longer",
  "i|we do not|don't want|need|wish to",
  "i|we no longer want|need to",
  "i|we do|does not want|need|wish to",
  "there should|must|shall be no",
);

/** How a request begins. */
export interface Lead {
  readonly verb: Verb | undefined;
  /** An odd number of negations came before the verb. */
  readonly negated: boolean;
  /** What follows the verb; everything meaningful when there is none. */
  readonly rest: readonly Token[];
  /** Index of the first token that is not politeness. */
  readonly from: number;
}

function verbAt(tokens: readonly Token[], at: number): { verb: Verb; length: number } | undefined {
  let best: { verb: Verb; length: number } | undefined;
  for (const [verb, lines] of table)
    for (const line of lines) {
      const length = matches(tokens, at, line);
      if (length > (best?.length ?? 0)) best = { verb, length };
    }
  return best;
}

/** Reads politeness, negation and verb at the start of a request. */
export function lead(tokens: readonly Token[], start = 0): Lead {
  const from = afterPolite(tokens, start);
  let at = from;
  let negated = false;
  for (const line of negations) {
    const length = matches(tokens, at, line);
    if (length === 0) continue;
    const after = afterPolite(tokens, at + length);
    const known = verbAt(tokens, after);
    if (!known) continue;
    // "stop using X", "stop X" and "no longer run X" are verbs of their own.
    if (verbAt(tokens, at)?.verb === "disable") break;
    at = after;
    negated = true;
    break;
  }
  const found = verbAt(tokens, at);
  const rest = tokens.slice(found ? at + found.length : at);
  return { verb: found?.verb, negated, rest, from };
}
