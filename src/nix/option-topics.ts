import { classes } from "./option-classes.ts";
import { desktopClasses } from "./option-classes-desktop.ts";
import { homeTopics } from "./option-topics-home.ts";
import { hostTopics } from "./option-topics-host.ts";
import { serviceTopics } from "./option-topics-services.ts";
import { saysNothing, stem } from "./option-words.ts";

/** How much the words of a likely kind say together: 1 for a word that only it has, less for those of more. */
const leastSure = 0.3;
const mostKinds = 5;

/** Words that together mean these options, best first. */
export interface Topic {
  readonly words: readonly string[];
  readonly options: readonly string[];
}

/** A kind of software is written by names: the switch of a service or a program. */
function switches(name: string): readonly string[] {
  return name.includes(".") ? [name] : [`services.${name}.enable`, `programs.${name}.enable`];
}

const kinds = [classes, desktopClasses].flatMap((table) => lines(table, switches));

/**
 * What experts mean by some words, where such an option exists. A line: phrases apart by `|`, then after `:` the
 * options, likeliest first; those that a system lacks are passed over.
 */
export const topics: readonly Topic[] = [
  ...[hostTopics, serviceTopics, homeTopics].flatMap((table) => lines(table, (name) => [name])),
  ...kinds,
].flatMap(({ phrases, options }) => phrases.map((words) => ({ words, options })));

function lines(table: string, expand: (name: string) => readonly string[]) {
  return table
    .trim()
    .split("\n")
    .map((line) => {
      const [phrases = "", options = ""] = line.split(": ");
      return {
        phrases: phrases.split(" | ").map((phrase) => [...new Set(phrase.split(" ").map(stem))]),
        options: options.split(" ").flatMap(expand),
      };
    });
}

const byWord = new Map<string, Topic[]>();
for (const topic of topics) {
  const first = topic.words[0] ?? "";
  byWord.set(first, [...(byWord.get(first) ?? []), topic]);
}

/** Topics all of whose words a question has; not those whose words another found one has too, and more. */
export function topicsIn(spoken: readonly string[]): readonly Topic[] {
  const said = new Set(spoken);
  const found = [...said]
    .flatMap((word) => byWord.get(word) ?? [])
    .filter(({ words }) => words.every((word) => said.has(word)));
  return found.filter(
    ({ words }) =>
      !found.some(
        (other) =>
          other.words.length > words.length && words.every((word) => other.words.includes(word)),
      ),
  );
}

/** Names of software: who says one means it, and no other of a kind that is described with it. */
const named = new Set(
  kinds.flatMap(({ options }) => options.map((option) => stem(option.split(".").at(-2) ?? ""))),
);

/** For each word, the kinds of software that it is used for. */
const kindsWith = new Map<string, (typeof kinds)[number][]>();
for (const kind of kinds)
  for (const word of new Set(kind.phrases.flat()))
    if (!saysNothing(word) && !named.has(word))
      kindsWith.set(word, [...(kindsWith.get(word) ?? []), kind]);

/** Kinds of software of which no phrase is spoken whole, but words that few other kinds have; the surest first. */
export function likelyKinds(spoken: readonly string[]): readonly Topic[] {
  const hints = new Map<(typeof kinds)[number], { words: string[]; sure: number }>();
  for (const word of new Set(spoken)) {
    const those = kindsWith.get(word) ?? [];
    for (const kind of those) {
      const hint = hints.get(kind) ?? { words: [], sure: 0 };
      hint.words.push(word);
      hint.sure += 1 / those.length;
      hints.set(kind, hint);
    }
  }
  return [...hints]
    .filter(([, { sure }]) => sure >= leastSure)
    .sort(([, a], [, b]) => b.sure - a.sure)
    .slice(0, mostKinds)
    .map(([{ options }, { words }]) => ({ words, options }));
}
