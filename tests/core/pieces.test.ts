import { expect, test } from "vitest";
import { cutPatch } from "../../src/core/patch/cuts.ts";
import { parsePatch } from "../../src/core/patch/patch.ts";
import { recutComments, recutDecisions } from "../../src/core/patch/pieces.ts";
import { bytes } from "../support/repository.ts";

const id = (letter: string) => letter.repeat(40);
const patch = parsePatch(
  bytes(
    `diff --git a/x b/x\nindex ${id("1")}..${id("2")} 100644\n--- a/x\n+++ b/x\n@@ -1,2 +1,5 @@\n {\n+a\n+b\n+c\n }\n`,
  ),
);
const whole = patch[0]?.hunks[0]?.id ?? "";
const cuts = { [whole]: [[1, 2] as const, [1, 3] as const] };
const [a = "", b = "", c = ""] = cutPatch(patch, cuts)[0]?.hunks.map((hunk) => hunk.id) ?? [];

test("put together again a hunk keeps what was decided of all its pieces, and nothing that was not", () => {
  const joined = (...decisions: ("accepted" | "rejected" | "undecided")[]) =>
    recutDecisions(
      patch,
      cuts,
      {},
      Object.fromEntries([a, b, c].map((one, at) => [one, decisions[at] ?? "undecided"])),
    );
  expect(joined("accepted", "accepted", "accepted")).toEqual({ [whole]: "accepted" });
  expect(joined("accepted", "accepted", "rejected")).toEqual({ [whole]: "undecided" });
  expect(joined("rejected", "rejected")).toEqual({ [whole]: "undecided" });
});

test("cut, every piece has the decision of the whole; a piece that stays keeps its own", () => {
  expect(recutDecisions(patch, {}, cuts, { [whole]: "rejected" })).toEqual({
    [a]: "rejected",
    [b]: "rejected",
    [c]: "rejected",
  });
  const fewer = { [whole]: [[1, 2] as const] };
  const [first = "", rest = ""] = cutPatch(patch, fewer)[0]?.hunks.map((hunk) => hunk.id) ?? [];
  expect(
    recutDecisions(patch, cuts, fewer, { [a]: "accepted", [b]: "rejected", [c]: "accepted" }),
  ).toEqual({ [first]: "accepted", [rest]: "undecided" });
});

test("a comment stands at the first piece of what it was about", () => {
  const about = (hunk: string) => [{ hunk, text: "why?", at: "" }];
  expect(recutComments(patch, {}, cuts, about(whole))).toEqual(about(a));
  expect(recutComments(patch, cuts, {}, about(c))).toEqual(about(whole));
});
