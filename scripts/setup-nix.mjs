#!/usr/bin/env node
/**
 * Obtains a Nix that Agentix can use, without touching the machine outside `.cache/` (and `/nix`, Nix's own place).
 *
 * A `nix` ≥ 2.24 on PATH is used as it is. On Debian and Ubuntu the packages of a newer suite are fetched through
 * apt from the machine's own mirror, with apt's signature checks on, and unpacked into `.cache/nix-<suite>/`; nothing
 * is installed. `.cache/nix` is a link to the suite in use. Elsewhere a message names the official installer.
 *
 * No dependencies, and syntax that Node 18 understands: it runs before `npm ci`.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { chooseSource, closureOf, openSuite } from "./apt.mjs";
import { withLock } from "./lock.mjs";
import { must, SetupProblem } from "./problem.mjs";

/** Bumped when the layout below changes, so that an old unpacked Nix is replaced. */
const RECIPE = 1;
const OLDEST = [2, 24];
const PROGRAMS = ["nix", "nix-build", "nix-env", "nix-instantiate", "nix-store"];

/** Libraries come as `lib*`; these are the other packages of nix-bin's closure that its binary needs at run time. */
const KEPT = /^(lib.+|nix-bin|patchelf|bash-static)$/;

/**
 * Makes sure that a usable Nix is there.
 * @param {string} root the project's folder
 * @param {(line: string) => void} say where progress goes, one line at a time
 * @returns {Promise<{nix: string, origin: string, version: string}>} absolute path of the `nix` program, where it
 *   is from (`AGENTIX_NIX`, `PATH`, or the suite), and its version
 */
export async function ensureNix(root, say = (line) => process.stderr.write(`${line}\n`)) {
  const suite = process.env.AGENTIX_NIX_SUITE;
  if (!suite) {
    const present = presentNix();
    if (present) return present;
  }
  const cache = path.join(root, ".cache");
  fs.mkdirSync(cache, { recursive: true });
  const source = chooseSource(suite);
  const home = path.join(fs.realpathSync(cache), `nix-${source.suite}`);
  if (!isReady(home)) {
    await withLock(path.join(cache, "setup-nix.lock"), say, () => {
      if (!isReady(home)) unpackSuite(home, source, say);
    });
  }
  link(path.join(cache, "nix"), path.basename(home));
  const nix = path.join(home, "bin", "nix");
  return { nix, origin: source.suite, version: readStamp(home).version };
}

function presentNix() {
  if (process.env.AGENTIX_NIX) {
    const nix = process.env.AGENTIX_NIX;
    const version = versionOf(nix);
    if (version && newEnough(version)) return { nix, origin: "AGENTIX_NIX", version };
    throw new SetupProblem(
      `AGENTIX_NIX names ${nix}, which ${version ? `is Nix ${version}; 2.24 is the oldest that works` : "does not run as Nix"}.`,
    );
  }
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    const nix = path.join(folder, "nix");
    if (!path.isAbsolute(nix) || !fs.existsSync(nix)) continue;
    const version = versionOf(nix);
    return version && newEnough(version) ? { nix, origin: "PATH", version } : undefined;
  }
  return undefined;
}

/** The version of Nix itself, which ends the line: `nix (Determinate Nix 3.11.2) 2.31.1`. */
function versionOf(nix) {
  const run = spawnSync(nix, ["--version"], { encoding: "utf8" });
  return run.status === 0 ? /\s(\d+\.\d+(?:\.\d+)?)\S*$/m.exec(run.stdout)?.[1] : undefined;
}

function newEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Fetches and unpacks one suite beside its final place, then renames it there. */
function unpackSuite(home, source, say) {
  say(`Fetching Nix (${source.suite}) into ${path.relative(process.cwd(), home) || home} …`);
  const work = `${home}.${process.pid}.tmp`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  try {
    const apt = openSuite(path.join(work, "apt"), source);
    const packages = closureOf(apt, ["nix-bin", "patchelf"]).filter((name) =>
      KEPT.test(name.replace(/=.*/, "")),
    );
    const debs = path.join(work, "debs");
    fs.mkdirSync(debs);
    must("apt-get", [...apt, "download", ...packages], { cwd: debs });
    const tree = path.join(work, "root");
    fs.mkdirSync(tree);
    for (const deb of fs.readdirSync(debs)) must("dpkg", ["-x", path.join(debs, deb), tree]);
    relocate(tree, path.join(home, "root"));
    const version = writePrograms(work, home);
    for (const leftover of ["apt", "debs"])
      fs.rmSync(path.join(work, leftover), { recursive: true });
    fs.rmSync(home, { recursive: true, force: true });
    fs.renameSync(work, home);
    const answer = must(path.join(home, "bin", "nix"), ["eval", "--expr", "1 + 1"]).trim();
    if (answer !== "2") throw new SetupProblem(`The fetched Nix answers ${answer} to 1 + 1.`);
    fs.writeFileSync(stampOf(home), JSON.stringify({ recipe: RECIPE, home, version: version() }));
    say(`Nix ${version()} is ready.`);
  } catch (error) {
    fs.rmSync(work, { recursive: true, force: true });
    throw error;
  }
}

/** Points the nix binary at the unpacked loader and libraries, so that its children see none of them. */
function relocate(tree, finalTree) {
  const inTree = (file) => path.relative(tree, file);
  const libraries = [...foldersWithLibraries(tree)].map(inTree);
  const loader = findLoader(tree);
  const searched = (base) => libraries.map((folder) => path.join(base, folder)).join(":");
  const patchelf = [loader, "--library-path", searched(tree), path.join(tree, "usr/bin/patchelf")];
  const nix = fs.realpathSync(path.join(tree, "usr/bin/nix"));
  // DT_RPATH, unlike DT_RUNPATH, also holds for the libraries' own libraries.
  const flags = ["--force-rpath", "--set-rpath", searched(finalTree)];
  must(patchelf[0], [
    ...patchelf.slice(1),
    "--set-interpreter",
    path.join(finalTree, inTree(loader)),
    ...flags,
    nix,
  ]);
}

function* foldersWithLibraries(tree) {
  for (const base of ["usr/lib", "lib"]) {
    const folder = path.join(tree, base);
    if (!fs.existsSync(folder) || fs.lstatSync(folder).isSymbolicLink()) continue;
    for (const name of fs.readdirSync(folder)) {
      if (/-linux-gnu/.test(name)) yield path.join(folder, name);
    }
  }
}

function findLoader(tree) {
  for (const folder of foldersWithLibraries(tree)) {
    const name = fs.readdirSync(folder).find((each) => /^ld-linux.*\.so\.\d+$/.test(each));
    if (name) return path.join(folder, name);
  }
  throw new SetupProblem(`The unpacked packages hold no dynamic loader.\n${OFFICIAL}`);
}

/** Writes nix.conf and one small program per Nix command; returns a reader of the version, valid once renamed. */
function writePrograms(work, home) {
  fs.mkdirSync(path.join(work, "etc"));
  fs.mkdirSync(path.join(work, "bin"));
  const conf = [
    "build-users-group =",
    "sandbox = false",
    "substituters =",
    "experimental-features = nix-command flakes",
  ];
  fs.writeFileSync(path.join(work, "etc", "nix.conf"), `${conf.join("\n")}\n`);
  for (const name of PROGRAMS) {
    const program = path.join(work, "bin", name);
    fs.writeFileSync(program, wrapper(home, name));
    fs.chmodSync(program, 0o755);
  }
  return () => versionOf(path.join(home, "bin", "nix")) ?? "of unknown version";
}

/** Root owns /nix; a user who cannot write there gets a store of the project's own, which only this project sees. */
function wrapper(home, name) {
  const quote = (text) => `'${text.replaceAll("'", "'\\''")}'`;
  const store = path.join(path.dirname(home), "nix-store");
  return [
    "#!/bin/sh",
    `export NIX_CONF_DIR=${quote(path.join(home, "etc"))}`,
    `if [ ! -w /nix/store ] && [ ! -w /nix ] && [ ! -w / ] && [ -z "\${NIX_STORE_DIR-}" ]; then`,
    `  export NIX_STORE_DIR=${quote(path.join(store, "store"))} NIX_STATE_DIR=${quote(path.join(store, "var"))} NIX_LOG_DIR=${quote(path.join(store, "log"))}`,
    "fi",
    `exec ${quote(path.join(home, "root/usr/bin", name))} "$@"`,
    "",
  ].join("\n");
}

function stampOf(home) {
  return path.join(home, "ready.json");
}

function readStamp(home) {
  try {
    return JSON.parse(fs.readFileSync(stampOf(home), "utf8"));
  } catch {
    return {};
  }
}

function isReady(home) {
  const stamp = readStamp(home);
  return (
    stamp.recipe === RECIPE && stamp.home === home && fs.existsSync(path.join(home, "bin", "nix"))
  );
}

function link(place, target) {
  if (
    fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() &&
    fs.readlinkSync(place) === target
  )
    return;
  const fresh = `${place}.${process.pid}.tmp`;
  fs.symlinkSync(target, fresh);
  fs.renameSync(fresh, place);
}

if (process.argv[1] && fs.realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
  ensureNix(root).then(
    ({ nix, origin, version }) => process.stdout.write(`Nix ${version} (${origin}): ${nix}\n`),
    (error) => {
      if (!(error instanceof SetupProblem)) throw error;
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    },
  );
}
