import type { ReactElement } from "react";
import type { ChatEntry } from "../src/core/chat.ts";
import { type SafeText, safe, wrapSafe } from "../src/core/text.ts";
import type { Field, UiState } from "../src/core/ui-state.ts";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, filledTo, type Piece, piece, type Row, row, widthOf } from "./rows.ts";
import type { Style, Theme } from "./theme.ts";

const looks: Record<ChatEntry["who"], readonly [sign: string, style: Style | undefined]> = {
  person: ["›", "accent"],
  agentix: ["‹", undefined],
  model: ["‹", "dim"],
  problem: ["✗", "bad"],
};

function entryRows(theme: Theme, width: number, { who, text }: ChatEntry): Row[] {
  const [sign, style] = looks[who];
  const shown = who === "model" ? `the model says: “${text}”` : text;
  return wrapSafe(safe(shown.trim(), { multiline: true }), width - 4).map((line, at) =>
    row(theme, width, [
      piece(at === 0 ? ` ${sign} ` : "   ", style),
      piece(line, who === "person" ? "bold" : undefined),
    ]),
  );
}

interface FieldLine {
  readonly text: SafeText;
  /** Offset of the cursor in `text`, or -1. */
  readonly cursor: number;
}

/** The field as lines of at most `width` columns; the cursor stands on a character or behind the last. */
function fieldLines(field: Field, width: number): FieldLine[] {
  const before = safe(field.text.slice(0, field.at), { multiline: true, maxLength: 10_000 });
  const whole = safe(field.text, { multiline: true, maxLength: 10_000 });
  const lines: FieldLine[] = [];
  let offset = 0;
  let text = "";
  let cursor = -1;
  const flush = () => {
    lines.push({ text: text as SafeText, cursor });
    text = "";
    cursor = -1;
  };
  for (const character of `${whole} `) {
    if (character !== "\n" && widthOf(text + character) > width) flush();
    if (offset === before.length) cursor = text.length;
    if (character === "\n") {
      if (cursor >= 0) text += " ";
      flush();
    } else text += character;
    offset += character.length;
  }
  flush();
  return lines;
}

function fieldRows(state: UiState, theme: Theme, width: number): Row[] {
  const focused = state.focus === "chat" && !state.dialog;
  const { field } = state.chat;
  if (field.text === "" && !focused)
    return [row(theme, width, [piece(" › "), piece("what should change? (i)", "dim")])];
  return fieldLines(field, width - 4).map(({ text, cursor }, at) => {
    const pieces: Piece[] = [piece(at === 0 ? " › " : "   ", focused ? "accent" : undefined)];
    if (!focused || cursor < 0) return row(theme, width, [...pieces, piece(text)]);
    const under = [...text.slice(cursor)][0] ?? " ";
    pieces.push(piece(text.slice(0, cursor)), piece(under, "cursor"));
    pieces.push(piece(text.slice(cursor + under.length)));
    return row(theme, width, pieces);
  });
}

/** The transcript, its end at the bottom, and the field for the goal below it. */
export function ChatPane({ state, theme, width, height }: PaneProps): ReactElement {
  const { chat } = state;
  const title = paneTitle(theme, width, state.focus === "chat", "GOAL");
  const fields = fieldRows(state, theme, width);
  const shownField = fields.slice(-Math.max(1, Math.floor((height - 1) / 2)));
  const room = Math.max(0, height - 1 - shownField.length);
  const rows: Row[] = [];
  const wanted = room + chat.back;
  for (let at = chat.entries.length - 1; at >= 0 && rows.length < wanted; at -= 1)
    rows.unshift(...entryRows(theme, width, chat.entries[at] as ChatEntry));
  const back = Math.min(chat.back, Math.max(0, rows.length - room));
  const end = rows.length - back;
  const shown = rows.slice(Math.max(0, end - room), end);
  const hint = chat.entries.length === 0 ? hintRows(theme, width) : [];
  const body = shown.length > 0 ? shown : hint.slice(0, room);
  const gap = body.length < room && body.length > 0 ? [blank(width)] : [];
  return (
    <Rows width={width} rows={filledTo([title, ...body, ...gap, ...shownField], width, height)} />
  );
}

function hintRows(theme: Theme, width: number): Row[] {
  const lines = [
    "Say what should change, in plain words:",
    "enable tailscale and open the firewall port",
  ];
  return lines.flatMap((line, at) =>
    wrapSafe(safe(line), width - 4).map((text) =>
      row(theme, width, [piece(at === 0 ? " " : "   "), piece(text, "dim")]),
    ),
  );
}
