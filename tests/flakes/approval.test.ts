import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { nixProgram } from "../support/sample-flake.ts";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** An approval is for exactly what was shown: whatever changes until it is used makes it worthless. */
describe("T15: between approval and apply", () => {
  let world: World;
  let head: string;
  const at = (...path: string[]) => join(world.flake.root, ".git/agentix", ...path);
  const file = (id: string) => at("proposals", `${id}.json`);
  const stored = (id: string) => JSON.parse(readFileSync(file(id), "utf8"));
  const store = (id: string, proposal: unknown) =>
    writeFileSync(file(id), JSON.stringify(proposal, null, 2));
  const approve = async (id: string) => {
    const done = await approveAtTerminal(world.env, world.flake.root, id, "y");
    expect(done.code, done.text).toBe(0);
  };
  /** What is put back after each case. */
  const undo: (() => void)[] = [];
  const keep = (path: string) => {
    const before = readFileSync(path);
    undo.push(() => writeFileSync(path, before));
  };

  beforeAll(async () => {
    world = await openWorld();
    head = world.flake.commit;
    for (const goal of ["enable jellyfin on web1", "enable fail2ban on web1"])
      await world.run("propose", goal, "--planner", "builtin");
    for (const id of ["p1", "p2"])
      expect((await world.run("verify", id, "--until", "evaluate")).code).toBe(0);
    await approve("p1");
  });
  afterEach(() => {
    for (const back of undo.splice(0).toReversed()) back();
    expect(world.git(world.flake.root, "rev-parse", "HEAD")).toBe(head);
    expect(world.git(world.flake.root, "status", "--porcelain")).toBe("");
  });
  afterAll(() => world.close());

  const refused = async (env = world.env) =>
    refusal(await agentix(env, ["-C", world.flake.root, "--json", "apply", "p1"]));
  const invalid = { code: "approval-invalid", exit: 6 };

  /** Changes the stored proposal, as any program of the person could. */
  const tamper = (change: (proposal: Record<string, never>) => void) => {
    keep(file("p1"));
    const proposal = stored("p1");
    change(proposal);
    store("p1", proposal);
  };

  it.each([
    [
      "the proposed commit",
      (p: { candidate: string }) => {
        p.candidate = stored("p2").candidate;
      },
    ],
    [
      "the hunk decisions",
      (p: { files: { hunks: { decision: string }[] }[] }) => {
        const [hunk] = p.files[0]?.hunks ?? [];
        if (hunk) hunk.decision = "rejected";
      },
    ],
    [
      "the verification",
      (p: { verification: { findings: unknown[] } }) => {
        p.verification.findings = [];
      },
    ],
    [
      "what was built",
      (p: { verification: { toplevels: unknown } }) => {
        p.verification.toplevels = { web1: "/nix/store/evil" };
      },
    ],
  ])("%s", async (what, change) => {
    tamper(change as never);
    const { code, exit, details } = await refused();
    expect({ code, exit }).toEqual(invalid);
    expect(details?.changed).toContain(what);
  });

  it("the policy", async () => {
    const config = join(world.env.XDG_CONFIG_HOME ?? "", "agentix", "config.toml");
    mkdirSync(join(config, ".."), { recursive: true });
    writeFileSync(config, '[[rule]]\nname = "x"\ntier = "high"\noptions = ["a.b"]\nreason = "r"\n');
    undo.push(() => rmSync(config));
    expect(await refused()).toMatchObject({ ...invalid, details: { changed: ["the policy"] } });
  });

  it("Nix", async () => {
    const other = join(world.home, "nix");
    const version = "nix (Nix) 2.31.0";
    writeFileSync(
      other,
      `#!/bin/sh\n[ "$1" = --version ] && { echo '${version}'; exit; }\nexec '${nixProgram()}' "$@"\n`,
    );
    chmodSync(other, 0o755);
    const answer = await refused({ ...world.env, AGENTIX_NIX: other });
    expect(answer).toMatchObject({ ...invalid, details: { changed: ["the Nix version"] } });
  });

  it("the branch", async () => {
    world.git(world.flake.root, "commit", "-q", "--allow-empty", "-m", "meanwhile");
    undo.push(() => world.git(world.flake.root, "reset", "-q", "--hard", head));
    expect(await refused()).toMatchObject({ code: "moved-branch", exit: 3 });
  });

  it.each([
    [
      "its end is put off",
      (a: { expiresAt: string }) => {
        a.expiresAt = "2099-01-01T00:00:00.000Z";
      },
    ],
    [
      "another person is written into it",
      (a: { by: { user: string } }) => {
        a.by.user = "mallory";
      },
    ],
    [
      "its digest is another",
      (a: { digest: string }) => {
        a.digest = "0".repeat(64);
      },
    ],
    [
      "its name is another",
      (a: { id: string }) => {
        a.id = "0123456789abcdef";
      },
    ],
  ])("is worth nothing when %s", async (_, change) => {
    tamper((proposal) => change((proposal as { approval: never }).approval));
    expect(await refused()).toMatchObject(invalid);
  });

  it("is worth nothing for another proposal", async () => {
    keep(file("p2"));
    store("p2", { ...stored("p2"), state: "approved", approval: stored("p1").approval });
    const answer = refusal(await world.run("apply", "p2"));
    expect(answer).toMatchObject(invalid);
  });

  it("is used once, though its file says that it was not", async () => {
    const before = readFileSync(file("p1"));
    const applied = await world.run("apply", "p1");
    expect(applied.code, applied.stdout).toBe(0);
    world.git(world.flake.root, "reset", "-q", "--hard", head);
    writeFileSync(file("p1"), before);
    expect(await refused()).toMatchObject({
      ...invalid,
      message: expect.stringContaining("used already"),
    });
  });

  it("is worth nothing where the audit log was changed", async () => {
    const log = at("audit.jsonl");
    writeFileSync(
      log,
      readFileSync(log, "utf8").replace('"action":"approve"', '"action":"appr0ve"'),
    );
    expect(await refused()).toMatchObject({ code: "audit-broken" });
    appendFileSync(log, "{}\n");
    expect(await refused()).toMatchObject({ code: "audit-broken" });
  });
});
