import { describe, expect, test } from "vitest";
import { openList } from "../../src/core/panes/completion.ts";
import { completionWord } from "../../src/core/panes/completion-word.ts";
import { filled } from "../../src/core/panes/field.ts";
import { addName, completeOption, noNames } from "../../src/core/panes/option-names.ts";
import type { UiEffect, UiEvent, UiState } from "../../src/core/ui/ui-state.ts";
import { initialState } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { sampleCompletions, sampleNames } from "../support/sample-names.ts";
import { keys, paste, typing } from "../support/ui.ts";

/** Plays events; `answers` false leaves questions about words open. */
function chat(events: readonly UiEvent[], answers = true) {
  let state = initialState({ columns: 120, rows: 40 });
  const effects: UiEffect[] = [];
  const take = (event: UiEvent) => {
    const step = update(state, event);
    state = step.state;
    effects.push(...step.effects);
    const asked = step.effects.findLast((effect) => effect.do === "complete");
    if (answers && asked)
      take({ type: "completed", word: asked.word, completions: sampleCompletions(asked.word) });
  };
  for (const event of events) take(event);
  return { state, effects };
}
const field = (state: UiState) => state.chat.field.text;
const shown = (state: UiState) => openList(state.chat)?.candidates.map(({ label }) => label);
const typed = (text: string, ...names: string[]) =>
  chat([...typing(text), ...keys(...names)]).state;

describe("the word at the cursor", () => {
  test.each([
    ["enable services.tail", "option", "services.tail"],
    ["add bt", null, null],
    ["add bto", "package", "bto"],
    ["install git and bto", "package", "bto"],
    ["add 443 to networking.fire", "option", "networking.fire"],
    ["use pkgs.ht", "package", "pkgs.ht"],
    ["enable tails", "option", "tails"],
    ["please enable", null, null],
    ["(services.x", "option", "services.x"],
    ['environment.etc."a.b".te', "option", 'environment.etc."a.b".te'],
    ["a\u001b[31m.b", null, null],
    ["first line\nservices.a", "option", "services.a"],
    [".", null, null],
  ])("%j: %s %j", (text, kind, word) => {
    const found = completionWord(filled(text));
    expect(found && { kind: found.kind, text: found.text }).toEqual(
      kind === null ? null : { kind, text: word },
    );
  });

  test("ends at the cursor", () => {
    expect(completionWord({ text: "services.tail x", at: 13 })).toMatchObject({ start: 0 });
    expect(completionWord({ text: "services.tail", at: 8 })).toBeNull();
  });
});

describe("what a path can become", () => {
  const labels = (text: string, limit = 50) =>
    completeOption(sampleNames, text, limit).candidates.map(({ label }) => label);

  test("goes segment by segment, enable first, other cases and middles only when nothing starts so", () => {
    expect(labels("services.ta")).toEqual(
      ["tailor", "tailscale", '"tai\u200bls"'].toSorted((a, b) => (a < b ? -1 : 1)),
    );
    expect(labels("services.tailscale.")[0]).toBe("enable");
    expect(labels("services.TAILS")).toEqual(["tailscale"]);
    expect(labels("services.scale")).toEqual(["tailscale"]);
    expect(labels("services.nothing")).toEqual([]);
  });

  test("shows a placeholder and never types it; a name in its place leads on", () => {
    const [name] = completeOption(sampleNames, "users.users.", 9).candidates;
    expect(name).toMatchObject({ label: "<name>", insert: null, group: true });
    expect(labels("users.users.ada.")).toEqual(["extraGroups", "shell"]);
  });

  test("a name that hides something is shown and never typed", () => {
    const hidden = completeOption(sampleNames, "services.tai", 9).candidates.find(({ label }) =>
      label.includes("\u200b"),
    );
    expect(hidden?.insert).toBeNull();
  });

  test("a plain word finds what is called so further down", () => {
    expect(labels("tails")).toEqual(["services.tailscale"]);
  });

  test("is bounded, and says how many are left out", () => {
    const many = noNames();
    for (let at = 0; at < 1000; at += 1)
      addName(many, ["x", `o${at}`], { typeText: "t", description: "d".repeat(10_000) });
    const { candidates, more } = completeOption(many, "x.", 50);
    expect([candidates.length, more]).toEqual([50, 950]);
    expect(candidates.every(({ detail }) => detail.length < 300)).toBe(true);
  });
});

describe("the list", () => {
  test("opens while typing and Tab completes segment by segment", () => {
    expect(shown(typed("enable services.tails"))).toEqual(["tailscale"]);
    const group = typed("enable services.tails", "tab");
    expect(field(group)).toBe("enable services.tailscale.");
    expect(shown(group)).toEqual(["enable", "openFirewall", "port"]);
    const leaf = typed("enable services.tails", "tab", "e", "tab");
    expect(field(leaf)).toBe("enable services.tailscale.enable");
    expect(shown(leaf)).toBeUndefined();
  });

  test("Tab types what all share, then goes through them and back to what was typed", () => {
    expect(field(typed("add b", "t", "tab"))).toBe("add bt");
    expect(field(typed("install bto"))).toBe("install bto");
    const cycle = (n: number) => field(typed("x services.tailscale.", ...Array(n).fill("tab")));
    expect([1, 2, 3, 4].map(cycle)).toEqual([
      "x services.tailscale.enable",
      "x services.tailscale.openFirewall",
      "x services.tailscale.port",
      "x services.tailscale.",
    ]);
    expect(field(typed("x services.tailscale.", "shift-tab"))).toBe("x services.tailscale.port");
  });

  test("Tab types nothing that all share while more are not shown: they may differ", () => {
    const { state } = chat(typing("enable services.t"), false);
    const word = completionWord(state.chat.field);
    if (!word) throw new Error("no word");
    const completions = { ...sampleCompletions(word), more: 3 };
    const asked = update(state, { type: "completed", word, completions }).state;
    const [first] = completions.candidates.filter(({ insert }) => insert !== null);
    const next = keys("tab").reduce((now, event) => update(now, event).state, asked);
    expect(field(next)).toBe(`enable ${first?.insert}`);
    expect(openList(next.chat)?.marked).toBeGreaterThanOrEqual(0);
  });

  test("↓ and ↑ choose, Esc puts back what was typed, Enter sends what stands there", () => {
    expect(field(typed("x services.tailscale.", "down", "down", "up"))).toBe(
      "x services.tailscale.enable",
    );
    const closed = typed("x services.tailscale.", "down", "esc");
    expect([field(closed), shown(closed), closed.focus]).toEqual([
      "x services.tailscale.",
      undefined,
      "chat",
    ]);
    const sent = chat([...typing("x services.tailscale."), ...keys("down", "enter")]);
    expect(sent.effects.at(-1)).toEqual({ do: "propose", goal: "x services.tailscale.enable" });
  });

  test("without candidates Tab is the next pane, and ↑ the history", () => {
    expect(typed("please", "tab").focus).toBe("diff");
    expect(typed("", "tab").focus).toBe("diff");
    expect(typed("", "shift-tab").focus).toBe("status");
    const again = chat([...typing("set a"), ...keys("enter", "up")]).state;
    expect(field(again)).toBe("set a");
  });

  test("an answer to another word, to a moved cursor, or that comes late changes nothing", () => {
    const open = chat(typing("services.tails"), false);
    const asked = open.effects.flatMap((effect) => (effect.do === "complete" ? [effect.word] : []));
    expect(asked.length).toBeGreaterThan(1);
    const late = {
      type: "completed",
      word: asked[0],
      completions: sampleCompletions(asked[0] as never),
    } as UiEvent;
    expect(update(open.state, late)).toEqual({ state: open.state, effects: [] });
    const now = asked.at(-1);
    const answer = {
      type: "completed",
      word: now,
      completions: sampleCompletions(now as never),
    } as UiEvent;
    expect(shown(update(open.state, answer).state)).toEqual(["tailscale"]);
    for (const key of ["left", "ctrl-u", "enter", "esc"]) {
      const moved = update(open.state, keys(key)[0] as UiEvent).state;
      expect(shown(update(moved, answer).state), key).toBeUndefined();
    }
  });

  test("Tab before the answer completes when it comes", () => {
    const { state, effects } = chat([...typing("services.tails"), ...keys("tab")], false);
    expect([state.focus, field(state)]).toEqual(["chat", "services.tails"]);
    const word = effects
      .flatMap((effect) => (effect.do === "complete" ? [effect.word] : []))
      .at(-1);
    const step = update(state, {
      type: "completed",
      word: word as never,
      completions: sampleCompletions(word as never),
    });
    expect(field(step.state)).toBe("services.tailscale.");
    expect(step.effects).toMatchObject([{ do: "complete", word: { text: "services.tailscale." } }]);
  });

  test("says what is still read, and asks again once more is known", () => {
    const { state, effects } = chat(typing("services.tails"), false);
    const word = effects
      .flatMap((effect) => (effect.do === "complete" ? [effect.word] : []))
      .at(-1) as never;
    const loading = { candidates: [], more: 0, loading: "reading the options of web1…" };
    const step = update(state, { type: "completed", word, completions: loading });
    expect(openList(step.state.chat)?.loading).toMatch(/web1/);
    const tab = update(step.state, keys("tab")[0] as UiEvent).state;
    expect([tab.focus, tab.toast?.text]).toEqual(["chat", "reading the options of web1…"]);
    const read = update(step.state, { type: "names-read" });
    expect(read.effects).toEqual([{ do: "complete", word }]);
    const told = update(read.state, {
      type: "completed",
      word,
      completions: sampleCompletions(word),
    });
    expect(shown(told.state)).toEqual(["tailscale"]);
    expect(update(told.state, { type: "names-read" }).effects).toEqual([]);
  });

  test("a paste is asked about once, whatever its size", () => {
    const { effects } = chat([...keys("i"), paste(`${"x".repeat(500_000)} services.tails`)]);
    expect(effects.filter((effect) => effect.do === "complete")).toHaveLength(1);
  });
});
