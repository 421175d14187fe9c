import type { NixValue } from "../../core/edit.ts";
import type { Intent } from "../../core/intent.ts";
import { showPath } from "../../core/option.ts";
import { ok, type Result } from "../../core/result.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { Model } from "../../ports/model.ts";
import type { Plan, PlanContext, Planner } from "../../ports/planner.ts";
import { ask, type Draft, settle } from "../builtin/draft.ts";
import { builtinPlanner, mark } from "../builtin/planner.ts";
import { metered } from "../meter.ts";
import { choosingForm } from "./choose.ts";
import { fillIn } from "./form.ts";
import { type Choice, offer } from "./offer.ts";
import { data } from "./prompt.ts";
import { rescued } from "./rescue.ts";
import { reviseForms } from "./revise.ts";
import { openWorlds, valuesOf } from "./scene.ts";
import { answered, type Tray, take } from "./take.ts";
import { type Wish, wishesOf } from "./wishes.ts";

/** Characters of the model's own words that are kept. */
const maxWords = 1000;
/** Tokens that a form for a value needs, however many there are. */
const leastForm = 300;

/**
 * The planner that lets a local model fill in forms: it picks options out of those that the index offers for the
 * person's words, and values that the option's type allows. It never writes Nix, and what the words do not say is
 * refused, asked about, or flagged.
 */
export function formPlanner(model: Model): Planner {
  const { name } = model.identity;
  return {
    kind: "ollama",
    model: name,
    identity: model.identity,
    plan: async (context) => {
      if (context.revising) return reviseForms(model, context, context.revising, planGoal);
      return planGoal(model, context);
    },
  };
}

async function planGoal(asked: Model, context: PlanContext): Promise<Result<Plan>> {
  const { model, share } = metered(asked);
  const { wishes, asked: facts, questions } = wishesOf(context);
  // What the rules make of it: a source of offers, a witness for what the words say, and the safety net.
  const own = await builtinPlanner().plan(context);
  if (!own.ok) return own;
  if (wishes.length === 0)
    return ok(facts.length > 0 ? own.value : { intents: [], questions, notes: [] });
  const worlds = await openWorlds(
    context,
    wishes.flatMap(({ targets }) => targets),
  );
  if (!worlds.ok) return worlds;
  const all = worlds.value(distinct(wishes.flatMap(({ targets }) => targets)));
  const choices = await offer(all, context.goal, wishes, own.value.intents);
  const values = await valuesOf(all, choices);
  const { form, shown } = choosingForm(wishes, choices, values.of);
  context.onStep?.(
    `asking ${model.identity.name} which of ${shown.length} options ${wishes.length === 1 ? "is" : "are"} meant`,
  );
  const picked = await fillIn(model, context, form);
  if (!picked.ok) return rescued(model, own.value, { problem: picked.problem });
  if ("gaveUp" in picked.value)
    return rescued(model, own.value, { fault: picked.value.gaveUp, choices: shown });
  const picks = picked.value.value;
  const draft: Tray = {
    intents: [],
    questions: [...questions],
    notes: [],
    answers: [],
    freeEdits: [],
  };
  if (facts.length > 0) answered(draft, own.value);
  for (const [at, pick] of picks.entries()) {
    const wish = wishes[pick.wish];
    if (!wish) continue;
    const before = draft.intents.length;
    const most = Math.max(leastForm, share(picks.length - at));
    const taken = await take(
      { model, context, draft, worlds: worlds.value, values, own: own.value, most },
      wish,
      pick,
    );
    if (!taken.ok) return rescued(model, own.value, { problem: taken.problem });
    if ("gaveUp" in taken.value)
      return rescued(model, own.value, { fault: taken.value.gaveUp, choices: shown });
    // Hosts that the words hint at are no want of a choice.
    const narrowed = pick.hosts.length > 0 && pick.hosts.length < wish.targets.length;
    mark(draft, before, !wish.settled && !narrowed, wish.where);
  }
  for (const [at, wish] of wishes.entries())
    if (!picks.some(({ wish: of }) => of === at)) unanswered(draft, wish, shown);
  settle(draft);
  if (
    draft.intents.length + draft.freeEdits.length + draft.answers.length === 0 &&
    draft.questions.length === 0
  )
    for (const wish of wishes) unanswered(draft, wish, shown);
  compare(draft, own.value);
  const words = picks
    .map(({ why }) => data(why, 200))
    .filter((why) => why !== "")
    .join("\n");
  return ok({
    intents: draft.intents,
    questions: draft.questions,
    notes: draft.notes,
    ...(words === "" ? {} : { modelText: words.slice(0, maxWords) }),
    ...(draft.answers.length > 0 ? { answers: draft.answers } : {}),
    ...(draft.freeEdits.length > 0 ? { freeEdits: draft.freeEdits } : {}),
    offered: shown.map(({ id, why }) => ({
      option: id,
      why,
      chosen: picks.some(({ choice }) => typeof choice !== "string" && choice.id === id),
    })),
  });
}

function distinct(targets: readonly Target[]): Target[] {
  return [...new Map(targets.map((target) => [targetId(target), target])).values()];
}

/** A wish that nothing was picked for is asked about, never dropped. */
function unanswered(draft: Draft, wish: Wish, shown: readonly Choice[]): void {
  ask(
    draft,
    `Nothing that fits was chosen for ${JSON.stringify(wish.text)}. Which option do you mean?`,
    nearBy(wish, shown),
  );
}

/** Switches that were offered for a wish, as goals. */
export function nearBy(wish: Wish, shown: readonly Choice[]): string[] {
  const switches = shown.filter(
    ({ id, option, why }) =>
      id.endsWith(".enable") && option.type.kind === "bool" && why.includes(wish.text.slice(0, 40)),
  );
  return switches.slice(0, 4).map(({ id }) => `${wish.on ? "enable" : "disable"} ${id}`);
}

/**
 * Where the rules understood the whole goal by themselves, they are a second reader: what only the model wants is
 * doubted, and what only they read is asked about.
 */
function compare(draft: Draft, own: Plan): void {
  if (own.intents.length === 0 || own.questions.length > 0 || draft.intents.length === 0) return;
  const theirs = own.intents.map(asGoal);
  for (const intent of own.intents) disputed(draft, intent, theirs);
  const mine = draft.intents.map(asGoal);
  for (const [at, intent] of draft.intents.entries()) {
    if (theirs.includes(asGoal(intent))) continue;
    const shown = showPath(intent.path);
    const doubt = `Read without the model, the goal means something else than this change of ${shown}.`;
    draft.intents[at] = { ...intent, doubts: [...(intent.doubts ?? []), doubt] };
  }
  const missing = own.intents
    .filter((intent) => !mine.includes(asGoal(intent)) && !asked(draft, intent))
    .map(asGoal);
  if (missing.length > 0)
    ask(
      draft,
      "Read without the model, the goal also means this. Is it wanted?",
      missing.slice(0, 6),
    );
}

/** Another value than the rules read for the same option is not taken: the person has the choice. */
function disputed(draft: Draft, own: Intent, theirs: readonly string[]): void {
  if (own.operation !== "set") return;
  const other = draft.intents.find(
    (intent) =>
      intent.operation === "set" &&
      showPath(intent.path) === showPath(own.path) &&
      !theirs.includes(asGoal(intent)),
  );
  if (!other) return;
  draft.intents.splice(draft.intents.indexOf(other), 1);
  ask(draft, disputeOf(own), [asGoal(own), asGoal(other)]);
}

function disputeOf({ path }: Intent): string {
  return `The model reads another value of ${showPath(path)} than the rules. Which one is meant?`;
}

function asked({ questions }: Draft, own: Intent): boolean {
  return questions.some(({ question }) => question === disputeOf(own));
}

/** An intent as a goal that the built-in planner reads. */
function asGoal({ path, operation, value }: Intent): string {
  const name = showPath(path);
  const text = (one: NixValue): string =>
    typeof one === "object" && one !== null && "$package" in one
      ? one.$package
      : JSON.stringify(one);
  if (operation === "unset" || value === undefined) return `reset ${name}`;
  if (operation === "set") return `${name} = ${text(value)}`;
  const elements = Array.isArray(value) ? value.map(text).join(" and ") : text(value);
  return operation === "append" ? `add ${elements} to ${name}` : `remove ${elements} from ${name}`;
}
