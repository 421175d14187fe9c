import { proposalStates } from "../core/proposal.ts";
import { ok, problem } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { currentState } from "../loop/life.ts";
import { type Command, textOption } from "./invocation.ts";
import { columns } from "./print.ts";
import { listRow, tierOf } from "./view.ts";
import { wire } from "./wire.ts";

/** `agentix list [--state S]` */
export const listCommand: Command = async (invocation) => {
  const wanted = textOption(invocation, "state");
  if (wanted !== undefined && !proposalStates.some((state) => state === wanted))
    return problem("usage", `There is no state ${JSON.stringify(wanted)}.`, {
      hint: `States: ${proposalStates.join(", ")}.`,
    });
  const wired = await wire(invocation, { nix: false });
  if (!wired.ok) return wired;
  const repo = await wired.value.git.observe();
  if (!repo.ok) return repo;
  const proposals = await wired.value.store.list();
  if (!proposals.ok) return proposals;
  const damaged = await wired.value.store.damaged();
  const shown = proposals.value.filter(
    (one) => wanted === undefined || currentState(one, repo.value) === wanted,
  );
  const rows = shown.map((one) => [
    one.id,
    currentState(one, repo.value),
    tierOf(one),
    one.createdAt.slice(0, 16).replace("T", " "),
    one.besides === undefined ? safe(one.goal) : safe(`${one.goal} (beside ${one.besides})`),
  ]);
  const broken = damaged.map(({ message }) => safe(message));
  const empty = wanted === undefined ? "No proposals yet." : `No proposal is ${wanted}.`;
  return ok({
    json: {
      proposals: shown.map((one) => listRow(one, repo.value)),
      ...(damaged.length > 0 ? { damaged } : {}),
    },
    text: [rows.length > 0 ? columns(rows) : empty, ...broken].join("\n"),
  });
};
