import type { Tier } from "../core/tier.ts";
import { type ChangeDirection, goes, isEmptyChange, news, type OptionChange } from "./change.ts";
import type { GuardRule } from "./guarded.ts";
import { compileGlob, compilePattern, type OptionPattern } from "./pattern.ts";

/** A rule of a configuration file. It raises what it matches to its tier or, naming a rule, lowers that one's by one. */
export interface UserRule {
  readonly name: string;
  readonly tier: Tier;
  readonly options: readonly string[];
  readonly files: readonly string[];
  /** Globs over places in a built system (`etc/ssh/**`). */
  readonly artifacts: readonly string[];
  /** Globs of target ids or host names; none means every target. */
  readonly hosts: readonly string[];
  /** A regular expression over the new value, or over what a list gains. */
  readonly value?: string;
  readonly change: ChangeDirection;
  /** The rule whose tier becomes this one's. */
  readonly lowers?: string;
  readonly reason: string;
  /** The file that it stands in. */
  readonly source: string;
}

/** Patterns compiled, and the tests on a change that both kinds of rules have. */
export interface Matcher {
  /** Does it name the option itself, or one above it? */
  covers(path: readonly string[]): boolean;
  /** May the group hold an option that it names? */
  mayHold(path: readonly string[]): boolean;
  /** Does it name an option below this group, step by step? */
  leadsTo(path: readonly string[]): boolean;
  file(path: string): boolean;
  /** Does it name a place in what is built for a target? */
  artifact(path: string, target: string): boolean;
  /** Does it speak on a change? `every`: all that is new has to match its value test, not only something. */
  speaks(change: OptionChange, every?: boolean): boolean;
}

/** What a rule of either kind is matched by. */
type Tests = Pick<UserRule, "options" | "files" | "artifacts" | "hosts" | "value"> & {
  readonly change: ChangeDirection;
  readonly follows: boolean;
};

/** The matcher of a row of the guarded table. */
export function guardMatcher(rule: GuardRule): Matcher {
  const { options, files = [], value, when, follows = false } = rule;
  const tests = {
    options,
    files,
    artifacts: [],
    hosts: [],
    change: when ?? "any",
    follows,
  } as const;
  return matcher(value === undefined ? tests : { ...tests, value });
}

/** The matcher of a user's rule. */
export function userMatcher(rule: UserRule): Matcher {
  return matcher({ ...rule, follows: false });
}

function matcher(tests: Tests): Matcher {
  const options: readonly OptionPattern[] = tests.options.map(compilePattern);
  const files = tests.files.map(compileGlob);
  const artifacts = tests.artifacts.map(compileGlob);
  const hosts = tests.hosts.map(compileGlob);
  const value = tests.value === undefined ? undefined : new RegExp(tests.value, "u");
  const isOn = (target: string | undefined) =>
    hosts.length === 0 ||
    target === undefined ||
    hosts.some((matches) => matches(target) || matches(target.replace(/^[^/]*\//, "")));
  const covers = (path: readonly string[]) => options.some((one) => one.covers(path));
  const mayHold = (path: readonly string[]) => options.some((one) => one.mayHold(path));
  return {
    covers,
    mayHold,
    leadsTo: (path) => options.some((one) => one.leadsTo(path)),
    file: (path) => files.some((matches) => matches(path)),
    artifact: (path, target) => isOn(target) && artifacts.some((matches) => matches(path)),
    speaks(change, every = false) {
      if (!isOn(change.target)) return false;
      // A group above a guarded option counts only when its content is unknown.
      if (!covers(change.path)) return !change.known && !every && mayHold(change.path);
      if (!change.known) return !every || (value === undefined && tests.change === "any");
      if (tests.follows && change.own === false) return false;
      if (change.after !== undefined && isEmptyChange(change)) return false;
      return hasValue(change, value, every) && goes(change, tests.change);
    },
  };
}

function hasValue(change: OptionChange, value: RegExp | undefined, every: boolean): boolean {
  if (value === undefined) return true;
  const parts = news(change.before, change.after).map((part) =>
    typeof part === "string" ? part : JSON.stringify(part),
  );
  const matches = (part: string) => value.test(part);
  return every ? parts.length > 0 && parts.every(matches) : parts.some(matches);
}
