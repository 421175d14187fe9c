import type { ArtifactChange } from "../core/artifact.ts";
import type { Finding } from "../core/finding.ts";
import { compareTiers, type Tier } from "../core/tier.ts";
import type { Verdict } from "./decide.ts";
import type { Policy } from "./policy.ts";

/** A rule on what is built: the last layer, which no spelling of an option gets around. */
export interface ArtifactRule {
  readonly id: string;
  readonly tier: Tier;
  readonly parts?: readonly ArtifactChange["part"][];
  /** Tried on where a change is in the system. */
  readonly path?: RegExp;
  readonly reason: string;
}

/** Units that keep an operator's way in open (row 112 of the guarded table). */
const lifeline =
  /etc\/systemd\/system\/(?:sshd|systemd-networkd|systemd-resolved|NetworkManager|wpa_supplicant|dhcpcd|network-setup|network-addresses-|firewall|nftables|nix-daemon|dbus|dbus-broker|polkit|systemd-logind|tailscaled|getty@|autovt@|serial-getty@)[^/]*\.(?:service|socket)/;

/** The rules on what is built; the strictest that matches speaks. */
export const artifactRules: readonly ArtifactRule[] = [
  {
    id: "artifact-own",
    tier: "protected",
    path: /(?:^|\/)etc\/agentix(?:\/|$)|\/agentix[^/]*\.(?:service|socket|timer)/,
    reason: "Agentix's own limits and service are not for a proposal",
  },
  {
    id: "artifact-unreadable",
    tier: "high",
    parts: ["unreadable"],
    reason: "what cannot be compared is not known to be safe",
  },
  {
    id: "artifact-script",
    tier: "high",
    parts: ["script"],
    reason: "runs as root at each switch or boot",
  },
  {
    id: "artifact-boot",
    tier: "high",
    parts: ["boot"],
    reason: "comes into use with a reboot, which may not come back",
  },
  {
    id: "artifact-login",
    tier: "high",
    path: /(?:^|\/)etc\/(?:ssh|pam\.d|pam|sudoers\.d|polkit-1|nix|security|ssl|pki)\/|(?:^|\/)etc\/(?:sudoers|doas\.conf|shells|login\.defs|nsswitch\.conf|crypttab|fstab|passwd|shadow|group|subuid|subgid|ld\.so\.preload|ld-nix\.so\.preload)(?:\s|$)/,
    reason: "decides who gets in, what they may do, or what the machine trusts and mounts",
  },
  {
    id: "artifact-lifeline",
    tier: "high",
    path: lifeline,
    reason: "a unit that keeps the way in open",
  },
  {
    id: "artifact-wrapper",
    tier: "high",
    path: /suid-sgid-wrappers|security-wrapper/,
    reason: "programs that run with another user's rights",
  },
  {
    id: "artifact-program",
    tier: "high",
    parts: ["program"],
    reason: "started as root; it is another program under the same name and version",
  },
  {
    id: "artifact-root",
    tier: "medium",
    parts: ["root-unit"],
    reason: "a unit that runs something as root",
  },
  {
    id: "artifact-machine",
    tier: "medium",
    path: /(?:^|\/)etc\/(?:systemd\/[^/]*\.conf|systemd\/(?:network|system-generators|system-shutdown)|sysctl\.d|modprobe\.d|modules-load\.d|tmpfiles\.d|udev|dbus-1|cron|NetworkManager|profile|set-environment|hosts|resolv\.conf)/,
    reason: "root acts on it",
  },
  {
    id: "artifact-user",
    tier: "medium",
    parts: ["user-unit"],
    reason: "a unit that runs in each person's session",
  },
  {
    id: "artifact-fetch",
    tier: "medium",
    parts: ["fetch"],
    reason: "downloaded to build it, by hash",
  },
];

/** What policy says of one difference; null where nothing is to be said. */
export function judgeArtifact(
  policy: Policy,
  change: ArtifactChange,
  target: string,
): Verdict | null {
  const own = policy.rules.filter(({ matches }) => matches.artifact(change.path, target));
  const table = artifactRules.filter(
    ({ parts, path }) =>
      (parts === undefined || parts.includes(change.part)) &&
      (path === undefined || (change.part !== "fetch" && path.test(change.path))),
  );
  const verdicts = [
    ...table.map(({ id, tier, reason }) =>
      lowered(policy, { tier, rule: id, reason }, change, target),
    ),
    ...own.map(({ id, tier, reason, source }): Verdict => {
      return { tier, rule: id, reason, ...(source === null ? {} : { source }) };
    }),
  ];
  return verdicts.toSorted((a, b) => compareTiers(a.tier, b.tier))[0] ?? null;
}

function lowered(
  policy: Policy,
  verdict: Verdict,
  change: ArtifactChange,
  target: string,
): Verdict {
  const by = policy.lowerings.find(
    ({ lowers, matches }) => lowers === verdict.rule && matches.artifact(change.path, target),
  );
  if (!by || by.source === null) return verdict;
  return { ...verdict, tier: by.tier, loweredBy: by.id, source: by.source };
}

const shownPlaces = 4;

/** One finding for each rule that speaks on what is built for a target. */
export function artifactFindings(
  policy: Policy,
  target: string,
  changes: readonly ArtifactChange[],
): Finding[] {
  const judged = changes.flatMap((change) => {
    const verdict = judgeArtifact(policy, change, target);
    return verdict === null || verdict.tier === "low" ? [] : [{ change, verdict }];
  });
  const groups = Map.groupBy(judged, ({ verdict }) => `${verdict.tier} ${verdict.rule}`);
  return [...groups.values()]
    .flatMap((some): Finding[] => {
      const [first] = some;
      if (!first) return [];
      const { tier, rule, reason } = first.verdict;
      const changes = some.map(({ change }) => change);
      const what = first.change.part === "fetch" ? downloads(changes) : listed(changes.map(saying));
      return [{ tier, rule, target, message: `built: ${what}: ${reason}` }];
    })
    .toSorted((a, b) => compareTiers(a.tier, b.tier));
}

function listed(places: readonly string[]): string {
  const more = places.length > shownPlaces ? ` and ${places.length - shownPlaces} more` : "";
  return `${places.slice(0, shownPlaces).join(", ")}${more}`;
}

/** A few downloads by their addresses, many by the hosts that they come from. */
function downloads(changes: readonly ArtifactChange[]): string {
  const urls = changes.map(({ path }) => path);
  if (urls.length <= shownPlaces) return listed(urls);
  const hosts = urls.map((url) => /^[a-z+]+:\/\/([^/]+)/.exec(url)?.[1] ?? "no address");
  return `${urls.length} downloads from ${listed([...new Set(hosts)].toSorted())}`;
}

/** "etc/ssh/sshd_config changes", "https://…". */
function saying({ part, change, path }: ArtifactChange): string {
  if (part === "fetch" || part === "unreadable") return path;
  return `${path} ${change === "added" ? "is new" : change === "removed" ? "goes" : "changes"}`;
}
