import { describe, expect, it } from "vitest";
import type { ArtifactChange } from "../../src/core/artifact.ts";
import { artifactFindings, judgeArtifact } from "../../src/policy/artifact.ts";
import { builtinPolicy, policyOf, ruleFault } from "../../src/policy/policy.ts";
import type { UserRule } from "../../src/policy/rule.ts";

const change = (path: string, part: ArtifactChange["part"] = "file"): ArtifactChange => ({
  part,
  change: "changed",
  path,
});
const judged = (path: string, part?: ArtifactChange["part"]) => {
  const verdict = judgeArtifact(builtinPolicy(), change(path, part), "web1");
  return verdict ? `${verdict.tier} ${verdict.rule}` : null;
};

const mine: UserRule = {
  name: "mine",
  tier: "medium",
  options: [],
  files: [],
  artifacts: ["etc/ssh/moduli"],
  hosts: [],
  change: "any",
  reason: "generated",
  source: "config.toml",
};

describe("what is built", () => {
  it.each([
    ["etc/ssh/sshd_config", "file", "high artifact-login"],
    ["specialisation/x/etc/pam.d/su", "file", "high artifact-login"],
    ["etc/sudoers", "file", "high artifact-login"],
    ["etc/systemd/system/sshd.service → start", "root-unit", "high artifact-lifeline"],
    ["etc/systemd/system/backup.service", "root-unit", "medium artifact-root"],
    ["etc/systemd/system/suid-sgid-wrappers.service → x", "root-unit", "high artifact-wrapper"],
    ["etc/agentix/config.toml", "file", "protected artifact-own"],
    ["etc/systemd/system/agentix.service", "unit", "protected artifact-own"],
    ["activate", "script", "high artifact-script"],
    ["kernel", "boot", "high artifact-boot"],
    ["sshd-1.0", "program", "high artifact-program"],
    ["https://example.org/etc/ssh/x.tar.gz", "fetch", "medium artifact-fetch"],
    ["more than is compared", "unreadable", "high artifact-unreadable"],
    ["etc/sysctl.d/60.conf", "file", "medium artifact-machine"],
    ["etc/nanorc", "file", null],
    ["etc/grafana/grafana.ini", "file", null],
    ["etc/systemd/system/web.service", "unit", null],
  ] as const)("%s (%s): %s", (path, part, expected) => {
    expect(judged(path, part)).toBe(expected);
  });

  it("is told once a rule, with the places", () => {
    const some = ["a", "b", "c", "d", "e", "f"].map((name) => change(`etc/pam.d/${name}`));
    const [finding, ...rest] = artifactFindings(builtinPolicy(), "web1", some);
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ tier: "high", rule: "artifact-login", target: "web1" });
    expect(finding?.message).toContain("etc/pam.d/a changes");
    expect(finding?.message).toContain("and 2 more");
  });

  it("names the hosts of many downloads, and the addresses of few", () => {
    const urls = ["a", "b", "c", "d", "e"].map((name) => `https://${name}.example/x`);
    const said = (some: string[]) =>
      artifactFindings(
        builtinPolicy(),
        "web1",
        some.map((url) => change(url, "fetch")),
      )[0]?.message;
    expect(said(urls.slice(0, 2))).toContain(
      "https://a.example/x, https://b.example/x: downloaded",
    );
    expect(said([...urls, "deps-1.0"])).toContain(
      "6 downloads from a.example, b.example, c.example, d.example and 2 more",
    );
  });

  it("can be lowered by naming the rule, one step, for the places named; never what is protected", () => {
    const lowering = { ...mine, lowers: "artifact-login" };
    expect(ruleFault(lowering, false)).toBeNull();
    expect(ruleFault(lowering, true)).toContain("only tighten");
    expect(ruleFault({ ...lowering, tier: "low" }, false)).toContain("to medium only");
    expect(ruleFault({ ...lowering, lowers: "artifact-own" }, false)).toContain("protected");
    const policy = policyOf([lowering]);
    expect(judgeArtifact(policy, change("etc/ssh/moduli"), "web1")?.tier).toBe("medium");
    expect(judgeArtifact(policy, change("etc/ssh/sshd_config"), "web1")?.tier).toBe("high");
  });

  it("can be raised by place and host", () => {
    const raising = {
      ...mine,
      tier: "protected" as const,
      artifacts: ["etc/nanorc"],
      hosts: ["web1"],
    };
    const policy = policyOf([raising]);
    expect(judgeArtifact(policy, change("etc/nanorc"), "web1")?.rule).toBe("mine");
    expect(judgeArtifact(policy, change("etc/nanorc"), "nas1")).toBeNull();
  });
});
