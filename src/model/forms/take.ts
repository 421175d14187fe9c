import { showPath } from "../../core/option.ts";
import type { FreeEdit } from "../../core/plan-parts.ts";
import { ok, type Result } from "../../core/result.ts";
import { type Target, targetId } from "../../core/target.ts";
import type { Model } from "../../ports/model.ts";
import type { Plan, PlanContext } from "../../ports/planner.ts";
import { ask, type Draft, emit, note } from "../builtin/draft.ts";
import type { Change } from "../builtin/request.ts";
import type { World } from "../builtin/world.ts";
import type { Pick } from "./choose.ts";
import { namesFor, need, packagesIn } from "./fill.ts";
import { type Filled, fillIn } from "./form.ts";
import { isGuarded } from "./guarded.ts";
import { type Shelved, shelfFor, takesPackages } from "./packages.ts";
import { data } from "./prompt.ts";
import { refusalOf } from "./refuse.ts";
import type { Values } from "./scene.ts";
import { doubtsOf, type Source, untoldIn } from "./trace.ts";
import type { Wish } from "./wishes.ts";

/** What a plan is collected in, free edits included. */
export interface Tray extends Draft {
  readonly freeEdits: FreeEdit[];
}

/** What taking a pick may use. */
export interface Desk {
  readonly model: Model;
  readonly context: PlanContext;
  readonly draft: Tray;
  readonly worlds: (targets: readonly Target[]) => World;
  readonly values: Values;
  /** Tokens that the next form should not exceed. */
  readonly most: number;
  /** The built-in planner's plan for the same words. */
  readonly own: Plan;
}

/** Turns one pick into edits, or a question; each edit passes the gate and is traced to the goal. */
export async function take(desk: Desk, wish: Wish, pick: Pick): Promise<Result<Filled<void>>> {
  const done = ok({ value: undefined });
  const { draft, model, context, values } = desk;
  const { choice, operation } = pick;
  if (typeof choice === "string") {
    if (choice !== "files") other(desk, wish, choice);
    else {
      const written = await writeFreely(desk, wish);
      if (!written.ok) return written;
    }
    return done;
  }
  const targets = hostsOf(desk, wish, pick);
  if (!targets) return done;
  const world = desk.worlds(targets);
  const present = values.names[choice.id] ?? [];
  const shelf =
    takesPackages(choice.option.type) && operation !== "reset"
      ? await shelfFor(world, wish.text, present)
      : undefined;
  if (shelf?.length === 0) {
    lacking(desk, wish, []);
    return done;
  }
  const wanted = need({
    choice,
    operation,
    wish,
    world,
    shelf,
    current: values.of[choice.id],
    names: namesFor(context.goal, present),
    most: desk.most,
  });
  if (wanted.kind === "person") {
    ask(
      draft,
      `${wanted.why} That is left to you: which value do you want for ${JSON.stringify(wish.text)}?`,
    );
    return done;
  }
  if (wanted.kind === "nothing") {
    put(desk, wish, world, wanted.change);
    return done;
  }
  context.onStep?.(`asking ${model.identity.name} for the value of ${choice.id}`);
  const filled = await fillIn(model, context, wanted.form);
  if (!filled.ok) return filled;
  if ("gaveUp" in filled.value) return ok(filled.value);
  const { changes, lacking: isLacking } = filled.value.value;
  for (const change of changes) {
    if (shelf && suggests(desk, wish, change, shelf)) continue;
    put(desk, wish, world, change, values.of[choice.id]);
  }
  if (isLacking) lacking(desk, wish, shelf ?? []);
  return done;
}

/** No package of those that are there is meant: the person says which. */
function lacking({ draft }: Desk, wish: Wish, shelf: readonly Shelved[]): void {
  ask(
    draft,
    `No package that is there was found for ${JSON.stringify(wish.text)}. Which one do you mean?`,
    shelf.slice(0, 5).map(({ name }) => packageGoal(wish, name)),
  );
}

/** A package that the words describe and do not name is suggested, never taken unasked. */
function suggests(desk: Desk, wish: Wish, change: Change, shelf: readonly Shelved[]): boolean {
  const source: Source = { goal: desk.context.goal, wish, own: desk.own.intents };
  const picked = change.value === undefined ? [] : packagesIn(change.value);
  const path = [...change.path];
  if (picked.length === 0 || untoldIn({ ...change, path, targets: [] }, source).length === 0)
    return false;
  const others = shelf.map(({ name }) => name).filter((name) => !picked.includes(name));
  ask(
    desk.draft,
    `The goal names no package for ${JSON.stringify(wish.text)}. Is it one of these?`,
    [...picked, ...others].slice(0, 5).map((name) => packageGoal(wish, name)),
  );
  return true;
}

function packageGoal({ on }: Wish, name: string): string {
  return `${on ? "install" : "uninstall"} ${name}`;
}

/** What the rules answer to a question about the configuration: from evaluation, whoever asks. */
export function answered(draft: Tray, own: Plan): void {
  for (const one of own.answers ?? []) draft.answers.push(one);
  if (own.answers?.length) return;
  for (const { question, choices } of own.questions) ask(draft, question, choices ?? []);
}

/** A change that no option expresses is asked for as free edits, which are always tier high. */
async function writeFreely({ model, context, draft }: Desk, wish: Wish): Promise<Result<void>> {
  const { askFreeEdits } = await import("../free/ask.ts");
  const made = await askFreeEdits(model, { ...context, goal: wish.text, targets: wish.targets });
  if (!made.ok) return made;
  if ("question" in made.value) draft.questions.push(made.value.question);
  else draft.freeEdits.push(...made.value.edits);
  return ok(undefined);
}

/** An answer that names no option. */
function other({ draft, own }: Desk, wish: Wish, choice: "none" | "ask" | "read"): void {
  const said = JSON.stringify(wish.text);
  if (choice === "read") {
    answered(draft, own);
    if (draft.answers.length + draft.questions.length === 0)
      ask(draft, `${said} reads like a question. What should be different?`);
    return;
  }
  const why = {
    none: "The model found no option for",
    ask: "The model finds this unclear:",
  }[choice];
  const near = own.questions.flatMap(({ choices }) => choices ?? []).slice(0, 4);
  ask(draft, `${why} ${said}. Which option do you mean?`, near);
}

/** The targets of a pick; undefined where that was asked about. The person's words come before the model's. */
function hostsOf({ draft, context }: Desk, wish: Wish, pick: Pick): readonly Target[] | undefined {
  if (wish.settled || pick.hosts.length === 0) return wish.targets;
  const some = wish.targets.filter((target) => pick.hosts.includes(targetId(target)));
  if (some.length === wish.targets.length) return some;
  const goal = context.goal.toLowerCase();
  const isHinted = ({ name }: Target) => {
    const stem = name.toLowerCase().replace(/[\d@._-].*$/, "");
    return stem.length > 1 && new RegExp(`\\b${stem}`).test(goal);
  };
  if (some.length > 0 && some.every(isHinted)) return some;
  const ids = wish.targets.map(targetId);
  ask(draft, `For which hosts is ${JSON.stringify(wish.text)}?`, [
    ...ids.map((id) => `${wish.text} on ${id}`),
    `${wish.text} on all hosts`,
  ]);
  return undefined;
}

/** Passes one edit through the gate that the built-in planner uses, and traces it to the person's words. */
function put(
  { draft, context, model, own }: Desk,
  wish: Wish,
  world: World,
  change: Change,
  current?: unknown,
): void {
  const source: Source = { goal: context.goal, wish, own: own.intents };
  const shown = showPath(change.path);
  const refusal = refusalOf(change, { shown, guarded: isGuarded(shown), current }, source);
  if (refusal && "leftOut" in refusal) {
    note(draft, `Left out: ${data(refusal.leftOut, 240)}.`);
    return;
  }
  if (refusal) {
    ask(draft, data(refusal.ask, 300), refusal.choices);
    return;
  }
  const before = draft.intents.length;
  const because = `${model.identity.name} chose it for “${data(wish.text, 80)}”`;
  if (!emit(draft, world, { ...change, because })) {
    ask(draft, `${data(shown, 120)} is no option of ${world.targets.map(targetId).join(", ")}.`);
    return;
  }
  for (const [at, intent] of draft.intents.entries()) {
    if (at < before) continue;
    const doubts = doubtsOf(intent, source);
    if (doubts.length > 0) draft.intents[at] = { ...intent, doubts };
  }
}
