import type { Script } from "../script.ts";
import { type OfferedLine, type Schema, type Seen, seen, wordsIn } from "./reading.ts";

/*
 * A model that does well, as rules over the request that it gets: words of the goal against the names that are
 * offered. What it knows of the world is in the tables below; it knows nothing of agentix.
 */

const knows: Readonly<Record<string, readonly string[]>> = {
  ssh: ["openssh"],
  postgre: ["postgresql"],
  postgres: ["postgresql"],
  keyboard: ["keymap", "xkb", "layout"],
  timezone: ["zone"],
  dns: ["nameserver"],
  sound: ["pipewire"],
  audio: ["pipewire"],
  printer: ["printing"],
  open: ["allowed", "tcp"],
  close: ["allowed", "tcp"],
  hostname: ["host", "name"],
  garbage: ["gc"],
};
const filler = new Set(
  "the a an and of for to on in at with is be my me i it please want need set use make enable disable turn off install add remove open allow close service server default services program".split(
    " ",
  ),
);
/** Groups that options are sorted into, which say nothing of what is meant. */
const groups = new Set(
  "services programs networking hardware boot loader security users environment virtualisation nix system settings firewall time".split(
    " ",
  ),
);
const offWords = /\b(?:disable|off|stop|no longer|don't|not|without|deactivate|deny|never)\b/i;

export const good: Script = (request) => {
  const view = seen(request);
  const say = (value: unknown) => ({ text: JSON.stringify(value) });
  if (view.kind === "picks")
    return say({ picks: view.parts.flatMap((part, at) => picksFor(part, at + 1, view)) });
  if (view.kind === "value") return say(filledIn(view));
  if (view.kind === "verdicts") return say(verdict(view));
  return say({});
};

function meant(part: string): Set<string> {
  const all = wordsIn(part);
  const own = all.filter((word) => !filler.has(word));
  return new Set([
    ...own,
    ...all.flatMap((word) =>
      /^(?:open|close)$/.test(word) && !/\d/.test(part) ? [] : (knows[word] ?? []),
    ),
  ]);
}

function picksFor(part: string, at: number, view: Seen): object[] {
  const pick = (id: string, operation: string, why: string) => ({
    a_why: why,
    b_part: at,
    c_option: id,
    d_operation: operation,
    e_hosts: ["all"],
  });
  const words = part.replace(/ \(on [^)]*\)$/, "");
  if (/^(?:un)?install\b|^(?:add|remove) (?:the )?(?:package|program)/i.test(words)) {
    const list = view.offered.find(({ id }) => /systemPackages$|^home\.packages$/.test(id));
    if (list) return [pick(list.id, /^(?:un|remove)/i.test(words) ? "remove" : "add", "a package")];
  }
  const several = /^(?:please )?(enable|disable|turn on|turn off) (.+ and .+)$/i.exec(words);
  const each = several
    ? (several[2] ?? "").split(/,\s*|\s+and\s+/).map((name) => `${several[1]} ${name}`)
    : [words];
  return each.map((one) => {
    const best = bestOf(one, view.offered);
    if (!best) return pick("none", "set", "nothing fits");
    return pick(
      best.id,
      operationFor(one, best),
      `${best.id.split(".").slice(-2).join(" ")} is meant`,
    );
  });
}

function bestOf(words: string, offered: readonly OfferedLine[]): OfferedLine | undefined {
  const exact = offered.find(({ id }) => words.includes(id));
  if (exact) return exact;
  const said = meant(words);
  const scored = offered.map((line, at) => {
    const segments = line.id.split(".").filter((segment) => segment !== "<name>");
    const own = segments.map((segment) => wordsIn(segment));
    const names = new Set(own.flat());
    const joined = segments.map((segment) => segment.toLowerCase().replaceAll("-", ""));
    const hits = [...said].filter(
      (word) =>
        names.has(word) ||
        joined.some((one) => one === word || (word.length > 3 && one.endsWith(word))),
    ).length;
    const leaf = own.at(-1) ?? [];
    const isSwitch = leaf.join("") === "enable";
    const extra = leaf.filter((word) => !said.has(word) && !filler.has(word)).length;
    const strange = segments
      .slice(0, -1)
      .filter(
        (segment, place) =>
          !groups.has(segment) &&
          !joined.slice(place, place + 1).some((one) => said.has(one)) &&
          !(own[place] ?? []).some((word) => said.has(word)),
      ).length;
    const described = wordsIn(line.rest).filter((word) => said.has(word)).length;
    const score =
      hits * 10 -
      (isSwitch ? 0 : extra * 4) -
      strange * 5 -
      segments.length +
      Math.min(described, 2) -
      at * 0.05;
    return { line, score, hits };
  });
  const [first] = scored.filter(({ hits }) => hits > 0).toSorted((a, b) => b.score - a.score);
  return first?.line;
}

function operationFor(words: string, { type }: OfferedLine): string {
  if (/^true or false/.test(type)) return offWords.test(words) ? "disable" : "enable";
  if (/^a list/.test(type) && !/\b(?:set|to exactly|use)\b/i.test(words))
    return /\b(?:remove|close|drop|delete)\b/i.test(words) ? "remove" : "add";
  return /\b(?:reset|unset)\b/i.test(words) ? "reset" : "set";
}

function filledIn(view: Seen): object {
  const words = view.parts[0] ?? "";
  const { b_names, c_value } = view.schema.properties ?? {};
  const offeredNames = (b_names?.items?.enum ?? []).map(String);
  const wanted = wordsIn(words);
  const names = offeredNames.filter((name) => wanted.includes(name.toLowerCase()));
  const person = /\b(?:user|for|to|give|let)\s+([a-z][\w-]*)/i.exec(words)?.[1];
  const chosen = offeredNames.find((name) => name === person) ?? names[0] ?? offeredNames[0];
  const value = fill(c_value ?? {}, words, view);
  return { a_why: "as it was said", ...(b_names ? { b_names: [chosen] } : {}), c_value: value };
}

function fill(schema: Schema, words: string, view: Seen): unknown {
  if (schema.enum) {
    const low = words.toLowerCase();
    return (
      schema.enum.find((one) => low.includes(String(one).toLowerCase())) ??
      (offWords.test(words) ? schema.enum.find((one) => one === "no") : undefined) ??
      schema.enum[0]
    );
  }
  const numbers = [...words.matchAll(/(?<![\w.])\d+(?![\w.])/g)].map(([digits]) => Number(digits));
  const quoted = [...words.matchAll(/"([^"]*)"/g)].map((match) => match[1]);
  switch (schema.type) {
    case "boolean":
      return /\btrue\b/.test(words) || !(offWords.test(words) || /\bfalse\b/.test(words));
    case "integer":
    case "number":
      return numbers[0] ?? 0;
    case "string":
      return quoted[0] ?? lastWord(words, view);
    case "array": {
      const kind = schema.items?.type;
      if (kind === "integer") return numbers;
      if (kind === "object") return pairs(words, schema.items ?? {}, view);
      if (schema.items?.enum?.includes(noneOfThese)) return shelved(schema.items.enum, words, view);
      return quoted.length > 0 ? quoted : things(words, view);
    }
    default: {
      const [first] = schema.anyOf ?? [];
      const number = schema.anyOf?.find(({ type }) => type === "integer");
      const list = schema.anyOf?.find(({ type }) => type === "array");
      if (/\bnull\b/.test(words)) return null;
      if (/\b(?:true|false)\b/.test(words)) return /\btrue\b/.test(words);
      if (number && numbers.length > 0) return numbers[0];
      if (schema.anyOf?.some(({ enum: values }) => values)) return fill(first ?? {}, words, view);
      return fill(
        schema.anyOf?.find(({ type }) => type === "string") ?? list ?? first ?? {},
        words,
        view,
      );
    }
  }
}

const noneOfThese = "none of these";

/** The packages that the words name, else the one that they describe best. */
function shelved(shelf: readonly unknown[], words: string, view: Seen): unknown[] {
  const low = words.toLowerCase();
  const named = shelf.filter((one) =>
    new RegExp(
      `(?<![\\w.-])${String(one).replaceAll(/[.+]/g, "\\$&").replaceAll("-", "[ -]")}(?![\\w.-])`,
      "i",
    ).test(low),
  );
  if (named.length > 0) return named;
  const said = wordsIn(words).filter((word) => !filler.has(word));
  const [best] = view.fencedAll
    .filter((line) => line.includes(" | "))
    .map((line) => ({
      name: line.split(" | ")[0],
      hits: wordsIn(line).filter((word) => said.includes(word)).length,
    }))
    .filter(({ name, hits }) => hits > 0 && shelf.includes(name))
    .toSorted((a, b) => b.hits - a.hits);
  return [best?.name ?? noneOfThese];
}

function pairs(words: string, items: Schema, view: Seen): object[] {
  const [, name = "", value = ""] = /(\w+) ?(?:=|to) ?(\S+)/.exec(words) ?? [];
  return [{ a_name: name, b_value: fill(items.properties?.b_value ?? {}, `"${value}"`, view) }];
}

function lastWord(words: string, view: Seen): string {
  const after = /\b(?:to|is|=|be|called|named)\s+(\S.*)$/i.exec(words)?.[1];
  return (after ?? things(words, view).at(-1) ?? "").replace(/[.!]$/, "");
}

/** The things that are named: words that are no verb and not in the name of the option. */
function things(words: string, view: Seen): string[] {
  const option = new Set(wordsIn(/^Option: (.*)$/m.exec(view.prompt)?.[1] ?? ""));
  const group = /\bto (?:the )?(\S+) group\b|\bgroup (\S+)/i.exec(words);
  if (group) return [group[1] ?? group[2] ?? ""];
  return words
    .split(/[\s,]+/)
    .map((word) => word.replace(/^["']|["'.!]$/g, ""))
    .filter((word) => {
      const low = word.toLowerCase();
      return (
        word !== "" &&
        !filler.has(low) &&
        !option.has(low) &&
        !/^(?:package|packages|uninstall|server|as|from)$/.test(low)
      );
    });
}

function verdict(view: Seen): object {
  const words = view.parts[0] ?? "";
  const lines = view.fenced.map((line, at) => ({ line, at: at + 1 }));
  const said = new Set(wordsIn(words).filter((word) => !filler.has(word)));
  const named = lines.filter(({ line }) =>
    wordsIn(line.replace(/ on .*$/, "")).some((word) => said.has(word)),
  );
  const beside = lines.filter(({ line }) => line.includes("the comment stands beside"));
  const about = named.length > 0 ? named : beside.length > 0 ? beside : lines;
  const all = (does: string, some = about) => some.map(({ at }) => ({ a_edit: at, b_does: does }));
  if (/\bonly (?:on|for)\b|\bnot (?:on|for)\b/i.test(words))
    return {
      a_why: "other hosts",
      b_edits: all("other-hosts", named.length > 0 ? named : lines),
      c_new: false,
    };
  if (/\b(?:drop|without|leave|skip|no need|rather not)\b/i.test(words))
    return { a_why: "not wanted", b_edits: all("drop"), c_new: false };
  if (/\b(?:also|too|as well)\b/i.test(words))
    return { a_why: "one more", b_edits: [], c_new: true };
  return { a_why: "another value", b_edits: all("other-value"), c_new: false };
}
