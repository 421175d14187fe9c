import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Proposal } from "../../src/core/proposal.ts";
import { ok } from "../../src/core/result.ts";
import { openStore } from "../../src/store/open.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { codeOf, temporaryFolder } from "../support/repository.ts";
import { value } from "../support/value.ts";

function opened(folder: string, command = "agentix test") {
  return openStore({
    files: openFiles(),
    clock: openClock(),
    gitDir: join(folder, "git"),
    stateHome: join(folder, "state"),
    command,
  });
}

function proposal(id: string, candidate: string): Proposal {
  return {
    id,
    goal: "enable tailscale",
    state: "proposed",
    createdAt: "2026-01-01T00:00:00Z",
    updatedAt: "2026-01-01T00:00:00Z",
    planner: { kind: "builtin" },
    base: "0".repeat(40),
    branch: "main",
    flakeDir: "",
    original: candidate,
    candidate,
    intents: [],
    targets: [],
    files: [],
    explanation: { summary: "", effects: [], notes: [] },
    findings: [],
    verification: null,
    approval: null,
    applied: null,
  };
}

const commit = (start: string) => start.padEnd(40, "0");

test("proposals are kept, found by id, latest and candidate, and numbered for ever", async () => {
  const folder = temporaryFolder();
  const store = opened(folder);
  expect(value(await store.list())).toEqual([]);
  for (const start of ["aaaa1", "aaaa2", "bbbb"]) {
    const id = value(await store.nextId());
    value(await store.save(proposal(id, commit(start))));
  }
  const again = opened(folder);
  expect(value(await again.list()).map((each) => each.id)).toEqual(["p1", "p2", "p3"]);
  expect(value(await again.find("latest")).id).toBe("p3");
  expect(value(await again.find("p2")).candidate).toBe(commit("aaaa2"));
  expect(value(await again.find("bbbb")).id).toBe("p3");
  expect(codeOf(await again.find("aaaa"))).toBe("ambiguous-proposal");
  for (const nothing of ["p9", "cccc", "aa", "../p1", "p01", ""])
    expect(codeOf(await again.find(nothing))).toBe("unknown-proposal");
  const path = join(folder, "git/agentix/proposals/p3.json");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  rmSync(path);
  expect(value(await again.nextId())).toBe("p4");
  for (let at = 0; at < 8; at += 1)
    value(await again.save(proposal(value(await again.nextId()), commit("c"))));
  expect(value(await again.find("latest")).id).toBe("p12");
});

test("a damaged proposal is named, and the others stay usable", async () => {
  const folder = temporaryFolder();
  const store = opened(folder);
  value(await store.save(proposal("p1", commit("a"))));
  const file = (name: string) => join(folder, "git/agentix/proposals", name);
  writeFileSync(file("p2.json"), '{"id":"p2"');
  writeFileSync(file("p3.json"), '{"id":"p3"}');
  writeFileSync(file("p4.json"), JSON.stringify(proposal("p1", commit("a"))));
  expect(value(await store.list()).map((each) => each.id)).toEqual(["p1"]);
  const damaged = await store.damaged();
  expect(damaged.map((each) => each.code)).toEqual(Array(3).fill("state-corrupt"));
  expect(damaged[0]?.message).toContain(file("p2.json"));
  expect(codeOf(await store.find("p3"))).toBe("state-corrupt");
  expect(value(await store.nextId())).toBe("p5");
});

test("two flows of one process take turns, and one inside the other goes on", async () => {
  const store = opened(temporaryFolder());
  const seen: string[] = [];
  const flow = (name: string) =>
    store.withLock(async () => {
      seen.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      value(await store.withLock(async () => ok(seen.push(`${name} nested`))));
      seen.push(`${name} out`);
      return ok(undefined);
    });
  await Promise.all([flow("a"), flow("b")]);
  expect(seen).toEqual(["a in", "a nested", "a out", "b in", "b nested", "b out"]);
});

test("a second agentix is told who holds the lock; a dead one's lock is nobody's", async () => {
  const folder = temporaryFolder();
  const child = holder(folder, "hold");
  await once(child.stdout, "data");
  const refused = await opened(folder).withLock(async () => ok("mine"));
  expect(refused).toMatchObject({
    problem: { code: "locked", details: { pid: child.pid, command: "agentix holder" } },
  });
  // Reading needs no lock.
  expect(value(await opened(folder).list())).toEqual([]);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(value(await opened(folder).withLock(async () => ok("mine")))).toBe("mine");
  expect(readdirSync(join(folder, "git/agentix/locks"))).toEqual([]);
});

test("many processes never hold the lock at the same time", { timeout: 30_000 }, async () => {
  const folder = temporaryFolder();
  const children = Array.from({ length: 6 }, () => holder(folder, "compete"));
  const outputs = await Promise.all(
    children.map(async (child) => {
      let text = "";
      child.stdout.on("data", (chunk) => {
        text += chunk;
      });
      await once(child, "close");
      return text.trim();
    }),
  );
  // Each counts how often it found the marker of another holder.
  expect(outputs.map((text) => text.split(" ")[0])).toEqual(Array(6).fill("0"));
  expect(outputs.some((text) => Number(text.split(" ")[1]) > 0)).toBe(true);
});

/** Another process with the real store. */
function holder(folder: string, how: string) {
  const script = new URL("../support/lock-holder.ts", import.meta.url).pathname;
  const child = spawn(
    process.execPath,
    ["--experimental-strip-types", "--no-warnings", script, folder, how],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  return child;
}

test("where nothing can be written it says so, with the path", async () => {
  const folder = temporaryFolder();
  // A file where the state folder should be: no user can write there, not even root.
  mkdirSync(join(folder, "git"));
  writeFileSync(join(folder, "git/agentix"), "");
  const store = opened(folder);
  expect(codeOf(await store.nextId())).toBe("state-unwritable");
  expect(codeOf(await store.withLock(async () => ok(1)))).toBe("state-unwritable");
});

test("on a full disk an entry is refused, not half-written", async () => {
  const folder = temporaryFolder();
  const store = opened(folder);
  mkdirSync(join(folder, "git/agentix"), { recursive: true });
  symlinkSync("/dev/full", join(folder, "git/agentix/audit.jsonl"));
  const entry = {
    actor: { kind: "cli", user: "a" },
    action: "x",
    result: "ok",
    details: {},
  } as const;
  expect(codeOf(await store.audit(entry))).toBe("state-unwritable");
});
