import type { Intent, PlacedIntent } from "../core/intent.ts";
import { landedIn } from "../core/landed.ts";
import { showPath } from "../core/option.ts";
import type { FreeEdit } from "../core/plan-parts.ts";
import type { Proposal } from "../core/proposal.ts";
import { problem, type Result } from "../core/result.ts";
import type { Revising } from "../ports/planner.ts";
import { refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { isOpen } from "./life.ts";
import { propose } from "./propose.ts";
import type { Proposed } from "./store-proposal.ts";

/** An earlier proposal for the same goal, as a new one is made from it. */
export interface Revision {
  readonly of: string;
  readonly revising: Revising;
  /** The new proposal's goal, which says what is different. */
  readonly goal: string;
  readonly notes: readonly string[];
  /** What was written freely and is kept: comments change what was planned option by option. */
  readonly freeEdits: readonly FreeEdit[];
}

/**
 * Plans a proposal's goal again with the comments on it, and with words about all of it, as a new proposal;
 * the earlier one stays as it is, so that both can be compared.
 */
export async function revise(
  context: Context,
  reference: string,
  words = "",
): Promise<Result<Proposed>> {
  const found = await context.store.find(reference);
  if (!found.ok) return found;
  const proposal = found.value;
  const open = isOpen(proposal, "revised");
  if (!open.ok) return refuse(context, "propose", open.problem, proposal);
  const { id, comments = [], intents } = proposal;
  const wish = words.trim().replaceAll(/\s+/g, " ");
  if (comments.length === 0 && wish === "")
    return problem("wrong-state", `Nobody has said anything about ${id}.`, {
      hint: `Comment on a hunk first, or say it: agentix revise ${id} "only on web1".`,
    });
  if (intents.length === 0)
    return problem(
      "wrong-state",
      `${id} was not planned option by option, so it cannot be revised.`,
      {
        hint: "Edit its hunks, or propose something new. The comments are kept.",
      },
    );
  return propose(context, proposal.goal, revisionOf(proposal, wish));
}

function revisionOf(proposal: Proposal, wish: string): Revision {
  const { id, goal, comments = [], edited = [] } = proposal;
  const hunks = proposal.files.flatMap(({ path, hunks: all }) =>
    all.map((hunk) => ({ path, hunk })),
  );
  const refused = hunks
    .filter(({ hunk }) => hunk.decision === "rejected")
    .flatMap(({ path, hunk }) => landedIn(proposal, path, hunk));
  const kept = proposal.intents.filter((intent) => !refused.includes(intent));
  const isRefused = ({ file }: FreeEdit) =>
    hunks.some(({ path, hunk }) => path === file && hunk.decision === "rejected");
  const [gone = [], free = []] = [true, false].map((wanted) =>
    (proposal.freeEdits ?? []).filter((edit) => isRefused(edit) === wanted),
  );
  const options = (wanted: string) =>
    hunks
      .filter(({ hunk }) => hunk.id === wanted)
      .flatMap(({ path, hunk }) => landedIn(proposal, path, hunk).map((intent) => intent.path));
  const commented = comments.map(({ text }) => text.replaceAll(/\s+/g, " "));
  const texts = wish === "" ? commented : [...commented, wish];
  return {
    of: id,
    revising: {
      intents: gathered(kept),
      comments: [
        ...comments.map(({ hunk, text }) => ({ text, options: options(hunk) })),
        // Words about the whole proposal stand beside every option of it.
        ...(wish === "" ? [] : [{ text: wish, options: kept.map(({ path }) => path) }]),
      ],
    },
    goal: `${goal} · revised: ${texts.join("; ")}`,
    freeEdits: free,
    notes: [
      wish === "" || commented.length > 0
        ? `Revises ${id}: ${texts.map((text) => `“${text}”`).join(", ")}.`
        : `Read as a change to ${id}: “${wish}”.`,
      ...(refused.length > 0
        ? [`Left out, because it was rejected in ${id}: ${names(refused)}.`]
        : []),
      ...(gone.length > 0
        ? [
            `Left out, because a part of it was rejected in ${id}: ${[...new Set(gone.map(({ file }) => file))].join(", ")}.`,
          ]
        : []),
      ...(edited.length > 0
        ? [`${id} was edited by a person; these edits are not in this proposal.`]
        : []),
    ],
  };
}

function names(intents: readonly PlacedIntent[]): string {
  return [...new Set(intents.map(({ path }) => showPath(path)))].join(", ");
}

/** What was planned, before it was placed: one intent for all targets that it is for. */
function gathered(placed: readonly PlacedIntent[]): Intent[] {
  const all = new Map<string, Intent>();
  for (const { path, operation, value, targets, because, doubts = [], into } of placed) {
    const key = JSON.stringify([path, operation, value ?? null]);
    const { targets: known = [], doubts: earlier = [] } = all.get(key) ?? {};
    const doubted = [...new Set([...earlier, ...doubts])];
    all.set(key, {
      path,
      operation,
      ...(value === undefined ? {} : { value }),
      targets: [...new Set([...known, ...targets])],
      ...(because === undefined ? {} : { because }),
      ...(doubted.length === 0 ? {} : { doubts: doubted }),
      ...(into === undefined ? {} : { into }),
    });
  }
  return [...all.values()];
}
