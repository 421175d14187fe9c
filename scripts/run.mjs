#!/usr/bin/env node
/**
 * `npm run demo|build|check|test|bench`: set-up first, then the task, with the pinned Node and a Nix on PATH.
 * No dependencies, and syntax that Node 18 understands.
 */
import { spawn } from "node:child_process";
import * as path from "node:path";
import { SetupProblem } from "./problem.mjs";
import { asScript, ROOT, setUp } from "./setup.mjs";

const BIN = path.join(ROOT, "node_modules", ".bin");
const BUNDLE = path.join(ROOT, "dist", "agentix.mjs");

/**
 * Each task: whether it uses Nix, and its steps; a step is a title and the arguments for the pinned Node. A task
 * that is run whole goes on after a failing step and names the failed ones at the end.
 */
const TASKS = {
  build: { nix: false, steps: (args) => [build(args)] },
  demo: {
    nix: true,
    steps: (args) => [build(["--if-stale"]), ["demo", [BUNDLE, "demo", ...args]]],
  },
  test: { nix: true, steps: (args) => [build(["--if-stale"]), vitest("test", args)] },
  check: { nix: false, whole: true, steps: checkSteps },
  bench: {
    nix: true,
    steps: (args) => [
      build(["--if-stale"]),
      ["bench", [path.join(ROOT, "bench", "main.ts"), ...args]],
    ],
  },
};

function build(args) {
  return ["build", [path.join(ROOT, "scripts", "build.mjs"), ...args]];
}

/** `--static` leaves the tests out: for those who run all tests anyway. */
function checkSteps(args) {
  const tests = args.filter((arg) => arg !== "--static");
  const runsTests = tests.length === args.length;
  return [
    [
      "format and lint",
      [script("@biomejs/biome", "bin/biome"), "check", "--error-on-warnings", "."],
    ],
    ["types", [script("typescript", "bin/tsc"), "--noEmit", "-p", "."]],
    ["dead code", [script("knip", "bin/knip.js")]],
    ...(runsTests
      ? [vitest("check", ["--project", "fast", ...tests], "architecture and fast tests")]
      : []),
  ];
}

function script(name, file) {
  return path.join(ROOT, "node_modules", name, file);
}

/** With AGENTIX_TEST_REPORTS naming a folder, the run is also written there as `<task>.json`. */
function vitest(task, args, title = "tests") {
  const reports = process.env.AGENTIX_TEST_REPORTS;
  const reporters = reports
    ? [
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${path.join(reports, `${task}.json`)}`,
      ]
    : [];
  return [title, [script("vitest", "vitest.mjs"), "run", ...reporters, ...args]];
}

/** PATH and names for the task: the project's programs first, the fetched Nix only where it is the one in use. */
function environment({ node, nix, nixOrigin }) {
  const folders = [path.dirname(node), BIN];
  if (nix && nixOrigin !== "PATH") folders.push(path.dirname(nix));
  const env = { ...process.env, PATH: [...folders, process.env.PATH ?? ""].join(path.delimiter) };
  if (nix) env.AGENTIX_NIX = nix;
  return env;
}

/** Runs one step to its end and answers its exit code; signals reach it through the terminal's process group. */
function runStep(node, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: ROOT, env, stdio: "inherit" });
    const forward = (signal) => child.kill(signal);
    const ignore = () => {};
    process.on("SIGTERM", forward);
    process.on("SIGINT", ignore);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      process.off("SIGTERM", forward);
      process.off("SIGINT", ignore);
      resolve(code ?? (signal === "SIGINT" ? 130 : 1));
    });
  });
}

await asScript(async () => {
  const [name, ...args] = process.argv.slice(2);
  const task = Object.hasOwn(TASKS, name ?? "") ? TASKS[name] : undefined;
  if (!task) throw new SetupProblem(`Say which task: ${Object.keys(TASKS).join(", ")}.`);
  const tools = await setUp({ nix: task.nix });
  const env = environment(tools);
  const failed = [];
  for (const [title, step] of task.steps(args)) {
    if (task.whole) process.stderr.write(`\n▸ ${title}\n`);
    const code = await runStep(tools.node, step, env);
    if (code === 0) continue;
    failed.push(title);
    process.exitCode = code;
    if (!task.whole || code === 130) break;
  }
  if (task.whole) {
    process.stderr.write(failed.length > 0 ? `\n✗ ${failed.join(", ")}\n` : "\n✓ all checks\n");
  }
});
