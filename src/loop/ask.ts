import type { Question } from "../core/intent.ts";
import type { Answer } from "../core/plan-parts.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { record, refuse } from "./audit.ts";
import type { Context } from "./context.ts";
import { chooseTargets, observe } from "./observe.ts";
import { planFor } from "./propose.ts";
import { onSound } from "./sound-targets.ts";

/** What a question came to: answers, or what has to be asked back. */
export interface Asked {
  readonly answers: readonly Answer[];
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
}

/** Answers a question about the configuration. Whatever the words say, nothing is proposed. */
export async function askQuestion(context: Context, words: string): Promise<Result<Asked>> {
  const plain = words.trim();
  if (plain === "")
    return problem("empty-goal", "There is no question.", {
      hint: 'Ask something, for example: agentix ask "which ports are open?".',
    });
  const question = plain.endsWith("?") ? plain : `${plain}?`;
  context.report({ kind: "step", text: "looking at the repository and its targets" });
  const observation = await observe(context);
  if (!observation.ok) return refuse(context, "ask", observation.problem);
  const chosen = chooseTargets(observation.value.targets, context.hosts);
  if (!chosen.ok) return refuse(context, "ask", chosen.problem);
  const planner = await context.planner();
  const plan = await onSound(context, observation.value, chosen.value, async (targets, left) => {
    const made = await planFor(context, observation.value, planner, question, targets, undefined);
    return made.ok ? ok({ ...made.value, notes: [...left, ...made.value.notes] }) : made;
  });
  if (!plan.ok) return refuse(context, "ask", plan.problem);
  const { answers = [], intents, questions, notes } = plan.value;
  const result = answers.length > 0 ? "answered" : "questions";
  const recorded = await record(context, "ask", result, { question });
  if (!recorded.ok) return recorded;
  if (intents.length === 0) return ok({ answers, questions, notes });
  const goal: Question = {
    question: "That asks for a change, which `agentix ask` never makes. Propose it instead:",
    choices: [`agentix propose ${JSON.stringify(plain)}`],
  };
  return ok({ answers, questions: [goal], notes: [] });
}
