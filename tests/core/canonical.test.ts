import { expect, test } from "vitest";
import { canonical } from "../../src/core/canonical.ts";

test("the examples of RFC 8785", () => {
  const numbers = [333333333.3333333, 1e30, 4.5, 2e-3, 0.000000000000000000000000001];
  const value = { numbers, string: '€$\u000f\nA\'B"\\\\"/', literals: [null, true, false] };
  expect(canonical(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  // Appendix: keys by UTF-16 code units, where an emoji comes before a high BMP character.
  const keys = {
    "\u20ac": 1,
    "\r": 2,
    "\ufb33": 3,
    "1": 4,
    "\u{1f600}": 5,
    "\u0080": 6,
    "\u00f6": 7,
  };
  expect(canonical(keys).match(/:\d/g)?.join("")).toBe(":2:4:6:7:1:5:3");
});

test("numbers as the RFC's table prints them", () => {
  const table: [string, string][] = [
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["41b3de4355555553", "333333333.3333332"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
  ];
  for (const [hex, expected] of table)
    expect(canonical(Buffer.from(hex, "hex").readDoubleBE())).toBe(expected);
});

test("what has no canonical form is refused", () => {
  for (const value of [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    "\ud800",
    { a: undefined },
    { "\udc00": 1 },
  ])
    expect(() => canonical(value)).toThrow(TypeError);
});
