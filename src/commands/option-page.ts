import { fromWords } from "../core/answer/fact-words.ts";
import { readable } from "../core/delta.ts";
import { type OptionInfo, showPath } from "../core/option.ts";
import type { Fact } from "../core/plan-parts.ts";
import { isSecretName, redacted } from "../core/redact/names.ts";
import { redactText, redactWords } from "../core/redact/text.ts";
import { showValue } from "../core/review/show-value.ts";
import { type Target, targetId } from "../core/target.ts";
import { safe } from "../core/text.ts";
import { shownValue } from "../loop/shown-value.ts";
import { judgeOption, type Verdict } from "../policy/decide.ts";
import type { Policy } from "../policy/policy.ts";
import type { OptionState } from "../ports/nix.ts";
import type { Reply } from "./invocation.ts";
import { columns } from "./print.ts";

/** An option as it is on one target; `value` and all that is quoted without secrets. */
interface OptionOn extends OptionState {
  readonly priorityWords: string;
  /** Every place that says so, with file and line where it is the repository's. */
  readonly from: Fact["from"];
}

/** What there is to tell of an option. */
export interface OptionPage {
  readonly policy: Policy;
  /** The path that was asked for; the option's own may have `<name>` in it. */
  readonly path: readonly string[];
  readonly option: OptionInfo;
  readonly targets: readonly Target[];
  /** By target id and path, as {@link Nix.states} gives them. */
  readonly states: Readonly<Record<string, Readonly<Record<string, OptionState>>>>;
  readonly facts: readonly Fact[];
}

/** Everything about an option, for people and for programs; secrets are masked in both. */
export function optionPage(page: OptionPage): Reply {
  const { path, targets } = page;
  const asked = showPath(path);
  const option = withoutSecrets(page.option);
  // Which values a change would have is not known: the strictest row speaks.
  const guard = judgeOption(page.policy, { path, known: false });
  const values: Record<string, OptionOn> = {};
  for (const target of targets) {
    const id = targetId(target);
    const state = page.states[id]?.[asked];
    const fact = page.facts.find((one) => one.target === id && one.option === asked);
    if (state) values[id] = optionOn(path, state, fact);
  }
  const rows = [
    ["type", option.typeText],
    ...(option.default === undefined ? [] : [["default", short(option.default)]]),
    ...(option.example === undefined ? [] : [["example", short(option.example)]]),
    ...option.declarations.map((file) => ["declared in", file]),
    ...(asked === showPath(option.path) ? [] : [["declared as", showPath(option.path)]]),
    ...(option.readOnly ? [["read-only", "modules set it; a configuration cannot"]] : []),
    ...(option.internal ? [["internal", "for modules among themselves; may change unsaid"]] : []),
    ["a change is", guardWords(guard)],
  ];
  return {
    json: { ...option, option: showPath(option.path), asked, guard, values },
    text: [
      safe(asked),
      columns(rows.map(([name = "", text = ""]) => [`  ${name}`, safe(text)])),
      ...(option.description
        ? ["", safe(option.description.trim(), { multiline: true }), ""]
        : [""]),
      ...Object.entries(values).flatMap(([id, on]) => targetLines(id, on)),
    ].join("\n"),
  };
}

function optionOn(path: readonly string[], state: OptionState, fact: Fact | undefined): OptionOn {
  return {
    ...state,
    value: shownValue(path, state.value),
    definitions: state.definitions.map((one) => ({ ...one, value: shownValue(path, one.value) })),
    ...(state.error === undefined ? {} : { error: redactWords(state.error) }),
    priorityWords: priorityWords(state, fact?.from ?? []),
    from: fact?.from ?? [],
  };
}

/** How strong the winning definition is, as one writes it in Nix. */
function priorityWords({ defined, priority }: OptionState, from: Fact["from"]): string {
  // Inside of some values Nix does not tell what each place gives.
  if (!defined) return from.length > 0 ? "how strongly is not told" : "the default";
  if (priority === null) return "set";
  const names: Record<number, string> = { 50: "mkForce", 100: "set plainly", 1000: "mkDefault" };
  return names[priority] ?? `mkOverride ${priority}`;
}

function targetLines(id: string, on: OptionOn): string[] {
  if (!on.exists) return [`  ${safe(id)}: has no such option`];
  const value = on.error ? safe(on.error.split("\n")[0] ?? "") : showValue(readable(on.value));
  const several = on.from.filter(({ idle }) => !idle).length > 1;
  const places = on.from.map((from) => {
    const own = several && from.value !== null ? `: ${showValue(readable(from.value))}` : "";
    return `    defined in ${safe(fromWords(from))}${own}`;
  });
  const bare = on.definitions.map(({ file, where }) => `    defined in ${safe(file ?? where)}`);
  return [`  ${safe(id)}: ${value}  (${on.priorityWords})`, ...(places.length > 0 ? places : bare)];
}

function guardWords({ tier, rule, reason }: Verdict): string {
  return rule === "unlisted" ? `${tier}: ${reason}` : `${tier}: ${reason} (${rule})`;
}

function withoutSecrets(option: OptionInfo): OptionInfo {
  const secret = option.path.some(isSecretName);
  const masked = (text: string) => (secret && text.includes('"') ? redacted : redactText(text));
  return {
    ...option,
    ...(option.default === undefined ? {} : { default: masked(option.default) }),
    ...(option.example === undefined ? {} : { example: masked(option.example) }),
  };
}

const short = (text: string) => text.replaceAll(/\s+/g, " ").slice(0, 200);
