import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Actions } from "../../components/actions.ts";

/** Actions whose decisions outlive the process: in a file, after a pause as of a slow disk. */
export async function keptActions(actions: Actions, folder: string, ms: number): Promise<Actions> {
  const path = join(folder, "decisions.json");
  const kept = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
  await actions.decide("p3", kept, {});
  return {
    ...actions,
    decide: async (id, decisions, cuts) => {
      await sleep(ms);
      Object.assign(kept, decisions);
      writeFileSync(path, JSON.stringify(kept));
      return actions.decide(id, decisions, cuts);
    },
  };
}
