import { describe, expect, test } from "vitest";
import { decodeKeys } from "../../src/core/keys/key-input.ts";
import { paletteEntries, paletteMatches } from "../../src/core/panes/palette.ts";
import { counts } from "../../src/core/review/review-state.ts";
import { helpRows } from "../../src/core/ui/help-rows.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { verificationOf } from "../support/sample-actions.ts";
import { sampleReview } from "../support/sample-review.ts";
import { atReview, keys, paste, play, typing } from "../support/ui.ts";

const run = (...events: UiEvent[]) => play(120, 40, [...atReview, ...events]);
const search = (query: string, ...before: UiEvent[]) => {
  const { state } = run(...before, ...keys(":"), ...typing(query));
  return state.palette ? paletteMatches(state, state.palette) : [];
};
const commands = (...events: UiEvent[]) =>
  paletteEntries(run(...events).state).map(({ command }) => command);

describe("the command palette", () => {
  test("opens with every command that makes sense now, the focused pane's first", () => {
    const entries = paletteEntries(run(...keys(":")).state);
    expect(entries[0]).toMatchObject({ command: "accept", place: "diff", keys: ["y", "space"] });
    expect(entries.some(({ command, id }) => command === "open" && id === "p1")).toBe(true);
    expect(commands()).not.toContain("apply");
    expect(commands()).not.toContain("undo");
    expect(commands(...keys("y"))).toContain("undo");
    expect(commands()).not.toContain("erase-word");
  });

  test("without a proposal there is nothing to decide", () => {
    const { state } = play(120, 40, keys("esc", ":"));
    const names = paletteEntries(state).map(({ command }) => command);
    expect(names).toContain("goal");
    for (const one of ["accept", "verify", "approve", "drop", "open"])
      expect(names).not.toContain(one);
  });

  test("finds by a few letters, best first", () => {
    expect(search("verify")[0]?.command).toBe("verify");
    expect(search("vrfy")[0]?.command).toBe("verify");
    expect(search("next file")[0]?.command).toBe("next-file");
    expect(search("btop")[0]).toMatchObject({ command: "open", id: "p2" });
    expect(search("zzzz")).toEqual([]);
  });

  test("Enter runs what its key would, in the pane that it belongs to", () => {
    const chosen = run(...keys("5", ":"), ...typing("accept the hunk"), ...keys("enter"));
    expect(chosen.state.palette).toBeNull();
    expect(chosen.state.focus).toBe("diff");
    expect(chosen.state.review && counts(chosen.state.review).accepted).toBe(1);
    const opened = run(...keys(":"), ...typing("open p2"), ...keys("enter"));
    expect(opened.effects.at(-1)).toEqual({ do: "open", id: "p2" });
  });

  test("approval goes through the same dialog as its key", () => {
    const { proposal, patch } = sampleReview({ state: "verified" });
    const verified: UiEvent = {
      type: "verified",
      patch,
      proposal: { ...proposal, verification: verificationOf(proposal) },
    };
    const ready = [...keys("y", "y", "y", "y", "y", "enter"), verified];
    const asked = run(...ready, ...keys(":"), ...typing("approve"), ...keys("enter"));
    expect(asked.state.dialog?.kind).toBe("approve");
    expect(asked.state.dialog).toEqual(run(...ready, ...keys("P")).state.dialog);
    expect(asked.effects.map((one) => one.do)).not.toContain("approve");
    const dropped = run(...keys(":"), ...typing("reject the whole"), ...keys("enter"));
    expect(dropped.state.dialog?.kind).toBe("drop");
  });

  test("a paste, announced or not, only ever types into the query", () => {
    const pasted = run(...keys(":"), paste("approve\r\n"));
    expect(pasted.state.palette?.field.text).toBe("approve ");
    expect(pasted.state.dialog).toBeNull();
    const burst = decodeKeys("verify all of it\r", true).keys;
    const typed = run(...keys(":"), ...burst.map((key): UiEvent => ({ type: "key", key })));
    expect(typed.state.palette?.field.text).toContain("verify all of it");
    expect(typed.effects.map((one) => one.do)).not.toContain("verify");
  });

  test("Esc closes it, and so does erasing in an empty query", () => {
    expect(run(...keys(":", "v", "esc")).state.palette).toBeNull();
    expect(run(...keys(":", "v", "backspace")).state.palette).not.toBeNull();
    expect(run(...keys(":", "backspace")).state.palette).toBeNull();
    expect(run(...keys(":", "esc")).state.review).toEqual(run().state.review);
  });

  test("opens over the goal field with F2, and leaves what was typed there", () => {
    const { state } = run(...keys("i", "h", "i", "f2"), ...typing("redraw"), ...keys("enter"));
    expect(state.chat.field.text).toBe("hi");
    expect(state.focus).toBe("chat");
  });

  test("F1 shows the keys of the field that has the focus, and gives it back", () => {
    const { state } = run(...keys(":", "v", "f1"));
    expect(state.help?.place).toBe("palette");
    expect(helpRows(state)[0]).toMatchObject({ kind: "group", name: "commands" });
    expect(run(...keys(":", "v", "f1", "esc")).state.palette?.field.text).toBe("v");
    expect(run(...keys("/", "v", "f1")).state.help?.place).toBe("search");
    expect(run(...keys("i", "f1")).state.help?.place).toBe("chat");
  });
});
