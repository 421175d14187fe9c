import { describe, expect, it } from "vitest";
import { findingsOf, judgeFile, judgeOption } from "../../src/policy/decide.ts";
import { guardedTable } from "../../src/policy/guarded.ts";
import { compileGlob, compilePattern, expandBraces } from "../../src/policy/pattern.ts";
import { builtinPolicy } from "../../src/policy/policy.ts";

const policy = builtinPolicy();
const path = (dotted: string) => dotted.split(".");

describe("option patterns", () => {
  it.each([
    ["services.openssh.enable", "services.openssh.enable", true],
    ["services.openssh.enable", "services.openssh.ports", false],
    ["users.users.*.extraGroups", "users.users.alice.extraGroups", true],
    ["users.users.*.extraGroups", "users.users.extraGroups", false],
    ["services.**.openFirewall", "services.a.b.c.openFirewall", true],
    ["services.**.openFirewall", "programs.a.openFirewall", false],
    ["**.package", "services.nginx.package", true],
    ["boot.loader.**", "boot.loader", true],
    ["boot.loader.**", "boot.loader.grub.device", true],
    ["services.{a,b.c}.enable", "services.b.c.enable", true],
    [
      "networking.firewall.interfaces.*.allowed*",
      "networking.firewall.interfaces.lo.allowedTCPPorts",
      true,
    ],
    ["security.sudo", "security.sudo.extraRules", true],
  ])("%s against %s", (pattern, option, expected) => {
    expect(compilePattern(pattern).covers(path(option))).toBe(expected);
  });

  it("keeps the dots of quoted segments together", () => {
    const pattern = compilePattern('environment.etc."{ssh,pam.d}/**"');
    expect(pattern.covers(["environment", "etc", "ssh/sshd_config"])).toBe(true);
    expect(pattern.covers(["environment", "etc", "pam.d/login"])).toBe(true);
    expect(pattern.covers(["environment", "etc", "motd"])).toBe(false);
  });

  it("expands nested alternatives", () => {
    expect(expandBraces("a.{b,c.{d,e}}")).toEqual(["a.b", "a.c.d", "a.c.e"]);
  });

  it("knows the groups that may hold a match", () => {
    const pattern = compilePattern("services.openssh.settings.PermitRootLogin");
    expect(pattern.mayHold(path("services.openssh"))).toBe(true);
    expect(pattern.mayHold(path("services.nginx"))).toBe(false);
  });

  it("matches files by folder", () => {
    const secret = compileGlob("**/secrets/**");
    expect(secret("secrets/a.nix")).toBe(true);
    expect(secret("hosts/x/secrets/a.nix")).toBe(true);
    expect(secret("hosts/secrets.nix")).toBe(false);
  });
});

describe("the guarded table", () => {
  it("holds only patterns that compile, each with a reason", () => {
    const ids = guardedTable.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const rule of guardedTable) {
      expect(rule.reason, rule.id).not.toBe("");
      expect(rule.options.length + (rule.files?.length ?? 0), rule.id).toBeGreaterThan(0);
      for (const pattern of rule.options) expect(() => compilePattern(pattern)).not.toThrow();
    }
  });

  it("says of packages that cannot be evaluated that nothing is known, not that some go", () => {
    const after = { _err: "`rigrep` is not defined here." };
    const asked = { path: path("environment.systemPackages"), before: ["git"], after };
    expect(judgeOption(policy, { ...asked, known: false })).toMatchObject({
      tier: "medium",
      reason: "which packages change is not known",
    });
  });

  it.each([
    ["services.openssh.enable", true, false, "high"],
    ["services.openssh.settings.PasswordAuthentication", false, true, "high"],
    ["services.tailscale.enable", false, true, "high"],
    ["networking.firewall.enable", true, false, "high"],
    ["networking.firewall.allowedTCPPorts", [22], [22, 80], "medium"],
    ["networking.firewall.allowedTCPPorts", [22, 80], [80], "high"],
    ["environment.systemPackages", ["htop"], ["htop", "btop"], "low"],
    ["environment.systemPackages", ["htop", "git"], ["htop"], "medium"],
    ["programs.tmux.enable", false, true, "low"],
    ["nix.settings.trusted-users", ["root"], ["root", "bob"], "protected"],
    ["services.agentix.enable", true, false, "protected"],
    ["security.sudo.wheelNeedsPassword", true, false, "high"],
    ["users.users.alice.extraGroups", ["wheel"], [], "high"],
    ["services.restic.backups.home.paths", ["/home"], null, "high"],
    ["services.jellyfin.enable", false, true, "medium"],
    ["users.users.bob.isNormalUser", null, true, "medium"],
    ["users.users.bob.isNormalUser", true, null, "high"],
    ["users.users.bob.description", null, "Bob", "medium"],
    ["services.grafana.settings.server.http_addr.address", "127.0.0.1", "0.0.0.0", "medium"],
  ])("%s from %j to %j is %s", (option, before, after, tier) => {
    expect(judgeOption(policy, { path: path(option), before, after, known: true }).tier).toBe(tier);
  });

  it("takes a group whose content is unknown for the worst that it may hold", () => {
    expect(judgeOption(policy, { path: ["services", "openssh"], known: false }).tier).toBe("high");
    expect(judgeOption(policy, { path: ["nix", "settings"], known: false }).tier).toBe("protected");
  });

  it("T13, T14: never lets a proposal touch secrets or its own policy", () => {
    expect(judgeFile(policy, "secrets/wifi.age")?.tier).toBe("protected");
    expect(judgeFile(policy, ".sops.yaml")?.tier).toBe("protected");
    expect(judgeFile(policy, "hosts/web1/default.nix")).toBeNull();
  });

  it("names all targets of the same change in one finding", () => {
    const effect = { option: "services.openssh.enable", before: true, after: false };
    const findings = findingsOf(policy, [
      { target: "web1", ...effect },
      { target: "nas1", ...effect },
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ tier: "high", target: "web1, nas1", rule: "guard-14" });
  });
});
