import { describe, expect, it } from "vitest";
import { secretEffects, secretLines } from "../../src/policy/secrets.ts";

const effect = (option: string, after: unknown) => ({
  option,
  after,
  before: null,
  target: "web1",
});

describe("an option that is set to a secret", () => {
  it.each([
    ["services.grafana.settings.security.admin_password", "hunter2"],
    ["services.x.settings.api_key", "k"],
    ["services.x.secretToken", "sunflower"],
    ["services.x.passwordFile", "/nix/store/abc-password"],
    ["users.users.bob.password", "x"],
  ])("%s = %j is high", (option, after) => {
    expect(secretEffects([effect(option, after)])).toMatchObject([
      { tier: "high", rule: "guard-130" },
    ]);
  });

  it.each([
    ["services.x.passwordFile", "/run/secrets/x"],
    ["services.x.settings.password", "$__file{/run/secrets/x}"],
    ["services.x.settings.password", "@password@"],
    ["services.x.tokenExpiry", "1h"],
    ["services.x.enable", true],
    ["services.x.password", null],
    ["services.x.password", ""],
    ["services.openssh.settings.PasswordAuthentication", false],
  ])("%s = %j is not", (option, after) => {
    expect(secretEffects([effect(option, after)])).toEqual([]);
  });
});

describe("a line that holds a secret by its form", () => {
  const token = `ghp_${"a1B2".repeat(9)}`;

  it("is told with its line and without the secret", () => {
    const [found] = secretLines("a.nix", "{ }\n", `{\n  x = "${token}";\n}\n`);
    expect(found).toMatchObject({ tier: "high", rule: "source-130", file: "a.nix", line: 2 });
    expect(found?.message).not.toContain("ghp_");
  });

  it("is not told again where it stood before, nor of public keys", () => {
    expect(secretLines("a.nix", `x = "${token}";`, `\n\nx = "${token}";`)).toEqual([]);
    expect(
      secretLines("a.nix", "", '"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEZBS0VmYWtl a@b"'),
    ).toEqual([]);
  });
});
