import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suspicious } from "../../src/core/suspicious.ts";
import { safe, safeLog, withoutColour } from "../../src/core/text.ts";

const forbidden =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Me}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}|\p{M}{3}/u;

/** Strings rich in what terminals obey or hide. */
const hostile = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.constantFrom(
        "\u001b]8;;http://x\u0007",
        "\u001b[2J",
        "\u001b[8m",
        "\u001b[38;5;0;48;5;0m",
        "\u001bP",
        "\u009b31m",
        "\u202e",
        "\u200d",
        "\ufe0f",
        "\u{e0041}",
        "a\u0301\u0302\u0303\u0304",
        "\u00a0",
        "\t",
        "\r\n",
        "日本",
        "👩🏽‍🚀",
        "\ud800",
      ),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("safe", () => {
  test.each([
    ["plain ASCII stays", "  enable = true; # ok", "  enable = true; # ok"],
    ["ESC", "\u001b[2Jx", "␛[2Jx"],
    ["an unterminated OSC hides nothing", '\u001b]0;\nroot="x"', '␛]0;␊root="x"'],
    ["carriage return", "evil\rgood", "evil␍good"],
    ["NUL, BEL, DEL", "\0\u0007\u007f", "␀␇␡"],
    ["C1", "\u009b31m", "‹U+009B›31m"],
    ["bidi override", "a\u202eb", "a‹U+202E›b"],
    ["zero width", "a\u200bb\ufeff", "a‹U+200B›b‹U+FEFF›"],
    ["joined emoji", "👨\u200d👩", "👨‹U+200D›👩"],
    ["variation selector", "❤\ufe0f", "❤‹U+FE0F›"],
    ["tag character", "a\u{e0041}", "a‹U+E0041›"],
    ["line separator", "a\u2028b", "a‹U+2028›b"],
    ["no-break space", "a\u00a0b", "a‹U+00A0›b"],
    ["ideographic space", "a\u3000b", "a‹U+3000›b"],
    ["braille blank", "\u2800", "‹U+2800›"],
    ["Hangul filler", "\u3164", "‹U+3164›"],
    ["lone surrogate", "a\ud800b", "a‹U+D800›b"],
    ["private use", "\ue0b0", "‹U+E0B0›"],
    ["one accent stays", "e\u0301", "e\u0301"],
    ["marks in a heap", "e\u0301\u0302\u0303\u0304", "e\u0301\u0302‹U+0303›‹U+0304›"],
    ["a mark on a sign", "=\u0338", "=‹U+0338›"],
    ["accents, CJK and emoji stay", "Größe 日本語 🚀", "Größe 日本語 🚀"],
    ["skin tone", "👍\u{1f3fd}", "👍‹U+1F3FD›"],
    ["tabs", "\tx\ty", "        x       y"],
    ["tabs behind wide letters", "日\tx", "日      x"],
  ])("%s", (_name, input, output) => {
    expect(safe(input)).toBe(output);
  });

  test("keeps lines when asked, CR LF as one", () => {
    expect(safe("a\r\nb\u001b\n", { multiline: true })).toBe("a\nb␛\n");
  });

  test("tab stops as asked", () => {
    expect(safe("\tx\ty", { tabs: 2 })).toBe("  x y");
  });

  test("cuts long lines with a mark, each line for itself", () => {
    expect(safe("abcdef", { maxLength: 4 })).toBe("abcd‹+2 characters›");
    expect(safe("abcdef\nab", { maxLength: 4, multiline: true })).toBe("abcd‹+2 characters›\nab");
    expect(safe("👍👍", { maxLength: 2 })).toBe("👍👍");
  });

  test("never lets a control, bidi or hidden character through", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(safe(text)).not.toMatch(forbidden);
        expect(safe(text, { multiline: true }).replaceAll("\n", "")).not.toMatch(forbidden);
      }),
      { numRuns: 2000 },
    );
  });

  test("is idempotent", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(safe(safe(text))).toBe(safe(text));
      }),
    );
  });

  test("loses no visible ASCII", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const visible = (value: string) =>
          value.replace(/‹[^›]*›/g, "").replace(/[^\x21-\x7e]/g, "");
        expect(visible(safe(text))).toBe(visible(text));
      }),
    );
  });
});

describe("safeLog", () => {
  test.each([
    ["keeps a colour and closes it", "\u001b[31mred", "\u001b[31mred\u001b[0m"],
    ["keeps a closed one", "\u001b[1;32mok\u001b[0m", "\u001b[1;32mok\u001b[0m"],
    ["drops conceal", "\u001b[8mx", "x"],
    ["drops conceal inside a list", "\u001b[31;8mx\u001b[m", "\u001b[31mx\u001b[0m"],
    ["drops backgrounds", "\u001b[41mx", "x"],
    ["drops 256 colours, parameters and all", "\u001b[38;5;8mx", "x"],
    ["drops true colours with colons", "\u001b[38:2:1:2:31mx", "x"],
    ["shows other sequences", "\u001b[2Jx\u001b]0;t\u0007", "␛[2Jx␛]0;t␇"],
    ["shows a split sequence", "\u001b[3", "␛[3"],
    ["a trailing CR goes", "line\r", "line"],
    ["an inner CR shows", "10%\r20%", "10%␍20%"],
  ])("%s", (_name, input, output) => {
    expect(safeLog(input)).toBe(output);
  });

  test("cuts the visible length", () => {
    expect(withoutColour(safeLog("\u001b[31mabc\u001b[0mdef", { maxLength: 4 }))).toBe(
      "abcd‹+2 characters›",
    );
  });

  test("holds nothing but harmless colours", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what may remain
        const colour = /\u001b\[(?:0|1|22|39|[39][1-6])(?:;(?:0|1|22|39|[39][1-6]))*m/g;
        expect(safeLog(text).replace(colour, "")).not.toMatch(forbidden);
        expect(withoutColour(safeLog(text))).not.toMatch(forbidden);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("T17: suspicious", () => {
  test.each([
    ["enable = true;", []],
    ["# Größe, 日本語, 🚀", []],
    ['description = "café";', []],
    ["\tindented = 1;", []],
    ["a\u202eb", ["bidirectional control"]],
    ["a\u200bb", ["zero-width character"]],
    ["a\u00a0b", ["look-alike space"]],
    ["a\ufe0fb", ["variation selector"]],
    ["a\u{e0041}", ["tag character"]],
    ["a\u001b[8m", ["escape character"]],
    ["a\r", ["carriage return"]],
    ["a\u2028", ["line separator"]],
    ["a\u3164", ["look-alike space"]],
    ["a\u00adb", ["invisible character"]],
    ["\ue000", ["private-use character"]],
    ["=\u0338", ["stacked combining mark"]],
    ["pkgs.c\u043ereutils", ["mixed-script identifier"]],
    ['"s\u0435rvices".x = 1;', ["mixed-script identifier", "non-ASCII identifier"]],
    ['services."ä" = 1;', ["non-ASCII identifier"]],
    ["# שלום", ["right-to-left letter"]],
    ["e\u0301\u0302", []],
    ["e\u0301\u0302\u0303", ["stacked combining mark"]],
    [" \u0301", ["stacked combining mark"]],
  ])("%j", (text, names) => {
    expect(suspicious(text).map((found) => found.name)).toEqual(names);
  });

  test("gives the place", () => {
    expect(suspicious("ab\nc\u202ed")).toEqual([
      { index: 4, codePoint: 0x202e, name: "bidirectional control" },
    ]);
  });

  test("whatever safe has to mark with a code point is suspicious", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const shown = safe(text.replaceAll(/[\u{1F3FB}-\u{1F3FF}\u{1F1E6}-\u{1F1FF}]/gu, ""));
        if (/‹U\+/.test(shown)) expect(suspicious(text)).not.toEqual([]);
      }),
    );
  });
});
