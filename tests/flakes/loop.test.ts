import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix, cliEnv } from "../support/cli.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { approveAtTerminal } from "../support/terminal.ts";

/** The whole loop through the built program, on real Nix and real git. */
describe("the loop on the homelab flake", () => {
  let home: string;
  let env: Record<string, string>;
  let flake: SampleFlake;
  const run = (...args: string[]) => agentix(env, ["-C", flake.root, ...args]);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "agentix-home-"));
    env = cliEnv(home);
    flake = await sampleFlake("homelab");
    await flake.git("config", "user.name", "Alice");
    await flake.git("config", "user.email", "alice@example.org");
  });
  afterAll(async () => {
    await flake.remove();
    await rm(home, { recursive: true, force: true });
  });

  it("proposes without touching tree, index, HEAD or lock", async () => {
    const before = await flake.git("status", "--porcelain=v2", "--branch");
    const proposed = await run("propose", "enable tailscale and open the firewall port", "--json");
    expect(proposed.code, proposed.stderr + proposed.stdout).toBe(0);
    const { proposal } = proposed.json;
    expect(proposal).toMatchObject({ id: "p1", state: "proposed", base: flake.commit });
    expect(proposal.intents.map((intent: { option: string }) => intent.option).toSorted()).toEqual([
      "services.tailscale.enable",
      "services.tailscale.openFirewall",
    ]);
    expect(proposal.explanation.effects).toContainEqual(
      expect.objectContaining({
        target: "web1",
        option: "services.tailscale.enable",
        before: false,
        after: true,
      }),
    );
    expect(await flake.git("status", "--porcelain=v2", "--branch")).toBe(before);
    expect(await flake.git("rev-parse", "HEAD")).toBe(flake.commit);
    expect(await flake.git("rev-parse", "refs/agentix/proposals/p1")).toBe(proposal.candidate);
  });

  it("prints exactly the unified diff", async () => {
    const shown = await run("show", "p1", "--patch");
    const { proposal } = (await run("show", "p1", "--json")).json;
    expect(shown.stdout).toContain("+");
    const diff = await flake.git(
      "diff",
      "--full-index",
      "--binary",
      proposal.base,
      proposal.candidate,
    );
    expect(shown.stdout.trim()).toBe(diff);
  });

  it("refuses to approve what is not verified, and without a terminal", async () => {
    const approved = await run("approve", "p1", "--json");
    expect(approved.json.error.code).toBe("verification-failed");
    expect(approved.code).toBe(5);
    const applied = await run("apply", "p1", "--json");
    expect(applied.code).toBe(6);
    expect(applied.json.error.code).toBe("approval-missing");
  });

  it("verifies up to the build", async () => {
    const verified = await run("verify", "p1", "--json");
    expect(verified.code, verified.stdout + verified.stderr).toBe(0);
    const { verification } = verified.json;
    expect(verification).toMatchObject({ ok: true, proposal: "p1" });
    expect(Object.keys(verification.toplevels).toSorted()).toEqual(["nas1", "web1"]);
    const names = verification.steps.map((step: { name: string }) => step.name);
    expect(names).toEqual(
      expect.arrayContaining(["syntax", "evaluate", "system", "delta", "build"]),
    );
    const status = (await run("show", "p1", "--json")).json.proposal.state;
    expect(status).toBe("verified");
  });

  it("needs a person: no terminal is exit 6, --yes is exit 4", async () => {
    expect((await run("approve", "p1", "--json")).code).toBe(6);
    const scripted = await run("approve", "p1", "--yes", "--json");
    expect(scripted.code).toBe(4);
    expect(scripted.json.error.code).toBe("policy-refused");
  });

  it("refuses a dirty tree and keeps the approval for later", async () => {
    const seen = await approveAtTerminal(env, flake.root, "p1", "y");
    expect(seen.text).toContain("Approved until");
    expect(seen.code).toBe(0);
    await writeFile(join(flake.root, "flake.nix"), "# scratch\n", { flag: "a" });
    const applied = await run("apply", "p1", "--json");
    expect(applied.code).toBe(3);
    expect(applied.json.error).toMatchObject({
      code: "dirty-tree",
      details: { dirty: ["flake.nix"] },
    });
    await flake.git("checkout", "flake.nix");
  });

  it("applies as the branch's next commit, authored as configured, with trailers", async () => {
    const applied = await run("apply", "p1", "--json");
    expect(applied.code, applied.stdout).toBe(0);
    expect(await flake.git("rev-parse", "HEAD^")).toBe(flake.commit);
    expect(await flake.git("rev-parse", "HEAD")).toBe(applied.json.commit);
    expect(await flake.git("log", "-1", "--format=%an <%ae>")).toBe("Alice <alice@example.org>");
    expect(
      await flake.git("log", "-1", "--format=%(trailers:key=Agentix-Proposal,valueonly)"),
    ).toBe("p1");
    expect(await flake.git("status", "--porcelain")).toBe("");
    const again = await run("apply", "p1", "--json");
    expect(again.json.error.code).toBe("wrong-state");
  });

  it("has a line for every step in a log that verifies", async () => {
    const { entries } = (await run("audit", "list", "--json")).json;
    const steps = entries.map(
      ({ action, result }: { action: string; result: string }) => `${action} ${result}`,
    );
    expect(steps).toEqual(
      expect.arrayContaining([
        "propose proposed",
        "approve refused",
        "verify passed",
        "approve approved",
        "apply refused",
        "apply applied",
      ]),
    );
    const verified = await run("audit", "verify", "--json");
    expect(verified.code).toBe(0);
    expect(verified.json.audit).toMatchObject({ ok: true, entries: entries.length });
  });

  it("says what is so already instead of patching twice", async () => {
    const again = await run("propose", "enable tailscale", "--json");
    expect(again.code).toBe(0);
    expect(again.json.proposal).toBeNull();
    expect(again.json.already).toContainEqual(
      expect.objectContaining({ option: "services.tailscale.enable" }),
    );
  });

  it("takes it back through the same loop, to the same tree", async () => {
    const undone = await run("undo", "p1", "--json");
    expect(undone.code, undone.stdout).toBe(0);
    const { id } = undone.json.proposal;
    expect((await run("verify", id, "--until", "evaluate", "--json")).code).toBe(0);
    expect((await approveAtTerminal(env, flake.root, id, "y")).code).toBe(0);
    expect((await run("apply", id, "--json")).code).toBe(0);
    expect(await flake.git("rev-parse", "HEAD^{tree}")).toBe(
      await flake.git("rev-parse", `${flake.commit}^{tree}`),
    );
  });

  it("applies what is left of a proposal after a hunk was rejected, verified first", async () => {
    const proposed = await run("propose", "add fd and set the time zone to London", "--json");
    const { id, files } = proposed.json.proposal;
    const hunks = files.flatMap((file: { hunks: { id: string }[] }) => file.hunks);
    expect(hunks.length).toBe(2);
    expect((await run("verify", id, "--until", "evaluate", "--json")).code).toBe(0);
    expect(
      (await run("review", id, "--reject", hunks[0].id, "--json")).json.proposal,
    ).toMatchObject({
      state: "proposed",
      verification: null,
    });
    const seen = await approveAtTerminal(env, flake.root, id, "y");
    expect(seen.text).toContain("is not verified as it stands now");
    expect(seen.text).toContain("Approve 1 of 2 hunks");
    expect(seen.code).toBe(0);
    expect((await run("apply", id, "--json")).code).toBe(0);
    expect(await flake.git("show", "--format=%b", "HEAD")).toMatch(
      /^1 option changes on nas1, web1/,
    );
    expect(await flake.git("diff", "--shortstat", "HEAD~1")).toBe("1 file changed, 1 insertion(+)");
  });
});
