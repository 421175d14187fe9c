import type { Tier } from "../core/tier.ts";
import { artifactRules } from "./artifact.ts";
import { type GuardRule, guardedTable } from "./guarded.ts";
import { guardMatcher, type Matcher, type UserRule, userMatcher } from "./rule.ts";
import { type Watch, watchOf } from "./watch.ts";

/** A rule in force, ready to be asked. */
export interface Rule {
  readonly id: string;
  readonly tier: Tier;
  readonly reason: string;
  readonly options: readonly string[];
  readonly files: readonly string[];
  readonly artifacts: readonly string[];
  /** When it speaks, in plain words; empty where any change of what it names counts. */
  readonly only: readonly string[];
  /** The file that it comes from; null for the table that Agentix brings. */
  readonly source: string | null;
  readonly matches: Matcher;
}

/** A user's rule that takes another rule's tier down, where it matches. */
export interface Lowering extends Rule {
  readonly lowers: string;
}

/** All that is in force: the guarded table, and what configuration files add. */
export interface Policy {
  readonly rules: readonly Rule[];
  readonly lowerings: readonly Lowering[];
  /** What is evaluated on every target before and after, whatever a change is about. */
  readonly watch: Watch;
}

/** The policy of the guarded table and these rules; see `ruleFault` for which of them are admissible. */
export function policyOf(
  userRules: readonly UserRule[],
  table: readonly GuardRule[] = guardedTable,
): Policy {
  const own = userRules.map((rule): Rule & { readonly lowers?: string } => ({
    id: rule.name,
    tier: rule.tier,
    reason: rule.reason,
    source: rule.source,
    options: rule.options,
    files: rule.files,
    artifacts: rule.artifacts,
    only: conditions(rule),
    matches: userMatcher(rule),
    ...(rule.lowers === undefined ? {} : { lowers: rule.lowers }),
  }));
  const isLowering = (rule: Rule & { readonly lowers?: string }): rule is Lowering =>
    rule.lowers !== undefined;
  const guards = table.map(
    (rule): Rule => ({
      id: rule.id,
      tier: rule.tier,
      reason: rule.reason,
      source: null,
      options: rule.options,
      files: rule.files ?? [],
      artifacts: [],
      only: conditions(rule),
      matches: guardMatcher(rule),
    }),
  );
  const raising = userRules.filter(({ lowers }) => lowers === undefined);
  return {
    rules: [...guards, ...own.filter((rule) => !isLowering(rule))],
    lowerings: own.filter(isLowering),
    watch: watchOf([...table, ...raising]),
  };
}

/** What has to hold for a rule to speak, beyond the names. */
function conditions(
  rule: Partial<Pick<UserRule, "change" | "value" | "hosts">> & Partial<GuardRule>,
): string[] {
  const change = rule.change ?? rule.when ?? "any";
  return [
    ...(rule.hosts && rule.hosts.length > 0 ? [`on ${rule.hosts.join(", ")}`] : []),
    ...(change === "any" ? [] : [`when it is ${change}`]),
    ...(rule.value === undefined ? [] : [`where the new value matches ${rule.value}`]),
    ...(rule.follows ? ["not where it only follows from modules outside of the repository"] : []),
  ];
}

let builtin: Policy | undefined;

/** The guarded table alone: what holds whatever is configured. */
export function builtinPolicy(): Policy {
  builtin ??= policyOf([]);
  return builtin;
}

/** The one step that a rule may take another's tier down. */
const below: Partial<Record<Tier, Tier>> = { high: "medium", medium: "low" };

/** Why a rule of a configuration file may not stand there; null when it may. `tightenOnly` is for files of a repository. */
export function ruleFault(rule: UserRule, tightenOnly: boolean): string | null {
  if (rule.options.length + rule.files.length + rule.artifacts.length === 0)
    return "names neither options nor files nor artifacts";
  if (rule.lowers === undefined)
    return rule.tier === "low"
      ? "has tier low, which raises nothing; to lower a rule, name it in `lowers`"
      : null;
  if (tightenOnly) return "lowers a rule, and a file of the repository may only tighten";
  if (rule.files.length > 0)
    return "lowers a rule by files; only options and artifacts can be lowered";
  const lowered = rule.lowers === "unlisted" ? "medium" : tierOfRule(rule.lowers);
  if (lowered === undefined)
    return `lowers ${rule.lowers}, which is no rule of \`agentix policy show\``;
  if (lowered === "protected")
    return `lowers ${rule.lowers}, which is protected: that cannot be lowered`;
  if (rule.tier !== below[lowered])
    return `lowers ${rule.lowers} from ${lowered} to ${rule.tier}; it can be lowered to ${below[lowered] ?? "nothing"} only`;
  return null;
}

function tierOfRule(id: string): Tier | undefined {
  return [...guardedTable, ...artifactRules].find((rule) => rule.id === id)?.tier;
}
