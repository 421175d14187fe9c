import type { Candidate, Completions } from "../core/panes/completion.ts";
import type { CompletionWord } from "../core/panes/completion-word.ts";
import { addName, completeOption, noNames, type OptionNames } from "../core/panes/option-names.ts";
import type { Result } from "../core/result.ts";
import { suspicious } from "../core/suspicious.ts";
import { type Target, targetId } from "../core/target.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Context } from "./context.ts";

/*
 * Names of options and packages for a person who writes a goal. They are read in the background, one
 * target after the other, and kept as names only: an index itself is large, and is let go.
 */

export interface Completer {
  /**
   * Reads the names at a commit; `changed` is told whenever more is known. The same commit again does
   * nothing. Names of the commit before are used until the new ones are there.
   */
  load(
    ref: FlakeRef,
    targets: readonly Target[],
    changed: () => void,
    signal: AbortSignal,
  ): Promise<void>;
  /** What a word can become; never waits for what is still being read. */
  complete(word: CompletionWord): Promise<Completions>;
}

const waiting = "the names of options are still to be read…";
const listed = 50;
const askedPackages = 60;
/** Options of all targets together; a real system has about twenty thousand. */
const mostNames = 200_000;
/** Names that are read before others get a turn. */
const slice = 500;

/** One of each kind: hosts of a flake hardly differ in which options there are. */
function ofEachKind(targets: readonly Target[]): Target[] {
  return targets.filter(({ kind }, at) => targets.findIndex((other) => other.kind === kind) === at);
}

const breath = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Adds every option that a person may set, giving way to keys again and again. */
async function addAll(names: OptionNames, index: OptionIndex, signal: AbortSignal): Promise<void> {
  const open: (readonly string[])[] = [[]];
  for (let read = 0; open.length > 0 && names.size < mostNames; read += 1) {
    if (read % slice === 0) await breath();
    if (signal.aborted) return;
    const path = open.pop() ?? [];
    const option = path.length > 0 ? index.get(path) : undefined;
    const same = option?.path.length === path.length;
    if (option && same && option.visible && !option.internal && !option.readOnly)
      addName(names, path, option);
    for (const name of index.children(path)) open.push([...path, name]);
  }
}

/** The index of this very tree where modules or lock are others than those of the one that serves. */
async function renewed(
  nix: Context["nix"],
  ref: FlakeRef,
  target: Target,
  signal: AbortSignal,
): Promise<Result<OptionIndex>> {
  const index = await nix.index(ref, target, { signal });
  const fresh =
    index.ok && index.value.stale === "modules" ? index.value.fresh?.({ signal }) : undefined;
  return (await fresh) ?? index;
}

/** Names for completion, nothing of them read yet. */
export function openCompleter(context: Pick<Context, "nix">): Completer {
  const { nix } = context;
  let options = noNames();
  let packagesOf: { ref: FlakeRef; target: Target } | null = null;
  let loaded: string | null = null;
  let doing: string | null = waiting;
  let turn: Promise<void> = Promise.resolve();

  const loadNow: Completer["load"] = async (ref, targets, changed, signal) => {
    const chosen = ofEachKind(targets);
    const [first] = chosen;
    const key = JSON.stringify([ref.commit, ref.dir, chosen.map(targetId)]);
    if (!first) doing = null;
    if (!first || signal.aborted || loaded === key) return;
    let names = noNames();
    let isOutdated = false;
    const say = (what: string | null) => {
      doing = what;
      changed();
    };
    try {
      for (const target of chosen) {
        say(`reading the options of ${targetId(target)}…`);
        const index = await nix.index(ref, target, { signal });
        if (signal.aborted) return;
        if (index.ok) await addAll(names, index.value, signal);
        if (index.ok && index.value.stale === "modules") isOutdated = true;
        if (target === first && options.size === 0) options = names;
        if (target !== first) continue;
        say(`reading the packages of ${targetId(target)}…`);
        const known = await nix.similarPackages(ref, target, "hello", 1);
        if (known.ok) packagesOf = { ref, target };
      }
      if (signal.aborted) return;
      options = names;
      if (isOutdated) {
        names = noNames();
        for (const target of chosen) {
          say(`reading the options of ${targetId(target)} again…`);
          const index = await renewed(nix, ref, target, signal);
          if (signal.aborted) return;
          if (index.ok) await addAll(names, index.value, signal);
        }
        if (signal.aborted) return;
        options = names;
      }
      loaded = key;
      await nix.renewPackages(ref, first, { signal });
    } finally {
      say(signal.aborted ? waiting : null);
    }
  };

  const packages = async (text: string): Promise<readonly Candidate[]> => {
    if (!packagesOf) return [];
    const prefix = text.startsWith("pkgs.") ? "pkgs." : "";
    const word = text.slice(prefix.length);
    const last = word.slice(word.lastIndexOf(".") + 1);
    const { ref, target } = packagesOf;
    const similar = await nix.similarPackages(ref, target, last, askedPackages);
    if (!similar.ok) return [];
    const lower = word.toLowerCase();
    const starting = similar.value.filter((name) => name.toLowerCase().startsWith(lower));
    const chosen = starting.length > 0 || word.includes(".") ? starting : similar.value.slice(0, 6);
    return chosen.map((name) => ({
      label: name,
      insert: suspicious(name).length > 0 ? null : prefix + name,
      detail: "package",
      group: false,
    }));
  };

  return {
    load: (...wanted) => {
      turn = turn.then(() => loadNow(...wanted));
      return turn;
    },
    complete: async ({ kind, text }) => {
      // Reading them again is nothing to wait for: hardly any will be others.
      const loading = loaded === null ? doing : null;
      const isPath = text.includes(".") && !text.startsWith("pkgs.");
      const found =
        kind === "option" || isPath
          ? completeOption(options, text, listed)
          : { candidates: [], more: 0 };
      if (kind === "option" || found.candidates.length > 0) return { ...found, loading };
      const candidates = await packages(text);
      return { candidates: candidates.slice(0, listed), more: 0, loading };
    },
  };
}
