import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { shownField } from "../../components/field-rows.ts";

const theme = { color: false, ascii: false };
const drawn = (text: string, at: number, width: number, height = 99) =>
  shownField({ text, at }, true, theme, width, height);
const plain = (rows: readonly string[]) =>
  rows.map((row) => stripVTControlCharacters(row).slice(3).trimEnd());

test("a line breaks between words; what is longer than a line breaks anywhere", () => {
  const goal = "enable tailscale and open the firewall port";
  expect(plain(drawn(goal, goal.length, 24))).toEqual([
    "enable tailscale and",
    "open the firewall",
    "port",
  ]);
  expect(plain(drawn("abcdefghij", 10, 9))).toEqual(["abcde", "fghij"]);
});

test("no character is lost, and one cursor is drawn, wherever it stands", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 60 });
  fc.assert(
    fc.property(word, fc.nat(60), fc.integer({ min: 6, max: 30 }), (text, place, width) => {
      const rows = drawn(text, Math.min(place, text.length), width);
      expect(plain(rows).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      expect(rows.filter((row) => row.includes("\u001b[7m"))).toHaveLength(1);
    }),
  );
});

test("where the field has more lines than rows, the one with the cursor is shown", () => {
  const text = Array.from({ length: 20 }, (_, at) => `line${at}`).join("\n");
  expect(plain(drawn(text, 0, 40, 3))[0]).toBe("line0");
  expect(plain(drawn(text, text.length, 40, 3)).at(-1)).toBe("line19");
});
