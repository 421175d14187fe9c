import { byChange } from "../core/delta.ts";
import { exitCodeOf } from "../core/errors.ts";
import { parsePath, showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { showValue } from "../core/review/show-value.ts";
import { safe } from "../core/text.ts";
import { strictest } from "../core/tier.ts";
import { shownValue } from "../loop/shown-value.ts";
import { artifactRules } from "../policy/artifact.ts";
import { changeOf, judgeFile, unlisted, type Verdict, verdictsOn } from "../policy/decide.ts";
import { lockoutRules } from "../policy/lockout.ts";
import type { Policy, Rule } from "../policy/policy.ts";
import type { Command, Reply } from "./invocation.ts";
import { columns } from "./print.ts";
import { type Wired, wire } from "./wire.ts";

/** `agentix policy show`, `agentix policy explain OPTION` and `agentix policy check ID` */
export const policyCommand: Command = async (invocation) => {
  const [action, ...words] = invocation.args;
  const wanted = action === "show" ? 0 : 1;
  if ((action !== "show" && action !== "explain" && action !== "check") || words.length !== wanted)
    return problem("usage", `policy ${[action, ...words].join(" ")} is not understood.`, {
      hint: "agentix policy show, agentix policy explain OPTION, or agentix policy check ID",
    });
  const wired = await wire(invocation, { nix: false });
  if (!wired.ok) return wired;
  const [word = ""] = words;
  if (action === "show") return ok(show(wired.value));
  return action === "explain"
    ? explain(wired.value.context.policy, word)
    : check(wired.value, word);
};

const origin = (source: string | null | undefined) => source ?? "built in";

function ruleJson(rule: Rule): Record<string, unknown> {
  const { id, tier, reason, source, options, files, artifacts, only } = rule;
  return { rule: id, tier, source: origin(source), options, files, artifacts, only, reason };
}

function ruleRow(rule: Rule): string[] {
  const names = [
    ...rule.options,
    ...rule.files.map((file) => `file ${file}`),
    ...rule.artifacts.map((place) => `built ${place}`),
  ].join("  ");
  return [rule.tier, rule.id, names, ...rule.only.map((one) => `(${one})`)].map((part) =>
    safe(part),
  );
}

function show({ context, settings }: Wired): Reply {
  const { rules, lowerings } = context.policy;
  const own = [...rules, ...lowerings].filter(({ source }) => source !== null);
  const table = rules.filter(({ source }) => source === null);
  const files = [...new Set([...settings.sources, ...own.map(({ source }) => origin(source))])];
  const lines = (some: readonly Rule[]) =>
    some.flatMap((rule) => [
      ruleRow(rule).join("  "),
      `    ${safe(rule.reason)}${rule.source === null ? "" : ` [${safe(rule.source)}]`}`,
    ]);
  return {
    json: {
      policy: {
        digest: context.policyDigest,
        sources: files,
        rules: rules.map(ruleJson),
        lockout: lockoutRules.map(({ id, tier }) => ({ rule: id, tier })),
        artifacts: artifactRules.map(({ id, tier, reason }) => ({ rule: id, tier, reason })),
        lowerings: lowerings.map((one) => ({ ...ruleJson(one), lowers: one.lowers })),
      },
    },
    text: [
      `Policy ${context.policyDigest.slice(0, 12)}: ${table.length} rules that Agentix brings, ${own.length} of configuration files.`,
      files.length > 0
        ? `Read: ${files.map((file) => safe(file)).join(", ")}`
        : "No configuration file.",
      ...(own.length > 0 ? ["", "Of configuration files", ...lines(own)] : []),
      ...lowerings.map(({ id, lowers, tier }) => safe(`    ${id} lowers ${lowers} to ${tier}`)),
      "",
      "Built in",
      ...lines(table),
      "",
      "What has to remain (docs/lockout.md)",
      ...lockoutRules.map(({ id, tier }) => `${tier}  ${id}`),
      "",
      "On what is built",
      ...artifactRules.flatMap(({ id, tier, reason }) => [`${tier}  ${id}`, `    ${reason}`]),
    ].join("\n"),
  };
}

function verdictLine({ tier, rule, reason, source, loweredBy }: Verdict): string[] {
  const by = loweredBy === undefined ? "" : ` (lowered by ${loweredBy})`;
  return [tier, rule, `${reason}${by}`, `[${origin(source)}]`].map((part) => safe(part));
}

/** What would be said of a change of an option, whatever its values are. */
function explain(policy: Policy, word: string): Result<Reply> {
  const path = parsePath(word);
  if (path === undefined || path.length === 0)
    return problem("usage", `${JSON.stringify(word)} is no option path.`, {
      hint: 'Write it as in Nix: services.openssh.enable, or environment.etc."ssh/sshd_config".text',
    });
  const rules = policy.rules.filter(({ matches }) => matches.covers(path) || matches.leadsTo(path));
  const lowered = policy.lowerings.filter(({ matches }) => matches.covers(path));
  const named = new Set(rules.map(({ id }) => id));
  const speaking = verdictsOn(policy, { path, known: false }).filter(({ rule }) => named.has(rule));
  const verdicts = speaking.length > 0 ? speaking : [unlisted];
  const tier = strictest(verdicts.map((one) => one.tier));
  return ok({
    json: {
      option: showPath(path),
      tier,
      verdicts,
      rules: rules.map(ruleJson),
      lowerings: lowered.map((one) => ({ ...ruleJson(one), lowers: one.lowers })),
    },
    text: [
      safe(`A change of ${showPath(path)} is ${tier}, where nothing is known of its values.`),
      columns(verdicts.map((one) => ["  ", ...verdictLine(one)])),
      ...[...rules, ...lowered]
        .filter(({ only }) => only.length > 0)
        .map(({ id, only }) => safe(`  ${id}: ${only.join(", ")}.`)),
      ...lowered.map(({ id, lowers, tier: to }) => safe(`  ${id} lowers ${lowers} to ${to}.`)),
    ].join("\n"),
  });
}

/** What policy says of each effect and file of a proposal, by the rules in force now. */
async function check({ context }: Wired, reference: string): Promise<Result<Reply>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const { id, files, verification, explanation, findings, candidate } = found.value;
  const isTested = verification?.candidate === candidate && verification.effects.length > 0;
  const effects = byChange(isTested ? verification.effects : explanation.effects);
  const options = effects.map((effect) => ({
    effect,
    verdicts: verdictsOn(context.policy, changeOf(effect)),
  }));
  const touched = files.flatMap(({ path }) => {
    const verdict = judgeFile(context.policy, path);
    return verdict ? [{ file: path, verdict }] : [];
  });
  const others = findings.filter(({ rule }) => !rule.startsWith("guard-") && rule !== "unlisted");
  const tier = strictest([
    ...options.flatMap(({ verdicts }) => verdicts.slice(0, 1).map((one) => one.tier)),
    ...touched.map(({ verdict }) => verdict.tier),
    ...findings.map((one) => one.tier),
  ]);
  const value = (option: string, one: unknown) =>
    showValue(shownValue(parsePath(option) ?? [option], one));
  return ok({
    json: {
      proposal: id,
      tier,
      tested: isTested,
      options: options.map(({ effect, verdicts }) => ({
        option: effect.option,
        target: effect.target,
        verdicts,
      })),
      files: touched,
      findings: others,
    },
    text: [
      `${id} is ${tier}: ${meaning[tier]}`,
      isTested ? "" : "It is not verified yet: only what its own lines change was compared.\n",
      ...options.flatMap(({ effect: { option, target, before, after }, verdicts }) => [
        safe(`${option} on ${target}: ${value(option, before)} → ${value(option, after)}`),
        columns(verdicts.map((one) => ["  ", ...verdictLine(one)])),
      ]),
      ...touched.flatMap(({ file, verdict }) => [
        safe(file),
        columns([["  ", ...verdictLine(verdict)]]),
      ]),
      ...others.map((one) => safe(`${one.tier}  ${one.rule}  ${one.message}`)),
    ].join("\n"),
    exit: tier === "protected" ? exitCodeOf("policy-refused") : 0,
  });
}

const meaning = {
  protected: "Agentix refuses it whatever is configured.",
  high: "a person decides each hunk by itself.",
  medium: "a person decides.",
  low: "a person decides, as long as nothing is delegated.",
} as const;
