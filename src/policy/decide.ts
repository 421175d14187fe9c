import { isOpaque } from "../core/delta.ts";
import type { Finding } from "../core/finding.ts";
import { parsePath } from "../core/option.ts";
import { compareTiers, type Tier } from "../core/tier.ts";
import type { Effect } from "../core/verification.ts";
import { isWeakened, type OptionChange } from "./change.ts";
import type { Policy, Rule } from "./policy.ts";

/** What policy says about one thing: the strictest rule that speaks. */
export interface Verdict {
  readonly tier: Tier;
  readonly rule: string;
  readonly reason: string;
  /** The configuration file of the rule, or of the one that lowered it. */
  readonly source?: string;
  /** The rule that took the tier down. */
  readonly loweredBy?: string;
}

/** No rule speaks: a person decides, nothing is known to be dangerous. */
export const unlisted: Verdict = {
  tier: "medium",
  rule: "unlisted",
  reason: "no rule names this option",
};

/** Every rule that speaks on a change of an option, strictest first, each as it stands after lowering. */
export function verdictsOn(policy: Policy, change: OptionChange): Verdict[] {
  const speaking = policy.rules.filter(({ matches }) => matches.speaks(change)).map(verdictOf);
  return (speaking.length > 0 ? speaking : [unlisted])
    .map((verdict) => lowered(policy, change, verdict))
    .toSorted((a, b) => compareTiers(a.tier, b.tier));
}

/** What policy says on a change of an option. */
export function judgeOption(policy: Policy, change: OptionChange): Verdict {
  const [strictest = unlisted] = verdictsOn(policy, change);
  const special = exception(change);
  return special && compareTiers(special.tier, strictest.tier) <= 0 ? special : strictest;
}

function verdictOf({ id, tier, reason, source }: Rule): Verdict {
  return { tier, rule: id, reason, ...(source === null ? {} : { source }) };
}

/** Only what a rule names is lowered, and only where all of the change is what it allows. */
function lowered(policy: Policy, change: OptionChange, verdict: Verdict): Verdict {
  const by = policy.lowerings.find(
    ({ lowers, matches }) => lowers === verdict.rule && matches.speaks(change, true),
  );
  if (!by || by.source === null) return verdict;
  return { ...verdict, tier: by.tier, loweredBy: by.id, source: by.source };
}

/** Exceptions of the table that need both values. */
function exception(change: OptionChange): Verdict | null {
  const path = change.path.join(".");
  if (path === "environment.systemPackages" && isWeakened(change.before, change.after)) {
    const reason = change.known
      ? "removes packages that may be needed"
      : "which packages change is not known";
    return { tier: "medium", rule: "guard-122", reason };
  }
  if (path === "networking.firewall.allowedTCPPorts" && change.known) {
    const opens = (list: unknown) => Array.isArray(list) && list.includes(22);
    if (opens(change.before) && !opens(change.after))
      return { tier: "high", rule: "guard-72", reason: "closes the ssh port" };
  }
  return null;
}

/** What policy says on touching a file of the repository. */
export function judgeFile(policy: Policy, path: string): Verdict | null {
  const [strictest] = policy.rules
    .filter(({ matches }) => matches.file(path))
    .map(verdictOf)
    .toSorted((a, b) => compareTiers(a.tier, b.tier));
  return strictest ?? null;
}

/** An evaluated effect, as rules are asked about it. */
export function changeOf(effect: Effect): OptionChange {
  return {
    path: parsePath(effect.option) ?? [effect.option],
    before: effect.before,
    after: effect.after,
    known: !isOpaque(effect.after) && !isOpaque(effect.before),
    target: effect.target,
    own: effect.files === undefined || effect.files.length > 0,
  };
}

/**
 * Does a change only follow from another one, with nothing to say against it: nothing of the repository defines the
 * option, and no rule speaks (the units and accounts that a service brings)?
 */
export function isConsequence(policy: Policy, effect: Effect): boolean {
  const change = changeOf(effect);
  if (change.own !== false) return false;
  const { rule, tier } = judgeOption(policy, change);
  return rule === unlisted.rule || tier === "low";
}

/** One finding per changed option and rule; targets with the same change are named together. */
export function findingsOf(policy: Policy, effects: readonly Effect[]): Finding[] {
  const findings = new Map<string, Finding & { targets: string[] }>();
  for (const effect of effects) {
    const verdict = judgeOption(policy, changeOf(effect));
    if (verdict.tier === "low") continue;
    const key = `${verdict.rule} ${effect.option}`;
    const known = findings.get(key);
    if (known) known.targets.push(effect.target);
    else
      findings.set(key, {
        tier: verdict.tier,
        rule: verdict.rule,
        message: `${effect.option}: ${verdict.reason}`,
        target: effect.target,
        option: effect.option,
        targets: [effect.target],
      });
  }
  return [...findings.values()]
    .map(({ targets, ...finding }) => ({ ...finding, target: targets.join(", ") }))
    .toSorted((a, b) => compareTiers(a.tier, b.tier));
}
