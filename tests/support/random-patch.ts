import fc from "fast-check";
import { parsePatch } from "../../src/core/patch/patch.ts";

/** A line of a file's change: what it is, and its text. */
interface Line {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

/** Few different texts, so that lines repeat; some look like headers of a patch. */
export const lineText = fc.constantFrom(
  "a",
  "b = 1;",
  "  c = 2;",
  "{",
  "}",
  "",
  "# d",
  "a\r",
  "-- a",
  "++ b",
  "@@ -1 +1 @@",
  "\tü = 3;",
);

const block = fc
  .tuple(
    fc.array(lineText, { maxLength: 4 }),
    fc.array(lineText, { maxLength: 4 }),
    fc.array(lineText, { minLength: 1, maxLength: 5 }),
  )
  .map(([removed, added, kept]): Line[] => [
    ...removed.map((text) => ({ sign: "-" as const, text })),
    ...added.map((text) => ({ sign: "+" as const, text })),
    ...kept.map((text) => ({ sign: " " as const, text })),
  ]);

/** A file before and after, and the patch between them, which is one hunk with every line of both. */
export interface RandomChange {
  readonly before: string;
  readonly after: string;
  readonly patch: string;
}

/** Changes with and without a final newline on each side. */
export const randomChange: fc.Arbitrary<RandomChange> = fc
  .tuple(fc.array(block, { minLength: 1, maxLength: 4 }), fc.boolean(), fc.boolean(), fc.boolean())
  .map(([blocks, tail, oldOpen, newOpen]) => {
    const all = blocks.flat();
    // Without its last unchanged lines a change ends at the end of the file.
    while (tail && all.length > 1 && all.at(-1)?.sign === " ") all.pop();
    return changeOf(all, oldOpen, newOpen);
  })
  .filter(({ before, after }) => before !== "" && after !== "" && before !== after);

function changeOf(lines: readonly Line[], oldOpen: boolean, newOpen: boolean): RandomChange {
  const last = (sign: "-" | "+") =>
    lines.findLastIndex((line) => line.sign !== (sign === "-" ? "+" : "-"));
  const [lastOld, lastNew] = [last("-"), last("+")];
  const shared = lastOld === lastNew;
  // An empty line without a newline is no line.
  const isOpen = (at: number) =>
    lines[at]?.text !== "" &&
    (shared && at === lastOld
      ? oldOpen && newOpen
      : (oldOpen && at === lastOld && lines[at]?.sign === "-") ||
        (newOpen && at === lastNew && lines[at]?.sign === "+"));
  const side = (own: "-" | "+") =>
    lines
      .flatMap(({ sign, text }, at) =>
        sign === " " || sign === own ? [`${text}${isOpen(at) ? "" : "\n"}`] : [],
      )
      .join("");
  const count = (own: "-" | "+") => lines.filter(({ sign }) => sign === " " || sign === own).length;
  const start = (own: "-" | "+") => (count(own) === 0 ? 0 : 1);
  const body = lines
    .map(
      ({ sign, text }, at) =>
        `${sign}${text}\n${isOpen(at) ? "\\ No newline at end of file\n" : ""}`,
    )
    .join("");
  const id = (letter: string) => letter.repeat(40);
  const patch = `diff --git a/x b/x\nindex ${id("1")}..${id("2")} 100644\n--- a/x\n+++ b/x\n@@ -${start("-")},${count("-")} +${start("+")},${count("+")} @@ { x\n${body}`;
  return { before: side("-"), after: side("+"), patch };
}

/** The only hunk of the change. */
export function hunkOf({ patch }: RandomChange) {
  const hunk = parsePatch(new TextEncoder().encode(patch))[0]?.hunks[0];
  if (!hunk) throw new Error("no hunk");
  return hunk;
}
