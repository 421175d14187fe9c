import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type SourceLine,
  shownOffset,
  textOf,
  type ViewHunk,
} from "../../src/core/review/diff-view.ts";
import { changedWords, tokensOf, twinsOf } from "../../src/core/review/line-parts.ts";
import type { FileSource, Span } from "../../src/core/review/source.ts";
import { strangeUnits } from "../support/strange-units.ts";

const line = (sign: SourceLine["sign"], text: string): SourceLine => ({
  sign,
  text: new TextEncoder().encode(text),
  newline: true,
});
const hunk = (lines: readonly SourceLine[]) =>
  ({ lines: lines.map((source) => ({ source, old: 1, new: 1 })) }) as unknown as ViewHunk;

describe("the other version of a line", () => {
  test("is the one that the side-by-side view puts beside it", () => {
    const [a, b, c, d, e, f] = [
      line("-", "a"),
      line("-", "b"),
      line("+", "c"),
      line(" ", "x"),
      line("+", "d"),
      line("-", "e"),
    ] as [SourceLine, SourceLine, SourceLine, SourceLine, SourceLine, SourceLine];
    const g = line("+", "g");
    const twins = twinsOf(hunk([a, b, c, d, e, f, g]));
    expect([a, b, c, d, e, f, g].map((one) => twins.get(one))).toEqual([
      c,
      undefined,
      a,
      undefined,
      undefined,
      g,
      f,
    ]);
  });

  test("tells which words changed, in the text that is shown", () => {
    const before = line("-", "\tports = [ 22 80 ]; # 日本");
    const after = line("+", "\tports = [ 22 80 443 ]; # 日本");
    const words = changedWords(after, before).map(({ from, to }) => textOf(after).slice(from, to));
    expect(words).toEqual(["443"]);
    expect(changedWords(before, after)).toEqual([]);
    expect(changedWords(after, undefined)).toEqual([]);
    expect(changedWords(line("+", "x = 1;"), line("-", "services.nginx"))).toEqual([]);
  });
});

describe("tokens in the text that is shown", () => {
  const shown = (text: string, spans: readonly Span[]) => {
    const source = line("+", text);
    const side = { lines: [], spans: [[], spans] };
    const file: FileSource = { path: "a.nix", before: null, after: side };
    return tokensOf({ source, old: null, new: 2 }, file).map(({ from, to }) =>
      textOf(source).slice(from, to),
    );
  };
  test.each([
    ["  a = true;", "true", "true"],
    ["\ta\t= true;", "true", "true"],
    ['x = "日本 🚀";', '"日本 🚀"', '"日本 🚀"'],
    ['x = "\u001b[31m"; y = null;', "null", "null"],
    ["x = \u202e1; # \u200b", "1", "1"],
    ['e\u0301 = "é\u0301\u0301\u0301"; # c', "# c", "# c"],
  ])("%j", (text, token, wanted) => {
    const from = text.indexOf(token);
    expect(shown(text, [{ from, to: from + token.length, kind: "value" }])).toEqual([wanted]);
  });

  test("offsets never go back and end where the text does", () => {
    fc.assert(
      fc.property(fc.array(strangeUnits, { maxLength: 30 }), (parts) => {
        const source = line("+", parts.join(""));
        const at = shownOffset(source);
        let [offset, last] = [0, 0];
        for (const part of parts) {
          offset += part.length;
          expect(at(offset)).toBeGreaterThanOrEqual(last);
          last = at(offset);
        }
        expect(last).toBe(textOf(source).length);
      }),
    );
  });

  test("a line beyond what is known has none", () => {
    const file: FileSource = { path: "a.nix", before: null, after: { lines: [], spans: [] } };
    expect(tokensOf({ source: line("+", "a"), old: null, new: 9 }, file)).toEqual([]);
    expect(tokensOf({ source: line("+", "a"), old: null, new: 9 }, undefined)).toEqual([]);
  });
});
