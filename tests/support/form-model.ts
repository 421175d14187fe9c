import { formPlanner } from "../../src/model/forms/planner.ts";
import { openModel } from "../../src/model/ollama/open.ts";
import type { Plan, PlanContext, Planner } from "../../src/ports/planner.ts";
import type { FaultName } from "./ollama-server/faults.ts";
import type { Script } from "./ollama-server/script.ts";
import { type StandIn, startOllama } from "./ollama-server/server.ts";
import { value } from "./value.ts";

/** The planner of forms over a wire-level stand-in with a scripted model. */
export interface FormModel {
  readonly planner: Planner;
  readonly standIn: StandIn;
  /** The prompts of every chat so far: the messages of each request. */
  prompts(): string[];
  plan(context: PlanContext): Promise<Plan>;
}

/** Starts a stand-in in this process; `ignores-format` is a server that does not hold the model to its schema. */
export async function openFormModel(script: Script, fault?: FaultName): Promise<FormModel> {
  const standIn = await startOllama({ script, fault });
  const opened = value(
    await openModel({ host: standIn.host, model: "qwen3:8b", allowRemoteHost: false }),
  );
  const planner = formPlanner(opened.model);
  return {
    planner,
    standIn,
    prompts: () =>
      standIn.received
        .filter(({ path }) => path === "/api/chat")
        .map(({ body }) =>
          (JSON.parse(body) as { messages: { content: string }[] }).messages
            .map(({ content }) => content)
            .join("\n"),
        ),
    plan: async (context) => value(await planner.plan(context)),
  };
}
