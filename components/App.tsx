import { Box } from "ink";
import { type ReactElement, useSyncExternalStore } from "react";
import type { Pane } from "../src/core/keys.ts";
import { mainColumns, type ScreenLayout } from "../src/core/screen-layout.ts";
import { safe, wrapSafe } from "../src/core/text.ts";
import { layoutOf, type UiState } from "../src/core/ui-state.ts";
import { AuditPane } from "./AuditPane.tsx";
import { ChatPane } from "./ChatPane.tsx";
import { Dialog } from "./Dialog.tsx";
import { DiffView } from "./DiffView.tsx";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { Help } from "./Help.tsx";
import { LogView } from "./LogView.tsx";
import { Palette } from "./Palette.tsx";
import { Rows } from "./Rows.tsx";
import { piece, type Row, row } from "./rows.ts";
import { StatusPane } from "./StatusPane.tsx";
import type { Store } from "./store.ts";
import type { Style, Theme } from "./theme.ts";

const panesByName = {
  status: StatusPane,
  chat: ChatPane,
  diff: DiffView,
  log: LogView,
  audit: AuditPane,
} as const;

interface Place {
  state: UiState;
  theme: Theme;
  width: number;
  height: number;
}

function Main({ pane, ...place }: Place & { pane: Pane }): ReactElement {
  const { state, theme, width, height } = place;
  if (state.dialog)
    return <Dialog dialog={state.dialog} theme={theme} width={width} height={height} />;
  if (state.palette) return <Palette palette={state.palette} {...place} />;
  if (state.help) return <Help {...place} />;
  const Shown = panesByName[pane];
  return <Shown {...place} />;
}

/** A rule across the screen, with the crossing of the column divider. */
function rule(theme: Theme, layout: ScreenLayout, cross: string): Row {
  const right = "─".repeat(mainColumns(layout));
  const text = layout.left > 0 ? "─".repeat(layout.left) + cross + right : right;
  return row(theme, layout.size.columns, [piece(text, "dim")]);
}

function Wide({ state, theme, layout }: { state: UiState; theme: Theme; layout: ScreenLayout }) {
  const { left, bodyRows, statusRows, chatRows, logRows, size } = layout;
  const divider = Array.from({ length: bodyRows }, () => row(theme, 1, [piece("│", "dim")]));
  return (
    <>
      <Rows width={size.columns} rows={[rule(theme, layout, "┬")]} />
      <Box height={bodyRows} flexShrink={0}>
        <Box flexDirection="column" width={left} flexShrink={0}>
          <StatusPane state={state} theme={theme} width={left} height={statusRows} />
          <ChatPane state={state} theme={theme} width={left} height={chatRows} />
        </Box>
        <Rows width={1} rows={divider} />
        <Main
          pane={layout.main}
          state={state}
          theme={theme}
          width={mainColumns(layout)}
          height={bodyRows}
        />
      </Box>
      <Rows width={size.columns} rows={[rule(theme, layout, "┴")]} />
      <Bottom state={state} theme={theme} height={logRows} />
    </>
  );
}

const toastStyles: Record<NonNullable<UiState["toast"]>["tone"], readonly [string, Style]> = {
  good: ["✓", "good"],
  bad: ["✗", "bad"],
  info: ["·", "bold"],
};

const toastLines = 3;

/** The news, in the rows above the last. */
function toastRows(state: UiState, theme: Theme): Row[] {
  if (!state.toast) return [];
  const { columns } = state.size;
  const [sign, style] = toastStyles[state.toast.tone];
  const lines = wrapSafe(safe(state.toast.text), Math.max(8, columns - 4));
  return lines
    .slice(0, toastLines)
    .map((line, at) =>
      row(theme, columns, [piece(at === 0 ? ` ${sign} ` : "   ", style), piece(line, style)]),
    );
}

/** The build strip; its last rows give way to news. */
function Bottom({ state, theme, height }: { state: UiState; theme: Theme; height: number }) {
  const toast = toastRows(state, theme).slice(0, height - 1);
  const { columns } = state.size;
  return (
    <>
      <LogView state={state} theme={theme} width={columns} height={height - toast.length} />
      <Rows width={columns} rows={toast} />
    </>
  );
}

function OnePane({ state, theme, layout }: { state: UiState; theme: Theme; layout: ScreenLayout }) {
  const { bodyRows, logRows, size } = layout;
  const toast = logRows === 0 ? toastRows(state, theme).slice(0, bodyRows - 1) : [];
  const height = bodyRows - toast.length;
  return (
    <>
      <Main pane={layout.main} state={state} theme={theme} width={size.columns} height={height} />
      <Rows width={size.columns} rows={toast} />
      {logRows > 0 && <Bottom state={state} theme={theme} height={logRows} />}
    </>
  );
}

/** The whole screen for a state: always exactly as many rows as the terminal has. */
export function Screen({ state, theme }: { state: UiState; theme: Theme }): ReactElement {
  const layout = layoutOf(state);
  const { columns, rows } = layout.size;
  const bare = layout.mode === "tiny" && rows < 4;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {!bare && <Header state={state} theme={theme} withTabs={layout.mode === "tabs"} />}
      {layout.left > 0 ? (
        <Wide state={state} theme={theme} layout={layout} />
      ) : (
        <OnePane state={state} theme={theme} layout={layout} />
      )}
      {!bare && <Footer state={state} theme={theme} />}
    </Box>
  );
}

/** The screen of a store, drawn again whenever its state changes. */
export function App({ store, theme }: { store: Store; theme: Theme }): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  return <Screen state={state} theme={theme} />;
}
