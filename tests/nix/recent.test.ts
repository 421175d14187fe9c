import { expect, test } from "vitest";
import { recent } from "../../src/nix/recent.ts";

test("what was asked for last is kept, the rest forgotten", () => {
  const map = recent<number>(2);
  map.set("base", 1);
  map.set("one", 2);
  expect(map.get("base")).toBe(1);
  expect(map.set("two", 3)).toBe(3);
  expect([map.get("base"), map.get("one"), map.get("two")]).toEqual([1, undefined, 3]);
  map.delete("base");
  expect(map.get("base")).toBeUndefined();
});
