import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "../support/imports.ts";
import { nixOptions, nixProgram } from "../support/sample-flake.ts";

interface LockEntry {
  readonly version: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
type Lock = { readonly packages: Readonly<Record<string, LockEntry>> };

const run = promisify(execFile);
const system = "x86_64-linux";
let flake = "";

/** A copy of the project as Nix would fetch it, since a flake in place would be copied with all of node_modules. */
beforeAll(() => {
  flake = mkdtempSync(join(tmpdir(), "agentix-packaging-"));
  for (const name of ["flake.nix", "flake.lock", "nix", "package.json", "package-lock.json"]) {
    cpSync(join(PROJECT, name), join(flake, name), { recursive: true });
  }
  for (const name of ["src", "components", "scripts", "fixtures"]) {
    cpSync(join(PROJECT, name), join(flake, name), { recursive: true });
  }
});
afterAll(() => rmSync(flake, { recursive: true, force: true }));

const stub = ["--override-input", "nixpkgs", `path:${join(PROJECT, "tests/support/nixpkgs-stub")}`];

async function callNix(...args: string[]): Promise<string> {
  const options = [...nixOptions, "--no-write-lock-file"];
  const { NIX_CONFIG: _, ...env } = process.env;
  const { stdout } = await run(nixProgram(), [...args, ...options], { env, maxBuffer: 1 << 26 });
  return stdout;
}

async function evaluate<T>(attribute: string, apply = "x: x"): Promise<T> {
  const reference = `path:${flake}#${attribute}`;
  return JSON.parse(await callNix("eval", "--json", reference, "--apply", apply, ...stub)) as T;
}

function projectLock(): Lock {
  return JSON.parse(readFileSync(join(PROJECT, "package-lock.json"), "utf8")) as Lock;
}

test("every output evaluates on every system", async () => {
  await callNix("flake", "check", "--no-build", "--all-systems", `path:${flake}`, ...stub);
});

test("the lock file fits flake.nix as it stands", async () => {
  const locks = await callNix(
    "flake",
    "metadata",
    "--json",
    "--no-update-lock-file",
    `path:${flake}`,
  );
  const written = JSON.parse(readFileSync(join(PROJECT, "flake.lock"), "utf8"));
  expect(JSON.parse(locks).locks).toEqual(written);
});

test("the app runs the package's program", async () => {
  const out = await evaluate<string>(`packages.${system}.default.outPath`);
  expect(await evaluate(`apps.${system}.default.program`)).toBe(`${out}/bin/agentix`);
});

test("each package of the build's lock file is fetched, checked against this project's hash", async () => {
  const lock = projectLock();
  const hashes = await evaluate<Record<string, string>>(
    `packages.${system}.default.npmDeps.packageSourceOverrides`,
    "builtins.mapAttrs (_: source: source.outputHash)",
  );
  const places = Object.keys(hashes);
  expect(places).toContain("node_modules/ink");
  expect(places).toContain("node_modules/esbuild");
  for (const place of places) expect(hashes[place], place).toBe(lock.packages[place]?.integrity);
  const names = await evaluate<string[]>(
    `packages.${system}.default.npmDeps.packageSourceOverrides`,
    "sources: map (source: source.name) (builtins.attrValues sources)",
  );
  // npm reads a local file as a tarball by its name.
  expect(names.filter((name) => !/^[\w.-]+\.tgz$/.test(name))).toEqual([]);
});

test("the build's lock file is complete, and leaves out what only development needs", async () => {
  const lock = await evaluate<Lock>(`packages.${system}.default.npmDeps.packageLock`);
  const places = Object.keys(lock.packages);
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const name of Object.keys(entry.dependencies ?? {})) {
      expect(
        places.some((each) => each.endsWith(`node_modules/${name}`)),
        `${place}: ${name}`,
      ).toBe(true);
    }
  }
  const ours = projectLock().packages[""] as LockEntry;
  expect(lock.packages[""]?.dependencies).toEqual(ours.dependencies);
  const left = ["node", "vitest", "knip", "typescript", "@biomejs/biome"];
  expect(left.filter((name) => places.includes(`node_modules/${name}`))).toEqual([]);
});

test.each([
  ["x86_64-linux", "linux-x64"],
  ["aarch64-linux", "linux-arm64"],
  ["aarch64-darwin", "darwin-arm64"],
])("on %s the bundler comes for that system alone", async (name, expected) => {
  const places = await evaluate<string[]>(
    `packages.${name}.default.npmDeps.packageSourceOverrides`,
    "builtins.attrNames",
  );
  const esbuild = places.filter((place) => place.startsWith("node_modules/@esbuild/"));
  expect(esbuild).toEqual([`node_modules/@esbuild/${expected}`]);
});

test("the source holds what the bundle is built from, and nothing else", async () => {
  const source = await evaluate<string[]>(
    `packages.${system}.default.src`,
    "src: builtins.attrNames (builtins.readDir src)",
  );
  expect(source).toEqual([
    "components",
    "fixtures",
    "package-lock.json",
    "package.json",
    "scripts",
    "src",
  ]);
});
