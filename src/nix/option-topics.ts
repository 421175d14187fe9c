import { stem } from "../core/words.ts";
import { classes } from "./option-classes.ts";
import { desktopClasses } from "./option-classes-desktop.ts";
import { homeTopics } from "./option-topics-home.ts";
import { hostTopics } from "./option-topics-host.ts";
import { serviceTopics } from "./option-topics-services.ts";

/** Words that together mean these options, best first. */
export interface Topic {
  readonly words: readonly string[];
  readonly options: readonly string[];
}

/** A kind of software is written by names: the switch of a service or a program. */
export function switches(name: string): readonly string[] {
  return name.includes(".") ? [name] : [`services.${name}.enable`, `programs.${name}.enable`];
}

/**
 * What experts mean by some words, where such an option exists. A line: phrases apart by `|`, then after `:` the
 * options, likeliest first; those that a system lacks are passed over.
 */
export const topics: readonly Topic[] = [
  ...[hostTopics, serviceTopics, homeTopics].flatMap((table) => lines(table, (name) => [name])),
  ...[classes, desktopClasses].flatMap((table) => lines(table, switches)),
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
