#!/usr/bin/env node
/**
 * Adds up vitest's JSON reports: `node count-tests.mjs REPORT…` prints the files and tests that failed, then
 * `N passed, N failed` as the last line. A test in several reports counts once, and has failed when it failed in any.
 * A missing report, a file that did not load and a run without tests count as failures.
 */
import * as fs from "node:fs";
import * as path from "node:path";

/** @type {Map<string, boolean>} each test's file and full name → whether it passed wherever it ran */
const tests = new Map();
/** What failed without being a test. */
const broken = [];

const record = (name, passed) => tests.set(name, passed && tests.get(name) !== false);

function addReport(file) {
  if (!fs.existsSync(file)) {
    broken.push(`${path.basename(file, ".json")}: vitest left no report`);
    return;
  }
  const report = JSON.parse(fs.readFileSync(file, "utf8"));
  for (const suite of report.testResults) {
    const place = path.relative(process.cwd(), suite.name);
    const ran = suite.assertionResults.filter(
      (each) => each.status !== "pending" && each.status !== "skipped",
    );
    for (const each of ran) {
      if (each.status !== "todo") record(`${place} > ${each.fullName}`, each.status === "passed");
    }
    const anyFailed = ran.some((each) => each.status === "failed");
    if (suite.status === "failed" && !anyFailed)
      broken.push(`${place}: ${suite.message || "did not load"}`);
  }
  if (!report.success && broken.length === 0 && ![...tests.values()].includes(false)) {
    broken.push(`${path.basename(file, ".json")}: vitest reports an error outside any test`);
  }
}

process.argv.slice(2).forEach(addReport);
if (tests.size === 0) broken.push("no test ran");

const failed = [...tests].filter(([, passed]) => !passed).map(([name]) => name);
for (const line of [...failed, ...broken]) process.stdout.write(`✗ ${line}\n`);
process.stdout.write(
  `${tests.size - failed.length} passed, ${failed.length + broken.length} failed\n`,
);
process.exitCode = failed.length + broken.length > 0 ? 1 : 0;
