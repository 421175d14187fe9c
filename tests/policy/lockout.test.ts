import { describe, expect, it } from "vitest";
import type { LockoutFacts } from "../../src/core/lockout.ts";
import { lockoutNix } from "../../src/nix/expressions/lockout.ts";
import { bootFindings, concernsLockout, lockoutFindings } from "../../src/policy/lockout.ts";
import { builtinPolicy } from "../../src/policy/policy.ts";

type User = LockoutFacts["users"][number];
const user = (one: Partial<User> = {}): User => ({
  name: "alice",
  isRoot: false,
  groups: ["wheel"],
  hasKeys: true,
  hasPassword: false,
  mayLogIn: true,
  ...one,
});
const root = user({ name: "root", isRoot: true, groups: [], hasKeys: false });
const sound: LockoutFacts = {
  users: [user(), root],
  mutableUsers: false,
  ssh: {
    on: true,
    ports: [22],
    opensFirewall: true,
    passwords: false,
    keys: true,
    otherKeys: false,
    root: "no",
    allowUsers: [],
    denyUsers: [],
    allowGroups: [],
    denyGroups: [],
    addresses: [],
  },
  firewall: { on: true, ports: [22], ranges: [], trusts: false },
  root: { tools: ["sudo"], needsPassword: false, users: [], groups: [] },
  wrappers: true,
  consoles: true,
  route: true,
  agentix: true,
  kept: null,
};
const ssh = (one: Partial<LockoutFacts["ssh"]>): LockoutFacts => ({
  ...sound,
  ssh: { ...sound.ssh, ...one },
});
const told = (after: LockoutFacts, before: LockoutFacts | null = sound) =>
  lockoutFindings("web1", before, after).map(({ tier, rule }) => `${tier} ${rule}`);

const withPassword = { ...sound, users: [user({ hasPassword: true }), root] };

describe("what has to remain on a machine", () => {
  it("is not spoken of where it remains", () => {
    expect(told(sound)).toEqual([]);
    expect(told(ssh({ ports: [2222], opensFirewall: true }))).toEqual([]);
    expect(told(ssh({ allowUsers: ["ali*", "bob@10.0.0.1"] }))).toEqual([]);
    expect(told({ ...sound, users: [user({ name: "carol" }), root] })).toEqual([]);
  });

  const gone = ["protected lockout-way-in"];
  it.each<[string, LockoutFacts]>([
    ["ssh is off", ssh({ on: false })],
    ["ssh listens on loopback only", ssh({ addresses: ["127.0.0.1", "::1"] })],
    [
      "no port of ssh is open",
      { ...ssh({ ports: [2222], opensFirewall: false }), firewall: sound.firewall },
    ],
    ["nobody has a key", { ...sound, users: [user({ hasKeys: false }), root] }],
    ["keys are not taken", ssh({ keys: false })],
    ["the only account is denied", ssh({ denyUsers: ["a?ice"] })],
    ["only others are allowed", ssh({ allowUsers: ["bob"] })],
    ["only other groups are allowed", ssh({ allowGroups: ["admins"] })],
    ["the only account expires", { ...sound, users: [user({ mayLogIn: false }), root] }],
    ["nobody is of wheel any more", { ...sound, users: [user({ groups: [] }), root] }],
    [
      "sudo asks for a password that nobody has",
      { ...sound, root: { ...sound.root, needsPassword: true } },
    ],
  ])("where %s, nobody gets in and becomes root", (_, after) => {
    expect(told(after)).toEqual(gone);
  });

  it("counts the console, and says when it is all that is left", () => {
    const off = { ...withPassword, ssh: { ...sound.ssh, on: false } };
    expect(told(off, withPassword)).toEqual(["high lockout-remote"]);
    expect(told({ ...off, consoles: false }, withPassword)).toEqual(gone);
  });

  it("does not count on what was set by hand", () => {
    const byHand = { ...sound, mutableUsers: true, users: [user({ hasKeys: false }), root] };
    expect(told({ ...byHand, ssh: { ...sound.ssh, otherKeys: true } })).toEqual([
      "high lockout-way-in",
      "high lockout-remote",
    ]);
  });

  it("counts root with a key, where ssh lets root in", () => {
    const only = { ...sound, users: [user({ ...root, hasKeys: true })] };
    const byRoot = (how: string) => ({ ...only, ssh: { ...sound.ssh, root: how } });
    expect(told(byRoot("prohibit-password"))).toEqual([]);
    expect(told(byRoot("no"))).toEqual(gone);
    expect(told(byRoot("forced-commands-only"))).toEqual(gone);
  });

  it("is more than the way in", () => {
    expect(told({ ...withPassword, root: { ...sound.root, tools: [] } }, withPassword)).toContain(
      "protected lockout-root",
    );
    expect(told({ ...sound, wrappers: false })).toContain("protected lockout-wrappers");
    expect(told({ ...sound, route: false })).toEqual(["high lockout-route"]);
    expect(told({ ...sound, agentix: false })).toEqual(["protected lockout-agentix"]);
    expect(told({ ...sound, kept: 1 })).toEqual(["high lockout-generations"]);
  });

  it("speaks only of what gets worse, and of a new machine with tier high", () => {
    expect(told(ssh({ on: false }), ssh({ on: false }))).toEqual([]);
    expect(told({ ...ssh({ on: false }), agentix: false }, null)).toEqual(["high lockout-way-in"]);
  });

  it("says why", () => {
    const [finding] = lockoutFindings("web1", sound, ssh({ on: false }));
    expect(finding?.message).toBe(
      "web1: nobody could get in and become root any more: ssh is off, and no account that may become root has a password for the console",
    );
  });
});

describe("what the facts are read from", () => {
  const { watch, rules } = builtinPolicy();

  it("is all guarded, so that a change of it is noticed", () => {
    const paths = readPaths();
    expect(paths.length).toBeGreaterThan(15);
    expect(watch.patterns.length).toBeGreaterThan(0);
    const covered = (path: string) =>
      rules.some(
        ({ matches, tier }) =>
          tier !== "low" && (matches.covers(path.split(".")) || matches.leadsTo(path.split("."))),
      );
    // Packages are not compared unless a change names them; then it is asked.
    expect(paths.filter((path) => !covered(path))).toEqual(["environment.systemPackages"]);
  });

  it("is all on the list that decides whether they are asked for", () => {
    expect(readPaths().filter((path) => !concernsLockout([path.split(".")]))).toEqual([]);
    expect(
      concernsLockout([
        ["networking", "nameservers"],
        ["services", "nginx"],
      ]),
    ).toBe(false);
  });
});

/** The options that the expression reads by their paths. */
function readPaths(): string[] {
  const named = lockoutNix.matchAll(/\b(?:read|on) "([a-zA-Z0-9.-]+)"/g);
  return [...new Set([...named].map(([, path = ""]) => path))];
}

describe("room to boot", () => {
  const mib = 1024 * 1024;
  const rules = (bootFree: number | null, generations: number, bytes: number) =>
    bootFindings("web1", { bootFree, generations }, bytes).map(({ rule }) => rule);

  it("is asked for where a kernel is new", () => {
    expect(rules(200 * mib, 5, 90 * mib)).toEqual([]);
    expect(rules(90 * mib, 5, 90 * mib)).toEqual(["lockout-boot-full"]);
    expect(rules(null, 1, 90 * mib)).toEqual(["lockout-no-older"]);
    expect(rules(0, 0, 0)).toEqual([]);
  });
});
