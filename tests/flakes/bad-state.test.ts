import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** What happens to a repository and to Agentix's own records between two commands. Tests build on each other. */
describe("between two commands", () => {
  let world: World;
  const at = (path: string) => join(world.flake.root, path);
  const git = (...args: string[]) => world.git(world.flake.root, ...args);
  const approve = async (id: string) => {
    const seen = await approveAtTerminal(world.env, world.flake.root, id, "y");
    expect(seen.code, seen.text).toBe(0);
  };
  const verify = (id: string) => world.run("verify", id, "--until", "evaluate");
  const refused = async (...args: string[]) => refusal(await world.run(...args));
  /** Edits a proposal's record behind Agentix's back. */
  const tamper = (id: string, pattern: RegExp, replacement: string) => {
    const path = at(`.git/agentix/proposals/${id}.json`);
    const text = readFileSync(path, "utf8");
    expect(text).toMatch(pattern);
    writeFileSync(path, text.replace(pattern, replacement));
  };
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("two at once: both proposals are there, with their audit lines", async () => {
    const both = await Promise.all([
      world.run("propose", "enable tailscale"),
      world.run("propose", "enable caddy on web1"),
    ]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect((await world.run("list")).json.proposals).toHaveLength(2);
    expect((await world.run("audit", "verify")).json.audit).toMatchObject({ ok: true, entries: 2 });
  });

  it("a damaged record is named, and concerns no other", async () => {
    const path = at(".git/agentix/proposals/p2.json");
    const intact = readFileSync(path);
    for (const damage of ['{"id"', "", '{"id":"p2"}']) {
      writeFileSync(path, damage);
      expect(await refused("show", "p2")).toMatchObject({ code: "state-corrupt", exit: 1 });
    }
    rmSync(path);
    mkdirSync(path);
    expect((await refused("show", "latest")).code).toBe("state-corrupt");
    const { proposals, damaged } = (await world.run("list")).json;
    expect(proposals).toHaveLength(1);
    expect(damaged).toMatchObject([{ code: "state-corrupt" }]);
    rmSync(path, { recursive: true });
    writeFileSync(path, intact);
    expect((await world.run("list")).json.damaged).toBeUndefined();
  });

  it("the branch moved without touching the change: verify re-bases, the approval is void", async () => {
    const [p1] = (await world.run("list")).json.proposals;
    expect((await verify("p1")).code).toBe(0);
    await approve("p1");
    appendFileSync(at("README.md"), "more\n");
    git("commit", "-qam", "moved");
    expect(await refused("apply", "p1")).toMatchObject({ code: "moved-branch", exit: 3 });
    expect(await refused("approve", "p1")).toMatchObject({ code: "stale-proposal", exit: 3 });
    const again = await verify("p1");
    expect(again.code, again.stdout).toBe(0);
    expect(again.json).toMatchObject({
      rebased: true,
      verification: { base: git("rev-parse", "HEAD") },
    });
    expect(again.json.verification.candidate).not.toBe(p1.candidate);
    expect(await refused("apply", "p1")).toMatchObject({ code: "approval-missing", exit: 6 });
  });

  it("another branch, a merge, another git, a hidden edit: refused with the way out, nothing touched", async () => {
    await approve("p1");
    const { path } = (await world.run("show", "p1")).json.proposal.files[0];
    const head = git("rev-parse", "HEAD");
    git("switch", "-qc", "other");
    expect(await refused("apply", "p1")).toMatchObject({ code: "moved-branch", exit: 3 });
    git("switch", "-q", "main");
    writeFileSync(at(".git/MERGE_HEAD"), `${head}\n`);
    expect(await refused("apply", "p1")).toMatchObject({ code: "operation-in-progress", exit: 3 });
    rmSync(at(".git/MERGE_HEAD"));
    writeFileSync(at(".git/index.lock"), "");
    expect(await refused("apply", "p1")).toMatchObject({ code: "operation-in-progress", exit: 3 });
    rmSync(at(".git/index.lock"));
    git("update-index", "--assume-unchanged", path);
    appendFileSync(at(path), "# mine\n");
    expect(await refused("apply", "p1")).toMatchObject({
      code: "dirty-tree",
      exit: 3,
      details: { dirty: [path] },
    });
    expect(readFileSync(at(path), "utf8")).toMatch(/# mine\n$/);
    git("update-index", "--no-assume-unchanged", path);
    git("checkout", "-q", path);
    expect(git("rev-parse", "HEAD")).toBe(head);
    expect(git("status", "--porcelain")).toBe("");
  });

  it("an approval that expired, or whose record was changed, is worth nothing", async () => {
    tamper("p1", /"expiresAt": "20\d\d/, '"expiresAt": "2020');
    expect(await refused("apply", "p1")).toMatchObject({ code: "approval-invalid", exit: 6 });
    await approve("p1");
    tamper("p1", /"digest": "[0-9a-f]{8}/, '"digest": "00000000');
    expect(await refused("apply", "p1")).toMatchObject({ code: "approval-invalid", exit: 6 });
    await approve("p1");
    tamper("p1", /"nix": "nix /, '"nix": "lix ');
    expect((await refused("apply", "p1")).exit).toBe(6);
    expect((await verify("p1")).code).toBe(0);
  });

  it("of two applies at once one is done and one told that it is locked or too late", async () => {
    await approve("p1");
    const head = git("rev-parse", "HEAD");
    const both = await Promise.all([world.run("apply", "p1"), world.run("apply", "p1")]);
    const codes = both.map(({ code }) => code).toSorted();
    expect(codes[0]).toBe(0);
    expect([2, 8]).toContain(codes[1]);
    expect(git("rev-parse", "HEAD^")).toBe(head);
    expect(git("status", "--porcelain")).toBe("");
    expect(await refused("apply", "p1")).toMatchObject({ code: "wrong-state", exit: 2 });
  });

  it("the branch changed the same lines: verify says conflict, and stays so", async () => {
    const { path } = (await world.run("show", "p2")).json.proposal.files[0];
    writeFileSync(at(path), readFileSync(at(path), "utf8").replaceAll(/^( *)(\S)/gm, "$1$1$2"));
    git("commit", "-qam", "the same lines");
    for (const _ of [1, 2])
      expect(await refused("verify", "p2")).toMatchObject({
        code: "conflict",
        exit: 3,
        details: { files: [path] },
      });
    expect((await world.run("reject", "p2")).code).toBe(0);
    expect((await refused("verify", "p2")).code).toBe("wrong-state");
  });

  it("undo twice: the second one, once it is late, says that there is nothing left", async () => {
    const ids: string[] = [];
    for (const _ of [1, 2]) ids.push((await world.run("undo", "p1")).json.proposal.id);
    expect((await verify(ids[0] as string)).code).toBe(0);
    await approve(ids[0] as string);
    expect((await world.run("apply", ids[0] as string)).code).toBe(0);
    expect(await refused("verify", ids[1] as string)).toMatchObject({ exit: 3 });
    expect((await refused("undo", "p1")).exit).not.toBe(0);
  });

  it("a log that was cut or rewritten takes no more lines, and nothing happens without one", async () => {
    const log = at(".git/agentix/audit.jsonl");
    const intact = readFileSync(log, "utf8");
    writeFileSync(log, intact.replace('"action":"propose"', '"action":"review"'));
    const rewritten = await world.run("audit", "verify");
    expect(rewritten.code).toBe(1);
    expect(rewritten.json.audit.problems[0]).toContain("line 1");
    writeFileSync(log, intact.split("\n").slice(0, 2).join("\n").concat("\n"));
    const before = (await world.run("list")).json.proposals.length;
    expect(await refused("propose", "enable fail2ban")).toMatchObject({
      code: "audit-broken",
      exit: 1,
    });
    expect((await world.run("list")).json.proposals).toHaveLength(before);
    expect((await world.run("status")).json.audit.ok).toBe(false);
    writeFileSync(log, intact);
    expect((await world.run("audit", "verify")).code).toBe(0);
    expect(existsSync(at(".git/agentix/journal.json"))).toBe(false);
  });
});
