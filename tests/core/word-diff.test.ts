import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Range, wordChanges } from "../../src/core/review/word-diff.ts";

const words = (text: string, ranges: readonly Range[]) =>
  ranges.map(({ from, to }) => text.slice(from, to));

function changes(before: string, after: string) {
  const found = wordChanges(before, after);
  return found && { before: words(before, found.before), after: words(after, found.after) };
}

describe("the words that differ between two versions of a line", () => {
  test("an element more, a value changed, a name with dashes", () => {
    expect(changes("ports = [ 22 80 ];", "ports = [ 22 80 443 ];")).toEqual({
      before: [],
      after: ["443 "],
    });
    expect(changes("  enable = false;", "  enable = true;")).toEqual({
      before: ["false"],
      after: ["true"],
    });
    expect(changes("x = pkgs.foo-bar;", "x = pkgs.foo-baz;")).toEqual({
      before: ["foo-bar"],
      after: ["foo-baz"],
    });
  });

  test("nothing is said of lines that share nothing, are equal, or are too long", () => {
    expect(wordChanges("alpha = one;", "services.nginx.enable")).toBeNull();
    expect(wordChanges("same", "same")).toBeNull();
    expect(wordChanges(`a ${"x ".repeat(600)}`, `b ${"x ".repeat(600)}`)).toBeNull();
  });

  test("what is outside the ranges is the same on both sides", () => {
    const line = fc.stringMatching(/^[ab =;日🚀]{0,30}$/u);
    fc.assert(
      fc.property(line, line, (before, after) => {
        const found = wordChanges(before, after);
        if (!found) return;
        const rest = (text: string, ranges: readonly Range[]) => {
          let at = 0;
          let result = "";
          for (const { from, to } of ranges) {
            result += text.slice(at, from);
            at = to;
          }
          return result + text.slice(at);
        };
        expect(rest(before, found.before)).toBe(rest(after, found.after));
      }),
    );
  });
});
