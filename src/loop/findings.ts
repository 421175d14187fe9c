import type { Finding } from "../core/finding.ts";
import type { Reviewable } from "./hunks.ts";

/** Says of each finding on an option which hunk and line it comes from, where one hunk names it. */
export function attachHunks(findings: readonly Finding[], review: Reviewable): Finding[] {
  return findings.map((finding) => {
    const option = finding.option;
    if (option === undefined) return finding;
    const subject = review.subjects.find(({ options }) =>
      options.some((known) => option === known || option.startsWith(`${known}.`)),
    );
    if (!subject) return finding;
    const file = review.files.find(({ hunks }) => hunks.some(({ id }) => id === subject.hunk));
    const hunk = file?.hunks.find(({ id }) => id === subject.hunk);
    if (!file || !hunk) return finding;
    return { ...finding, hunk: hunk.id, file: file.path, line: hunk.newStart };
  });
}
