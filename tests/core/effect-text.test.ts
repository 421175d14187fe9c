import { expect, test } from "vitest";
import { effectText } from "../../src/core/review/diff-rows.ts";

const effect = { target: "web1", option: "services.x", before: null, after: null };
const many = Array.from({ length: 9 }, (_, at) => `p${at}`);

test("an effect is not told twice, and its meaning only where the values do not say it", () => {
  const said = (before: unknown, after: unknown, meaning: string) =>
    effectText({ ...effect, before, after, meaning });
  expect(said(false, true, "turns services.x on")).toBe("web1: services.x  false → true");
  expect(said(many, [...many, "btop"], "adds btop")).toBe(
    "web1: services.x  9 → 10 items:  + btop",
  );
  expect(said([22], [22, 443], "opens 443/tcp")).toContain("opens 443/tcp");
});
