import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { styled } from "../../components/diff-line.ts";
import { breakSafe, safe } from "../../src/core/text.ts";
import { strangeUnits } from "../support/strange-units.ts";

describe("styled", () => {
  test("cuts where layers begin and end; later layers come last", () => {
    expect(
      styled(safe("a = true;"), 0, [
        { from: 4, to: 8, style: "value" },
        { from: 0, to: 9, style: "added" },
        { from: 6, to: 9, style: "match" },
      ]),
    ).toEqual([
      { text: "a = ", style: ["added"] },
      { text: "tr", style: ["value", "added"] },
      { text: "ue", style: ["value", "added", "match"] },
      { text: ";", style: ["added", "match"] },
    ]);
  });

  test("of any text in any pieces, joined, is that text", () => {
    const layers = fc.array(
      fc.record({ from: fc.nat(30), to: fc.nat(40), style: fc.constantFrom("added", "string") }),
    );
    fc.assert(
      fc.property(
        fc.array(strangeUnits, { maxLength: 30 }),
        layers,
        fc.integer({ min: 2, max: 20 }),
        (parts, over, width) => {
          const text = safe(parts.join(""), { tabs: 4 });
          let offset = 0;
          let joined = "";
          for (const row of breakSafe(text, width)) {
            for (const { text: cut } of styled(row, offset, over)) {
              // No piece begins with a mark that its letter is not in.
              expect(joined === "" || !/^\p{M}/u.test(cut)).toBe(true);
              joined += cut;
            }
            offset += row.length;
          }
          expect(joined).toBe(text);
        },
      ),
    );
  });
});
