import { describe, expect, test } from "vitest";
import { matchesIn, queryOf } from "../../src/core/panes/search.ts";
import { atReview, keys, paste, play, typing } from "../support/ui.ts";

const run = (...events: Parameters<typeof play>[2]) =>
  play(120, 40, [...atReview, ...events]).state;

describe("matches in a text", () => {
  test("letter case counts only with a capital in the query", () => {
    expect(matchesIn("services.openSSH openssh", "openssh")).toEqual([
      { from: 9, to: 16 },
      { from: 17, to: 24 },
    ]);
    expect(matchesIn("services.openSSH openssh", "openSSH")).toEqual([{ from: 9, to: 16 }]);
    expect(matchesIn("aaa", "aa")).toEqual([{ from: 0, to: 2 }]);
    expect(matchesIn("anything", "")).toEqual([]);
  });

  test("a letter whose lower case is longer moves nothing", () => {
    expect(matchesIn("İİx", "x")).toEqual([{ from: 2, to: 3 }]);
  });
});

describe("searching the diff", () => {
  test("goes to the first match while typing, and back with Esc", () => {
    const before = run();
    const found = run(...keys("/"), ...typing("tailscale ="));
    const row = found.review?.rows[found.review.cursor];
    expect(row?.kind).toBe("pair");
    expect(found.review?.cursor).toBeGreaterThan(before.review?.cursor ?? 0);
    const back = run(...keys("/"), ...typing("tailscale ="), ...keys("esc"));
    expect(back.review?.cursor).toBe(before.review?.cursor);
    expect(queryOf(back.search, "diff")).toBe("");
  });

  test("letters type into the field and decide nothing, a paste too", () => {
    const state = run(...keys("/", "y", "x", "A"), paste("q\nq"), ...keys("enter"));
    expect(queryOf(state.search, "diff")).toBe("yxAq q");
    expect(Object.values(state.review?.decisions ?? {})).not.toContain("accepted");
    expect(state.leaving).toBe(false);
  });

  test("n and N walk the matches around the ends, J goes to hunks, Esc ends it", () => {
    const start = [...keys("/"), ...typing("enable = true"), ...keys("enter")];
    const matches = run(...start).review?.matches ?? [];
    expect(matches.length).toBeGreaterThan(1);
    const at = (...names: string[]) => run(...start, ...keys(...names)).review?.cursor;
    expect(at()).toBe(matches[0]);
    expect(at("n")).toBe(matches[1]);
    expect(at("N")).toBe(matches.at(-1));
    expect(at(...matches.map(() => "n"))).toBe(matches[0]);
    expect(run(...start, ...keys("J")).review?.rows[at("J") ?? 0]?.kind).toBe("hunk");
    const ended = run(...start, ...keys("esc", "n"));
    expect(ended.review?.rows[ended.review.cursor]?.kind).toBe("hunk");
    expect(ended.review?.matches).toEqual([]);
  });

  test("a match on the reader's own line is the first one", () => {
    const start = [...keys("/"), ...typing("enable = true"), ...keys("enter", "n", "esc")];
    const here = run(...start).review?.cursor;
    expect(run(...start, ...keys("/"), ...typing("enable")).review?.cursor).toBe(here);
  });

  test("what is not there leaves the reader where they were", () => {
    const state = run(...keys("/"), ...typing("nowhere to be seen"));
    expect(state.review?.cursor).toBe(run().review?.cursor);
    expect(state.review?.matches).toEqual([]);
  });

  test("matches follow the layout", () => {
    const split = run(...keys("/"), ...typing("443"), ...keys("enter"));
    const unified = run(...keys("/"), ...typing("443"), ...keys("enter", "|"));
    for (const { review } of [split, unified])
      for (const at of review?.matches ?? [])
        expect(["pair", "line", "effect", "note"]).toContain(review?.rows[at]?.kind);
  });

  test("erasing in the empty field closes it", () => {
    expect(run(...keys("/", "backspace")).search.typing).toBeNull();
  });
});
