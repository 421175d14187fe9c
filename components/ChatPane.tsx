import type { ReactElement } from "react";
import { keyOf } from "../src/core/keys/keymap.ts";
import type { ChatEntry } from "../src/core/panes/chat.ts";
import { entryLines, liveLines, thinkingLines } from "../src/core/panes/chat-lines.ts";
import { type SafeText, safe, wrapSafe } from "../src/core/text.ts";
import type { UiState } from "../src/core/ui/ui-state.ts";
import { completionRows } from "./completion-rows.ts";
import { shownField } from "./field-rows.ts";
import { duration } from "./Header.tsx";
import { type PaneProps, paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, filledTo, piece, type Row, row } from "./rows.ts";
import { type Style, spin, type Theme } from "./theme.ts";

const looks: Record<ChatEntry["who"], readonly [sign: string, style: Style | undefined]> = {
  person: ["›", "accent"],
  agentix: ["‹", undefined],
  model: ["‹", "dim"],
  problem: ["✗", "bad"],
};

function entryRows(theme: Theme, width: number, entry: ChatEntry, marked: boolean): Row[] {
  const { who, proposal } = entry;
  const [sign, style] = looks[who];
  return entryLines(entry, width).map((line, at) => {
    const id = at === 0 && proposal !== undefined && line.startsWith(proposal) ? proposal : "";
    return row(theme, width, [
      piece(at > 0 ? "   " : marked ? `▸${sign} ` : ` ${sign} `, marked ? "title" : style),
      piece(id, marked ? "title" : "accent"),
      piece(line.slice(id.length), who === "person" ? "bold" : undefined),
    ]);
  });
}

/** What is said and done right now, until the answer takes its place. */
function liveRows({ state, theme, width }: PaneProps): Row[] {
  const { chat, work } = state;
  const signed = (style?: Style) => (line: SafeText, at: number) =>
    row(theme, width, [piece(at === 0 ? " ‹ " : "   ", "dim"), piece(line, style)]);
  const rows = [
    ...thinkingLines(chat.thinking, width).map(signed("dim")),
    ...liveLines(chat.live, width).map(signed()),
  ];
  if (work?.kind !== "propose") return rows;
  const doing = work.cancelling ? "cancelling" : work.detail || work.label;
  rows.push(
    row(theme, width, [
      piece(` ${spin(theme, state.now)} `, "accent"),
      piece(doing.replaceAll(/\s+/g, " "), "dim"),
      piece(` · ${duration(state.now - work.since)}`, "dim"),
    ]),
  );
  return rows;
}

function goalRows({ state, theme, width, height }: PaneProps): Row[] {
  const focused = state.focus === "chat" && !state.dialog;
  const { field } = state.chat;
  if (field.text === "" && !focused)
    return [
      row(theme, width, [
        piece(" › "),
        piece(`what should change? (${keyOf(state.keymap, "goal")})`, "dim"),
      ]),
    ];
  return shownField(field, focused, theme, width, Math.max(1, Math.floor((height - 1) / 2)));
}

/** The turn that is marked: the last one about the marked proposal. */
function markedEntry({ entries, marked }: UiState["chat"]): ChatEntry | undefined {
  return marked === null ? undefined : entries.findLast(({ proposal }) => proposal === marked);
}

/** The transcript, its end at the bottom, and the field for the goal below it, with what its word can become. */
export function ChatPane(props: PaneProps): ReactElement {
  const { state, theme, width, height } = props;
  const { chat } = state;
  const title = paneTitle(theme, width, state.focus === "chat", "GOAL");
  const field = goalRows(props);
  const list = completionRows(props, height - 2 - field.length);
  const room = Math.max(0, height - 1 - field.length - list.length);
  const rows = liveRows(props);
  const wanted = room + chat.back;
  const marked = markedEntry(chat);
  for (let at = chat.entries.length - 1; at >= 0 && rows.length < wanted; at -= 1) {
    const entry = chat.entries[at] as ChatEntry;
    rows.unshift(...entryRows(theme, width, entry, entry === marked));
  }
  const back = Math.min(chat.back, Math.max(0, rows.length - room));
  const end = rows.length - back;
  const shown = rows.slice(Math.max(0, end - room), end);
  const hint = chat.entries.length === 0 ? hintRows(theme, width) : [];
  const body = shown.length > 0 ? shown : hint.slice(0, room);
  const gap = body.length < room && body.length > 0 ? [blank(width)] : [];
  const all = [title, ...body, ...gap, ...list, ...field];
  return <Rows width={width} rows={filledTo(all, width, height)} />;
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
