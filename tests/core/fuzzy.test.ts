import { expect, test } from "vitest";
import { fuzzyMatches } from "../../src/core/panes/fuzzy.ts";

const texts = ["verify: evaluate and build", "next hunk", "accept the file", "undo a decision"];

test("finds by letters in order, best first", () => {
  expect(fuzzyMatches(texts, "vfy")).toEqual([0]);
  expect(fuzzyMatches(texts, "acfile")[0]).toBe(2);
  expect(fuzzyMatches(["a long verification of it", "verify"], "verify")[0]).toBe(1);
});

test("an empty query means all, a strange one nothing", () => {
  expect(fuzzyMatches(texts, "  ")).toEqual([0, 1, 2, 3]);
  expect(fuzzyMatches(texts, "zzzzqq")).toEqual([]);
  expect(fuzzyMatches(texts, "(((*")).toEqual([]);
});
