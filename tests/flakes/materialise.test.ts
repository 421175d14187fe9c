import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { materialise, type SampleRequest } from "../../src/commands/sample.ts";
import { openProcess } from "../../src/system/process.ts";
import { nixOptions, nixProgram, projectRoot, sampleEnv } from "../support/sample-flake.ts";

const run = promisify(execFile);
let scratch = "";
beforeEach(async () => {
  scratch = await mkdtemp(join(await realpath(tmpdir()), "agentix-materialise-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

function request(into: string, changes: Partial<SampleRequest> = {}): SampleRequest {
  return {
    flake: "plain",
    fixtures: join(projectRoot, "fixtures"),
    into,
    process: openProcess(),
    nix: nixProgram(),
    env: sampleEnv(),
    ...changes,
  };
}

async function git(cwd: string, ...args: string[]) {
  return (await run("git", args, { cwd, env: sampleEnv() })).stdout.trim();
}

async function hostName(root: string, rev: string) {
  const ref = `git+file://${encodeURI(root)}?rev=${rev}#nixosConfigurations.nixos`;
  const args = ["eval", "--raw", "--offline", `${ref}.config.networking.hostName`, ...nixOptions];
  return (await run(nixProgram(), args, { env: sampleEnv() })).stdout;
}

test("one clean commit on main, with everything that it needs in one folder", async () => {
  const into = join(scratch, "one");
  const made = await materialise(request(into));
  if (!made.ok) throw new Error(made.problem.message);
  expect(await git(into, "status", "--porcelain", "--ignored")).toBe("");
  expect(await git(into, "log", "--format=%H %D")).toBe(`${made.value.commit} HEAD -> main`);
  expect(await git(into, "ls-files")).not.toContain("@");
  expect(await readdir(scratch)).toEqual(["one"]);
  expect(await hostName(into, made.value.commit)).toBe("nixos");
});

test("the same path gives the same commit", async () => {
  const into = join(scratch, "same");
  const first = await materialise(request(into));
  await rm(into, { recursive: true });
  const second = await materialise(request(into));
  expect(second).toEqual(first);
  expect(first.ok).toBe(true);
});

test("a garbage collection does not take the inputs away", async () => {
  // A copy of the fixtures with a word more, so that no other test uses the same store path.
  const fixtures = join(scratch, "fixtures");
  await run("cp", ["-r", join(projectRoot, "fixtures"), fixtures]);
  await writeFile(join(fixtures, "nixpkgs", "scratch"), scratch);
  const into = join(scratch, "kept");
  const made = await materialise(request(into, { fixtures }));
  if (!made.ok) throw new Error(made.problem.message);
  const args = ["flake", "archive", "--json", `git+file://${into}`, ...nixOptions];
  const archive = JSON.parse((await run(nixProgram(), args, { env: sampleEnv() })).stdout);
  const input = archive.inputs.nixpkgs.path;
  expect(await readdir(input)).toContain("scratch");
  await run(nixProgram(), ["store", "delete", input, ...nixOptions], { env: sampleEnv() });
  expect(await hostName(into, made.value.commit)).toBe("nixos");
});

test("a folder with something in it is refused and left alone", async () => {
  const into = join(scratch, "full");
  await mkdir(into);
  await writeFile(join(into, "mine"), "mine");
  const made = await materialise(request(into));
  expect(made).toMatchObject({ ok: false, problem: { code: "not-empty" } });
  expect(await readFile(join(into, "mine"), "utf8")).toBe("mine");
  expect(await readdir(into)).toEqual(["mine"]);
});

test.each([
  ["nix is absent", { nix: "/nowhere/nix" }, "no-nix"],
  ["git is absent", { env: { PATH: "/nowhere", HOME: "/nowhere" } }, "no-git"],
])("where %s, that is said and nothing stays behind", async (_, changes, code) => {
  const made = await materialise(request(join(scratch, "failed"), changes));
  expect(made).toMatchObject({ ok: false, problem: { code } });
  expect(await readdir(scratch)).toEqual([]);
});

test("the user's git configuration has no say", async () => {
  const home = join(scratch, "home");
  await mkdir(home);
  await writeFile(
    join(home, ".gitconfig"),
    "[commit]\n\tgpgSign = true\n[core]\n\thooksPath = /nowhere\n\texcludesFile = ~/ignore\n",
  );
  await writeFile(join(home, "ignore"), "*.nix\n");
  const { GIT_CONFIG_GLOBAL: _, ...env } = sampleEnv();
  const made = await materialise(request(join(scratch, "own"), { env: { ...env, HOME: home } }));
  if (!made.ok) throw new Error(made.problem.message);
  expect(await git(made.value.root, "ls-files")).toContain("configuration.nix");
});
