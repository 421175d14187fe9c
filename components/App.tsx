import { Box } from "ink";
import { type ReactElement, useSyncExternalStore } from "react";
import type { Pane as PaneName } from "../src/core/keys/keys.ts";
import { commentRows } from "../src/core/panes/comment-field.ts";
import { safe, wrapSafe } from "../src/core/text.ts";
import { mainColumns, type ScreenLayout } from "../src/core/ui/screen-layout.ts";
import { isCovered, layoutOf, type UiState } from "../src/core/ui/ui-state.ts";
import { AuditPane } from "./AuditPane.tsx";
import { ChatPane } from "./ChatPane.tsx";
import { CommentField } from "./CommentField.tsx";
import { Dialog } from "./Dialog.tsx";
import { DiffView } from "./DiffView.tsx";
import { Footer } from "./Footer.tsx";
import { Guard } from "./Guard.tsx";
import { Header } from "./Header.tsx";
import { Help } from "./Help.tsx";
import { LogView } from "./LogView.tsx";
import { Palette } from "./Palette.tsx";
import type { PaneProps } from "./pane.ts";
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

/** One pane; where it cannot be drawn, the others still are. */
function Pane({ pane, ...place }: PaneProps & { pane: PaneName }): ReactElement {
  const Shown = panesByName[pane];
  const { comment } = place.state;
  const written = pane === "diff" && comment?.open ? comment : null;
  const below = written ? Math.min(commentRows, place.height - 1) : 0;
  return (
    <Guard name={`the ${pane} pane`} {...place}>
      <Box flexDirection="column" width={place.width} flexShrink={0}>
        <Shown {...place} height={place.height - below} />
        {written && <CommentField comment={written} {...place} height={below} />}
      </Box>
    </Guard>
  );
}

/** The main pane, or what is asked or looked up before it. */
function Main({ pane, ...place }: PaneProps & { pane: PaneName }): ReactElement {
  const { dialog, palette, help } = place.state;
  if (!dialog && !palette && !help) return <Pane pane={pane} {...place} />;
  return (
    <Guard name="the question" {...place}>
      {dialog ? (
        <Dialog dialog={dialog} {...place} />
      ) : palette && !help ? (
        <Palette palette={palette} {...place} />
      ) : (
        <Help {...place} />
      )}
    </Guard>
  );
}

/** A rule across the screen, with the crossing of the column divider. */
function rule(theme: Theme, layout: ScreenLayout, cross: string): Row {
  const right = "─".repeat(mainColumns(layout));
  const text = layout.left > 0 ? "─".repeat(layout.left) + cross + right : right;
  return row(theme, layout.size.columns, [piece(text, "dim")]);
}

function Wide({ state, theme, layout }: { state: UiState; theme: Theme; layout: ScreenLayout }) {
  const { left, bodyRows, statusRows, chatRows, lowerRows, size } = layout;
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
      <Lower pane="log" state={state} theme={theme} width={size.columns} height={lowerRows} />
    </>
  );
}

const toastStyles: Record<NonNullable<UiState["toast"]>["tone"], readonly [string, Style]> = {
  good: ["✓", "good"],
  bad: ["✗", "bad"],
  info: ["·", "bold"],
};

const toastLines = 3;

/** The news, in at most so many of the rows above the last. */
function toastRows(state: UiState, theme: Theme, most: number): Row[] {
  if (!state.toast) return [];
  const { columns } = state.size;
  const [sign, style] = toastStyles[state.toast.tone];
  const lines = wrapSafe(safe(state.toast.text), Math.max(8, columns - 4));
  const shown = lines.slice(0, Math.min(most, toastLines));
  const rest = lines.length > shown.length ? " …" : "";
  return shown.map((line, at) =>
    row(theme, columns, [
      piece(at === 0 ? ` ${sign} ` : "   ", style),
      piece(line, style),
      piece(at === shown.length - 1 ? rest : "", style),
    ]),
  );
}

/** The pane below; its last rows give way to news. */
function Lower({ pane, ...place }: PaneProps & { pane: PaneName }) {
  const { state, theme, width, height } = place;
  // Long news take the title of a pane that is only its title.
  const toast = toastRows(state, theme, pane === "log" && height === 2 ? 2 : height - 1);
  const left = height - toast.length;
  return (
    <>
      {left > 0 && <Pane pane={pane} {...place} height={left} />}
      <Rows width={width} rows={toast} />
    </>
  );
}

function Stacked({ state, theme, layout }: { state: UiState; theme: Theme; layout: ScreenLayout }) {
  const { bodyRows, lowerRows, size } = layout;
  const place = { state, theme, width: size.columns };
  if (lowerRows > 0 && !isCovered(state))
    return (
      <>
        <Main pane={layout.main} {...place} height={bodyRows} />
        <Lower pane={layout.lower} {...place} height={lowerRows} />
      </>
    );
  // What is asked gets all the rows.
  const height = bodyRows + lowerRows;
  const toast = toastRows(state, theme, height - 1);
  return (
    <>
      <Main pane={layout.main} {...place} height={height - toast.length} />
      <Rows width={size.columns} rows={toast} />
    </>
  );
}

/** The whole screen for a state: always exactly as many rows as the terminal has. */
export function Screen({ state, theme }: { state: UiState; theme: Theme }): ReactElement {
  const layout = layoutOf(state);
  const { columns, rows } = layout.size;
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      {layout.headRows > 0 && (
        <Header state={state} theme={theme} withTabs={layout.mode === "tabs"} />
      )}
      {layout.left > 0 ? (
        <Wide state={state} theme={theme} layout={layout} />
      ) : (
        <Stacked state={state} theme={theme} layout={layout} />
      )}
      {layout.footRows > 0 && <Footer state={state} theme={theme} />}
    </Box>
  );
}

/** The screen of a store, drawn again whenever its state changes. */
export function App({ store, theme }: { store: Store; theme: Theme }): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.getState);
  const { columns, rows } = state.size;
  return (
    <Guard name="the screen" state={state} theme={theme} width={columns} height={rows}>
      <Screen state={state} theme={theme} />
    </Guard>
  );
}
