import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "../support/imports.ts";

const dist = join(PROJECT, "dist");
const { version } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));
let folder = "";

beforeAll(() => {
  const build = spawnSync(process.execPath, [join(PROJECT, "scripts/build.mjs"), "--if-stale"], {
    encoding: "utf8",
  });
  expect(build.status, build.stderr).toBe(0);
  folder = mkdtempSync(join(tmpdir(), "agentix bundle-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program with a PATH that has this Node first. */
function run(program: string, args: readonly string[], cwd = folder) {
  const PATH = [dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: { PATH, HOME: folder },
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** A copy of the bundle with nothing of the project around it. */
function copy(): string {
  const place = join(folder, "elsewhere", "dist");
  if (!existsSync(place)) {
    mkdirSync(dirname(place));
    cpSync(dist, place, { recursive: true });
  }
  return join(place, "agentix.mjs");
}

const works = { status: 0, stdout: `${version}\n`, stderr: "" };

test("runs from any folder", () => {
  expect(run(join(dist, "agentix.mjs"), ["--version"], "/")).toEqual(works);
});

test("runs through a link, as npm and people install it", () => {
  symlinkSync(join(dist, "agentix.mjs"), join(folder, "agentix"));
  expect(run(join(folder, "agentix"), ["--version"])).toEqual(works);
  expect(run(process.execPath, [join(folder, "agentix"), "--version"])).toEqual(works);
});

test("runs without the project around it", () => {
  expect(run(copy(), ["--version"])).toEqual(works);
  const help = run(copy(), ["--help"]);
  expect(help).toMatchObject({ status: 0, stderr: "" });
  expect(help.stdout).toContain("propose");
});

/** Makes Node say that it is an old one, before the program starts. */
const oldNode = `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.9.0"}})`;

test("an old Node says what is needed", () => {
  const { status, stdout, stderr } = run(process.execPath, [
    "--import",
    oldNode,
    copy(),
    "--version",
  ]);
  expect({ status, stdout }).toEqual({ status: 7, stdout: "" });
  expect(stderr).toBe("agentix needs Node 22 or newer, and this is Node 20.9.0.\n");
});

test("an old Node hands over to the project's own", () => {
  const main = join(dist, "agentix.mjs");
  expect(run(process.execPath, ["--import", oldNode, main, "--version"])).toEqual(works);
  const wrong = run(process.execPath, ["--import", oldNode, main, "no-such-command"]);
  expect(wrong.status).toBe(2);
});

test("holds the parsers, the samples and the licences of what it contains", () => {
  const needed = [
    "web-tree-sitter.wasm",
    "tree-sitter-nix.wasm",
    "fixtures/nixpkgs/flake.nix",
    "fixtures/home-manager/flake.nix",
    "fixtures/flakes/homelab/flake.nix",
  ];
  expect(needed.filter((name) => !existsSync(join(dist, name)))).toEqual([]);
  const licences = readFileSync(join(dist, "THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const name of ["ink", "react", "zod", "web-tree-sitter"])
    expect(licences).toMatch(new RegExp(`^${name} \\d`, "m"));
});
