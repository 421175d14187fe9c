import { expect, it } from "vitest";
import type { AuditEntry } from "../../src/core/audit.ts";
import { auditMarkdown, entriesIn } from "../../src/core/audit-report.ts";

const entry = (seq: number, time: string, rest: Partial<AuditEntry> = {}): AuditEntry => ({
  seq,
  time,
  prev: "0".repeat(64),
  hash: "1".repeat(64),
  actor: { kind: "human", user: "ada" },
  action: "propose",
  result: "proposed",
  details: {},
  ...rest,
});
const chain = {
  entries: 2,
  ok: true,
  head: { seq: 2, hash: "a".repeat(64) },
  pinned: null,
  problems: [],
};

it("takes both ends of a period in", () => {
  const all = [
    "2026-01-01T00:00:00.000Z",
    "2026-01-02T10:00:00.000Z",
    "2026-01-03T00:00:00.000Z",
  ].map((time, at) => entry(at + 1, time));
  const seqs = (since?: string, until?: string) =>
    entriesIn(all, { since, until }).map(({ seq }) => seq);
  expect(seqs()).toEqual([1, 2, 3]);
  expect(seqs("2026-01-02T10:00:00.000Z", "2026-01-02T10:00:00.000Z")).toEqual([2]);
  expect(seqs(undefined, "2026-01-02T23:59:59.999Z")).toEqual([1, 2]);
});

it("says who did what, with which policy, and what was refused", () => {
  const text = auditMarkdown(
    [
      entry(1, "2026-01-01T00:00:00.000Z", {
        proposal: "p1",
        details: { goal: "enable x", policy: "abc123" },
      }),
      entry(2, "2026-01-01T00:00:01.000Z", {
        proposal: "p1",
        action: "apply",
        result: "refused",
        actor: { kind: "cli", user: "bob" },
        details: { code: "dirty-tree", message: "No." },
      }),
    ],
    {},
    chain,
  );
  expect(text).toContain("2 entries by ada (human), bob (cli), 1 steps refused");
  expect(text).toContain("## p1: enable x");
  expect(text).toMatch(/\| 1 \|.*propose \| proposed \| `abc123` \|/);
  expect(text).toMatch(/refused \| {2}\| `dirty-tree` No\. \|/);
});

it("names the rule that approved in nobody's presence, the tier, and what is odd about time", () => {
  const details = { approval: "a1", rule: "routine", tier: "medium" };
  const entries = [entry(1, "2026-01-01T00:00:00.000Z", { proposal: "p1", details })];
  const text = auditMarkdown(entries, {}, { ...chain, notes: ["entry 9 is earlier"] });
  expect(text).toContain("approval `a1`, by the rule `routine`, tier medium");
  expect(text).toContain("entry 9 is earlier");
});

it("lets no text of a stranger format, link, hide or break a row", () => {
  const goal = "a | b\n# c [x](http://evil) <img src=x> `d` \u202e\u001b[2J";
  const text = auditMarkdown(
    [entry(1, "2026-01-01T00:00:00.000Z", { proposal: "p1", details: { goal } })],
    {},
    chain,
  );
  expect(text).not.toMatch(/[^\\]<img|[^\\]\[x\]/);
  for (const character of ["\u202e", "\u001b"]) expect(text).not.toContain(character);
  expect(text.split("\n").filter((line) => line.startsWith("#"))).toHaveLength(2);
});
