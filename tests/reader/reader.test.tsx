import { EventEmitter } from "node:events";
import { join } from "node:path";
import { render } from "ink";
import { describe, expect, test } from "vitest";
import { ReaderScreen } from "../../components/ReaderScreen.tsx";
import { createStore } from "../../components/store.ts";
import { announced } from "../../src/core/ui/reader.ts";
import { initialState, type UiEvent } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { compared, completed } from "../support/chat-scenes.ts";
import { auditEntries, snapshot, verificationOf } from "../support/sample-actions.ts";
import { openedOf, sampleReview } from "../support/sample-review.ts";
import { atReview, keys, play, typing } from "../support/ui.ts";

const size = { columns: 80, rows: 24 };

/** Everything that Ink writes for these events, erasing included. */
async function heard(events: readonly UiEvent[]): Promise<string> {
  let written = "";
  const stdout = Object.assign(new EventEmitter(), {
    ...size,
    isTTY: false,
    write: (text: string) => {
      written += text;
      return true;
    },
  });
  const store = createStore(initialState(size), () => {});
  const theme = { color: false, ascii: false };
  const instance = render(<ReaderScreen store={store} theme={theme} />, {
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: new EventEmitter() as unknown as NodeJS.ReadStream,
    isScreenReaderEnabled: true,
    interactive: true,
    patchConsole: false,
  });
  for (const event of events) {
    store.dispatch(event);
    await new Promise(setImmediate);
  }
  instance.unmount();
  return written;
}

/** Only what stays: without the line that is written and erased again. */
function lines(events: readonly UiEvent[]): string {
  let state = initialState(size);
  const said = [...announced(null, state)];
  for (const event of events) {
    const { state: next } = update(state, event);
    said.push(...announced(state, next));
    state = next;
  }
  return `${said.join("\n")}\n`;
}

const { proposal, patch } = sampleReview();
const verified = (ok: boolean): UiEvent => ({
  type: "verified",
  patch,
  proposal: {
    ...proposal,
    state: ok ? "verified" : "failed",
    verification: verificationOf(proposal, ok),
  },
});
const scenes: Readonly<Record<string, readonly UiEvent[]>> = {
  goal: [{ type: "snapshot", snapshot }, ...typing("add btop")],
  "review-and-decide": [...atReview, ...keys("n", "j", "j", "j", "y", "x", "u")],
  "hidden-characters": [...atReview, ...keys("n", "n", "n", "y", "down", "esc")],
  "verify-and-approve": [
    ...atReview,
    { type: "work", kind: "verify", label: "verifying p3", now: 0 },
    { type: "progress", text: "evaluating web1" },
    verified(false),
    verified(true),
  ],
  proposals: [...atReview, ...keys("1", "j", "j")],
  help: [...atReview, ...keys("?", "esc")],
  completion: [...completed(typing("enable btop and services.ta")), ...keys("down", "down")],
  "line-selection": [...atReview, ...keys("n", "n", "v", "j", "j", "y")],
  compare: [...atReview, ...keys("1"), compared, ...keys("n")],
  audit: [
    ...atReview,
    {
      type: "audit",
      entries: auditEntries,
      report: { entries: 2, ok: true, head: null, pinned: null, problems: [] },
      only: null,
    },
    ...keys("5", "k", "enter"),
  ],
};

describe("what a screen reader is told", () => {
  test.each(Object.entries(scenes))("%s", async (name, events) => {
    await expect(lines(events)).toMatchFileSnapshot(join(import.meta.dirname, `${name}.txt`));
  });

  test("a key that changes nothing says nothing, and a move says only the line", () => {
    const { state } = play(80, 24, [...atReview, ...keys("n")]);
    expect(announced(state, state)).toEqual([]);
    const moved = play(80, 24, [...atReview, ...keys("n", "j")]).state;
    expect(announced(state, moved)).toHaveLength(1);
  });

  test("of a long hunk the first sixty lines are read, and how many are left", () => {
    const id = (letter: string) => letter.repeat(40);
    const added = Array.from({ length: 100 }, (_, at) => `+value${at}\n`).join("");
    const text = `diff --git a/x.nix b/x.nix\nindex ${id("1")}..${id("2")} 100644\n--- a/x.nix\n+++ b/x.nix\n@@ -1 +1,101 @@\n {\n${added}`;
    const said = lines([{ type: "opened", ...openedOf(text) }]);
    expect(said).toContain("value59\nand 40 more changed lines");
    expect(said).not.toContain("value60");
  });

  test("no control character of a stranger, no box and no spinner comes through", () => {
    for (const events of Object.values(scenes)) {
      expect(lines(events).replaceAll("\n", "")).not.toMatch(
        /[\p{Cc}\u202e\u2500-\u259f\u2800-\u28ff]/u,
      );
    }
  });
});

describe("the reader's screen", () => {
  test("adds what is new at the end and never writes a line of before again", async () => {
    const text = await heard(scenes["review-and-decide"] ?? []);
    const count = (wanted: string) => text.split(wanted).length - 1;
    expect(count("Hunk 1 of 4: undecided, tier medium")).toBe(1);
    expect(count("Agentix on homelab")).toBe(1);
    expect(text).not.toContain("\u001b[?1049h");
    expect(text).not.toContain("\u001b[2J");
  });

  test("shows the goal while it is written", async () => {
    expect(await heard(scenes.goal ?? [])).toContain("Goal: add btop");
  });
});
