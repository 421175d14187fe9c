import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { bytes, codeOf, type Sample, sampleRepository } from "../support/repository.ts";
import { value } from "../support/value.ts";

/** Rounds of each random test; more for a long look. */
const rounds = Number(process.env.AGENTIX_KILL_ROUNDS ?? 4);

/** A repository, and a commit that edits, adds and deletes many files, so that writing them takes a while. */
async function withManyChanges(count: number) {
  const files: Record<string, string> = { "flake.nix": "{ }\n" };
  for (let at = 0; at < count; at += 1) files[`hosts/h${at % 7}/f${at}.nix`] = `{ a = ${at}; }\n`;
  const repo = sampleRepository(files);
  const base = repo.run("rev-parse", "HEAD");
  const changes = new Map<string, Uint8Array | null>();
  for (const [at, path] of Object.keys(files).slice(1).entries())
    changes.set(path, at % 5 === 0 ? null : bytes(`{ b = ${"x".repeat(2000)}${at}; }\n`));
  for (let at = 0; at < 10; at += 1) changes.set(`new/d${at}/n.nix`, bytes(`{ n = ${at}; }\n`));
  const commit = value(await repo.git.commit({ parent: base, files: changes, message: "many" }));
  value(await repo.git.keep("p1", commit));
  return { repo, base, commit };
}

function start(repo: Sample, base: string, commit: string): ChildProcess {
  const script = new URL("../support/apply-once.ts", import.meta.url).pathname;
  const args = [
    "--experimental-strip-types",
    "--no-warnings",
    script,
    repo.root,
    repo.home,
    base,
    commit,
  ];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

/** Process ids of gits that apply something below this root. */
function applyingGits(root: string): number[] {
  const found: number[] = [];
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== root) continue;
      if (readFileSync(`/proc/${name}/environ`, "latin1").includes("AGENTIX_APPLY="))
        found.push(Number(name));
    } catch {
      // Ended meanwhile.
    }
  }
  return found;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The branch is old or new, tree and index match it, nothing is left over, and applying again finishes. */
async function consistent(repo: Sample, base: string, commit: string): Promise<"old" | "new"> {
  const recovered = value(await repo.git.recover());
  const head = repo.run("rev-parse", "main");
  expect([base, commit]).toContain(head);
  expect(repo.run("status", "--porcelain", "--ignored")).toBe("");
  expect(existsSync(join(repo.root, ".git/index.lock"))).toBe(false);
  if (recovered) expect(recovered.outcome).toBe(head === commit ? "applied" : "untouched");
  expect(repo.run("for-each-ref", "--format=%(refname)")).toBe(
    "refs/agentix/proposals/p1\nrefs/heads/main",
  );
  expect(value(await repo.git.recover())).toBeNull();
  const again = value(await repo.git.apply({ proposal: "p1", branch: "main", base, commit }));
  expect(again).toBe(head === commit ? "already-applied" : "applied");
  expect(repo.run("status", "--porcelain")).toBe("");
  repo.run("reset", "-q", "--hard", base);
  return head === commit ? "new" : "old";
}

test("agentix killed at any moment: its git ends what it began", { timeout: 120_000 }, async () => {
  const { repo, base, commit } = await withManyChanges(60);
  const seen = { old: 0, new: 0 };
  const probe = start(repo, base, commit);
  await once(probe.stdout as NonNullable<ChildProcess["stdout"]>, "data");
  const began = performance.now();
  await once(probe, "exit");
  const whole = performance.now() - began;
  repo.run("reset", "-q", "--hard", base);
  for (let round = 0; round < rounds; round += 1) {
    const child = start(repo, base, commit);
    await once(child.stdout as NonNullable<ChildProcess["stdout"]>, "data");
    await sleep((whole * (round + Math.random())) / rounds);
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    seen[await consistent(repo, base, commit)] += 1;
  }
  expect(seen.old + seen.new).toBe(rounds);
});

test("git killed too, in the middle of its writing: taken back or finished", {
  timeout: 120_000,
}, async () => {
  const { repo, base, commit } = await withManyChanges(240);
  const lock = join(repo.root, ".git/index.lock");
  let torn = 0;
  // A round may come too late; without one that caught git at work this test would look at nothing.
  for (let round = 0; round < rounds || (torn === 0 && round < 50); round += 1) {
    const child = start(repo, base, commit);
    await once(child.stdout as NonNullable<ChildProcess["stdout"]>, "data");
    let gits: number[] = [];
    while (gits.length === 0 && child.exitCode === null) {
      await sleep(0);
      gits = applyingGits(repo.root);
    }
    while (!existsSync(lock) && gits.some(isAlive)) await sleep(0);
    await sleep(Math.random() * 8);
    child.kill("SIGKILL");
    for (const pid of gits) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It was quicker.
      }
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    if (existsSync(lock)) torn += 1;
    await consistent(repo, base, commit);
  }
  expect(torn).toBeGreaterThan(0);
});

/** A state that an interrupted apply can leave, made by hand. */
async function interrupted(leave: (repo: Sample, commit: string) => void) {
  const { repo, base, commit } = await withManyChanges(10);
  repo.write(
    ".git/agentix/journal.json",
    JSON.stringify({
      id: "x",
      proposal: "p1",
      branch: "main",
      base,
      commit,
      root: repo.root,
      startedMs: Date.now(),
    }),
  );
  leave(repo, commit);
  return { repo, base, commit };
}

test("each place where git can have stopped", { timeout: 60_000 }, async () => {
  const paths = (repo: Sample, commit: string) =>
    repo.run("ls-tree", "-r", "--name-only", commit).split("\n");
  const places: ((repo: Sample, commit: string) => void)[] = [
    () => {},
    // Some files written, one only begun, one gone and not yet written again; the index locked.
    (repo, commit) => {
      const [, second = "", third = "", fourth = ""] = paths(repo, commit).filter((path) =>
        path.startsWith("hosts"),
      );
      writeFileSync(join(repo.root, second), `${repo.run("show", `${commit}:${second}`)}\n`);
      writeFileSync(join(repo.root, third), repo.run("show", `${commit}:${third}`).slice(0, 7));
      rmSync(join(repo.root, fourth));
      repo.write("new/d0/n.nix", "{ n = 0; }\n");
      writeFileSync(join(repo.root, ".git/index.lock"), "DIRC");
    },
    // Index and files new, branch old.
    (repo, commit) => {
      repo.run("read-tree", "-m", "-u", "HEAD", commit);
    },
    // Index new, files old.
    (repo, commit) => {
      repo.run("read-tree", commit);
    },
    // Branch new, the rest old: a power cut with a disk that writes as it likes.
    (repo, commit) => {
      repo.run("update-ref", "refs/heads/main", commit);
    },
    // Branch new, an empty file.
    (repo, commit) => {
      repo.run("merge", "-q", "--ff-only", commit);
      truncateSync(join(repo.root, "new/d1/n.nix"), 0);
    },
  ];
  for (const leave of places) {
    const { repo, base, commit } = await interrupted(leave);
    await consistent(repo, base, commit);
  }
});

test("what somebody wrote after the crash is never overwritten", async () => {
  const { repo, base, commit } = await interrupted((sample, at) => {
    sample.run("read-tree", "-m", "-u", "HEAD", at);
    appendFileSync(join(sample.root, "new/d2/n.nix"), "# mine\n");
  });
  const result = await repo.git.recover();
  expect(codeOf(result)).toBe("unfinished-apply");
  expect(result).toMatchObject({ problem: { details: { files: ["new/d2/n.nix"] } } });
  expect(readFileSync(join(repo.root, "new/d2/n.nix"), "utf8")).toContain("# mine");
  const request = { proposal: "p1", branch: "main", base, commit };
  expect(codeOf(await repo.git.apply(request))).toBe("unfinished-apply");
  rmSync(join(repo.root, "new/d2/n.nix"));
  await consistent(repo, base, commit);
});

test("a person who went on by hand is left alone", async () => {
  const { repo } = await interrupted((sample, at) => {
    sample.run("merge", "-q", "--ff-only", at);
    sample.write("more.nix", "{ }\n");
    sample.commitAll();
  });
  expect(value(await repo.git.recover())).toMatchObject({ proposal: "p1", outcome: "applied" });
  expect(repo.run("status", "--porcelain")).toBe("");
});
