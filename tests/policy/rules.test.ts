import { describe, expect, it } from "vitest";
import { judgeFile, judgeOption } from "../../src/policy/decide.ts";
import { builtinPolicy, policyOf, ruleFault } from "../../src/policy/policy.ts";
import type { UserRule } from "../../src/policy/rule.ts";

const rule = (one: Partial<UserRule>): UserRule => ({
  name: "mine",
  tier: "high",
  options: [],
  files: [],
  artifacts: [],
  hosts: [],
  change: "any",
  reason: "because",
  source: "config.toml",
  ...one,
});
const ports = ["networking", "firewall", "allowedTCPPorts"];
const opened = (...after: number[]) => ({
  path: ports,
  before: [22],
  after: [22, ...after],
  known: true,
  target: "nixos/web1",
});

describe("a rule that raises", () => {
  it.each([
    ["by option", rule({ options: ["services.jellyfin.**"] }), "high"],
    ["on a host it is about", rule({ options: ["services.jellyfin.**"], hosts: ["web*"] }), "high"],
    [
      "on a target by id",
      rule({ options: ["services.jellyfin.**"], hosts: ["nixos/web1"] }),
      "high",
    ],
    ["not on another host", rule({ options: ["services.jellyfin.**"], hosts: ["nas1"] }), "medium"],
    ["when it is switched on", rule({ options: ["services.**"], change: "enabled" }), "high"],
    [
      "not when it is switched off",
      rule({ options: ["services.**"], change: "disabled" }),
      "medium",
    ],
    [
      "to protected",
      rule({ options: ["services.jellyfin.enable"], tier: "protected" }),
      "protected",
    ],
    [
      "never below the table",
      rule({ options: ["services.jellyfin.enable"], tier: "medium" }),
      "medium",
    ],
  ])("%s", (_, mine, tier) => {
    const change = {
      path: ["services", "jellyfin", "enable"],
      before: false,
      after: true,
      known: true,
      target: "nixos/web1",
    };
    expect(judgeOption(policyOf([mine]), change).tier).toBe(tier);
  });

  it("speaks where the values are not known", () => {
    const mine = rule({ options: ["a.b"], value: "^x$", change: "added" });
    expect(judgeOption(policyOf([mine]), { path: ["a", "b"], known: false }).rule).toBe("mine");
  });

  it("counts files, too", () => {
    const policy = policyOf([rule({ files: ["hosts/db/**"] })]);
    expect(judgeFile(policy, "hosts/db/disk.nix")?.tier).toBe("high");
    expect(judgeFile(policy, "hosts/web/disk.nix")).toBeNull();
  });

  it("is evaluated whatever a change is about", () => {
    const { patterns } = policyOf([rule({ options: ["my.own.*.option"] })]).watch;
    expect(patterns).toContainEqual(["=my", "=own", "*", "=option"]);
    expect(builtinPolicy().watch.patterns).not.toContainEqual(["=my", "=own", "*", "=option"]);
  });
});

describe("a rule that lowers", () => {
  const web = rule({
    lowers: "guard-72",
    tier: "low",
    options: [ports.join(".")],
    value: "^(80|443)$",
    hosts: ["web*"],
  });

  it.each([
    ["what it names", opened(80), "low"],
    ["all that is new", opened(80, 443), "low"],
    ["not where something else is new, too", opened(80, 8080), "medium"],
    ["not on another host", { ...opened(80), target: "nixos/nas1" }, "medium"],
    ["not where nothing is known", { path: ports, known: false, target: "nixos/web1" }, "medium"],
    [
      "not the closing of ssh",
      { path: ports, before: [22], after: [80], known: true, target: "nixos/web1" },
      "high",
    ],
  ])("takes down %s", (_, change, tier) => {
    expect(judgeOption(policyOf([web]), change).tier).toBe(tier);
  });

  it("does not take down what another rule says", () => {
    const raised = rule({ name: "other", options: [ports.join(".")] });
    expect(judgeOption(policyOf([web, raised]), opened(80))).toMatchObject({
      tier: "high",
      rule: "other",
    });
  });

  it.each([
    ["by one step only", { lowers: "guard-14", tier: "low" }, /medium only/],
    ["never what is protected", { lowers: "guard-84", tier: "high" }, /protected/],
    ["only what there is", { lowers: "guard-9999", tier: "low" }, /no rule/],
    ["only options", { lowers: "guard-72", tier: "low", files: ["x"] }, /files/],
    ["nothing upwards", { lowers: "guard-72", tier: "high" }, /low only/],
    ["nothing that is low", { lowers: "guard-139", tier: "low" }, /nothing only/],
  ] as const)("may do so %s", (_, one, why) => {
    expect(ruleFault(rule({ options: ["a.b"], ...one }), false)).toMatch(why);
  });

  it("may not stand in a repository", () => {
    expect(ruleFault(web, false)).toBeNull();
    expect(ruleFault(web, true)).toMatch(/only tighten/);
  });
});

it("says nothing of what only follows, and all where the repository defines it", () => {
  const change = {
    path: ["systemd", "services", "x", "script"],
    before: null,
    after: "run",
    known: true,
  };
  expect(judgeOption(builtinPolicy(), { ...change, own: false }).rule).toBe("unlisted");
  expect(judgeOption(builtinPolicy(), { ...change, own: true }).rule).toBe("guard-109");
  expect(judgeOption(builtinPolicy(), change).rule).toBe("guard-109");
});

it("does not take nothing that becomes an empty list for a change", () => {
  const path = ["users", "users", "x", "openssh", "authorizedKeys", "keys"];
  const keys = (after: unknown) =>
    judgeOption(builtinPolicy(), { path, before: null, after, known: true }).tier;
  expect(keys([])).toBe("medium");
  expect(keys(["ssh-ed25519 AAAA"])).toBe("high");
});
