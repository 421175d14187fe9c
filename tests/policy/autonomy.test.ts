import { describe, expect, it } from "vitest";
import type { AuditEntry } from "../../src/core/audit.ts";
import type { Proposal } from "../../src/core/proposal.ts";
import { trackRecord } from "../../src/core/track-record.ts";
import { type Delegation, objections, parseWindow } from "../../src/policy/autonomy.ts";
import { sampleReview } from "../support/sample-review.ts";

let seq = 0;
const line = (
  action: string,
  result: string,
  details: Record<string, unknown>,
  more: Partial<AuditEntry> = {},
): AuditEntry => ({
  seq: ++seq,
  time: "2026-11-24T08:00:00.000Z",
  prev: "0".repeat(64),
  hash: "0".repeat(64),
  actor: { kind: "human", user: "ada" },
  action,
  result,
  details,
  proposal: "p1",
  ...more,
});
const applied = (kinds: string[], more: Record<string, unknown> = {}, proposal = "p1") =>
  line("apply", "applied", { kinds, by: "human", ...more }, { proposal });
const keptOf = (entries: AuditEntry[], kind = "packages") =>
  trackRecord(entries).find((one) => one.kind === kind)?.kept;

describe("a track record", () => {
  it("counts what a person approved and that was kept, each class by itself", () => {
    const entries = [applied(["packages"]), applied(["packages", "services"]), applied(["inputs"])];
    expect(keptOf(entries)).toBe(2);
    expect(keptOf(entries, "services")).toBe(1);
    expect(keptOf(entries, "settings")).toBe(0);
  });

  it("does not count what was delegated, refused, or only started", () => {
    const by = { by: "policy", rule: "routine" };
    const started = line("apply", "started", { kinds: ["packages"], by: "human" });
    const refused = line("apply", "refused", { kinds: ["packages"], by: "human" });
    expect(keptOf([applied(["packages"], by), started, refused])).toBe(0);
  });

  it.each([
    ["rejected", line("reject", "rejected", { kinds: ["packages"] })],
    ["rolled back", line("activate", "rolled-back", {}, { proposal: "p1" })],
    ["taken back", applied(["packages"], { undoes: "p1" }, "p9")],
  ])("starts anew when a change of the class is %s", (how, end) => {
    const entries = [applied(["packages"]), applied(["services"], {}, "p2"), end];
    expect(keptOf(entries)).toBe(0);
    expect(keptOf(entries, "services")).toBe(1);
    const found = trackRecord(entries).find(({ kind }) => kind === "packages");
    expect(found?.reset).toMatchObject({ proposal: "p1", how });
    expect(keptOf([...entries, applied(["packages"], {}, "p10")])).toBe(1);
  });

  it("is not impressed by strange lines", () => {
    expect(keptOf([line("apply", "applied", { kinds: "packages", by: "human" })])).toBe(0);
    expect(keptOf([line("apply", "applied", { kinds: [7, null], by: "human" })])).toBe(0);
  });
});

const rule: Delegation = {
  name: "routine",
  tiers: ["low", "medium"],
  kinds: ["packages"],
  options: [],
  hosts: ["web*"],
  step: "apply",
  perDay: 2,
  windows: [],
  minTrackRecord: 2,
  source: "config.toml",
};
const { proposal: sample } = sampleReview();
const effect = {
  target: "web1",
  option: "environment.systemPackages",
  before: [],
  after: ["btop"],
};
const proposal = (change: Partial<Proposal> = {}, effects = [effect]): Proposal => ({
  ...sample,
  targets: ["web1"],
  findings: [],
  files: sample.files.slice(0, 1).map((file) => ({
    ...file,
    path: "hosts/web1/default.nix",
    hunks: file.hunks.map((hunk) => ({ ...hunk, tier: "medium" as const })),
  })),
  explanation: { ...sample.explanation, effects },
  verification: {
    proposal: sample.id,
    candidate: sample.candidate,
    base: sample.base,
    ok: true,
    until: "build",
    at: "",
    nix: "",
    steps: [],
    toplevels: {},
    closure: { added: [], removed: [], changed: [], bytes: 0 },
    effects,
    findings: [],
  },
  ...change,
});
// A Tuesday, in whatever zone the tests run.
const now = new Date(2026, 10, 24, 10, 30);
const history = [applied(["packages"]), applied(["packages"], {}, "p2")];
const against = (
  one: Proposal,
  change: Partial<Delegation> = {},
  entries: AuditEntry[] = history,
  step: "apply" | "activate" = "apply",
) => objections({ ...rule, ...change }, one, { now, entries, step });

describe("a delegation", () => {
  it("covers exactly what it names", () => {
    expect(against(proposal())).toEqual([]);
    expect(against(proposal(), { options: ["environment.**"] })).toEqual([]);
  });

  const high = { tier: "high" as const, rule: "x", message: "x" };
  it.each<[string, Proposal, Partial<Delegation>]>([
    ["the proposal is high", proposal({ findings: [high] }), {}],
    ["the proposal is medium", proposal(), { tiers: ["low"] }],
    ["it changes services", proposal({}, [{ ...effect, option: "services.x.enable" }]), {}],
    ["it changes environment.systemPackages", proposal(), { options: ["programs.**"] }],
    ["it changes nas1", proposal({}, [effect, { ...effect, target: "nas1" }]), {}],
    ["it changes nas1", proposal({ targets: ["nas1"] }), {}],
    ["it goes up to verify", proposal(), { step: "verify" }],
    ["its window is closed now", proposal(), { windows: [{ days: [2], from: 0, to: 60 }] }],
    ["packages: 2 of 3 changes approved and kept", proposal(), { minTrackRecord: 3 }],
    ["it takes another change back", proposal({ undoes: "p1" }), {}],
    ["lines of it were written by hand or freely", proposal({ edited: ["x"] }), {}],
    ["no option is known to change", proposal({}, []), { kinds: ["settings"], minTrackRecord: 0 }],
  ])("does not where %s", (why, one, change) => {
    expect(against(one, change)).toContain(why);
  });

  it("does not where it is not built, or another step is asked for", () => {
    const { verification } = proposal();
    const evaluated = verification && { ...verification, until: "evaluate" as const };
    expect(against(proposal({ verification: evaluated }))).toContain("it is not built");
    expect(against(proposal(), {}, history, "activate")).toContain("it goes up to apply");
  });

  it("does not where a finding of what was built is high", () => {
    const { verification } = proposal();
    const found = verification && { ...verification, findings: [high] };
    expect(against(proposal({ verification: found }))).toContain("the proposal is high");
  });

  it("ends for the day with its number, and counts only its own", () => {
    const own = { by: "policy", rule: "routine" };
    const today = (details: Record<string, unknown>) =>
      line("apply", "applied", { kinds: ["packages"], ...details }, { time: now.toISOString() });
    expect(against(proposal(), {}, [...history, today(own), today({ by: "human" })])).toEqual([]);
    expect(against(proposal(), {}, [...history, today(own), today(own)])).toContain(
      "its 2 for today are used",
    );
  });
});

describe("a window", () => {
  const open = (text: string, at: Date) => {
    const window = parseWindow(text);
    if (!window) throw new Error(text);
    return against2(window, at);
  };
  const against2 = (window: NonNullable<ReturnType<typeof parseWindow>>, at: Date) =>
    !objections({ ...rule, windows: [window] }, proposal(), {
      now: at,
      entries: history,
      step: "apply",
    }).includes("its window is closed now");
  // The 24th of November 2026 is a Tuesday.
  const day = (date: number, hour: number, minute = 0) => new Date(2026, 10, date, hour, minute);

  it("is open from its first minute up to its last", () => {
    expect(open("09:00-17:00", day(24, 9))).toBe(true);
    expect(open("09:00-17:00", day(24, 16, 59))).toBe(true);
    expect(open("09:00-17:00", day(24, 17))).toBe(false);
    expect(open("Mon-Fri 00:00-24:00", day(28, 12))).toBe(false);
    expect(open("Fri-Mon 00:00-24:00", day(28, 12))).toBe(true);
    expect(open("Tue,Thu 08:00-09:00", day(26, 8, 30))).toBe(true);
  });

  it("goes past midnight, and the night belongs to the day that it began on", () => {
    expect(open("Tue 22:00-06:00", day(24, 23))).toBe(true);
    expect(open("Tue 22:00-06:00", day(25, 5, 59))).toBe(true);
    expect(open("Tue 22:00-06:00", day(24, 5))).toBe(false);
    expect(open("Tue 22:00-06:00", day(25, 23))).toBe(false);
  });

  it.each([
    "",
    "always",
    "9-17",
    "25:00-26:00",
    "09:60-10:00",
    "Xyz 09:00-10:00",
    "Mon-Tue-Wed 09:00-10:00",
    "09:00-24:01",
  ])("is not read from %j", (text) => {
    expect(parseWindow(text)).toBeNull();
  });
});
