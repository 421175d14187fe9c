import type { Result } from "../src/core/result.ts";
import type { UiEffect, WorkKind } from "../src/core/ui/ui-state.ts";
import type { Actions, Away, Listener } from "./actions.ts";
import type { Store } from "./store.ts";

type Work = <T>(
  store: Store,
  kind: WorkKind,
  label: string,
  run: (listener: Listener, signal: AbortSignal) => Promise<Result<T>>,
  then: (value: T) => void,
) => Promise<void>;

/** Opens a hunk in the person's editor, and says what came of it. */
export function performEdit(
  effect: Extract<UiEffect, { do: "edit" }>,
  store: Store,
  { actions, away, work }: { actions: Actions; away: Away; work: Work },
): void {
  void work(
    store,
    "edit",
    `editing a hunk of ${effect.id}`,
    (listener, signal) => actions.edit(effect, away, listener, signal),
    (edited) => {
      if (edited.kind === "refused")
        return store.dispatch({ type: "edit-refused", draft: edited.draft });
      if (edited.kind === "unchanged")
        return store.dispatch({ type: "unchanged", text: edited.said });
      store.dispatch({ type: "edited", ...edited.opened, said: edited.said });
    },
  );
}

/** Keeps a comment; where that is wanted, the proposal is planned again with it. */
export async function performComment(
  { id, hunk, text, revise }: Extract<UiEffect, { do: "comment" }>,
  store: Store,
  { actions, work }: { actions: Actions; work: Work },
): Promise<void> {
  let kept = false;
  await work(
    store,
    "comment",
    `keeping a comment on ${id}`,
    () => actions.comment(id, hunk, text),
    (value) => {
      kept = true;
      store.dispatch({ type: "commented", ...value, removed: text === "" });
    },
  );
  if (!kept || !revise) return;
  await work(
    store,
    "revise",
    `revising ${id}`,
    (listener, signal) => actions.revise(id, listener, signal),
    ({ opened, questions, notes }) => {
      if (!opened || questions.length > 0)
        return store.dispatch({ type: "unrevised", id, questions, notes });
      const { proposal } = opened;
      const said = `${proposal.id} revises ${id}: ${proposal.explanation.summary}`;
      store.dispatch({ type: "opened", ...opened, said });
    },
  );
}
