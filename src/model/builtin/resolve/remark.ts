import type { NixValue } from "../../../core/edit.ts";
import type { Intent, Question } from "../../../core/intent.ts";
import { parsePath, showPath } from "../../../core/option.ts";
import { ok, type Result } from "../../../core/result.ts";
import { targetId } from "../../../core/target.ts";
import type { Plan, PlanContext } from "../../../ports/planner.ts";
import { overridden, sameIntents, sameOption, without } from "../merge.ts";
import type { Remark } from "../remark.ts";

/** Reads a goal without what was planned before. */
export type Read = (context: PlanContext) => Promise<Result<Plan>>;

/** What one comment makes of the intents, or what has to be asked first. */
export type Understood =
  | { readonly intents: Intent[]; readonly notes: readonly string[] }
  | { readonly questions: readonly Question[] };

/** What a remark is understood in. */
export interface Scene {
  readonly context: PlanContext;
  readonly read: Read;
  readonly intents: readonly Intent[];
  /** Options of the hunk that the comment is on. */
  readonly options: readonly (readonly string[])[];
}

/** The options that a name means: those of the hunk first, then any that is planned. */
function optionsNamed({ intents, options }: Scene, name: string): (readonly string[])[] {
  const wanted = (parsePath(name) ?? [name]).map((segment) => segment.toLowerCase());
  const planned = [...new Map(intents.map(({ path }) => [showPath(path), path])).values()];
  const ends = (path: readonly string[]) => {
    const end = path.slice(-wanted.length).map((segment) => segment.toLowerCase());
    return end.length === wanted.length && end.every((segment, at) => segment === wanted[at]);
  };
  const has = (path: readonly string[]) =>
    wanted.length === 1 &&
    path.some((segment) => {
      const low = segment.toLowerCase();
      return low === wanted[0] || (wanted[0] === "firewall" && low === "openfirewall");
    });
  for (const [list, fits] of [
    [options, ends],
    [planned, ends],
    [options, has],
    [planned, has],
  ] as const) {
    const found = list.filter(fits);
    if (found.length > 0) return found;
  }
  return [];
}

function isElement(element: NixValue, name: string): boolean {
  if (typeof element === "object" && element !== null && "$package" in element)
    return element.$package === name.replace(/^pkgs\./, "");
  return ["string", "number"].includes(typeof element) && String(element) === unquoted(name);
}

function unquoted(name: string): string {
  return name.replace(/^(["'])(.*)\1$/, "$2");
}

const about = (options: readonly (readonly string[])[], intent: Intent) =>
  options.some((path) => sameOption({ path: [...path] }, intent));

/** The intents without what is not wanted; null where the remark may be a goal of its own. */
export function drop(
  scene: Scene,
  { name, sure }: Extract<Remark, { kind: "drop" }>,
): Understood | null {
  const { intents } = scene;
  const options = name === null ? scene.options : optionsNamed(scene, name);
  const left = intents.filter((intent) => !about(options, intent));
  if (left.length < intents.length) return { intents: left, notes: [] };
  if (name === null)
    return {
      questions: [
        {
          question:
            "No planned option landed in this hunk, so it cannot be planned without it. Reject the hunk instead.",
        },
      ],
    };
  for (const near of [scene.options, intents.map(({ path }) => path)]) {
    const fewer = without(
      intents,
      (intent, element) => about(near, intent) && isElement(element, name),
    );
    if (!sameIntents(fewer, intents)) return { intents: fewer, notes: [] };
  }
  if (!sure) return null;
  return {
    questions: [{ question: `Nothing that is planned is called ${JSON.stringify(name)}.` }],
  };
}

/** The intents with a value that is said; null where it fits nothing that is planned. */
export async function value(
  scene: Scene,
  said: Extract<Remark, { kind: "value" }>,
): Promise<Result<Understood | null>> {
  if (said.old !== undefined) {
    // "change openFirewall to false" names an option where "change 443 to 8443" names a value.
    const swapped = await swap(scene, said.old, said.value);
    if (!swapped.ok || swapped.value) return swapped;
    if (optionsNamed(scene, said.old).length === 0) return ok(null);
  }
  const name = said.name ?? said.old ?? null;
  const options = name === null ? distinct(scene.options) : optionsNamed(scene, name);
  const fitting: Understood[] = [];
  const questions: Question[] = [];
  const names: string[] = [];
  for (const option of options) {
    const written = await write(scene, option, said.value);
    if (!written.ok) return written;
    if ("questions" in written.value) questions.push(...written.value.questions);
    else {
      fitting.push(written.value);
      names.push(showPath(option));
    }
  }
  const [only] = fitting;
  if (only && fitting.length === 1) return ok(only);
  if (only)
    return ok({
      questions: [
        {
          question: `Which one should be ${said.value}: ${names.join(" or ")}? Say it with the name.`,
        },
      ],
    });
  return ok(questions.length > 0 ? { questions } : null);
}

function distinct(options: Scene["options"]): (readonly string[])[] {
  return [...new Map(options.map((path) => [showPath(path), path])).values()];
}

/** The option with this value instead of the planned one. */
async function write(
  scene: Scene,
  option: readonly string[],
  text: string,
): Promise<Result<Understood>> {
  const planned = scene.intents.filter((intent) => about([option], intent));
  const operation = planned[0]?.operation ?? "set";
  const elements = planned.flatMap((one) => (Array.isArray(one.value) ? one.value : []));
  const several = new Set(elements.map((element) => JSON.stringify(element))).size > 1;
  if ((operation === "append" || operation === "remove") && several)
    return ok({
      questions: [
        {
          question: `${showPath(option)} gets more than one. Say which one, for example: ${text} instead of ${shown(elements[0])}`,
        },
      ],
    });
  const sign = operation === "append" ? "+=" : operation === "remove" ? "-=" : "=";
  const made = await goalOn(scene, `${showPath(option)} ${sign} ${text}`, planned);
  if (!made.ok) return made;
  const { intents, questions, notes } = made.value;
  const odd =
    questions.length > 0 || intents.length === 0 || intents.some((one) => !about([option], one));
  if (odd) return ok({ questions: questions.length > 0 ? questions : [notUnderstood(text)] });
  return ok({ intents: overridden(scene.intents, intents), notes });
}

/** One element of a list, or one plain value, for another. */
async function swap(scene: Scene, old: string, text: string): Promise<Result<Understood | null>> {
  const holding = scene.intents.filter(({ value: own }) =>
    (Array.isArray(own) ? own : own === undefined ? [] : [own]).some((one) => isElement(one, old)),
  );
  const near = holding.filter((intent) => about(scene.options, intent));
  const chosen = near.length > 0 ? near : holding;
  const [first] = chosen;
  if (!first) return ok(null);
  const list = Array.isArray(first.value);
  const made = await goalOn(scene, `${showPath(first.path)} ${list ? "+=" : "="} ${text}`, chosen);
  if (!made.ok) return made;
  const fresh = made.value.intents.find((one) => sameOption(one, first))?.value;
  if (made.value.questions.length > 0 || fresh === undefined)
    return ok({
      questions: made.value.questions.length > 0 ? made.value.questions : [notUnderstood(text)],
    });
  const exchange = (own: NixValue): NixValue =>
    Array.isArray(own)
      ? own.flatMap((one) =>
          isElement(one, old) ? (Array.isArray(fresh) ? fresh : [fresh]) : [one],
        )
      : fresh;
  const intents = scene.intents.map((intent) =>
    chosen.includes(intent) && sameOption(intent, first) && intent.value !== undefined
      ? { ...intent, value: exchange(intent.value) }
      : intent,
  );
  return ok({ intents, notes: made.value.notes });
}

/** Reads a goal for the targets of these intents. */
function goalOn(scene: Scene, goal: string, intents: readonly Intent[]): Promise<Result<Plan>> {
  const { revising: _, ...context } = scene.context;
  const ids = new Set(intents.flatMap(({ targets }) => targets));
  const targets = context.allTargets.filter((target) => ids.has(targetId(target)));
  return scene.read({
    ...context,
    goal,
    named: intents.length > 0 && targets.length > 0,
    targets: targets.length > 0 ? targets : context.targets,
  });
}

/** What is said where a comment means nothing. */
export function notUnderstood(text: string): Question {
  return { question: `I did not understand the comment ${JSON.stringify(text.slice(0, 120))}.` };
}

function shown(value: NixValue | undefined): string {
  return typeof value === "object" && value !== null && "$package" in value
    ? String(value.$package)
    : String(value);
}
