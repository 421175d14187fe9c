import { z } from "zod";
import type { Intent, Question } from "../../core/intent.ts";
import { showPath } from "../../core/option.ts";
import { ok, type Result } from "../../core/result.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { Model } from "../../ports/model.ts";
import type { Plan, PlanContext, Revising } from "../../ports/planner.ts";
import { added, sameIntents } from "../builtin/merge.ts";
import { builtinPlanner } from "../builtin/planner.ts";
import { readScope } from "../builtin/scope.ts";
import { normalise, tokenise } from "../builtin/tokens.ts";
import { fitted, promptTokens, tokensOf } from "../meter.ts";
import { type Form, fillIn, type Read } from "./form.ts";
import { data, fenced, rules } from "./prompt.ts";

type Replan = (model: Model, context: PlanContext) => Promise<Result<Plan>>;

/** What a comment does to one of the edits that were planned. */
interface Verdict {
  readonly intent: number;
  readonly does: (typeof verdicts)[number];
}

/** Edits that the model sees at once. */
const maxEdits = 20;

const verdicts = ["keep", "drop", "other-hosts", "other-value"] as const;

/**
 * Plans again with a person's comments. The rules read a comment where they can; else the model says what becomes
 * of each edit, and hosts and values come from the comment's own words. Where one comment is not understood,
 * nothing is planned.
 */
export async function reviseForms(
  model: Model,
  context: PlanContext,
  revising: Revising,
  replan: Replan,
): Promise<Result<Plan>> {
  const own = await builtinPlanner().plan(context);
  if (!own.ok) return own;
  if (own.value.questions.length === 0 && own.value.intents.length > 0)
    return ok({ ...own.value, by: "builtin" });
  let intents = [...revising.intents];
  const questions: Question[] = [];
  const notes: string[] = [];
  const words: string[] = [];
  for (const { options, text } of revising.comments) {
    const made = await comment(model, context, replan, intents, options, text);
    if (!made.ok) return made;
    questions.push(...made.value.questions);
    notes.push(...made.value.notes);
    if (made.value.modelText) words.push(made.value.modelText);
    intents = [...made.value.intents];
  }
  if (questions.length === 0 && sameIntents(intents, revising.intents))
    questions.push({
      question: "The comments change nothing of what is proposed. What should be different?",
    });
  if (questions.length === 0 && intents.length === 0)
    questions.push({ question: "Nothing would be left of the proposal. Reject it instead?" });
  return ok({
    intents: questions.length > 0 ? [] : intents,
    questions,
    notes,
    ...(words.length > 0 ? { modelText: words.join("\n").slice(0, 1000) } : {}),
  });
}

async function comment(
  model: Model,
  context: PlanContext,
  replan: Replan,
  intents: readonly Intent[],
  options: readonly (readonly string[])[],
  text: string,
): Promise<Result<Plan>> {
  const scope = readScope(tokenise(normalise(text)), context.allTargets);
  context.onStep?.(`asking ${model.identity.name} what “${data(text, 60)}” changes`);
  const filled = await fillIn(model, context, verdictForm(intents, options, text));
  if (!filled.ok) return filled;
  const unclear = (): Result<Plan> =>
    ok({
      intents,
      notes: [],
      questions: [
        {
          question: `I did not understand ${JSON.stringify(data(text, 200))}. What should be different?`,
        },
      ],
    });
  if ("gaveUp" in filled.value) return unclear();
  const { why, list, isNew } = filled.value.value;
  const said = { notes: [], questions: [], ...(why === "" ? {} : { modelText: data(why, 300) }) };
  let left: Intent[] = [];
  for (const [at, intent] of intents.entries()) {
    const does = list.find((one) => one.intent === at)?.does ?? "keep";
    if (does === "keep") left.push(intent);
    if (does === "other-hosts") {
      const targets = hostsIn(scope.targets, intent);
      if (targets.length === 0) return unclear();
      left.push({ ...intent, targets });
    }
  }
  const revalued = list
    .filter(({ does }) => does === "other-value")
    .map(({ intent }) => intents[intent]);
  if (!isNew && revalued.length === 0) return ok({ intents: left, ...said });
  const about = revalued.flatMap((intent) => (intent ? [showPath(intent.path)] : []));
  const goal = about.length > 0 ? `${about.join(" and ")}: ${text}` : text;
  const { revising: _, ...rest } = context;
  const ids = new Set(intents.flatMap(({ targets }) => targets));
  const targets = context.allTargets.filter((target) => ids.has(targetId(target)));
  const more = await replan(model, { ...rest, goal, targets });
  if (!more.ok) return more;
  if (more.value.questions.length > 0 || more.value.intents.length === 0)
    return more.value.questions.length > 0 ? ok({ ...more.value, intents }) : unclear();
  left = added([...left, ...revalued.filter((one) => one !== undefined)], more.value.intents);
  return ok({ ...said, intents: left, notes: more.value.notes });
}

/** "Only on web1": the hosts that the comment names, of those that were meant. */
function hostsIn(named: readonly Target[] | undefined, intent: Intent): string[] {
  const ids = (named ?? []).map(targetId);
  const kept = intent.targets.filter((id) => ids.includes(id));
  return kept.length > 0 ? kept : ids;
}

const replySchema = z.object({
  a_why: z.string().catch(""),
  b_edits: z
    .array(z.object({ a_edit: z.coerce.number().int(), b_does: z.string() }))
    .max(40)
    .catch([]),
  c_new: z.union([z.boolean(), z.enum(["true", "false"])]).catch(false),
});

function verdictForm(
  intents: readonly Intent[],
  options: readonly (readonly string[])[],
  text: string,
): Form<{ why: string; list: Verdict[]; isNew: boolean }> {
  const about = options.map(showPath);
  const isBeside = ({ path }: Intent) => about.includes(showPath(path));
  // Where there are many edits, the model sees those that the comment stands beside; the others are kept.
  const ranked = [...intents.entries()].toSorted(
    ([, a], [, b]) => Number(isBeside(b)) - Number(isBeside(a)),
  );
  const seen = ranked.slice(0, maxEdits).toSorted(([a], [b]) => a - b);
  const numbers = seen.map(([at]) => at + 1);
  const line = (at: number, intent: Intent, room: number) => {
    const name = data(showPath(intent.path), 120);
    const value =
      intent.value === undefined ? "" : ` ${data(JSON.stringify(intent.value), 80 * room)}`;
    const where = data(intent.targets.join(", "), 100 * room);
    return `${at + 1}. ${intent.operation} ${name}${value} on ${where}${isBeside(intent) ? " (the comment stands beside this one)" : ""}`;
  };
  const written = (room: number) =>
    [
      "These edits were planned:",
      fenced(seen.map(([at, intent]) => line(at, intent, room))),
      `The person says of them: ${data(text, 400)}`,
      `For each edit that changes: b_does is one of ${verdicts.join(", ")}. Edits that are left out are kept.`,
      "c_new is true where the person also wants something that no edit here is about.",
      'Reply: {"a_why":"few words","b_edits":[{"a_edit":1,"b_does":"drop"}],"c_new":false}',
    ].join("\n");
  const edit = {
    type: "object",
    properties: { a_edit: { enum: numbers }, b_does: { enum: verdicts } },
    required: ["a_edit", "b_does"],
  };
  const properties = {
    a_why: { type: "string" },
    b_edits: { type: "array", items: edit, maxItems: numbers.length },
    c_new: { type: "boolean" },
  };
  return {
    step: "reading a comment",
    maxTokens: 500,
    prompt: fitted(promptTokens.choosing - tokensOf(rules), written),
    schema: { type: "object", properties, required: Object.keys(properties) },
    read: (value): Read<{ why: string; list: Verdict[]; isNew: boolean }> => {
      const checked = replySchema.safeParse(value);
      const list: Verdict[] = [];
      for (const { a_edit, b_does } of checked.success ? checked.data.b_edits : []) {
        const does = verdicts.find((one) => one === b_does.trim().toLowerCase());
        if (does === undefined || !numbers.includes(a_edit))
          return {
            fault: {
              code: "wrong-shape",
              say: `a_edit is one of ${numbers.join(", ")}, b_does one of ${verdicts.join(", ")}.`,
            },
          };
        list.push({ intent: a_edit - 1, does });
      }
      if (!checked.success)
        return { fault: { code: "wrong-shape", say: "It must have a_why, b_edits and c_new." } };
      return {
        value: { why: checked.data.a_why, list, isNew: String(checked.data.c_new) === "true" },
      };
    },
  };
}
