import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sealed, verifyChain } from "../../src/core/audit-chain.ts";
import { openStore } from "../../src/store/open.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { codeOf, temporaryFolder } from "../support/repository.ts";
import { value } from "../support/value.ts";

const actor = { kind: "cli", user: "ada" } as const;

/** A log whose files are full after about three entries. */
function opened(folder = temporaryFolder(), auditBytes = 900) {
  const gitDir = join(folder, "repo.git");
  const stateHome = join(folder, "state");
  const home = join(gitDir, "agentix");
  const store = openStore({
    files: openFiles(),
    clock: openClock(),
    gitDir,
    stateHome,
    command: "test",
    auditBytes,
  });
  const add = (action: string) =>
    store.audit({ actor, action, result: "ok", details: {}, proposal: "p1" });
  return {
    store,
    home,
    add,
    heads: join(stateHome, "agentix/heads"),
    at: (name: string) => join(home, name),
    files: () => readdirSync(home).filter((name) => name.startsWith("audit")),
    verify: async () => value(await store.auditVerify()),
    actions: async () => value(await store.auditEntries()).map(({ action }) => action),
  };
}

async function filled(count = 12) {
  const log = opened();
  for (let at = 1; at <= count; at += 1) value(await log.add(`step-${at}`));
  return log;
}

const first = "audit.000001.jsonl";
const second = "audit.000002.jsonl";

describe("a log of several files", () => {
  it("is one chain; each file begins with what was carried over", async () => {
    const log = await filled();
    expect(log.files().length).toBeGreaterThan(3);
    expect(await log.verify()).toMatchObject({ ok: true, problems: [] });
    const entries = value(await log.store.auditEntries());
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => at + 1));
    expect(entries.filter(({ action }) => action.startsWith("step-"))).toHaveLength(12);
    const [line = ""] = readFileSync(log.at(second), "utf8").split("\n");
    const last = readFileSync(log.at(first), "utf8").trimEnd().split("\n").at(-1) ?? "";
    expect(JSON.parse(line)).toMatchObject({
      action: "audit-rotated",
      prev: JSON.parse(last).hash,
      details: { file: first, entries: JSON.parse(last).seq },
    });
    expect(value(await log.store.auditEntries(3))).toEqual(entries.slice(-3));
    expect(value(await log.store.auditEntries(undefined, "p1"))).toHaveLength(12);
  });

  const edits: Record<string, (log: Awaited<ReturnType<typeof filled>>) => void> = {
    "a file is gone": (log) => rmSync(log.at(second)),
    "the first file is gone": (log) => rmSync(log.at(first)),
    "the growing file is gone": (log) => rmSync(log.at("audit.jsonl")),
    "two files are exchanged": (log) => {
      renameSync(log.at(first), log.at("x"));
      renameSync(log.at(second), log.at(first));
      renameSync(log.at("x"), log.at(second));
    },
    "a file stands there twice": (log) =>
      copyFileSync(log.at(second), log.at("audit.000099.jsonl")),
    "a file is cut": (log) => {
      const lines = readFileSync(log.at(second), "utf8").trimEnd().split("\n");
      writeFileSync(log.at(second), `${lines.slice(0, -1).join("\n")}\n`);
    },
    "a file is edited": (log) =>
      writeFileSync(
        log.at(first),
        readFileSync(log.at(first), "utf8").replace('"step-1"', '"step-x"'),
      ),
    "a file lacks its last newline": (log) =>
      writeFileSync(log.at(first), readFileSync(log.at(first), "utf8").trimEnd()),
    "a file is emptied": (log) => writeFileSync(log.at(second), ""),
  };
  it.each(Object.entries(edits))("does not verify where %s", async (_, edit) => {
    const log = await filled();
    edit(log);
    const report = await log.verify();
    expect(report.ok).toBe(false);
    expect(report.problems.length).toBeGreaterThan(0);
  });

  it("goes on where a run was killed after a file was full, or before the next had a line", async () => {
    const log = await filled();
    const before = (await log.verify()).entries;
    renameSync(log.at("audit.jsonl"), log.at("audit.000090.jsonl"));
    expect(await log.verify()).toMatchObject({ ok: true, entries: before });
    value(await log.add("after"));
    const actions = await log.actions();
    expect(actions.slice(-2)).toEqual(["audit-rotated", "after"]);
    expect(log.files()).toContain("audit.jsonl");
    renameSync(log.at("audit.jsonl"), log.at("audit.000091.jsonl"));
    writeFileSync(log.at("audit.jsonl"), "");
    expect(await log.verify()).toMatchObject({ ok: true });
    value(await log.add("again"));
    expect(await log.verify()).toMatchObject({ ok: true, entries: before + 4 });
  });

  it("sets a line aside that was cut off in a new file", async () => {
    const log = await filled();
    renameSync(log.at("audit.jsonl"), log.at("audit.000090.jsonl"));
    writeFileSync(log.at("audit.jsonl"), '{"action":"audit-ro');
    value(await log.add("after"));
    expect((await log.actions()).slice(-2)).toEqual(["audit-rotated", "after"]);
    expect(await log.actions()).toContain("audit-recovered");
    expect((await log.verify()).ok).toBe(true);
  });
});

describe("an entry", () => {
  it("is refused where the middle was edited, and the end was not", async () => {
    const log = opened(undefined, 1e6);
    for (let at = 1; at <= 5; at += 1) value(await log.add(`step-${at}`));
    const path = log.at("audit.jsonl");
    writeFileSync(path, readFileSync(path, "utf8").replace("step-2", "step-9"));
    expect(codeOf(await log.add("next"))).toBe("audit-broken");
    // Nor does an old date help.
    utimesSync(path, 1, 1);
    expect(codeOf(await log.add("next"))).toBe("audit-broken");
  });

  it("is taken where a file was only copied or touched", async () => {
    const log = opened(undefined, 1e6);
    for (let at = 1; at <= 5; at += 1) value(await log.add(`step-${at}`));
    const path = log.at("audit.jsonl");
    writeFileSync(path, readFileSync(path));
    value(await log.add("next"));
    expect(await log.verify()).toMatchObject({ ok: true, entries: 6 });
  });
});

describe("a log that was removed together with its pin", () => {
  const withProposal = async () => {
    const log = await filled(3);
    mkdirSync(log.at("proposals"), { recursive: true });
    writeFileSync(log.at("proposals/p1.json"), "{}");
    expect((await log.verify()).ok).toBe(true);
    for (const name of log.files()) rmSync(log.at(name));
    rmSync(log.heads, { recursive: true });
    return log;
  };

  it("is missed, for proposals are there that no line tells of", async () => {
    const log = await withProposal();
    const report = await log.verify();
    expect(report.ok).toBe(false);
    expect(report.problems[0]).toContain("no line tells of p1");
  });

  it("begins anew with an entry that says so", async () => {
    const log = await withProposal();
    value(await log.store.audit({ actor, action: "next", result: "ok", details: {} }));
    expect(await log.actions()).toEqual(["audit-began", "next"]);
    const [began] = value(await log.store.auditEntries());
    expect(began?.details).toMatchObject({ upTo: "p1" });
    expect((await log.verify()).ok).toBe(true);
    // It forgives what was there, and nothing that comes later.
    writeFileSync(log.at("proposals/p2.json"), "{}");
    expect((await log.verify()).problems[0]).toContain("p2");
  });
});

describe("a chain in which time goes back", () => {
  const chain = (times: readonly string[]) => {
    let prev = "0".repeat(64);
    return times
      .map((time, at) => {
        const entry = { seq: at + 1, time, prev, actor, action: "x", result: "ok", details: {} };
        const { hash, line } = sealed(entry);
        prev = hash;
        return line;
      })
      .join("");
  };
  const notes = (...times: string[]) => verifyChain(chain(times), null).notes ?? [];

  it("is noted, for the clock or the entry was set back", () => {
    expect(notes("2026-11-24T10:00:00.000Z", "2026-11-24T09:00:00.000Z")).toEqual([
      expect.stringContaining("entry 2 is of 2026-11-24T09:00:00.000Z, earlier"),
    ]);
  });

  it("is not noted for the moments that clocks are put right by", () => {
    expect(notes("2026-11-24T10:00:30.000Z", "2026-11-24T10:00:00.000Z")).toEqual([]);
    expect(notes("2026-11-24T10:00:00.000Z", "2027-11-24T10:00:00.000Z")).toEqual([]);
  });
});
