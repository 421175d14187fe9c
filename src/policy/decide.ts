import { isOpaque } from "../core/delta.ts";
import type { Finding } from "../core/finding.ts";
import { parsePath } from "../core/option.ts";
import { compareTiers, type Tier } from "../core/tier.ts";
import type { Effect } from "../core/verification.ts";
import { type GuardRule, guardedTable } from "./guarded.ts";
import { compileGlob, compilePattern, type OptionPattern } from "./pattern.ts";

/** What the guarded table says about one thing: the strictest row that speaks. */
export interface Verdict {
  readonly tier: Tier;
  readonly rule: string;
  readonly reason: string;
}

/** Nothing in the table speaks: a person decides, nothing is known to be dangerous. */
const unlisted: Verdict = { tier: "medium", rule: "unlisted", reason: "no rule names this option" };

interface Compiled {
  readonly rule: GuardRule;
  readonly options: readonly OptionPattern[];
  readonly files: readonly ((path: string) => boolean)[];
  readonly value: RegExp | undefined;
}

let compiled: readonly Compiled[] | undefined;

function table(): readonly Compiled[] {
  compiled ??= guardedTable.map((rule) => ({
    rule,
    options: rule.options.map(compilePattern),
    files: (rule.files ?? []).map(compileGlob),
    value: rule.value === undefined ? undefined : new RegExp(rule.value),
  }));
  return compiled;
}

function strictestOf(rules: readonly GuardRule[]): Verdict {
  const [first] = rules.toSorted((a, b) => compareTiers(a.tier, b.tier));
  return first ? { tier: first.tier, rule: first.id, reason: first.reason } : unlisted;
}

function weakened(before: unknown, after: unknown): boolean {
  if (after === false || after === null || after === undefined) return before !== after;
  if (Array.isArray(before) && Array.isArray(after))
    return before.some((item) => !after.some((other) => sameJson(item, other)));
  return typeof before === "object" && before !== null && typeof after === "object"
    ? Object.keys(before).some((key) => !(key in (after as object)))
    : false;
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A change of a value as far as it is known; without values every row is taken as speaking. */
export interface OptionChange {
  readonly path: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly known: boolean;
}

/** What the table says on a change of an option. */
export function judgeOption(change: OptionChange): Verdict {
  const speaking = table()
    .filter(({ rule, options, value }) => {
      if (!options.some((one) => one.covers(change.path) || one.mayHold(change.path))) return false;
      const exact = options.some((one) => one.covers(change.path));
      // A group above a guarded option counts only when its content is unknown.
      if (!exact) return !change.known;
      if (!change.known) return true;
      if (value && !(typeof change.after === "string" && value.test(change.after))) return false;
      return rule.when !== "weakened" || weakened(change.before, change.after);
    })
    .map(({ rule }) => rule);
  return raised(change, strictestOf(speaking));
}

/** Exceptions of the table that need both values. */
function raised(change: OptionChange, verdict: Verdict): Verdict {
  const path = change.path.join(".");
  if (path === "environment.systemPackages" && weakened(change.before, change.after)) {
    const reason = change.known
      ? "removes packages that may be needed"
      : "which packages change is not known";
    return { tier: "medium", rule: "guard-122", reason };
  }
  if (path === "networking.firewall.allowedTCPPorts" && change.known) {
    const closed = (list: unknown) => Array.isArray(list) && list.includes(22);
    if (closed(change.before) && !closed(change.after))
      return { tier: "high", rule: "guard-72", reason: "closes the ssh port" };
  }
  return verdict;
}

/** What the table says on touching a file of the repository. */
export function judgeFile(path: string): Verdict | null {
  const speaking = table()
    .filter(({ files }) => files.some((matches) => matches(path)))
    .map(({ rule }) => rule);
  return speaking.length > 0 ? strictestOf(speaking) : null;
}

/** One finding per changed option and rule; targets with the same change are named together. */
export function findingsOf(effects: readonly Effect[]): Finding[] {
  const findings = new Map<string, Finding & { targets: string[] }>();
  for (const effect of effects) {
    const path = parsePath(effect.option) ?? [effect.option];
    const verdict = judgeOption({
      path,
      before: effect.before,
      after: effect.after,
      known: !isOpaque(effect.after) && !isOpaque(effect.before),
    });
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
