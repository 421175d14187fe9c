import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { renderToString } from "ink";
import { createElement } from "react";
import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import { Screen } from "../../components/App.tsx";
import type { Theme } from "../../components/theme.ts";
import type { UiEvent } from "../../src/core/ui-state.ts";
import { buildScenes } from "../support/build-scenes.ts";
import { chatScenes } from "../support/chat-scenes.ts";
import { snapshot, verificationOf } from "../support/sample-actions.ts";
import { sampleReview } from "../support/sample-review.ts";
import { isLive, scenes } from "../support/scenes.ts";
import { atReview, keys, play, play, sourcesRead, typing } from "../support/ui.ts";

const drv = "/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-nixos-system-web1.drv";
const log: UiEvent = {
  type: "log",
  target: "web1",
  now: 3000,
  events: [
    { kind: "planned", drvs: [drv, drv, drv], fetches: 0 },
    {
      kind: "build-started",
      id: "1",
      drv: drv.replace("nixos-system-web1", "btop-1.4"),
      machine: "",
    },
    { kind: "log", id: "1", line: "\u001b[32mcompiling\u001b[0m btop.cpp" },
    { kind: "build-stopped", id: "1" },
    { kind: "build-started", id: "2", drv, machine: "" },
    {
      kind: "log",
      id: "2",
      line: "10%\r20% \u001b]0;title\u0007 \u001b[2Jhostile \u202Etxt 日本語",
    },
    { kind: "message", level: "warn", text: "the option `x' is deprecated" },
  ],
};
const work: UiEvent = { type: "work", kind: "verify", label: "verifying p3", now: 0 };
const verified = (ok: boolean): UiEvent => {
  const { proposal, patch } = sampleReview();
  const verification = verificationOf(proposal, ok);
  return {
    type: "verified",
    patch,
    proposal: { ...proposal, state: ok ? "verified" : "failed", verification },
  };
};
const failure: UiEvent = {
  type: "failed",
  what: "verifying p3",
  work: false,
  problem: {
    code: "dirty-tree",
    message: "The tree has changes: hosts/web1/\u001b[31mdefault.nix",
    hint: "Commit or stash them.",
  },
};

const twoAccepted: readonly UiEvent[] = [...atReview, ...keys("y", "y", "K", "K")];
const { key: twoKey } = combinationOf(
  sampleReview().proposal,
  (
    (ids) => (id: string) =>
      ids.includes(id) ? "accepted" : "undecided"
  )(
    hunksOf(sampleReview().proposal)
      .slice(0, 2)
      .map(({ id }) => id),
  ),
);
const live = (news: CheckNews): UiEvent => ({ type: "check", key: twoKey, news });
const wrongType: CheckFailure = {
  target: "web1",
  diagnostics: [
    {
      kind: "wrong-type",
      message:
        "A definition for option `networking.firewall.allowedTCPPorts.\"[definition 1-entry 3]\"' is not of type `16 bit unsigned integer'.",
      file: "modules/network.nix",
      line: 13,
    },
  ],
};
const scenes: Readonly<Record<string, readonly UiEvent[]>> = {
  start: [],
  welcome: [{ type: "snapshot", snapshot }],
  goal: [{ type: "snapshot", snapshot }, ...typing("enable tailscale and 日本語 🚀")],
  ...chatScenes,
  review: atReview,
  "hostile-hunk": [...atReview, ...keys("A", "y")],
  "verify-running": [...atReview, work, { type: "progress", text: "evaluating web1" }, log],
  "log-pane": [...atReview, work, log, ...keys("4")],
  "verify-failed": [...atReview, work, log, verified(false), ...keys("g")],
  approve: [...atReview, ...keys("A", "y", "y", "y", "enter"), verified(true), ...keys("P")],
  ...buildScenes,
  "status-pane": [...atReview, ...keys("1")],
  palette: [...atReview, ...keys(":")],
  "palette-query": [...atReview, ...keys(":"), ...typing("vrfy"), ...keys("down")],
  "live-running": [...twoAccepted, live({ kind: "evaluating", target: "web1", depth: "cheap" })],
  "live-types": [
    ...twoAccepted,
    live({ kind: "types" }),
    live({ kind: "evaluating", target: "web1", depth: "system" }),
  ],
  "live-ok": [...twoAccepted, { type: "checked", key: twoKey, problem: null }],
  "live-failed": [...twoAccepted, live({ kind: "failed", failure: wrongType })],
  help: [...atReview, ...keys("?")],
  problem: [...atReview, failure],
  unfolded: [...atReview, sourcesRead(), ...keys("o")],
  "search-typing": [...atReview, ...keys("/", "e", "n", "a")],
  "search-kept": [...atReview, ...keys("/", "e", "n", "a", "enter", "n")],
  zoom: [...atReview, ...keys("z")],
  split: [...atReview, ...keys("n", "n", "s", "x")],
  "select-lines": [...atReview, ...keys("n", "n", "v", "j", "j")],
};
const isLive = (events: readonly UiEvent[]) => events.some(({ type }) => /^check/.test(type));
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
