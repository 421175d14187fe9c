import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { renderToString } from "ink";
import { createElement } from "react";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { Screen } from "../../components/App.tsx";
import type { Theme } from "../../components/theme.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { isLive, scenes } from "../support/scenes.ts";
import { play } from "../support/ui.ts";

/** The sizes of two panes and of one. */
const smaller = [
  [100, 30],
  [60, 15],
  [40, 6],
] as const;
const sizes = [
  [80, 24],
  [120, 40],
  [200, 50],
] as const;

function draw(columns: number, rows: number, events: readonly UiEvent[], theme: Theme): string[] {
  const { state } = play(columns, rows, events, isLive(events));
  return renderToString(createElement(Screen, { state, theme }), { columns }).split("\n");
}

describe.each(sizes)("at %i×%i", (columns, rows) => {
  test.each(Object.keys(scenes))("%s", (name) => isGolden(columns, rows, name));
});

async function isGolden(columns: number, rows: number, name: string): Promise<void> {
  const lines = draw(columns, rows, scenes[name] ?? [], { color: true, ascii: false });
  expect(lines).toHaveLength(rows);
  const plain = lines.map((line) => stripVTControlCharacters(line));
  for (const line of plain) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
  const golden = join(import.meta.dirname, `${name}-${columns}x${rows}.txt`);
  await expect(`${plain.map((line) => line.trimEnd()).join("\n")}\n`).toMatchFileSnapshot(golden);
}

describe.each(smaller)("at %i×%i", (columns, rows) => {
  test.each(["review", "goal", "verify-running", "log-pane", "status-pane", "approve", "help"])(
    "%s",
    (name) => isGolden(columns, rows, name),
  );
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: the attributes that a theme may use
const themed = /\u001b\[(?:0|(?:[1247];){0,3}(?:3[1-6]|[1247])|2[247]|39)m/g;

/** Without styles, and without blanks at line ends: Ink leaves those out that have no style. */
const trimmed = (text: string) => stripVTControlCharacters(text).replace(/ +$/gm, "");

describe("every screen at any size", () => {
  const odd = [
    [1, 1],
    [5, 2],
    [20, 5],
    [40, 12],
    [20, 1],
    [30, 3],
    [79, 24],
    [100, 30],
    [119, 23],
  ] as const;
  test.each(odd)("%i×%i holds as many rows and no control characters", (columns, rows) => {
    for (const [name, events] of Object.entries(scenes)) {
      const lines = draw(columns, rows, events, { color: true, ascii: false });
      expect(lines.length, name).toBeLessThanOrEqual(rows);
      for (const line of lines) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be there
        expect(line.replace(themed, ""), name).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
        expect(stringWidth(stripVTControlCharacters(line)), name).toBeLessThanOrEqual(columns);
      }
    }
  });

  test("without colour there is none, and every scene still reads the same", () => {
    for (const events of Object.values(scenes)) {
      const text = draw(120, 40, events, { color: false, ascii: false }).join("\n");
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colours
      expect(text).not.toMatch(/\u001b\[[0-9;]*3[0-7]m/);
      const coloured = draw(120, 40, events, { color: true, ascii: false }).join("\n");
      expect(trimmed(text)).toBe(trimmed(coloured));
    }
  });

  test("in ASCII there is nothing else", () => {
    for (const events of Object.values(scenes)) {
      const text = draw(120, 40, events, { color: false, ascii: true }).join("\n");
      expect(stripVTControlCharacters(text)).toMatch(/^[\x20-\x7e\n]*$/);
    }
  });
});
