import { failed, ok, type Problem, problem, type Result } from "../core/result.ts";
import type { OpenedModel, Wanted } from "../model/ollama/open.ts";
import type { ModelIdentity } from "../ports/model.ts";
import type { Planner } from "../ports/planner.ts";
import type { ModelsSeen } from "../store/models-seen.ts";
import { type Invocation, textOption } from "./invocation.ts";
import type { Settings } from "./settings.ts";

/** What is known of the model, for status and header. */
export interface ModelState {
  readonly provider: "builtin" | "ollama";
  readonly ready: boolean;
  readonly identity?: ModelIdentity;
  /** Why this one, or why none. */
  readonly why?: string;
}

/** The planner that configuration and availability choose; nothing is asked before it is needed. */
export interface Planners {
  /** For a goal: looks anew where no model was found before. A planner that cannot plan says why when asked to. */
  planner(): Promise<Planner>;
  /** For a look: what was found last. */
  state(): Promise<ModelState>;
}

type Kind = Settings["planner"];

/** Which planner and model the command line and the configuration want. */
export function wantedModel(
  invocation: Invocation,
  settings: Settings,
): Result<{ readonly kind: Kind; readonly wanted: Wanted }> {
  const named = textOption(invocation, "model");
  const given = textOption(invocation, "planner");
  const kind = given ?? (named === undefined ? settings.planner : "ollama");
  if (kind !== "auto" && kind !== "builtin" && kind !== "ollama")
    return problem("usage", `There is no planner ${JSON.stringify(kind)}.`, {
      hint: "Use auto, builtin or ollama.",
    });
  const wanted: Wanted = {
    host: settings.host ?? invocation.env.OLLAMA_HOST,
    model: named ?? settings.model,
    allowRemoteHost: invocation.options.allowRemoteHost === true,
    signal: invocation.signal,
  };
  return ok({ kind, wanted });
}

/** The planners of one invocation. A model that was found is kept; only a new goal looks for a missing one again. */
export function openPlanners(kind: Kind, wanted: Wanted, seen: ModelsSeen): Planners {
  let found: Promise<Result<OpenedModel>> | undefined;
  const look = async (signal = wanted.signal) =>
    (await import("../model/ollama/open.ts")).openModel({ ...wanted, ...(signal && { signal }) });
  const builtin = async () => (await import("../model/builtin/planner.ts")).builtinPlanner();
  return {
    async planner() {
      if (kind === "builtin") return builtin();
      if (found && !(await found).ok) found = undefined;
      found ??= look();
      const opened = await found;
      if (opened.ok) return withModel(opened.value, seen);
      return kind === "auto" ? without(await builtin(), opened.problem) : absent(opened.problem);
    },
    async state() {
      if (kind === "builtin") return { provider: "builtin", ready: true };
      const late = new AbortController();
      found ??= look(AbortSignal.any([late.signal, ...(wanted.signal ? [wanted.signal] : [])]));
      const opened = await soon(found);
      if (!opened.ok && opened.problem === notYet) {
        late.abort();
        found = undefined;
      }
      if (!opened.ok)
        return {
          provider: kind === "auto" ? "builtin" : "ollama",
          ready: kind === "auto",
          why: opened.problem.message,
        };
      const { identity, why } = opened.value.proved;
      const changed = await seen.changed(identity, false);
      const words = [why, changed].filter((one) => one !== undefined).join("; ");
      return { provider: "ollama", ready: true, identity, ...(words ? { why: words } : {}) };
    },
  };
}

/** Who only looks does not wait for a server that hangs; whoever wants a plan does. */
const patienceMs = 1500;
const notYet: Problem = { code: "model-timeout", message: "Ollama has not answered yet." };

/** What was found, or that it is not known yet. */
async function soon(found: Promise<Result<OpenedModel>>): Promise<Result<OpenedModel>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Result<never>>((resolve) => {
    timer = setTimeout(() => resolve(failed(notYet)), patienceMs);
  });
  const first = await Promise.race([found, late]);
  clearTimeout(timer);
  return first;
}

/** The planner that asks the model; says which one it is, and when it is not the one that it was. */
async function withModel({ model, proved }: OpenedModel, seen: ModelsSeen): Promise<Planner> {
  const { formPlanner } = await import("../model/forms/planner.ts");
  const { name, host, remote } = model.identity;
  const changed = await seen.changed(model.identity, true);
  const where = remote ? `at ${host}, REMOTE` : "local";
  const why = proved.why === undefined ? "" : `: ${proved.why}`;
  const step = `planning with ${name} (${where}${why})`;
  return noting(formPlanner(model), step, changed ? [changed] : []);
}

/** The built-in planner in the place of a model; a goal's notes say why where there might have been one. */
function without(planner: Planner, { code, message }: Problem): Planner {
  const noOllama = code === "no-model";
  const note = `Planned without a model: ${message}`;
  return noting(planner, `planning without a model: ${message}`, noOllama ? [] : [note]);
}

function noting(planner: Planner, step: string, notes: readonly string[]): Planner {
  return {
    ...planner,
    plan: async (context) => {
      context.onStep?.(step);
      const plan = await planner.plan(context);
      if (!plan.ok || notes.length === 0) return plan;
      return ok({ ...plan.value, notes: [...notes, ...plan.value.notes] });
    },
  };
}

/** A model that cannot be asked: every goal gets the same answer. */
function absent(why: Problem): Planner {
  return { kind: "ollama", plan: async () => failed(why) };
}
