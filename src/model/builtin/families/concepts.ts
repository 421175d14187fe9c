import { splitItems } from "../clauses.ts";
import type { Concept, Slots } from "../data/concept.ts";
import { accessConcepts } from "../data/concepts-access.ts";
import { machineConcepts } from "../data/concepts-machine.ts";
import { nixConcepts } from "../data/concepts-nix.ts";
import { serviceConcepts, thingConcepts } from "../data/concepts-things.ts";
import { type Reading, wantsOn } from "../reading.ts";
import type { Token } from "../tokens.ts";

const fillers = new Set(
  "the a an my our all any of to in on for with via over through by from at is be are it its this that these those support use used using please every each please able and , - ( ) so as should must will would can me us here system-wide up do make let get set run have please automatically".split(
    " ",
  ),
);

const frequencies: Readonly<Record<string, string>> = {
  daily: "daily",
  nightly: "daily",
  weekly: "weekly",
  monthly: "monthly",
  hourly: "hourly",
  day: "daily",
  night: "daily",
  week: "weekly",
  month: "monthly",
  hour: "hourly",
};

const concepts = [
  ...accessConcepts,
  ...nixConcepts,
  ...machineConcepts,
  ...thingConcepts,
  ...serviceConcepts,
];
const groups = new WeakMap<Concept, { all: Set<string>[]; extra: Set<string> }>();

function parsed(concept: Concept): { all: Set<string>[]; extra: Set<string> } {
  let found = groups.get(concept);
  if (!found) {
    found = {
      all: concept.all.map((g) => new Set(g.split("|"))),
      extra: new Set((concept.extra ?? "").split("|")),
    };
    groups.set(concept, found);
  }
  return found;
}

/** Reads the slots of a concept out of its words; undefined when a word is left that it cannot mean. */
function match(concept: Concept, tokens: readonly Token[]): Slots | undefined {
  const { all, extra } = parsed(concept);
  const words = new Set(tokens.map((t) => t.low));
  if (!all.every((group) => [...group].some((word) => words.has(word)))) return undefined;
  const slots: {
    frequency?: string;
    number?: number;
    days?: number;
    user?: string;
    words: Set<string>;
  } = { words };
  const allowed = concept.slots ?? [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] as Token;
    const { low } = token;
    if (token.kind === "string") return undefined;
    if (all.some((group) => group.has(low)) || extra.has(low)) continue;
    if (allowed.includes("frequency") && Object.hasOwn(frequencies, low)) {
      slots.frequency = frequencies[low] as string;
      continue;
    }
    const amount = /^(\d{1,4})(d|days?|%|s)?$/.exec(low);
    const next = tokens[at + 1]?.low ?? "";
    if (
      amount &&
      allowed.includes("days") &&
      (amount[2]?.startsWith("d") || /^(day|days|week|weeks|month|months)$/.test(next))
    ) {
      const unit = next.startsWith("week") ? 7 : next.startsWith("month") ? 30 : 1;
      slots.days = Number(amount[1]) * (amount[2] ? 1 : unit);
      if (!amount[2]) at += 1;
      continue;
    }
    if (amount && allowed.includes("number")) {
      slots.number = Number(amount[1]);
      continue;
    }
    if (fillers.has(low)) continue;
    if (
      allowed.includes("user") &&
      slots.user === undefined &&
      token.kind === "word" &&
      /^[a-z_][a-z0-9_-]*(?:'s)?$/.test(low)
    ) {
      slots.user = low.replace(/'s$/, "");
      continue;
    }
    return undefined;
  }
  return slots;
}

/** The concept that some words name, most specific first. */
export function findConcept(
  tokens: readonly Token[],
): { concept: Concept; slots: Slots } | undefined {
  if (tokens.length === 0 || tokens.length > 24) return undefined;
  let best: { concept: Concept; slots: Slots } | undefined;
  for (const concept of concepts) {
    if (best && concept.all.length <= best.concept.all.length) continue;
    const slots = match(concept, tokens);
    if (slots) best = { concept, slots };
  }
  return best;
}

/** The concepts that a clause asks for ("turn off password logins for ssh"). */
export function readConcepts(
  reading: Reading,
): readonly { concept: Concept; slots: Slots; on: boolean }[] {
  const whole = readConcept(reading);
  const items = splitItems(reading.rest);
  if (items.length < 2 || (!reading.verb && !whole && items.some((item) => !findConcept(item))))
    return whole ? [whole] : [];
  // "ssh password and root login": each part is one, perhaps with a word of the other's.
  const shared = reading.rest.filter((t) => /^(ssh|sshd|openssh)$/.test(t.low)).slice(0, 1);
  const parts = items.map((item) => findConcept(item) ?? findConcept([...item, ...shared]));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < items.length) return whole ? [whole] : [];
  return known.map((part) => ({ ...part, on: wantsOn(reading) }));
}

function readConcept(
  reading: Reading,
): { concept: Concept; slots: Slots; on: boolean } | undefined {
  const suffixOff = /\b(?:off|disabled)$/.test(reading.low) && reading.verb !== "disable";
  const nobody = reading.rest.some((t) => /^(nobody|noone|no-one)$/.test(t.low));
  const words = reading.rest.filter(
    (t, i, a) =>
      !(i === a.length - 1 && /^(on|off|enabled|disabled)$/.test(t.low)) &&
      !/^(nobody|noone|no-one)$/.test(t.low),
  );
  // "update", "limit" and "keep" carry meaning of their own: there the verb must fit, too.
  const bare =
    reading.verb === "set" || (reading.verb === "keep" && !nobody) ? undefined : findConcept(words);
  const found = bare ?? (reading.verb ? findConcept(reading.tokens) : undefined);
  if (!found) return undefined;
  const on =
    found.concept.alwaysOn && reading.verb !== "disable" && !reading.negated
      ? true
      : (wantsOn(reading) !== suffixOff) !== nobody;
  return { ...found, on };
}
