import type { Question } from "../../core/intent.ts";
import { ok, type Result } from "../../core/result.ts";
import { targetId } from "../../core/target.ts";
import type { Plan, PlanContext, Revising } from "../../ports/planner.ts";
import { added, sameIntents } from "./merge.ts";
import { partsOf, readHosts, readRemark } from "./remark.ts";
import { isHost, onHosts } from "./resolve/hosts.ts";
import {
  drop,
  notUnderstood,
  type Read,
  type Scene,
  type Understood,
  value,
} from "./resolve/remark.ts";

/**
 * Plans again with a person's comments: each is read as a change of what was planned. Where one is not
 * understood nothing is planned at all, so that no part of what was said gets lost silently.
 */
export async function revise(
  context: PlanContext,
  revising: Revising,
  read: Read,
): Promise<Result<Plan>> {
  let intents = [...revising.intents];
  const questions: Question[] = [];
  const notes: string[] = [];
  for (const { options, text } of revising.comments) {
    const understood = await comment({ context, read, intents, options }, text);
    if (!understood.ok) return understood;
    if ("questions" in understood.value) questions.push(...understood.value.questions);
    else {
      intents = understood.value.intents;
      notes.push(...understood.value.notes);
    }
  }
  if (questions.length === 0 && intents.length === 0)
    questions.push({ question: "Nothing would be left of the proposal. Reject it instead?" });
  if (questions.length === 0 && sameIntents(intents, revising.intents))
    questions.push({
      question: "The comments change nothing of what is proposed. What should be different?",
    });
  return ok({ intents: questions.length > 0 ? [] : intents, questions, notes });
}

async function comment(scene: Scene, text: string): Promise<Result<Understood>> {
  const whole = await remark(scene, text);
  const parts = partsOf(text);
  if (!whole.ok || "intents" in whole.value || parts.length < 2) return whole;
  let intents = [...scene.intents];
  const notes: string[] = [];
  for (const part of parts) {
    const understood = await remark({ ...scene, intents }, part);
    if (!understood.ok) return understood;
    if ("questions" in understood.value) return understood;
    intents = understood.value.intents;
    notes.push(...understood.value.notes);
  }
  return ok({ intents, notes });
}

async function remark(scene: Scene, text: string): Promise<Result<Understood>> {
  const said = readHosts(text, (name) => isHost(scene, name)) ?? readRemark(text);
  if (said.kind === "hosts") return onHosts(scene, said);
  const own =
    said.kind === "drop"
      ? ok(drop(scene, said))
      : said.kind === "value"
        ? await value(scene, said)
        : ok(null);
  if (!own.ok) return own;
  if (own.value && ("intents" in own.value || said.kind === "drop")) return ok(own.value);
  const goal = await asGoal(scene, text.replace(/^\s*(?:no,|and|actually,?|wait,)\s+/i, ""));
  if (!goal.ok || "intents" in goal.value) return goal;
  // What is in the way of the nearer reading says more.
  return ok(own.value ?? goal.value);
}

/** The remark as a goal like any other, for the targets that are planned for unless it names others. */
async function asGoal(scene: Scene, text: string): Promise<Result<Understood>> {
  const { revising: _, ...context } = scene.context;
  const ids = new Set(scene.intents.flatMap(({ targets }) => targets));
  const own = context.allTargets.filter((target) => ids.has(targetId(target)));
  const targets = own.length > 0 ? own : context.targets;
  const made = await scene.read({ ...context, goal: text, targets });
  if (!made.ok) return made;
  const { intents, questions, notes } = made.value;
  if (questions.length > 0 || intents.length === 0)
    return ok({ questions: questions.length > 0 ? questions : [notUnderstood(text)] });
  return ok({ intents: added(scene.intents, intents), notes });
}
