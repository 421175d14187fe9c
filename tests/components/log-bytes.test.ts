import { renderToString } from "ink";
import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { Screen } from "../../components/App.tsx";
import { frameUpdate } from "../../components/frame.ts";
import type { BuildEvent } from "../../src/core/build/build-event.ts";
import { initialState, type UiEvent } from "../../src/core/ui/ui-state.ts";
import { update } from "../../src/core/ui/ui-update.ts";
import { atReview, keys } from "../support/ui.ts";

const seconds = 4;
const perBatch = 2000;
const theme = { color: true, ascii: false };
const drv = (n: number) => `/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-package-${n}-1.0.drv`;

/** What a tenth of a second of a busy build says: four builds write, one ends and another begins. */
function batch(at: number): BuildEvent[] {
  const id = (n: number) => String(at + n);
  const lines = Array.from({ length: perBatch }, (_, n): BuildEvent => {
    const number = at * perBatch + n;
    const line = `[${number}/200000] cc -O2 -Wall -Iinclude -c src/module-${number % 977}/file-${number}.c -o build/file-${number}.o`;
    return { kind: "log", id: id(n % 4), line };
  });
  return [
    ...lines,
    { kind: "build-stopped", id: id(0) },
    { kind: "build-started", id: id(4), drv: drv(at + 4), machine: "" },
  ];
}

/** Bytes a second that the screen writes while 20 000 lines a second arrive. */
function bytesPerSecond(columns: number, rows: number, before: readonly UiEvent[]): number {
  let state = initialState({ columns, rows });
  const feed = (event: UiEvent) => {
    state = update(state, event).state;
  };
  for (const event of before) feed(event);
  let shown: string[] | null = null;
  let bytes = 0;
  const draw = () => {
    const frame = renderToString(createElement(Screen, { state, theme }), { columns }).split("\n");
    if (shown) bytes += Buffer.byteLength(frameUpdate(shown, frame, columns));
    shown = frame;
  };
  draw();
  for (let at = 0; at < seconds * 10; at += 1) {
    const now = 1000 + at * 100;
    feed({ type: "log", target: "web1", events: batch(at), now });
    if (at % 2 === 0) feed({ type: "tick", now: now + 50 });
    draw();
  }
  return bytes / seconds;
}

const building: readonly UiEvent[] = [
  ...atReview,
  { type: "work", kind: "verify", label: "verifying p3", now: 1000 },
  {
    type: "log",
    target: "web1",
    now: 1000,
    events: [
      { kind: "planned", drvs: Array.from({ length: 200 }, (_, n) => drv(n)), fetches: 0 },
      ...[0, 1, 2, 3].map(
        (n): BuildEvent => ({
          ...{ kind: "build-started", id: String(n), drv: drv(n), machine: "" },
        }),
      ),
      ...batch(0).slice(0, 500),
    ],
  },
];

describe("while 20 000 lines a second arrive the screen writes at most 6 kB a second", () => {
  test.each([
    ["below the diff", 120, 40, []],
    ["with the tree beside it", 120, 40, keys("4")],
    ["alone on a large screen", 200, 50, keys("4", "z")],
    ["on 80×24", 80, 24, keys("4")],
    ["to a reader who scrolled back", 120, 40, keys("4", "k", "k")],
  ] as const)("%s", (_name, columns, rows, pressed) => {
    const bytes = bytesPerSecond(columns, rows, [...building, ...pressed]);
    expect(bytes).toBeGreaterThan(100);
    expect(bytes).toBeLessThan(6000);
  });
});
