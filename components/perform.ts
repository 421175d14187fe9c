import { keyOf } from "../src/core/keys/keymap.ts";
import type { Result } from "../src/core/result.ts";
import type { FileSource, SourceRequest } from "../src/core/review/source.ts";
import type { UiEffect, UiEvent, WorkKind } from "../src/core/ui/ui-state.ts";
import type { Actions, Away, Listener, Opened } from "./actions.ts";
import { checker } from "./check.ts";
import { guarded } from "./guarded.ts";
import { listening } from "./listening.ts";
import { performComment, performEdit } from "./perform-hunk.ts";
import { performNames } from "./perform-names.ts";
import { saver } from "./save.ts";
import type { Store } from "./store.ts";

/** What performing needs of the world besides the actions. */
export interface Surroundings {
  /** Milliseconds, never going back. */
  now(): number;
  /** Calls back once, later. */
  later(callback: () => void, ms: number): void;
  away: Away;
  redraw(): void;
  /** Whether the terminal reports the mouse. */
  mouse(on: boolean): void;
  suspend(): void;
  quit(): void;
}

/** Runs effects. */
export interface Performer {
  (effect: UiEffect, store: Store): void;
  /** Resolves when every decision is stored. */
  settled(): Promise<void>;
}

const sourceBatchMs = 50;
const restMs = 1000;

/**
 * Runs the UI's effects against the actions and sends what comes of them to the store. One piece of work
 * at a time; decisions are saved one after the other, the newest standing for all before it.
 */
export function performer(actions: Actions, world: Surroundings): Performer {
  let running: AbortController | null = null;
  let reading: AbortController | null = null;
  const names = performNames(actions, world);
  const refresh = onceAtATime(async (store) => {
    await readSnapshot(store, actions);
    if (!running && store.getState().snapshot && !store.getState().leaving) names.read(store);
  });
  // Decisions come one after the other: the list is looked at when they pause.
  let planned = false;
  const refreshSoon = (store: Store) => {
    if (planned) return;
    planned = true;
    world.later(() => {
      planned = false;
      refresh(store);
    }, restMs);
  };
  const saving = saver(
    (id, { decisions, cuts }) => guarded(() => actions.decide(id, decisions, cuts)),
    world.later,
    refreshSoon,
  );
  const checks = checker(actions, world);
  const readAudit = onceAtATime((store) => readEntries(store, actions));

  /** Runs one piece of work; whatever goes wrong, even a bug, ends as a `failed` event. */
  const work = async <T>(
    store: Store,
    kind: WorkKind,
    label: string,
    run: (listener: Listener, signal: AbortSignal) => Promise<Result<T>>,
    then: (value: T) => void,
  ): Promise<void> => {
    const controller = new AbortController();
    running = controller;
    // What the work reads is in the cache afterwards.
    if (kind === "propose" || kind === "verify") names.pause();
    store.dispatch({ type: "work", kind, label, now: world.now() });
    const listener = listening(store, world);
    const result = await guarded(() => run(listener, controller.signal));
    listener.flush();
    running = null;
    if (result.ok) then(result.value);
    else store.dispatch({ type: "failed", what: label, problem: result.problem, work: true });
    if (!running && !store.getState().leaving) names.read(store);
  };

  /** Texts come in batches: each one lays the diff out again. */
  const readSources = async (store: Store, request: SourceRequest): Promise<void> => {
    reading?.abort();
    const controller = new AbortController();
    reading = controller;
    let waiting: FileSource[] = [];
    const flush = () => {
      if (waiting.length > 0 && !controller.signal.aborted)
        store.dispatch({ type: "sources", request, files: waiting });
      waiting = [];
    };
    const add = (file: FileSource) => {
      waiting.push(file);
      if (waiting.length === 1) world.later(flush, sourceBatchMs);
    };
    // Without them the diff is there all the same, folded and plain.
    await guarded(() => actions.sources(request, add, controller.signal));
    flush();
  };

  const perform = (effect: UiEffect, store: Store) => {
    const opened = (said?: string) => (value: Opened) =>
      store.dispatch({ type: "opened", ...value, ...(said === undefined ? {} : { said }) });
    const reopened = (store: Store, text: (value: Opened) => string) => (value: Opened) => {
      store.dispatch({ type: "opened", ...value, said: text(value) });
      readAudit(store);
    };
    switch (effect.do) {
      case "refresh":
        return refresh(store);
      case "audit":
        return readAudit(store);
      case "complete":
        return names.complete(store, effect.word);
      case "propose":
        return void work(
          store,
          "propose",
          effect.revises ? `revising ${effect.revises}` : "looking for a change",
          (listener, signal) => actions.propose(effect.goal, listener, signal, effect.revises),
          ({ opened: made, questions, notes, beside }) => {
            const more = beside === undefined ? "" : `. ${beside}`;
            if (made)
              opened(`${made.proposal.id}: ${made.proposal.explanation.summary}${more}`)(made);
            if (!made || questions.length + notes.length > 0)
              store.dispatch({ type: "answered", goal: effect.goal, questions, notes });
          },
        );
      case "open":
        return void work(
          store,
          "open",
          `opening ${effect.id}`,
          () => actions.open(effect.id),
          opened(),
        );
      case "sources":
        return void readSources(store, effect.request);
      case "compare":
        return void read(
          store,
          `comparing ${effect.a} with ${effect.b}`,
          () => actions.compare(effect.a, effect.b),
          (value) => ({ type: "compared", ...value }),
        );
      case "decide":
        return saving.save(store, effect.id, { decisions: effect.decisions, cuts: effect.cuts });
      case "verify":
        return void work(
          store,
          "verify",
          `verifying ${effect.id}`,
          (listener, signal) => actions.verify(effect.id, listener, signal),
          (value) => store.dispatch({ type: "verified", ...value }),
        );
      case "approve":
        return void work(
          store,
          "approve",
          `approving ${effect.proposal.id}`,
          () => actions.approve(effect.proposal),
          reopened(
            store,
            ({ proposal }) =>
              `${proposal.id} is approved. ${keyOf(store.getState().keymap, "apply")} applies it.`,
          ),
        );
      case "edit":
        return performEdit(effect, store, { actions, away: world.away, work });
      case "comment":
        return void performComment(effect, store, { actions, work });
      case "apply":
        return void work(
          store,
          "apply",
          `applying ${effect.id}`,
          () => actions.apply(effect.id),
          reopened(
            store,
            ({ proposal }) =>
              `${proposal.id} is applied: ${proposal.applied?.slice(0, 12) ?? "?"} on ${proposal.branch}.`,
          ),
        );
      case "drop":
        return void work(
          store,
          "drop",
          `rejecting ${effect.id}`,
          () => actions.drop(effect.id),
          reopened(store, ({ proposal }) => `${proposal.id} is rejected.`),
        );
      case "take-back":
        return void work(
          store,
          "take-back",
          `taking ${effect.id} back`,
          () => actions.takeBack(effect.id),
          reopened(store, ({ proposal }) => `${proposal.id} takes ${effect.id} back. Review it.`),
        );
      case "cancel":
        return running?.abort();
      case "check":
        return checks.start(effect, store);
      case "cancel-check":
        return checks.cancel();
      case "mouse":
        return world.mouse(effect.on);
      case "redraw":
        return world.redraw();
      case "suspend":
        return world.suspend();
      case "quit":
        running?.abort();
        checks.cancel();
        names.pause();
        return world.quit();
    }
  };
  return Object.assign(perform, { settled: saving.settled });
}

/** Runs `look` again after it ends when it was asked for meanwhile: answers never overtake each other. */
function onceAtATime(look: (store: Store) => Promise<void>): (store: Store) => void {
  let busy = false;
  let again = false;
  const run = async (store: Store): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    await look(store);
    busy = false;
    if (!again) return;
    again = false;
    await run(store);
  };
  return (store) => void run(store);
}

/** Reads something beside the work, and tells what came of it. */
async function read<T>(
  store: Store,
  what: string,
  run: () => Promise<Result<T>>,
  news: (value: T) => UiEvent,
): Promise<void> {
  const result = await guarded(run);
  if (result.ok) store.dispatch(news(result.value));
  else store.dispatch({ type: "failed", what, problem: result.problem, work: false });
}

async function readSnapshot(store: Store, actions: Actions): Promise<void> {
  await read(
    store,
    "looking at the repository",
    () => actions.refresh(),
    (snapshot) => ({ type: "snapshot", snapshot }),
  );
}

async function readEntries(store: Store, actions: Actions): Promise<void> {
  const { only } = store.getState().audit;
  await read(
    store,
    "reading the audit log",
    () => actions.audit(only),
    (value) => ({ type: "audit", ...value, only }),
  );
}
