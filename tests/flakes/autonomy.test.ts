import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

const config = (more = "") => `[autonomy.routine]
tiers = ["low", "medium"]
kinds = ["packages"]
hosts = ["web1"]
step = "apply"
per_day = 2
min_track_record = 1
${more}`;

/** Nothing is delegated unless a file says so, and then only as far as the audit log has earned it. */
describe("autonomy", () => {
  let world: World;
  const configure = (text: string) => {
    const path = join(world.env.XDG_CONFIG_HOME ?? "", "agentix/config.toml");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  const json = async (...args: string[]) => JSON.parse((await world.run(...args)).stdout);
  const verified = async (goal: string): Promise<string> => {
    const { proposal } = await json("propose", goal, "--planner", "builtin");
    const { code, stdout } = await world.run("verify", proposal.id);
    expect(code, stdout).toBe(0);
    return proposal.id;
  };
  const record = async () => {
    const { policy } = await json("status");
    return policy.record.find(({ kind }: { kind: string }) => kind === "packages");
  };

  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("is none by default, and none before it is earned", async () => {
    const id = await verified("install btop on web1");
    const none = refusal(await world.run("approve", id, "--yes"));
    expect(none).toMatchObject({ code: "policy-refused", exit: 4 });
    configure(config());
    const early = refusal(await world.run("approve", id, "--yes"));
    expect(early.message).toContain("was made under another policy");
  });

  it("is earned by what a person approves", async () => {
    const id = await verified("install tree on web1");
    const early = refusal(await world.run("approve", id, "--yes"));
    expect(early.message).toContain("packages: 0 of 1 changes approved and kept");
    const done = await approveAtTerminal(world.env, world.flake.root, id, "y");
    expect(done.code, done.text).toBe(0);
    expect((await world.run("apply", id)).code).toBe(0);
    expect((await record()).kept).toBe(1);
  });

  it("then applies what it covers, in the rule's name, and nothing else", async () => {
    const done = await json("run", "--yes", "--planner", "builtin", "install btop on web1");
    expect(done.proposal).toMatchObject({
      state: "applied",
      approval: { by: { kind: "policy", rule: "routine" } },
    });
    expect(world.git(world.flake.root, "log", "-1", "--format=%B")).toMatch(
      /^Agentix-Approval: .* by the rule routine$/m,
    );
    expect((await record()).kept).toBe(1);
    const high = refusal(
      await world.run("run", "--yes", "--planner", "builtin", "enable tailscale on web1"),
    );
    expect(high.message).toMatch(/the proposal is high; it changes services/);
    const other = refusal(
      await world.run("run", "--yes", "--planner", "builtin", "install btop on nas1"),
    );
    expect(other.message).toContain("it changes nas1");
  });

  it("does not believe a proposal's file", async () => {
    const { proposal } = await json("propose", "enable tailscale on web1", "--planner", "builtin");
    configure(config().replace('"packages"', '"packages", "services"').replace("= 1\n", "= 0\n"));
    expect((await world.run("verify", proposal.id)).code).toBe(0);
    const path = join(world.flake.root, ".git/agentix/proposals", `${proposal.id}.json`);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll('"high"', '"low"'));
    const refused = refusal(await world.run("approve", proposal.id, "--yes"));
    expect(refused.message).toContain("not the one that the audit log has");
  });

  it("is asked again at apply: a rule that is gone approves nothing", async () => {
    configure(config());
    const id = await verified("install ncdu on web1");
    expect((await world.run("approve", id, "--yes")).code).toBe(0);
    configure("");
    const gone = refusal(await world.run("apply", id));
    expect(gone).toMatchObject({ code: "approval-invalid", exit: 6 });
    expect(gone.message).toContain("does not cover it any more");
  });

  it("is lost with a rejection, and says so", async () => {
    configure(config());
    const { proposals } = await json("list");
    const isOpen = ({ state }: { state: string }) => state === "approved";
    const [last] = proposals.filter(isOpen);
    expect((await world.run("reject", last.id)).code).toBe(0);
    expect(await record()).toMatchObject({
      kept: 0,
      reset: { proposal: last.id, how: "rejected" },
    });
    const refused = refusal(
      await world.run("run", "--yes", "--planner", "builtin", "install ncdu on web1"),
    );
    expect(refused.message).toContain("packages: 0 of 1 changes approved and kept");
  });
});
