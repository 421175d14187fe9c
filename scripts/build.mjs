#!/usr/bin/env node
/**
 * Builds `dist/`: split ESM with lazy chunks, needing no node_modules at run time.
 *
 *   dist/agentix.mjs            runs as a shell script that chooses a Node ≥ 22, or with any such Node
 *   dist/*.wasm                 Nix's grammar and its parser; the bundle finds them beside `import.meta.url`
 *   dist/fixtures/              sample flakes with the small NixOS and Home Manager that `agentix demo` copies
 *   dist/THIRD-PARTY-LICENSES.txt
 *
 * A fetched Nix lies in `../.cache/nix/bin/nix` seen from `dist/`: the place to look when AGENTIX_NIX is unset and
 * PATH has no nix.
 */
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { isBuiltin } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { licensesOf } from "./licenses.mjs";
import { withLock } from "./lock.mjs";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const DIST = path.join(ROOT, "dist");
const STAMP = path.join(DIST, ".inputs");
const INPUTS = ["src", "components", "fixtures", "scripts", "package-lock.json"];
const COPIES = {
  "node_modules/web-tree-sitter/web-tree-sitter.wasm": "web-tree-sitter.wasm",
  "node_modules/@cursorless/tree-sitter-wasms/out/tree-sitter-nix.wasm": "tree-sitter-nix.wasm",
  "fixtures/nixpkgs": "fixtures/nixpkgs",
  "fixtures/flakes": "fixtures/flakes",
  "fixtures/home-manager": "fixtures/home-manager",
};

/**
 * Two programs in one text. To `sh` the second line is a no-op followed by the choice of a Node; to JavaScript the
 * first line is a hashbang and the second a string with a comment.
 */
const HEAD = `#!/bin/sh
":" //; s=$0; [ -L "$s" ] && s=$(readlink -f "$s"); n=\${s%/*}/../node_modules/node/bin/node; [ -x "$n" ] || n=node; exec "$n" "$s" "$@"
`;

/** Asked for where it may be missing: Ink's debugger, in development alone, and colours for debug output. */
const OPTIONAL = ["react-devtools-core", "supports-color"];

/** Bundles may hold CommonJS packages that ask for Node's own modules; esbuild's helper finds this `require`. */
const REQUIRE =
  'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);\n';

/**
 * `import { z }` holds on to all of zod, with every language's messages; the namespace lets esbuild drop what is
 * unused, a quarter of the size and of the load time.
 */
const slimZod = {
  name: "slim-zod",
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /[\\/](src|components)[\\/].*\.tsx?$/ }, ({ path: file }) => ({
      contents: fs
        .readFileSync(file, "utf8")
        .replace(/^import \{ z \} from "zod";$/m, 'import * as z from "zod";'),
      loader: file.endsWith("x") ? "tsx" : "ts",
    }));
  },
};

/**
 * Ink's layout engine hands its own bytes to `fetch` where there is one: that loads Node's whole HTTP client before the
 * first frame. Without it, it decodes them itself.
 */
const localYoga = {
  name: "local-yoga",
  setup(pluginBuild) {
    pluginBuild.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path: file }) => ({
      contents: `const fetch = undefined;\n${fs.readFileSync(file, "utf8")}`,
      loader: "js",
    }));
  },
};

/**
 * Ink measures our rows with `string-width`, which loads the tables of ICU and of all emoji sequences first. What the
 * text gate lets through needs neither: tests/core/width.test.ts holds that both give the same widths.
 */
const ownWidth = {
  name: "own-width",
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^string-width$/ }, () => ({
      path: "string-width",
      namespace: "own-width",
    }));
    pluginBuild.onLoad({ filter: /.*/, namespace: "own-width" }, () => ({
      contents: 'export { styledWidth as default } from "./components/width.ts";',
      resolveDir: ROOT,
    }));
  },
};

async function build() {
  const result = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: { main: "src/main.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    chunkNames: "[name]-[hash]",
    entryNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node22",
    jsx: "automatic",
    // Names stay: error names and stack traces in bug reports are worth more than a few kilobytes.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    define: { "process.env.NODE_ENV": '"production"', "process.env.DEV": '"false"' },
    plugins: [slimZod, localYoga, ownWidth],
    external: OPTIONAL,
    write: false,
    metafile: true,
    logLevel: "warning",
  });
  refuseStrangers(result.metafile);
  const fresh = `${DIST}.${process.pid}.tmp`;
  fs.rmSync(fresh, { recursive: true, force: true });
  fs.mkdirSync(fresh, { recursive: true });
  for (const file of result.outputFiles) {
    const needsRequire = /\brequire\b/.test(file.text);
    fs.writeFileSync(
      path.join(fresh, path.basename(file.path)),
      (needsRequire ? REQUIRE : "") + file.text,
    );
  }
  const entry = Object.entries(result.metafile.outputs).find(
    ([, output]) => output.entryPoint === "src/main.ts",
  );
  writeHead(path.join(fresh, "agentix.mjs"), path.basename(entry[0]));
  for (const [from, to] of Object.entries(COPIES))
    copy(path.join(ROOT, from), path.join(fresh, to));
  fs.writeFileSync(path.join(fresh, "THIRD-PARTY-LICENSES.txt"), licensesOf(ROOT, result.metafile));
  fs.writeFileSync(path.join(fresh, path.basename(STAMP)), inputsDigest());
  replace(fresh);
}

/** The bundle may import itself and Node's own modules; nothing else will be there at run time. */
function refuseStrangers(metafile) {
  const strangers = Object.values(metafile.outputs)
    .flatMap((output) => output.imports.filter((each) => each.external).map((each) => each.path))
    .filter((name) => !isBuiltin(name) && !OPTIONAL.includes(name));
  if (strangers.length > 0)
    throw new Error(`Not in the bundle: ${[...new Set(strangers)].join(", ")}`);
}

/** The program itself is imported only once Node is known to understand it. */
function writeHead(file, entry) {
  const body = `
if (Number(process.versions.node.split(".")[0]) >= 22) {
  await import("./${entry}");
} else {
  const { existsSync } = await import("node:fs");
  const { spawnSync } = await import("node:child_process");
  const { fileURLToPath } = await import("node:url");
  const node = fileURLToPath(new URL("../node_modules/node/bin/node", import.meta.url));
  if (existsSync(node)) {
    const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
    const run = spawnSync(node, args, { stdio: "inherit" });
    if (run.signal) process.kill(process.pid, run.signal);
    process.exitCode = run.status ?? 1;
  } else {
    process.stderr.write("agentix needs Node 22 or newer, and this is Node " + process.versions.node + ".\\n");
    process.exitCode = 7;
  }
}
`;
  fs.writeFileSync(file, HEAD + body);
  fs.chmodSync(file, 0o755);
}

function copy(from, to) {
  if (!fs.existsSync(from))
    throw new Error(`${path.relative(ROOT, from)} is missing: dist/ cannot be built.`);
  fs.cpSync(from, to, { recursive: true });
}

/** Puts the fresh folder in place; an agentix that still runs from the old one keeps its open files only. */
function replace(fresh) {
  const old = `${DIST}.${process.pid}.old`;
  if (fs.existsSync(DIST)) fs.renameSync(DIST, old);
  fs.renameSync(fresh, DIST);
  fs.rmSync(old, { recursive: true, force: true });
}

/** A digest of every input's path, size and time: what decides whether dist/ is stale. */
function inputsDigest() {
  const hash = createHash("sha256");
  const add = (place) => {
    const stat = fs.statSync(path.join(ROOT, place), { throwIfNoEntry: false });
    if (!stat) return;
    if (!stat.isDirectory()) return hash.update(`${place}\0${stat.size}\0${stat.mtimeMs}\n`);
    for (const name of fs.readdirSync(path.join(ROOT, place)).sort()) add(path.join(place, name));
  };
  INPUTS.forEach(add);
  return hash.digest("hex");
}

function isStale() {
  return !fs.existsSync(STAMP) || fs.readFileSync(STAMP, "utf8") !== inputsDigest();
}

const onlyIfStale = process.argv.includes("--if-stale");
if (!onlyIfStale || isStale()) {
  const say = (line) => process.stderr.write(`${line}\n`);
  fs.mkdirSync(path.join(ROOT, ".cache"), { recursive: true });
  await withLock(path.join(ROOT, ".cache", "build.lock"), say, async () => {
    if (onlyIfStale && !isStale()) return;
    const started = performance.now();
    await build();
    say(`Built dist/ in ${Math.round(performance.now() - started)} ms.`);
  });
}
