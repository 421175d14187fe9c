import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Cut, cutPatch, overlap, piecesOf, usableCuts } from "../../src/core/patch/cuts.ts";
import { parsePatch } from "../../src/core/patch/patch.ts";
import { selectHunks } from "../../src/core/patch/select-hunks.ts";
import { hunkOf, type RandomChange, randomChange } from "../support/random-patch.ts";
import { bytes } from "../support/repository.ts";

const anyCut = fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 }));
const anyCuts = fc.array(anyCut, { maxLength: 8 });

/** The file with the chosen pieces applied. */
function applied(change: RandomChange, cuts: readonly Cut[], chosen: readonly string[]): string {
  const patch = parsePatch(bytes(change.patch));
  const id = patch[0]?.hunks[0]?.id ?? "";
  const { files } = selectHunks(
    cutPatch(patch, { [id]: cuts }),
    new Set(chosen),
    () => bytes(change.before),
    () => bytes(change.after),
  );
  const made = files.get("x");
  return made ? new TextDecoder().decode(made) : change.before;
}

describe("pieces of a hunk", () => {
  test("hold every line once, each side in its order, and each changes something", () => {
    fc.assert(
      fc.property(randomChange, anyCuts, (change, cuts) => {
        const hunk = hunkOf(change);
        const pieces = piecesOf(hunk, cuts);
        for (const sides of [" -", " +"]) {
          const of = (lines: typeof hunk.lines) => lines.filter(({ sign }) => sides.includes(sign));
          expect(pieces.flatMap((piece) => of(piece.hunk.lines))).toEqual(of(hunk.lines));
        }
        for (const { hunk: piece } of pieces)
          expect(piece.lines.some(({ sign }) => sign !== " ")).toBe(true);
        expect(new Set(pieces.map((piece) => piece.hunk.id)).size).toBe(pieces.length);
      }),
      { numRuns: 300 },
    );
  });

  test("all of them are the change, none of them is the base", () => {
    fc.assert(
      fc.property(randomChange, anyCuts, (change, cuts) => {
        const ids = piecesOf(hunkOf(change), cuts).map(({ hunk }) => hunk.id);
        expect(applied(change, cuts, ids)).toBe(change.after);
        expect(applied(change, cuts, [])).toBe(change.before);
      }),
      { numRuns: 300 },
    );
  });

  test("any of them leave whole lines: nothing runs together", () => {
    fc.assert(
      fc.property(randomChange, anyCuts, fc.infiniteStream(fc.boolean()), (change, cuts, coins) => {
        const pieces = piecesOf(hunkOf(change), cuts);
        const chosen = new Set(pieces.filter(() => coins.next().value).map(({ hunk }) => hunk.id));
        const lines = pieces.flatMap(({ hunk }) =>
          hunk.lines.filter(({ sign }) => sign !== (chosen.has(hunk.id) ? "-" : "+")),
        );
        const open = lines.findIndex(({ newline }) => !newline);
        expect([-1, lines.length - 1]).toContain(open);
        const decoder = new TextDecoder();
        expect(applied(change, cuts, [...chosen])).toBe(
          lines.map(({ text, newline }) => decoder.decode(text) + (newline ? "\n" : "")).join(""),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("keep their ids when other places are cut, and have others when cut again", () => {
    const change: RandomChange = {
      before: "a\nb\nc\nd\n",
      after: "1\nb\n2\nd\n",
      patch: `diff --git a/x b/x\nindex ${"1".repeat(40)}..${"2".repeat(40)} 100644\n--- a/x\n+++ b/x\n@@ -1,4 +1,4 @@\n-a\n+1\n b\n-c\n+2\n d\n`,
    };
    const hunk = hunkOf(change);
    const [upper, lower] = piecesOf(hunk, [[2, 2]]);
    const again = piecesOf(hunk, [
      [2, 2],
      [1, 0],
    ]);
    expect(again).toHaveLength(3);
    expect(again[2]?.hunk.id).toBe(lower?.hunk.id);
    expect(again.map((piece) => piece.hunk.id)).not.toContain(upper?.hunk.id);
    expect(again.filter((piece) => overlap(piece, upper as typeof piece))).toHaveLength(2);
    expect(piecesOf(hunk, [])[0]?.hunk).toBe(hunk);
    expect(
      usableCuts(hunk, [
        [1, 1],
        [2, 2],
      ]),
    ).toEqual([[1, 1]]);
  });
});
