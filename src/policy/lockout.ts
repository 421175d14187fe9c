import type { Finding } from "../core/finding.ts";
import type { LockoutFacts } from "../core/lockout.ts";
import type { Tier } from "../core/tier.ts";
import { compilePattern } from "./pattern.ts";

/** Does it hold, as the configuration tells; "maybe" where it hangs on what was set by hand. */
type Holds = "yes" | "maybe" | "no";

type User = LockoutFacts["users"][number];

/** One thing that has to remain on a machine. */
interface Check {
  readonly rule: string;
  /** The tier where nothing of it is left. */
  readonly lost: Tier;
  readonly holds: (facts: LockoutFacts) => Holds;
  readonly gone: (facts: LockoutFacts) => string;
  readonly doubtful: string;
}

/** What the facts are read from (nix/expressions/lockout.ts): where nothing of it changes, they do not. */
const inputs = [
  "boot.isContainer",
  "boot.loader.{systemd-boot,grub}.configurationLimit",
  "console.**",
  "environment.systemPackages",
  "networking.{firewall,interfaces,useDHCP,defaultGateway,defaultGateway6,networkmanager,wireless}",
  "security.{sudo,sudo-rs,doas,polkit,enableWrappers}",
  "services.{openssh,agentix}",
  "services.displayManager.enable",
  "systemd.network",
  "systemd.services.*getty*",
  "users",
].map(compilePattern);

/** May a change of these options take a way in? One of a group above counts as well. */
export function concernsLockout(paths: Iterable<readonly string[]>): boolean {
  for (const path of paths)
    if (inputs.some((one) => one.covers(path) || one.mayHold(path))) return true;
  return false;
}

const rank: Readonly<Record<Holds, number>> = { no: 0, maybe: 1, yes: 2 };
const best = (some: readonly Holds[]): Holds =>
  some.includes("yes") ? "yes" : some.includes("maybe") ? "maybe" : "no";
const least = (...some: readonly Holds[]): Holds =>
  some.includes("no") ? "no" : some.includes("maybe") ? "maybe" : "yes";
const sure = (is: boolean): Holds => (is ? "yes" : "no");

/** A password that the configuration gives, or that may have been set by hand. */
function password(facts: LockoutFacts, user: User): Holds {
  if (user.hasPassword) return "yes";
  return facts.mutableUsers ? "maybe" : "no";
}

/** May somebody who is logged in become root? */
function becomesRoot(facts: LockoutFacts, user: User): Holds {
  if (user.isRoot) return "yes";
  const { tools, needsPassword, users, groups } = facts.root;
  if (tools.length === 0 || !facts.wrappers) return "no";
  const isWheel = user.groups.includes("wheel");
  const isNamed = users.includes(user.name) || user.groups.some((group) => groups.includes(group));
  if (!isWheel && !isNamed) return "no";
  // A rule that names somebody may ask for a password or not: that is not read.
  if (!isWheel) return best([password(facts, user), "maybe"]);
  return needsPassword ? password(facts, user) : "yes";
}

/** Can ssh be reached from anywhere but the machine itself? */
function isReachable({ ssh, firewall }: LockoutFacts): boolean {
  if (!ssh.on) return false;
  const loopback = /^(?:127\.|::1$|localhost$)/;
  if (ssh.addresses.length > 0 && ssh.addresses.every((one) => loopback.test(one))) return false;
  if (!firewall.on || firewall.trusts || ssh.opensFirewall) return true;
  return ssh.ports.some(
    (port) =>
      firewall.ports.includes(port) ||
      firewall.ranges.some(({ from, to }) => from <= port && port <= to),
  );
}

/** A name against a pattern of sshd_config(5): `*`, `?`, and a host part that is not read. */
function isNamedBy(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => {
    const source = (pattern.split("@")[0] ?? "")
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    return new RegExp(`^${source}$`).test(name);
  });
}

function isLetIn({ ssh }: LockoutFacts, user: User): boolean {
  const inGroup = (groups: readonly string[]) =>
    user.groups.some((group) => isNamedBy(groups, group));
  if (isNamedBy(ssh.denyUsers, user.name) || inGroup(ssh.denyGroups)) return false;
  if (ssh.allowUsers.length > 0 && !isNamedBy(ssh.allowUsers, user.name)) return false;
  return ssh.allowGroups.length === 0 || inGroup(ssh.allowGroups);
}

/** Can this account log in by ssh? */
function bySsh(facts: LockoutFacts, user: User): Holds {
  const { ssh } = facts;
  if (!user.mayLogIn || !isLetIn(facts, user)) return "no";
  if (user.isRoot && ssh.root === "no") return "no";
  if (user.isRoot && ssh.root === "forced-commands-only") return "no";
  const withKey: Holds = !ssh.keys ? "no" : user.hasKeys ? "yes" : ssh.otherKeys ? "maybe" : "no";
  const takesPassword = ssh.passwords && (!user.isRoot || ssh.root === "yes");
  return best([withKey, takesPassword ? password(facts, user) : "no"]);
}

/** A way in from elsewhere that ends with root. */
function remote(facts: LockoutFacts): Holds {
  if (!isReachable(facts)) return "no";
  return best(facts.users.map((user) => least(bySsh(facts, user), becomesRoot(facts, user))));
}

/** A way in at the machine itself that ends with root. */
function local(facts: LockoutFacts): Holds {
  if (!facts.consoles) return "no";
  return best(
    facts.users
      .filter(({ mayLogIn }) => mayLogIn)
      .map((user) => least(password(facts, user), becomesRoot(facts, user))),
  );
}

/** Why ssh lets nobody in, in a few words. */
function sshGone(facts: LockoutFacts): string {
  if (!facts.ssh.on) return "ssh is off";
  if (!isReachable(facts)) return "ssh is not reachable: no port of it is open";
  const some = facts.users.filter((user) => bySsh(facts, user) !== "no");
  if (some.length === 0) return "ssh takes no key or password of anybody";
  return "nobody whom ssh lets in may become root";
}

const checks: readonly Check[] = [
  {
    rule: "lockout-way-in",
    lost: "protected",
    holds: (facts) => best([remote(facts), local(facts)]),
    gone: (facts) =>
      `nobody could get in and become root any more: ${sshGone(facts)}, and ${
        facts.consoles
          ? "no account that may become root has a password for the console"
          : "there is no console to log in at"
      }`,
    doubtful:
      "the only ways in that are left need a password or key that was set by hand, which the configuration does not tell",
  },
  {
    rule: "lockout-remote",
    lost: "high",
    holds: remote,
    gone: (facts) => `the console is the only way in that is left: ${sshGone(facts)}`,
    doubtful: "getting in by ssh would need a password or key that was set by hand",
  },
  {
    rule: "lockout-root",
    lost: "protected",
    holds: (facts) =>
      sure(
        facts.root.tools.length > 0 || facts.users.some((user) => user.isRoot && user.hasPassword),
      ),
    gone: () => "neither sudo, doas nor run0 is left, and root has no password",
    doubtful: "",
  },
  {
    rule: "lockout-wrappers",
    lost: "protected",
    holds: (facts) => sure(facts.wrappers),
    gone: () => "without setuid wrappers sudo, su and ping do not work",
    doubtful: "",
  },
  {
    rule: "lockout-route",
    lost: "high",
    holds: (facts) => sure(facts.route),
    gone: () => "no network is configured any more: neither DHCP, an address, nor a gateway",
    doubtful: "",
  },
  {
    rule: "lockout-agentix",
    lost: "protected",
    holds: (facts) => sure(facts.agentix),
    gone: () =>
      "Agentix itself would be gone from the machine, and with it the way to take this back",
    doubtful: "",
  },
  {
    rule: "lockout-generations",
    lost: "high",
    holds: ({ kept }) => sure(kept === null || kept >= 2),
    gone: ({ kept }) => `the boot menu would keep ${kept} generation: none to go back to`,
    doubtful: "",
  },
];

/** The rules on what has to remain, and the tier where nothing of it is left. */
export const lockoutRules: readonly { readonly id: string; readonly tier: Tier }[] = checks.map(
  ({ rule, lost }) => ({ id: rule, tier: lost }),
);

/**
 * What a change takes away of what has to remain on a machine, whatever the rules say. `before` null is a new machine.
 * Only what gets worse is told: a machine that nobody can get into now is somebody's intention.
 */
export function lockoutFindings(
  target: string,
  before: LockoutFacts | null,
  after: LockoutFacts,
): Finding[] {
  const isGone = checks.some(
    ({ rule, holds }) => rule === "lockout-way-in" && holds(after) === "no",
  );
  return checks.flatMap(({ rule, lost, holds, gone, doubtful }): Finding[] => {
    const now = holds(after);
    const was = before ? holds(before) : rule === "lockout-agentix" ? "no" : "yes";
    if (rank[now] >= rank[was] || (rule === "lockout-remote" && isGone)) return [];
    const tier = now === "no" && before ? lost : "high";
    return [{ tier, rule, target, message: `${target}: ${now === "no" ? gone(after) : doubtful}` }];
  });
}

/** What a machine has to boot from. */
export interface BootRoom {
  /** Bytes free where kernels are; null where that is not known. */
  readonly bootFree: number | null;
  readonly generations: number;
}

const slack = 4 * 1024 * 1024;
const mib = (bytes: number) => Math.ceil(bytes / 1024 / 1024);

/** Whether a new boot entry fits, and whether there is an older one to go back to; `bytes` of new kernels and initrds. */
export function bootFindings(target: string, room: BootRoom, bytes: number): Finding[] {
  const findings: Finding[] = [];
  if (bytes > 0 && room.bootFree !== null && bytes + slack > room.bootFree)
    findings.push({
      tier: "high",
      rule: "lockout-boot-full",
      target,
      message: `${target}: the new kernel and initrd need ${mib(bytes)} MiB for booting, and ${mib(room.bootFree)} MiB are free; a full boot partition may leave a machine that does not start`,
    });
  if (bytes > 0 && room.generations < 2)
    findings.push({
      tier: "high",
      rule: "lockout-no-older",
      target,
      message: `${target}: there is no older generation to go back to`,
    });
  return findings;
}
