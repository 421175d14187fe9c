import { parsePath } from "./option.ts";
import { hunksOf, type Proposal } from "./proposal.ts";
import { strictest, type Tier } from "./tier.ts";
import type { Effect } from "./verification.ts";

/** Classes of change, in which trust is earned one by one. */
export const changeKinds = ["packages", "programs", "services", "inputs", "settings"] as const;
export type ChangeKind = (typeof changeKinds)[number];

const packages =
  /^(?:environment\.systemPackages|fonts\.packages|home\.packages|users\.users\..+\.packages|home-manager\.users\..+\.home\.packages)$/;

/** The class that a change of an option belongs to. */
export function kindOfOption(option: string): ChangeKind {
  const path = (parsePath(option) ?? [option])
    .join(".")
    .replace(/^home-manager\.users\.[^.]+\./, "");
  if (packages.test(path)) return "packages";
  if (path.startsWith("programs.")) return "programs";
  return path.startsWith("services.") ? "services" : "settings";
}

/** The effects that a proposal was found to have: of its verification, else of the first look. */
export function effectsOf({ verification, candidate, explanation }: Proposal): readonly Effect[] {
  return verification?.candidate === candidate ? verification.effects : explanation.effects;
}

/** All classes that a proposal touches; one that changes nothing that was compared is of "settings". */
export function kindsOf(proposal: Proposal): ChangeKind[] {
  const kinds = new Set(effectsOf(proposal).map(({ option }) => kindOfOption(option)));
  if (proposal.files.some(({ path }) => /(?:^|\/)flake\.(?:lock|nix)$/.test(path)))
    kinds.add("inputs");
  if (kinds.size === 0) kinds.add("settings");
  return changeKinds.filter((kind) => kinds.has(kind));
}

/** The strictest tier of all that is said of a proposal. */
export function tierOfProposal(proposal: Proposal): Tier {
  return strictest([
    ...hunksOf(proposal).map(({ tier }) => tier),
    ...proposal.findings.map(({ tier }) => tier),
    ...(proposal.verification?.findings ?? []).map(({ tier }) => tier),
  ]);
}
