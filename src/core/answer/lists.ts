import type { Answer, Fact } from "../plan-parts.ts";
import { showValue } from "../review/show-value.ts";
import { fromWords, listWords, placeWords } from "./fact-words.ts";

const shownOthers = 40;

/** What is on, by what each fact's option says after `below`: the repository's own first, then the others' names. */
export function switchesAnswer(
  question: string,
  facts: readonly Fact[],
  targets: readonly string[],
): Answer {
  const on = facts.filter(({ value }) => value === true);
  const lines = targets.flatMap((target) => {
    const here = on.filter((fact) => fact.target === target);
    const own = here.filter(({ from }) => from.some(isOwn));
    const others = here.filter((fact) => !own.includes(fact)).map(({ option }) => nameOf(option));
    const more = others.length > shownOthers ? ` and ${others.length - shownOthers} more` : "";
    return [
      own.length > 0
        ? `${target}: ${own.length} switched on by this repository`
        : `${target}: none is switched on by this repository`,
      ...columns(
        own.map(({ option, from }) => [
          nameOf(option),
          from.filter(isOwn).map(fromWords).join(", "),
        ]),
      ),
      ...(others.length > 0
        ? [
            `  on by other modules and their defaults (${others.length}): ${others.slice(0, shownOthers).join(", ")}${more}`,
          ]
        : []),
    ];
  });
  return { question, text: lines.join("\n"), facts: on };
}

/** Packages of lists, with the place that adds each. */
export function packagesAnswer(question: string, facts: readonly Fact[], wanted?: string): Answer {
  const lines: string[] = [];
  const used: Fact[] = [];
  for (const { target, option, value, from } of facts) {
    const shown = wanted === undefined ? from.filter(isOwn) : from;
    const rows = shown.flatMap((each) => {
      const names = packageNames(each.value);
      const fits = wanted === undefined ? names : names.filter((name) => isPackage(name, wanted));
      return fits.length > 0 ? [[placeWords(each), cut(fits)] as const] : [];
    });
    if (rows.length === 0 && wanted !== undefined) continue;
    const count = packageNames(value).length;
    const foreign = from.filter(({ file }) => file === null);
    const others = foreign.reduce((sum, each) => sum + packageNames(each.value).length, 0);
    used.push({ target, option, value, from: [...shown] });
    lines.push(`${option} on ${target}: ${count} packages`, ...columns(rows));
    if (wanted === undefined && others > 0) lines.push(`  ${others} by modules of others`);
  }
  if (lines.length === 0) lines.push(`${wanted ?? "Nothing"} is in no list of packages here.`);
  return { question, text: lines.join("\n"), facts: used };
}

/** Values that two targets do not share. */
export function differencesAnswer(
  question: string,
  [a, b]: readonly [string, string],
  facts: readonly Fact[],
  limit: number,
): Answer {
  const options = Map.groupBy(facts, ({ option }) => option);
  const rows = [...options].flatMap(([option, some]) => {
    const [left, right] = [a, b].map((id) => some.find(({ target }) => target === id));
    const same = JSON.stringify(left?.value ?? null) === JSON.stringify(right?.value ?? null);
    return same ? [] : [{ option, left, right }];
  });
  const lines = rows.slice(0, limit).flatMap(({ option, left, right }) => [
    option,
    ...columns([
      [a, sideWords(left, right)],
      [b, sideWords(right, left)],
    ]),
  ]);
  const more = rows.length > limit ? [`… and ${rows.length - limit} more`] : [];
  const head = `${rows.length} of the options that this repository sets differ between ${a} and ${b}`;
  const used = rows.slice(0, limit).flatMap(({ left, right }) => [left, right]);
  return {
    question,
    text: [rows.length > 0 ? `${head}:` : `${head}.`, ...lines, ...more].join("\n"),
    facts: used.filter((fact) => fact !== undefined),
  };
}

/** One side's value and its places; of a list only what the other side lacks. */
function sideWords(fact: Fact | undefined, other: Fact | undefined): string {
  if (!fact) return "has no such option";
  const places = fact.from.filter(isOwn).map(placeWords);
  const where = places.length > 0 ? `  ${places.join(", ")}` : "";
  const { value } = fact;
  if (!Array.isArray(value) || !Array.isArray(other?.value)) return `${showValue(value)}${where}`;
  const known = new Set(other.value.map((item) => JSON.stringify(item)));
  const more = value.filter((item) => !known.has(JSON.stringify(item)));
  return `${more.length > 0 ? `also ${showValue(more)}` : "nothing more"}${where}`;
}

/** Whether the repository says so, and it counts. */
export function isOwn({ file, idle }: Fact["from"][number]): boolean {
  return file !== null && !idle;
}

/** Rows of two columns, the first padded to a common width. */
export function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.min(32, Math.max(0, ...rows.map(([name]) => name.length)));
  return rows.map(([name, rest]) => `  ${name.padEnd(width)}  ${rest}`);
}

/** `services.nginx.enable` → nginx */
function nameOf(option: string): string {
  return option.replace(/^services\./, "").replace(/\.enable$/, "");
}

function packageNames(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.map((one) => String(showValue(one)));
}

function isPackage(shown: string, wanted: string): boolean {
  const name = shown.toLowerCase();
  return name === wanted || name.replace(/-[\d.].*$/, "") === wanted;
}

function cut(names: readonly string[]): string {
  const some = names.slice(0, shownOthers);
  return names.length > some.length
    ? `${some.join(" ")} and ${names.length - some.length} more`
    : some.join(" ");
}

/** "2 keys: alice@desk, alice@phone": how many and what they are called, never the keys. */
export function keysWords(value: unknown): string {
  const keys = Array.isArray(value) ? value.filter((key) => typeof key === "string") : [];
  if (keys.length === 0) return "no keys";
  const names = keys.map(
    (key) => key.trim().split(/\s+/).slice(2).join(" ") || "without a comment",
  );
  return `${keys.length} ${keys.length === 1 ? "key" : "keys"}: ${listWords(names)}`;
}
