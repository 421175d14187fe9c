import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openGit } from "../../src/git/open.ts";
import type { Files, Process } from "../../src/ports/system.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { openProcess } from "../../src/system/process.ts";
import { proposed, sampleFiles } from "../support/proposed.ts";
import { type Sample, sampleRepository } from "../support/repository.ts";
import { value } from "../support/value.ts";

/*
 * Death at each effect of an apply, one by one: the ports stop the run before effect number n, as a kill there
 * would. The next run must find the branch old or new, with its tree, and be able to finish.
 */

class Death extends Error {}

/** git commands that write; everything else leaves no trace to die at. */
const writing = /^(update-ref|merge|restore|update-index)$/;

function mortal(dieBefore: number): { files: Files; process: Process; effects: () => number } {
  let effects = 0;
  const count = () => {
    effects += 1;
    if (effects === dieBefore) throw new Death();
  };
  const files = openFiles();
  const process = openProcess();
  return {
    effects: () => effects,
    files: {
      read: files.read,
      async replace(path, bytes) {
        count();
        return files.replace(path, bytes);
      },
      async append(path, bytes) {
        count();
        return files.append(path, bytes);
      },
      async remove(path) {
        count();
        return files.remove(path);
      },
    },
    process: {
      async run(command) {
        if (command.args.some((arg) => writing.test(arg))) count();
        return process.run(command);
      },
    },
  };
}

async function attempt(
  repo: Sample,
  request: Parameters<Sample["git"]["apply"]>[0],
  dieBefore: number,
) {
  const ports = mortal(dieBefore);
  const git = openGit({ ...ports, clock: openClock(), dir: repo.root, env: repo.env });
  let died = false;
  try {
    value(await git.apply(request));
  } catch (error) {
    if (!(error instanceof Death)) throw error;
    died = true;
  }
  return { died, effects: ports.effects() };
}

test("death before each effect of an apply", { timeout: 120_000 }, async () => {
  const repo = sampleRepository(sampleFiles);
  const { request, base, commit } = await proposed(repo);
  const whole = await attempt(repo, request, 0);
  expect(whole.died).toBe(false);
  expect(whole.effects).toBeGreaterThanOrEqual(5);
  repo.run("reset", "-q", "--hard", base);
  const outcomes: string[] = [];
  for (let effect = 1; effect <= whole.effects; effect += 1) {
    expect((await attempt(repo, request, effect)).died).toBe(true);
    const recovered = value(await repo.git.recover());
    const head = repo.run("rev-parse", "main");
    expect([base, commit]).toContain(head);
    expect(repo.run("status", "--porcelain")).toBe("");
    if (recovered) expect(recovered.outcome).toBe(head === commit ? "applied" : "untouched");
    outcomes.push(head === commit ? "new" : "old");
    expect(value(await repo.git.apply(request))).toBe(
      head === commit ? "already-applied" : "applied",
    );
    expect(existsSync(join(repo.root, ".git/agentix/journal.json"))).toBe(false);
    expect(repo.run("for-each-ref", "refs/agentix/applying")).toBe("");
    repo.run("reset", "-q", "--hard", base);
  }
  expect(outcomes[0]).toBe("old");
  expect(outcomes.at(-1)).toBe("new");
});
