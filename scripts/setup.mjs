#!/usr/bin/env node
/**
 * Everything that a fresh clone needs: the packages of package-lock.json, the pinned Node, and a Nix.
 * No dependencies, and syntax that Node 18 understands. Run again, it looks and returns at once.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.mjs";
import { SetupProblem } from "./problem.mjs";
import { ensureNix } from "./setup-nix.mjs";

/** The project's folder. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Whatever the person's npm is told to leave out elsewhere. */
const EVERYTHING = ["--include=dev", "--include=optional", "--no-audit", "--no-fund"];

const PINNED_NODE = path.join(ROOT, "node_modules", "node", "bin", "node");

/**
 * Installs what is missing.
 * @param {{nix: boolean}} needs whether the task at hand uses Nix
 * @param {(line: string) => void} [say] where progress goes
 * @returns {Promise<{node: string, nix: string | undefined, nixOrigin: string | undefined}>} absolute paths
 * @throws {SetupProblem}
 */
export async function setUp(needs, say = (line) => process.stderr.write(`${line}\n`)) {
  await ensurePackages(say);
  const nix = needs.nix ? await ensureNix(ROOT, say) : undefined;
  return { node: PINNED_NODE, nix: nix?.nix, nixOrigin: nix?.origin };
}

async function ensurePackages(say) {
  if (packagesFit() && fs.existsSync(PINNED_NODE)) return;
  const cache = path.join(ROOT, ".cache");
  fs.mkdirSync(cache, { recursive: true });
  if (fs.lstatSync(path.join(ROOT, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new SetupProblem(
      "node_modules is a link and does not fit package-lock.json; run `npm ci` in the folder it points to.",
    );
  }
  await withLock(path.join(cache, "setup-npm.lock"), say, () => {
    if (!packagesFit()) {
      say("Installing packages (npm ci) …");
      installPackages(say);
    }
    if (!fs.existsSync(PINNED_NODE)) installPinnedNode(say);
    // npm leaves out optional packages, native parts among them, that the Node which runs it is too old for.
    if (!packagesFit()) {
      const problem = npm(PINNED_NODE, "install", "--no-save", ...EVERYTHING);
      if (problem) throw new SetupProblem(`npm install failed:\n${problem}`);
    }
  });
}

/** Whether what npm recorded as installed is what package-lock.json asks for on this platform. */
function packagesFit() {
  const wanted = readPackages(path.join(ROOT, "package-lock.json"));
  const present = readPackages(path.join(ROOT, "node_modules", ".package-lock.json"));
  return Object.entries(wanted).every(([place, entry]) => {
    if (place === "" || (entry.optional && !isForHere(entry))) return true;
    return (
      present[place]?.version === entry.version && present[place].integrity === entry.integrity
    );
  });
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages ?? {};
  } catch (error) {
    if (error.code === "ENOENT" || error instanceof SyntaxError) return {};
    throw error;
  }
}

/**
 * Whether an optional package is expected here: one that names this system. Those which name none are parts of
 * others, and come and go with them.
 */
function isForHere(entry) {
  const fits = (allowed, own) => !allowed || allowed.includes(own());
  return (
    Boolean(entry.os) &&
    fits(entry.os, () => process.platform) &&
    fits(entry.cpu, () => process.arch) &&
    fits(entry.libc, cLibrary)
  );
}

function cLibrary() {
  return process.report.getReport().header.glibcVersionRuntime ? "glibc" : "musl";
}

/**
 * The `node` package fetches its binary in an install script, which npm skips where scripts are turned off. What it
 * does is then done here by name: package.json pins this package, so nothing else gets to run.
 */
function installPinnedNode(say) {
  const folder = path.dirname(path.dirname(PINNED_NODE));
  say("Fetching the pinned Node …");
  const script = spawnSync(process.execPath, ["installArchSpecificPackage"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    env: { ...process.env, npm_config_ignore_scripts: "false" },
  });
  if (fs.existsSync(PINNED_NODE)) return;
  throw new SetupProblem(
    `The pinned Node could not be fetched through npm:\n${script.stderr.trim()}`,
  );
}

/**
 * `npm ci`; where it holds the lock file to be incomplete (some npm versions leave out other platforms' packages when
 * they write it), an install that follows the lock file for what it names, and leaves it as it is.
 */
function installPackages(say) {
  const problem = npm(process.execPath, "ci", ...EVERYTHING);
  if (problem?.includes("npm error code EUSAGE") || problem?.includes("npm ERR! code EUSAGE")) {
    say(
      "package-lock.json does not name every package; installing as far as it does (npm install) …",
    );
    const second = npm(process.execPath, "install", "--no-save", ...EVERYTHING);
    if (second) throw new SetupProblem(`npm install failed:\n${second}`);
  } else if (problem) throw new SetupProblem(`npm ci failed:\n${problem}`);
}

/** Runs the npm that runs this script, on the given Node; answers what it said when it failed. */
function npm(node, ...args) {
  // Under `npm run`, npm names itself; this is the same npm, whatever PATH says.
  const own = process.env.npm_execpath;
  const [program, first] = own?.endsWith("npm-cli.js") ? [node, [own]] : ["npm", []];
  const run = spawnSync(program, [...first, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` },
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 26,
  });
  if (run.status === 0) return undefined;
  return `${run.stdout ?? ""}${run.stderr ?? ""}${run.error?.message ?? ""}`.trim();
}

/**
 * Runs `main` as a script: a problem is printed without a stack, and becomes exit code 1.
 * @param {() => Promise<void>} main
 */
export async function asScript(main) {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await asScript(async () => {
    const { node, nix, nixOrigin } = await setUp({ nix: true });
    process.stdout.write(`Node: ${node}\nNix (${nixOrigin}): ${nix}\n`);
  });
}
