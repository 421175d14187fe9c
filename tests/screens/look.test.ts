import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { renderToString } from "ink";
import { createElement } from "react";
import { expect, test } from "vitest";
import { Screen } from "../../components/App.tsx";
import type { Theme } from "../../components/theme.ts";
import type { UiEvent } from "../../src/core/ui/ui-state.ts";
import { coloured } from "../support/coloured.ts";
import { readable } from "../support/readable-look.ts";
import { atReview, keys, play, sourcesRead } from "../support/ui.ts";

const looks: Readonly<Record<string, Partial<Theme>>> = {
  none: { color: false },
  "16": { depth: "16" },
  "256-dark": { depth: "256", ground: "dark" },
  "256-light": { depth: "256", ground: "light" },
  "truecolour-dark": { depth: "truecolour", ground: "dark" },
  "truecolour-light": { depth: "truecolour", ground: "light" },
  // Before the terminal has answered.
  "truecolour-unknown": { depth: "truecolour" },
};

/** The sample proposal, its texts read, one hunk rejected, something looked for. */
async function events(): Promise<UiEvent[]> {
  const read = sourcesRead();
  if (read.type !== "sources") throw new Error("the sample has no texts");
  const files = await coloured(read.files);
  return [...atReview, { ...read, files }, ...keys("x", "g", "/", "u", "s", "e", "enter", "g")];
}

test.each(Object.keys(looks))("the review with these colours: %s", async (name) => {
  const theme: Theme = { color: true, ascii: false, ...looks[name] };
  const { state } = play(120, 40, await events());
  const screen = renderToString(createElement(Screen, { state, theme }), { columns: 120 });
  const text = screen.split("\n").map(readable).join("\n");
  await expect(`${text}\n`).toMatchFileSnapshot(join(import.meta.dirname, `look-${name}.txt`));
});

test("only what has colours has them, and all say the same", async () => {
  const { state } = play(120, 40, await events());
  const draw = (theme: Theme) =>
    renderToString(createElement(Screen, { state, theme }), { columns: 120 });
  const plain = stripVTControlCharacters(draw({ color: false, ascii: false }));
  for (const [name, look] of Object.entries(looks)) {
    const drawn = draw({ color: true, ascii: false, ...look });
    expect(stripVTControlCharacters(drawn), name).toBe(plain);
    const grounds = [...drawn.matchAll(/[[;]48;([25]);/g)].map(([, kind]) => kind);
    const wanted = look.ground ? (look.depth === "256" ? "5" : "2") : undefined;
    expect(new Set(grounds), name).toEqual(new Set(wanted ? [wanted] : []));
  }
});
