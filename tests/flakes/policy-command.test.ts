import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** Which rule says what, from which file: asked at the command line. */
describe("agentix policy", () => {
  let world: World;
  let config: string;
  beforeAll(async () => {
    world = await openWorld();
    config = join(world.env.XDG_CONFIG_HOME ?? "", "agentix", "config.toml");
    mkdirSync(join(config, ".."), { recursive: true });
    writeFileSync(
      config,
      `[[rule]]
name = "web-ports"
lowers = "guard-72"
tier = "low"
options = ["networking.firewall.allowedTCPPorts"]
value = "^8080$"
hosts = ["web1"]
reason = "routine"

[[rule]]
name = "no-media"
tier = "high"
options = ["services.jellyfin.**"]
reason = "media servers are discussed"
`,
    );
  });
  afterAll(() => world.close());

  it("shows the rules in force, those of configuration files with their file", async () => {
    const { policy } = (await world.run("policy", "show")).json;
    expect(policy.sources).toEqual([config]);
    expect(policy.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(policy.rules.length).toBeGreaterThan(120);
    expect(policy.rules).toContainEqual(
      expect.objectContaining({ rule: "no-media", source: config }),
    );
    expect(policy.lowerings).toMatchObject([{ rule: "web-ports", lowers: "guard-72" }]);
    const { stdout } = await agentix(world.env, ["-C", world.flake.root, "policy", "show"]);
    expect(stdout).toContain("media servers are discussed");
    expect(stdout).toMatch(/high {2}guard-14 {2}services\.openssh\.enable/);
  });

  it("explains an option by every rule that names it", async () => {
    const { json } = await world.run("policy", "explain", "networking.firewall.allowedTCPPorts");
    expect(json).toMatchObject({ tier: "medium", lowerings: [{ rule: "web-ports" }] });
    const media = await world.run("policy", "explain", "services.jellyfin.enable");
    expect(media.json).toMatchObject({
      tier: "high",
      verdicts: [{ rule: "no-media", source: config }],
    });
    const etc = await world.run("policy", "explain", 'environment.etc."ssh/sshd_config".text');
    expect(etc.json.tier).toBe("protected");
  });

  it("says of a proposal what was lowered, and what was not", async () => {
    const allowed = await world.run("propose", "open port 8080 on web1", "--planner", "builtin");
    const { id } = allowed.json.proposal;
    expect(allowed.json.proposal.files[0].hunks[0].tier).toBe("low");
    const checked = await world.run("policy", "check", id);
    expect(checked.json).toMatchObject({
      tier: "low",
      options: [{ target: "web1", verdicts: [{ rule: "guard-72", loweredBy: "web-ports" }] }],
    });
    const other = await world.run("propose", "open port 9999 on web1", "--planner", "builtin");
    expect(other.json.proposal.files[0].hunks[0].tier).toBe("medium");
  });

  it.each([
    ["nothing to explain", ["explain"], "usage"],
    ["an option that is none", ["explain", "a..b"], "usage"],
    ["two at once", ["explain", "a.b", "c.d"], "usage"],
    ["another action", ["relax"], "usage"],
    ["a proposal that is not there", ["check", "p99"], "unknown-proposal"],
  ])("refuses %s", async (_, args, code) => {
    expect(refusal(await world.run("policy", ...args))).toMatchObject({ code });
  });
});
