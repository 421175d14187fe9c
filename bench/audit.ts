import { mkdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sealed } from "../src/core/audit-chain.ts";
import { openStore } from "../src/store/open.ts";
import { openClock } from "../src/system/clock.ts";
import { openFiles } from "../src/system/files.ts";
import { value } from "../tests/support/value.ts";
import { figure, type Group, median } from "./figure.ts";

const ENTRIES = 100_000;
/** Entries of a file, as rotation leaves them. */
const PER_FILE = 20_000;
const APPENDS = 15;

const actor = { kind: "human", user: "ada" } as const;

/** What the audit log costs when it is long. */
export const audit: Group = {
  name: "audit",
  about: `${ENTRIES} entries verified; an entry on top of them, against one in a new log`,
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), "agentix-bench-audit-"));
    try {
      const long = opened(join(folder, "long"));
      await fill(long.home);
      // The first entry records the pin: it reads the log.
      value(await long.add());
      const verified: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const start = performance.now();
        const report = value(await long.store.auditVerify());
        verified.push(performance.now() - start);
        if (!report.ok || report.entries < ENTRIES) throw new Error(report.problems[0]);
      }
      const fresh = opened(join(folder, "new"));
      value(await fresh.add());
      const [onLong, onNew]: [number[], number[]] = [[], []];
      for (let round = 0; round < APPENDS; round += 1) {
        onLong.push(await timed(long.add));
        onNew.push(await timed(fresh.add));
      }
      return [
        figure({
          group: "audit",
          name: `verify ${ENTRIES} entries`,
          value: median(verified),
          unit: "ms",
          bar: 2000,
        }),
        figure({
          group: "audit",
          name: "append to a long log",
          value: median(onLong) / median(onNew),
          unit: "×",
          reference: { name: "to a new one", value: median(onNew), unit: "ms" },
          bar: 2,
        }),
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function opened(folder: string) {
  const gitDir = join(folder, "repo.git");
  const store = openStore({
    files: openFiles(),
    clock: openClock(),
    gitDir,
    stateHome: join(folder, "state"),
    command: "bench",
  });
  const add = () => store.audit({ actor, action: "verify", result: "passed", details: {} });
  return { store, add, home: join(gitDir, "agentix") };
}

/** A log of ordinary entries, in files as rotation leaves them. */
async function fill(home: string): Promise<void> {
  mkdirSync(home, { recursive: true });
  let prev = "0".repeat(64);
  let lines: string[] = [];
  for (let seq = 1; seq <= ENTRIES; seq += 1) {
    const details = {
      policy: "0123456789ab",
      until: "build",
      steps: [{ name: "syntax", status: "passed" }],
    };
    const time = new Date(1_700_000_000_000 + seq * 1000).toISOString();
    const entry = { seq, time, prev, actor, action: "verify", result: "passed", details };
    const { hash, line } = sealed(entry);
    prev = hash;
    lines.push(line);
    if (seq % PER_FILE !== 0) continue;
    const number = String(seq / PER_FILE).padStart(6, "0");
    await writeFile(join(home, `audit.${number}.jsonl`), lines.join(""));
    lines = [];
  }
}
