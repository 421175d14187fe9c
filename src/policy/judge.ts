import type { Finding } from "../core/finding.ts";
import type { FileChange } from "../core/hunk.ts";
import { compareTiers } from "../core/tier.ts";
import type { Effect } from "../core/verification.ts";
import { findingsOf, judgeFile } from "./decide.ts";
import type { Policy } from "./policy.ts";
import { secretEffects } from "./secrets.ts";

/** Everything that policy says on a change: its files and its evaluated effects. */
export function judge(
  policy: Policy,
  change: {
    readonly effects: readonly Effect[];
    readonly files: readonly Pick<FileChange, "path">[];
  },
): Finding[] {
  const files = change.files.flatMap(({ path }): Finding[] => {
    const verdict = judgeFile(policy, path);
    return verdict
      ? [
          {
            tier: verdict.tier,
            rule: verdict.rule,
            message: `${path}: ${verdict.reason}`,
            file: path,
          },
        ]
      : [];
  });
  return [
    ...files,
    ...findingsOf(policy, change.effects),
    ...secretEffects(change.effects),
  ].toSorted((a, b) => compareTiers(a.tier, b.tier));
}
