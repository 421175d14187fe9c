import type { Finding } from "../core/finding.ts";
import { suspicious } from "../core/suspicious.ts";
import { doubtRule, doubtsAtHunks, freeFindings, freeRule, type Origin } from "./doubts.ts";
import type { Reviewable } from "./hunks.ts";

/**
 * What is to be said of a change: the findings on its options, each with the hunk and the line that it comes
 * from where one hunk names it, one for each hunk that holds characters which are not what they look like,
 * one for each hunk of a file that was written freely, and one for each doubt that an edit is what the person asked for.
 */
export function attachHunks(
  findings: readonly Finding[],
  review: Reviewable,
  origin: Origin,
): Finding[] {
  const judged = findings.filter(
    ({ rule }) =>
      rule !== hiddenRule && rule !== doubtRule && rule !== freeRule && !rule.startsWith("source-"),
  );
  return [
    ...hiddenFindings(review),
    ...review.sources,
    ...freeFindings(review, origin),
    ...doubtsAtHunks(origin, review),
    ...judged.map((finding) => attached(finding, review)),
  ];
}

const hiddenRule = "hidden-characters";

function hiddenFindings({ hidden, files }: Reviewable): Finding[] {
  const inPaths = files
    .filter(({ path, status }) => status === "added" && suspicious(path).length > 0)
    .map(
      ({ path, hunks }): Finding => ({
        tier: "high",
        rule: hiddenRule,
        message: `${path}: its name holds ${[...new Set(suspicious(path).map(({ name }) => name))].join(", ")}`,
        file: path,
        ...(hunks[0] ? { hunk: hunks[0].id } : {}),
      }),
    );
  const byHunk = Map.groupBy(hidden, ({ hunk }) => hunk);
  const inLines = [...byHunk].map(([hunk, lines]): Finding => {
    const names = [...new Set(lines.flatMap((one) => one.names))];
    const { file = "", line = 0 } = lines[0] ?? {};
    const more = lines.length > 1 ? ` (${lines.length} lines)` : "";
    return {
      tier: "high",
      rule: hiddenRule,
      message: `${file}:${line} holds what cannot be seen or is taken for something else: ${names.join(", ")}${more}`,
      file,
      line,
      hunk,
    };
  });
  return [...inPaths, ...inLines];
}

function attached(known: Finding, review: Reviewable): Finding {
  const { hunk: before, line: _, ...rest } = known;
  const isThere = review.files.some(({ hunks }) => hunks.some(({ id }) => id === before));
  // A hunk that was cut since names nothing any more.
  const finding = before === undefined || isThere ? known : rest;
  const { option } = finding;
  if (option === undefined) return finding;
  const subject = review.subjects.find(({ options }) =>
    options.some((own) => option === own || option.startsWith(`${own}.`)),
  );
  if (!subject) return finding;
  const file = review.files.find(({ hunks }) => hunks.some(({ id }) => id === subject.hunk));
  const hunk = file?.hunks.find(({ id }) => id === subject.hunk);
  if (!file || !hunk) return finding;
  return { ...finding, hunk: hunk.id, file: file.path, line: hunk.newStart };
}
