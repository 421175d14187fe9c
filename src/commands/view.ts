import { showPath } from "../core/option.ts";
import type { Proposal } from "../core/proposal.ts";
import { strictest } from "../core/tier.ts";
import { currentState } from "../loop/life.ts";

/** The proposal as the command line's JSON contract shows it. */
export function proposalJson(
  proposal: Proposal,
  repo?: { head: string; branch: string | null },
): Record<string, unknown> {
  const { intents, ...rest } = proposal;
  return {
    ...rest,
    state: repo ? currentState(proposal, repo) : proposal.state,
    intents: intents.map(({ path, operation, value, targets, file, line, outcome, placement }) => ({
      option: showPath(path),
      operation,
      value: value ?? null,
      target: targets.join(", "),
      targets,
      file,
      line,
      outcome,
      placement,
    })),
  };
}

/** One row of `list --json`. */
export function listRow(
  proposal: Proposal,
  repo: { head: string; branch: string | null },
): Record<string, unknown> {
  const { id, goal, createdAt, base, candidate, besides } = proposal;
  return {
    id,
    goal,
    state: currentState(proposal, repo),
    createdAt,
    base,
    candidate,
    tier: tierOf(proposal),
    ...(besides === undefined ? {} : { besides }),
  };
}

/** The strictest tier of a proposal's hunks and findings. */
export function tierOf(proposal: Proposal) {
  return strictest([
    ...proposal.files.flatMap(({ hunks }) => hunks.map(({ tier }) => tier)),
    ...proposal.findings.map(({ tier }) => tier),
  ]);
}
