import type { Finding } from "../core/finding.ts";
import { showPath } from "../core/option.ts";
import type { SourceFact, SourceFactKind } from "../core/source-fact.ts";
import type { Tier } from "../core/tier.ts";
import { judgeOption } from "./decide.ts";
import type { Policy } from "./policy.ts";

interface SourceRule {
  readonly id: string;
  readonly tier: Tier;
  readonly reason: string;
}

/** What a new place of each kind deserves; the numbers are those of the policy documentation. */
export const sourceRules: Readonly<Record<SourceFactKind, SourceRule>> = {
  "disabled-modules": {
    id: "source-12",
    tier: "high",
    reason: "takes a module away, its checks with it",
  },
  "module-machinery": {
    id: "source-12",
    tier: "high",
    reason: "changes how every module is checked or called",
  },
  force: { id: "source-13", tier: "high", reason: "hides what others define" },
  input: { id: "source-99", tier: "high", reason: "another author whose code is run" },
  "nix-config": {
    id: "source-102",
    tier: "protected",
    reason: "settings of Nix that a flake brings, hooks and sources among them",
  },
  fetch: {
    id: "source-103",
    tier: "high",
    reason: "takes code from where no lock file says what it is",
  },
  builtins: {
    id: "source-103",
    tier: "high",
    reason: "hands all of builtins on, so that what is called cannot be told",
  },
  impure: { id: "source-104", tier: "protected", reason: "leaves pure evaluation" },
  "import-outside": {
    id: "source-107",
    tier: "high",
    reason: "imports what is not of this repository",
  },
  "import-input": {
    id: "source-107",
    tier: "high",
    reason: "imports a module of an input that nobody reviewed here",
  },
  "import-computed": {
    id: "source-107",
    tier: "high",
    reason: "imports what is computed: it cannot be told what, and it may build while evaluating",
  },
  "package-fetch": {
    id: "source-106",
    tier: "medium",
    reason: "fetches another source for a package",
  },
  read: {
    id: "source-108",
    tier: "medium",
    reason: "puts a file into the store, where everyone can read it",
  },
};

/** A source file of the repository, before and after a change. */
export interface SourceChange {
  readonly file: string;
  readonly before: readonly SourceFact[];
  readonly after: readonly SourceFact[];
}

/** What policy says of places that a change adds: one that only moved inside of the change counts as old. */
export function judgeSources(policy: Policy, changes: readonly SourceChange[]): Finding[] {
  const old = new Map<string, number>();
  const keyOf = ({ kind, text, hash = "" }: SourceFact) => `${kind}\0${text}\0${hash}`;
  for (const { before } of changes)
    for (const fact of before) old.set(keyOf(fact), (old.get(keyOf(fact)) ?? 0) + 1);
  const known = changes.flatMap(({ before }) => before);
  return changes.flatMap(({ file, before, after }) => {
    const added = after.filter((fact) => {
      const left = old.get(keyOf(fact)) ?? 0;
      if (left > 0) old.set(keyOf(fact), left - 1);
      return left === 0;
    });
    const gone = before.filter(
      ({ kind, text }) => kind === "nix-config" && !after.some((one) => one.text === text),
    );
    return [...added, ...gone].flatMap((fact) => findingOf(policy, file, fact, known));
  });
}

function findingOf(
  policy: Policy,
  file: string,
  fact: SourceFact,
  known: readonly SourceFact[],
): Finding[] {
  const rule = sourceRules[fact.kind];
  const told = (tier: Tier, why: string): Finding[] => [
    {
      tier,
      rule: rule.id,
      message: `${file}:${fact.line}: \`${fact.text.slice(0, 80)}\` ${why}`,
      file,
      line: fact.line,
    },
  ];
  if (fact.kind === "force") {
    const guard = judgeOption(policy, { path: optionPath(fact.path), known: false });
    if (guard.tier !== "high" && guard.tier !== "protected") return [];
    return told("high", `${rule.reason} of ${showPath(optionPath(fact.path))}: ${guard.reason}`);
  }
  if (fact.kind === "package-fetch") {
    const same = known.some((one) => one.kind === fact.kind && one.text === fact.text);
    return same
      ? told("high", "has another hash for the same address")
      : told(rule.tier, rule.reason);
  }
  return told(rule.tier, rule.reason);
}

/** The option of a module's long form stands below `config`. */
function optionPath(path: readonly string[]): readonly string[] {
  const [head, ...rest] = path;
  return head === "config" ? rest : path;
}
