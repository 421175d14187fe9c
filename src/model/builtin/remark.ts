/*
 * What a person says about a part of a proposal, read from the words alone.
 */

/** A remark. `name` null is what the remark stands beside; names are not resolved yet. */
export type Remark =
  | { readonly kind: "drop"; readonly name: string | null; readonly sure: boolean }
  | {
      readonly kind: "value";
      readonly name: string | null;
      readonly value: string;
      /** The value that it replaces, where it is said. */
      readonly old?: string;
    }
  /** On which hosts what is planned is wanted. */
  | {
      readonly kind: "hosts";
      readonly how: "only" | "also" | "not";
      readonly names: readonly string[];
    }
  | { readonly kind: "goal" };

const self = /^(?:it|this|that|these|those|them|the value|this one|that one)$/i;
const lead =
  /^(?:(?:please|pls|rather|better|but|just|instead|then|well|hm+|ok|okay|and|actually|wait|sorry|oh|nope|no(?=,)|no(?= (?:only|not|just|use|make)))[,:]?\s+)+/i;
const tail = /(?:[,\s]+(?:please|pls|thanks|here|then))+$/i;

const dropped = [
  /^(?:no|not|nope|drop|remove|delete|skip|undo|revert)$/i,
  /^(?:not|no|drop|remove|delete|without|skip|omit|undo|revert|leave out|leave|take|take out|get rid of|(?:i|we) (?:do not|don't) (?:want|need)|(?:do not|don't) (?:do|change|touch|want|need)) (?:this|that|it|these|those|them)(?: (?:one|ones|hunk|change|part|line|lines))?(?: (?:out|away|alone|as (?:it|they) (?:is|was|are|were)|as is))?$/i,
  /^keep (?:this|that|it|these|them) as (?:(?:it|they) )?(?:is|was|are|were)$/i,
];
const droppedName = [
  /^(drop|remove|delete|skip|omit|without|leave out|not|no|(?:i|we) (?:do not|don't) (?:want|need)|get rid of) (?:the )?(\S+)(?: option| setting| port)?$/i,
  /^(take|leave) (?:the )?(\S+) out$/i,
];

/** Old and new value, by the place of their groups. */
const replaced: readonly (readonly [RegExp, number, number])[] = [
  [/^(?:not|no) (?:port )?(\S+?),? but (?:port )?(\S.*)$/i, 1, 2],
  [
    /^(?:use |take )?(?:port )?(\S+),? (?:instead of|rather than|in place of|and not|not) (?:port )?(\S+)$/i,
    2,
    1,
  ],
  [/^(?:replace|swap) (?:port )?(\S+) (?:with|by|for) (?:port )?(\S.*)$/i, 1, 2],
  [/^(?:change|move) (?:port )?(\S+) (?:to|into) (?:port )?(\S.*)$/i, 1, 2],
  [/^(\S+) ?(?:->|=>|→) ?(\S+)$/, 1, 2],
];
const named = [
  /^(?:set|make|turn|change|switch) (?:the )?(\S+) (?:(?:to|into|=) ?)?(\S.*)$/i,
  /^(?:the )?(\S+) (?:should|must|shall|has to|needs to) be (\S.*)$/i,
  /^(\S+?) ?[=:] ?(\S.*)$/,
];
const bare = [
  /^(?:use|take|prefer|try|with) (?:port |the value )?(\S.*?)(?: instead)?$/i,
  /^(?:should|must|shall) be (\S.*)$/i,
  /^(?:set |make |change )?to (\S.*)$/i,
  /^(\S+) instead$/i,
  /^(\S+)$/,
];

const onHosts: readonly (readonly ["only" | "also" | "not", RegExp])[] = [
  [
    "not",
    /^(?:not|except|skip|without|leave out|leave it out|remove it|drop it)(?: (?:on|for|from|at))? (.+)$/i,
  ],
  ["also", /^(?:also|as well|too)(?: (?:on|for|at)) (.+)$/i],
  ["also", /^(?:do it |the same )?(?:on|for|at) (.+?),? (?:too|also|as well)$/i],
  ["only", /^(?:do it )?(?:only|just) (?:on|for|at) (.+)$/i],
  ["only", /^(?:only )?(?:on|for|at) (.+?)(?: only| alone| instead)?$/i],
  ["only", /^only (.+)$/i],
];

/** What a remark says about hosts, where all names are some; `isHost` knows them. */
export function readHosts(text: string, isHost: (name: string) => boolean): Remark | null {
  const said = plain(text);
  for (const [how, pattern] of onHosts) {
    const words = pattern.exec(said)?.[1];
    const names = (words ?? "")
      .split(/\s*,\s*(?:and\s+)?|\s+(?:and|or)\s+(?:on\s+|for\s+)?/i)
      .map((name) => name.replace(/^(?:the )?(?:host|machine|server) /i, ""));
    if (words !== undefined && names.every(isHost)) return { kind: "hosts", how, names };
  }
  return null;
}

/** A remark without politeness around it. */
function plain(text: string): string {
  return text
    .trim()
    .replaceAll(/\s+/g, " ")
    .replace(/[.!]+$/, "")
    .replace(lead, "")
    .replace(tail, "");
}

/** Reads one remark; what has no form of its own may be a goal like any other. */
export function readRemark(text: string): Remark {
  const said = plain(text);
  if (dropped.some((pattern) => pattern.test(said)))
    return { kind: "drop", name: null, sure: true };
  for (const [pattern, before, after] of replaced) {
    const match = pattern.exec(said);
    const [old = "", value = ""] = [match?.[before], match?.[after]];
    if (match && !self.test(old)) return { kind: "value", name: null, value, old };
  }
  for (const pattern of droppedName) {
    const [, verb = "", name = ""] = pattern.exec(said) ?? [];
    // "remove docker" may be a goal of its own; "without docker" is about what is proposed.
    if (name !== "") return { kind: "drop", name, sure: !/^(?:remove|delete|drop)$/i.test(verb) };
  }
  const on = /^(enable|disable|turn on|turn off|switch on|switch off) (?:the )?(\S+)$/i.exec(said);
  if (on?.[2])
    return valued(
      on[2],
      /able|on$/i.test(on[1] ?? "") && !/^dis/i.test(on[1] ?? "") ? "true" : "false",
    );
  for (const pattern of named) {
    const [, name = "", value = ""] = pattern.exec(said) ?? [];
    if (name !== "") return valued(name, value);
  }
  for (const pattern of bare) {
    const [, value] = pattern.exec(said) ?? [];
    if (value !== undefined) return { kind: "value", name: null, value };
  }
  return { kind: "goal" };
}

function valued(name: string, value: string): Remark {
  return { kind: "value", name: self.test(name) ? null : name, value };
}

/** The parts of a remark that may each be one. */
export function partsOf(text: string): string[] {
  return text
    .split(/\s*[;\n]\s*|\s*,\s*(?:and|but)?\s+|\s+(?:and|but)\s+/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
