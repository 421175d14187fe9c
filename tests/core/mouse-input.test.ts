import { describe, expect, test } from "vitest";
import { decodeKeys } from "../../src/core/keys/key-input.ts";
import type { MouseReport } from "../../src/core/keys/mouse-input.ts";

const reports = (input: string) =>
  decodeKeys(input, true).keys.map(({ mouse, name }) => mouse ?? name);

describe("mouse reports", () => {
  test.each<[string, (MouseReport | string)[]]>([
    ["\u001b[<0;1;1M", [{ kind: "press", column: 0, row: 0 }]],
    ["\u001b[<0;300;90Mj", [{ kind: "press", column: 299, row: 89 }, "j"]],
    [
      "\u001b[<64;5;6M\u001b[<65;5;6M",
      [
        { kind: "wheel-up", column: 4, row: 5 },
        { kind: "wheel-down", column: 4, row: 5 },
      ],
    ],
    ["\u001b[<0;1;1mj", ["j"]],
    ["\u001b[<1;1;1M\u001b[<2;1;1M\u001b[<32;1;1M\u001b[<66;1;1M\u001b[<128;1;1Mj", ["j"]],
    ["\u001b[<16;1;1M\u001b[<4;1;1Mj", ["j"]],
    ["\u001b[<0;0;0M\u001b[<0;-1;3M\u001b[<0;1M\u001b[<;;M\u001b[<0;1;1;1Mj", ["j"]],
    [`\u001b[<0;${"9".repeat(400)};1Mj`, ["j"]],
    ["\u001b[<12xj", ["j"]],
    // The old way: three characters, whatever they are.
    ["\u001b[M yyj", ["j"]],
    ["\u001b[M#\u001bqj", ["j"]],
  ])("%j", (input, expected) => {
    expect(reports(input)).toEqual(expected);
  });

  test("a torn report waits for its rest, however late that comes, and types nothing", () => {
    const whole = "\u001b[<0;12;5M";
    for (let cut = 3; cut < whole.length; cut += 1) {
      const first = decodeKeys(whole.slice(0, cut), true);
      expect(first.keys).toEqual([]);
      const then = decodeKeys(first.rest + whole.slice(cut), true);
      expect(then).toEqual({
        keys: [{ name: "mouse", mouse: { kind: "press", column: 11, row: 4 } }],
        rest: "",
      });
    }
  });
});
