import type { Answer, Fact } from "../plan-parts.ts";
import { showValue } from "../review/show-value.ts";

type From = Fact["from"][number];

/** `modules/ssh.nix:12`, or whose module it is where that is not the repository's. */
export function placeWords({ file, line, where }: Pick<From, "file" | "line" | "where">): string {
  if (file === null) return where;
  return line === null ? file : `${file}:${line}`;
}

/** Where a definition stands, why it is there, and whether it counts, as one line. */
export function fromWords(from: From): string {
  const because = (from.because ?? []).map(
    ({ option, file, line, value }) =>
      `${option} = ${showValue(value)} (${placeWords({ file, line, where: file })})`,
  );
  return [
    placeWords(from),
    ...(from.note ? [` (${from.note})`] : []),
    ...(because.length > 0 ? [`, through ${because.join(", ")}`] : []),
  ].join("");
}

/** "web1 and nas1" */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** What options are and who says so; targets that agree share their lines. */
export function factLines(facts: readonly Fact[]): string[] {
  const same = Map.groupBy(facts, ({ option, value, from }) =>
    JSON.stringify([option, value, from]),
  );
  return [...same.values()].flatMap((some) => {
    const [fact] = some;
    if (!fact) return [];
    const hosts = listWords(some.map(({ target }) => target));
    const head = `${fact.option} on ${hosts}: ${showValue(fact.value)}`;
    if (fact.from.length === 0) return [`${head}  (nobody sets it: its default)`];
    const telling = fact.from.filter(({ file, value }) => file !== null || !isEmpty(value));
    const several = telling.length > 1;
    return [
      head,
      ...telling.map((from) => {
        const own = several && from.value !== null ? `: ${showValue(from.value)}` : "";
        return `  ${fromWords(from)}${own}`;
      }),
    ];
  });
}

/** Modules of others define many lists and sets without putting anything in. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** The answer that just tells what options are and where each value comes from. */
export function factsAnswer(
  question: string,
  facts: readonly Fact[],
  lead: readonly string[] = [],
): Answer {
  const lines = [...lead, ...factLines(facts)];
  const text = lines.length > 0 ? lines.join("\n") : "No such option is set or declared here.";
  return { question, text, facts: [...facts] };
}
