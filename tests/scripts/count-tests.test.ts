import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PROJECT } from "../support/imports.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentix-count-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Status = "passed" | "failed" | "skipped" | "todo";

/** Writes a report as vitest does: file → test → status; a file without tests did not load. */
function report(name: string, files: Readonly<Record<string, Readonly<Record<string, Status>>>>) {
  const testResults = Object.entries(files).map(([file, tests]) => ({
    name: join(PROJECT, file),
    status:
      Object.keys(tests).length === 0 || Object.values(tests).includes("failed")
        ? "failed"
        : "passed",
    message: "",
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
  }));
  const success = testResults.every((each) => each.status === "passed");
  writeFileSync(join(folder, name), JSON.stringify({ success, testResults }));
}

function count(...names: string[]) {
  const script = join(PROJECT, "scripts/count-tests.mjs");
  const paths = names.map((name) => join(folder, name));
  const run = spawnSync(process.execPath, [script, ...paths], { cwd: PROJECT, encoding: "utf8" });
  return { code: run.status, last: run.stdout.trimEnd().split("\n").at(-1), all: run.stdout };
}

test("a test in both reports counts once", () => {
  report("check.json", { "tests/a.test.ts": { one: "passed", two: "passed" } });
  report("test.json", {
    "tests/a.test.ts": { one: "passed", two: "passed" },
    "tests/b.test.ts": { one: "passed" },
  });
  expect(count("check.json", "test.json")).toMatchObject({ code: 0, last: "3 passed, 0 failed" });
});

test("a test that failed in either report has failed, and is named", () => {
  report("check.json", { "tests/a.test.ts": { one: "failed" } });
  report("test.json", { "tests/a.test.ts": { one: "passed" } });
  const counted = count("check.json", "test.json");
  expect(counted).toMatchObject({ code: 1, last: "0 passed, 1 failed" });
  expect(counted.all).toContain("tests/a.test.ts > one");
});

test("skipped and planned tests count as neither", () => {
  report("test.json", { "tests/a.test.ts": { one: "passed", two: "skipped", three: "todo" } });
  expect(count("test.json")).toMatchObject({ code: 0, last: "1 passed, 0 failed" });
});

test("no tests at all are a failure", () => {
  report("test.json", {});
  expect(count("test.json")).toMatchObject({ code: 1, last: "0 passed, 1 failed" });
});

test("a missing report and a file that did not load are failures", () => {
  report("test.json", { "tests/a.test.ts": { one: "passed" }, "tests/broken.test.ts": {} });
  const counted = count("check.json", "test.json");
  expect(counted).toMatchObject({ code: 1, last: "1 passed, 2 failed" });
  expect(counted.all).toContain("tests/broken.test.ts");
});
