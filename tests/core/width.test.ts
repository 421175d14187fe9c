import fc from "fast-check";
import stringWidth from "string-width";
import { expect, test } from "vitest";
import { styledWidth } from "../../components/width.ts";
import { columnsOf, safe } from "../../src/core/text.ts";

test("every character that passes the gate is as wide as string-width says", () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += code < 0x20000 ? 1 : 17) {
    const text = safe(`a${String.fromCodePoint(code)}b`);
    if (columnsOf(text) !== stringWidth(text)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test("and so is every text of them", () => {
  const character = fc.oneof(
    fc.constantFrom(..."aé日한🚀❤1 ‹\t"),
    fc.constantFrom(
      "\u0301",
      "\u0903",
      "\u1161",
      "\u11A8",
      "\u1100",
      "\u200d",
      "\ufe0f",
      "\u{1f3fb}",
    ),
    fc.constantFrom("\u{1f1e9}", "\u0600", "\u094d", "\u0915"),
  );
  fc.assert(
    fc.property(fc.array(character, { maxLength: 12 }), (characters) => {
      const text = safe(characters.join(""));
      expect(columnsOf(text), text).toBe(stringWidth(text));
      expect(styledWidth(`\u001b[1;31m${text}\u001b[0m`)).toBe(columnsOf(text));
    }),
    { numRuns: 2000 },
  );
});
