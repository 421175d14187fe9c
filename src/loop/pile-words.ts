import { parseTargetId } from "../core/target.ts";
import type { Spot } from "./pile-spots.ts";

const numbers = ["no", "one", "two", "three", "four", "five", "six"];

/** "three places". */
export function count(number: number, word: string): string {
  return `${numbers[number] ?? number} ${word}${number === 1 ? "" : "s"}`;
}

/** "a, b and c". */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** Which of these places decide, where, and why. */
export function winners(
  spots: readonly Spot[],
  wins: (spot: Spot, target: string) => boolean,
): string {
  const targets = [...new Set(spots.flatMap((spot) => spot.targets))];
  const said = targets.flatMap((target) => {
    const some = spots.filter((spot) => wins(spot, target));
    const read = spots.filter((spot) => spot.targets.includes(target));
    return some.length > 0 ? [{ target, words: why(some, read) }] : [];
  });
  const groups = [...Map.groupBy(said, ({ words }) => words)];
  return groups
    .map(([words, group]) => {
      const names = group.map(({ target }) => parseTargetId(target).name);
      return groups.length === 1 ? `${words}.` : `On ${list(names)} ${lowered(words)}.`;
    })
    .join(" ");
}

const lowered = (words: string) => words.replace(/^(All|Both)/, (word) => word.toLowerCase());

/** @param read the places that the target reads */
function why(some: readonly Spot[], read: readonly Spot[]): string {
  const files = list([...new Set(some.map(({ file }) => file))]);
  if (some.length > 1)
    return some.length === read.length
      ? `${some.length === 2 ? "Both" : "All"} count, because they say the same`
      : `${files} win together, because they say the same`;
  if (read.length === 1) return `${files} is the only one`;
  const [one] = some;
  if (one?.priority === "force") return `${files} wins, because it is forced`;
  return `${files} wins, because the others are ${one?.priority === "default" ? "weaker" : "defaults"}`;
}
