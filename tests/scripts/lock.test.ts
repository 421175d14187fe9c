import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PROJECT } from "../support/imports.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentix-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockModule = pathToFileURL(join(PROJECT, "scripts/lock.mjs")).href;

/** A program that takes the lock, reads a counter, waits a little and writes it back one higher. */
function counter(): string {
  return `
    import { readFileSync, writeFileSync } from "node:fs";
    import { setTimeout } from "node:timers/promises";
    import { withLock } from ${JSON.stringify(lockModule)};
    const file = ${JSON.stringify(join(folder, "count"))};
    await withLock(${JSON.stringify(join(folder, "lock"))}, () => {}, async () => {
      const before = Number(readFileSync(file, "utf8"));
      await setTimeout(20);
      writeFileSync(file, String(before + 1));
    });`;
}

async function runCounter(): Promise<number | null> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", counter()], {
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  return code;
}

test("one at a time", async () => {
  writeFileSync(join(folder, "count"), "0");
  const codes = await Promise.all([1, 2, 3, 4].map(runCounter));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(readFileSync(join(folder, "count"), "utf8")).toBe("4");
  expect(existsSync(join(folder, "lock"))).toBe(false);
});

test("a lock whose holder died is taken over", async () => {
  const gone = spawnSync(process.execPath, ["-e", "process.stdout.write(String(process.pid))"], {
    encoding: "utf8",
  });
  writeFileSync(join(folder, "lock"), gone.stdout);
  writeFileSync(join(folder, "count"), "0");
  expect(await runCounter()).toBe(0);
  expect(readFileSync(join(folder, "count"), "utf8")).toBe("1");
});

test("a failing holder lets go", async () => {
  const failing = `
    import { withLock } from ${JSON.stringify(lockModule)};
    await withLock(${JSON.stringify(join(folder, "lock"))}, () => {}, () => { throw new Error("no"); });`;
  const run = spawnSync(process.execPath, ["--input-type=module", "--eval", failing], {
    encoding: "utf8",
  });
  expect(run.status).toBe(1);
  expect(existsSync(join(folder, "lock"))).toBe(false);
});
