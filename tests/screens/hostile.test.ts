import { stripVTControlCharacters } from "node:util";
import xterm from "@xterm/headless";
import { renderToString } from "ink";
import { createElement } from "react";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { Screen } from "../../components/App.tsx";
import { frameUpdate } from "../../components/frame.ts";
import { announced, readerPrompt } from "../../src/core/ui/reader.ts";
import { initialState, type UiEvent } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { isLive, scenes } from "../support/scenes.ts";
import { play } from "../support/ui.ts";

/* What strangers write, in every place where a stranger's text can stand. */

const kinds = [
  "\u001b]0;owned\u0007",
  "\u001b]8;;https://evil.example\u001b\\click\u001b]8;;\u001b\\",
  "\u001b[2J\u001b[H\u001b[8mgone",
  "\u001bP+q\u001b\\ \u009b31m \u009d0;c1\u009c",
  "unterminated \u001b]",
  "a\rb\bc\u0000d\u007f",
  "\u202Eevil\u2066 \u200B\u200D\uFEFF\u00AD",
  "tag\u{E0041}\u{E007F} \u3164\u2800 \u00A0\u2003",
  "z\u0335\u0336\u0337\u0338\u0339a\u0300\u0301\u0302\u0303",
  "日本語 🏳️‍🌈 👩‍👩‍👧 \u{1F1E9}\u{1F1EA} １２",
  "a\ttab\u2028line\u2029paragraph\nfeed",
  "\ud800lone \udfff",
  "x".repeat(5000),
] as const;
/** Three at a time: every screen is drawn for each. */
const nasty = [0, 3, 6, 9, 12].map((at) => kinds.slice(at, at + 3).join(" "));

/** Fields that our own code chooses from fixed words, or that name things. */
const ours = new Set(
  "type kind state decision tier status name id key operation who level tone until code outcome sign base candidate original hunk".split(
    " ",
  ),
);

function poisoned(value: unknown, text: string, key = ""): unknown {
  if (typeof value === "string") return ours.has(key) ? value : `${value}${text}`;
  if (value instanceof Uint8Array)
    return Buffer.concat([value, Buffer.from(text.replaceAll("\n", ""), "utf8")]);
  if (value instanceof Map)
    return new Map([...value].map(([name, one]) => [name, poisoned(one, text)]));
  if (value instanceof Set) return value;
  if (Array.isArray(value)) return value.map((one) => poisoned(one, text, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, poisoned(one, text, name)]),
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what a row may hold of escape sequences
const looks = /\u001b\[[0-9;]*m/g;

const hidden =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
  /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2066-\u2069]/;

/** The terminal after a whole frame. */
async function shown(rows: readonly string[], columns: number): Promise<string[]> {
  const terminal = new xterm.Terminal({ cols: columns, rows: rows.length, allowProposedApi: true });
  let title = "";
  terminal.onTitleChange((changed) => {
    title = changed;
  });
  await new Promise<void>((resolve) => terminal.write(frameUpdate(null, rows, columns), resolve));
  expect(title).toBe("");
  const { active } = terminal.buffer;
  return Array.from({ length: rows.length }, (_, at) =>
    (active.getLine(at)?.translateToString(true) ?? "").trimEnd(),
  );
}

describe.each(Object.keys(scenes))("%s", (name) => {
  const events = scenes[name] ?? [];
  test("nothing of it is said to a screen reader", () => {
    for (const text of nasty) {
      let state = initialState({ columns: 100, rows: 30 });
      const said: string[] = [];
      for (const event of [{ type: "connected", live: isLive(events) } as const, ...events]) {
        const hostile = event.type === "key" ? event : (poisoned(event, text) as UiEvent);
        const next = update(state, hostile).state;
        said.push(...announced(state, next), readerPrompt(next));
        state = next;
      }
      const plain = said.join("").replaceAll("\n", "");
      expect(plain).not.toMatch(hidden);
      expect(plain).not.toMatch(/\p{Cs}|\p{Co}|[\u{E0000}-\u{E0FFF}]/u);
    }
  });

  test("with a stranger's text in every field", async () => {
    for (const text of nasty) {
      const hostile = events.map((event) =>
        event.type === "key" ? event : (poisoned(event, text) as UiEvent),
      );
      const [columns, height] = [100, 30];
      const { state } = play(columns, height, hostile, isLive(events));
      const theme = { color: true, ascii: false };
      const screen = renderToString(createElement(Screen, { state, theme }), { columns });
      const rows = screen.split("\n");
      expect(rows).toHaveLength(height);
      for (const row of rows) {
        const plain = row.replace(looks, "");
        expect(plain).not.toMatch(hidden);
        expect(plain).not.toMatch(/\p{Cs}|\p{Co}|[\u{E0000}-\u{E0FFF}]/u);
        expect(stringWidth(stripVTControlCharacters(row))).toBeLessThanOrEqual(columns);
      }
      const seen = await shown(rows, columns);
      expect(seen.map((row) => row.replaceAll(/\s/g, ""))).toEqual(
        rows.map((row) => stripVTControlCharacters(row).replaceAll(/\s/g, "")),
      );
    }
  });
});
