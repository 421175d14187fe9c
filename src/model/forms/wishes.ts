import { wantsFreeEdit } from "../../core/free-goal.ts";
import type { Question } from "../../core/intent.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { PlanContext } from "../../ports/planner.ts";
import { shareObjects, splitClauses } from "../builtin/clauses.ts";
import { readQuestion } from "../builtin/families/question.ts";
import { readRefusal } from "../builtin/families/refuse.ts";
import { readParts } from "../builtin/parts.ts";
import { read, wantsOn } from "../builtin/reading.ts";
import type { Request } from "../builtin/request.ts";
import { normalise, spoken, tokenise } from "../builtin/tokens.ts";
import { readWhere, type Where } from "../builtin/where.ts";
import { tokensOf } from "../meter.ts";

/** One thing that the goal asks for. Hosts that the words name are settled here; no model chooses them. */
export interface Wish {
  /** The person's words without those that name hosts. */
  readonly text: string;
  readonly targets: readonly Target[];
  /** The words, or --host, say which targets are meant. */
  readonly settled: boolean;
  /** Whether something is to be, or not to be. */
  readonly on: boolean;
  /** The file or the source that the words name for it. */
  readonly where: Where;
}

/** A goal in parts: wishes for the model, questions on the configuration, and what is refused or asked at once. */
export interface Wishes {
  readonly wishes: readonly Wish[];
  readonly asked: readonly string[];
  readonly questions: readonly Question[];
}

const maxGoal = 2000;
const maxGoalTokens = 800;
/** Characters of one part: it stands whole in every form that it needs. */
export const maxWish = 400;
const maxWishes = 8;

/** Takes a goal apart with the rules of the built-in planner; what it refuses is not shown to a model. */
export function wishesOf(context: PlanContext): Wishes {
  const source = normalise(context.goal.slice(0, maxGoal * 4));
  const ask = (question: string, choices?: string[]): Wishes => ({
    wishes: [],
    asked: [],
    questions: [{ question, ...(choices ? { choices } : {}) }],
  });
  if (source === "")
    return ask(
      "What should be different? For example: enable tailscale and open the firewall port.",
    );
  if (source.length > maxGoal)
    return ask(
      `The goal is ${source.length} characters long; up to ${maxGoal} are read. Please say it in parts.`,
    );
  if (tokensOf(source) > maxGoalTokens)
    return ask("The goal is too long for one request to the model. Please say it in parts.");
  const parts = readParts(shareObjects(splitClauses(tokenise(source), 24)), context.allTargets);
  if (parts.length > maxWishes)
    return ask(
      `The goal has ${parts.length} parts; up to ${maxWishes} are read. Please say it in smaller ones.`,
    );
  const wishes: Wish[] = [];
  const asked: string[] = [];
  const questions: Question[] = [];
  const ids = (targets: readonly Target[]) => targets.map(targetId);
  for (const part of parts) {
    const placed = readWhere(part.tokens);
    const isFree = wantsFreeEdit(spoken(placed.tokens, source));
    const { tokens, where } = isFree ? { tokens: part.tokens, where: {} } : placed;
    const text = spoken(tokens, source);
    const reading = read(tokens, source, part.question);
    const refusal = readRefusal(reading);
    if (refusal?.kind === "decline" && !isCode(reading.low)) {
      questions.push({ question: refusal.question });
      continue;
    }
    if (part.unknown) {
      questions.push({
        question: `No host is called ${JSON.stringify(part.unknown)}. Which one is meant?`,
        choices: ids(context.allTargets).map((id) => `${text} on ${id}`),
      });
      continue;
    }
    const question = readQuestion(reading);
    if (question && !mayBeWish(question)) {
      asked.push(text);
      continue;
    }
    if (text.length > maxWish) {
      questions.push({
        question: `${JSON.stringify(`${text.slice(0, 60)}…`)} is ${text.length} characters long; up to ${maxWish} are read as one thing. Please say it shorter, or in sentences.`,
      });
      continue;
    }
    const chosen = targetsOf(context, part.targets);
    if (chosen.length === 0) {
      questions.push({
        question: `The words leave no host to change for ${JSON.stringify(text)}. Which one is meant?`,
        choices: ids(context.named ? context.targets : context.allTargets).map(
          (id) => `${text} on ${id}`,
        ),
      });
      continue;
    }
    const settled = part.targets !== undefined || context.named || chosen.length === 1;
    wishes.push({
      text,
      targets: chosen,
      settled,
      on: wantsOn(reading),
      where,
    });
  }
  return { wishes, asked, questions };
}

/** "Show hidden files" may be a wish; a model that reads a question in it says so. */
function mayBeWish(question: Request): boolean {
  return question.kind === "ask" && "maySet" in question.asking && question.asking.maySet === true;
}

/** Inputs, imports and overlays: refused by the built-in planner, but a model may write them as free edits. */
function isCode(low: string): boolean {
  return /\b(?:add|create|change|remove)\b.{0,20}\b(?:overlays?|imports?|module files?)\b/.test(
    low,
  );
}

function targetsOf(context: PlanContext, named: readonly Target[] | undefined): readonly Target[] {
  const chosen = context.targets.map(targetId);
  if (named) return context.named ? named.filter((one) => chosen.includes(targetId(one))) : named;
  if (context.named) return context.targets;
  // A goal without a host is about systems, not about every standalone home.
  const systems = context.targets.filter(({ kind }) => kind !== "home");
  return systems.length > 0 ? systems : context.targets;
}
