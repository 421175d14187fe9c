import type { ReactElement } from "react";
import { proposalRoom, windowTop } from "../src/core/panes/list-window.ts";
import {
  markedPlace,
  relationOf,
  shownProposals,
  titleOf,
} from "../src/core/panes/proposal-list.ts";
import { queryOf } from "../src/core/panes/search.ts";
import { safe, wrapSafe } from "../src/core/text.ts";
import type { ProposalItem, UiState } from "../src/core/ui/ui-state.ts";
import { paneTitle } from "./pane.ts";
import { Rows } from "./Rows.tsx";
import { blank, filledTo, type Piece, piece, type Row, row } from "./rows.ts";
import type { Style, Theme } from "./theme.ts";

const signs: Record<ProposalItem["state"], readonly [string, Style | undefined]> = {
  proposed: ["○", undefined],
  verified: ["✓", "good"],
  failed: ["✗", "bad"],
  approved: ["●", "accent"],
  applied: ["✓", "dim"],
  activated: ["✓", "dim"],
  rejected: ["✗", "dim"],
  stale: ["○", "warn"],
  "rolled-back": ["✗", "dim"],
};

/** States whose sign is another's too: they are named wherever the row has no column for them. */
const named: ReadonlySet<ProposalItem["state"]> = new Set([
  "applied",
  "activated",
  "rejected",
  "rolled-back",
  "stale",
]);

interface PaneProps {
  state: UiState;
  theme: Theme;
  width: number;
  height: number;
}

function proposalRow({ state, theme, width }: PaneProps, item: ProposalItem, marked: boolean): Row {
  const relation = relationOf(item);
  const open = state.review?.proposal.id === item.id;
  const [sign, style] = signs[item.state];
  const wide = width >= 60;
  return row(theme, width, [
    piece(marked ? "▸" : " ", marked && state.focus === "status" ? "title" : undefined),
    piece(item.id.padEnd(3), open ? "marked" : undefined),
    piece(state.compareWith === item.id ? "=" : " ", "title"),
    piece(sign, style),
    piece(" "),
    ...(wide ? [piece(item.state.padEnd(12), "dim"), piece(`${item.tier.padEnd(9)} `)] : []),
    piece(!wide && named.has(item.state) ? `${item.state} · ` : "", "dim"),
    piece(relation === "" ? "" : `${relation} · `, "dim"),
    piece(titleOf(item), ["applied", "rejected"].includes(item.state) ? "dim" : undefined),
  ]);
}

/** The proposals around the marked one. */
function proposalRows(props: PaneProps, room: number): Row[] {
  const { state, theme, width } = props;
  const items = state.snapshot?.proposals ?? [];
  if (items.length === 0) return [row(theme, width, [piece(" none yet", "dim")])];
  const shown = shownProposals(items, queryOf(state.search, "status"));
  if (shown.length === 0) return [row(theme, width, [piece(" none fits the filter", "dim")])];
  const cursor = markedPlace(shown, state.marked);
  const top = windowTop(cursor, shown.length, room);
  return shown.slice(top, top + room).map((at, row) => {
    const item = items[at] as ProposalItem;
    return proposalRow(props, item, top + row === cursor);
  });
}

const headings = ["HOST", "REPOSITORY"] as const;

function heading({ theme, width }: PaneProps, name: (typeof headings)[number]): Row {
  return row(theme, width, [piece(" "), piece(name, "bold")]);
}

function factRows(props: PaneProps): Row[] {
  const { state, theme, width } = props;
  const { snapshot } = state;
  if (!snapshot) return [];
  const rows: Row[] = [blank(width)];
  const add = (pieces: readonly Piece[]) => rows.push(row(theme, width, [piece(" "), ...pieces]));
  const addText = (text: string, style?: Style) => {
    for (const line of wrapSafe(safe(text), width - 2)) add([piece(line, style)]);
  };
  add([piece("AUDIT ", "bold"), ...auditPieces(state)]);
  rows.push(blank(width));
  if (snapshot.host.length > 0) {
    rows.push(heading(props, "HOST"));
    for (const fact of snapshot.host) addText(fact);
    rows.push(blank(width));
  }
  if (width >= 60) {
    rows.push(heading(props, "REPOSITORY"));
    addText(`${snapshot.name} on ${snapshot.branch ?? "no branch"}`);
    addText(`targets ${snapshot.targets.join(", ") || "none"}`);
    addText(`${snapshot.nix ?? "no nix"} · ${snapshot.planner} · policy ${snapshot.policy}`);
  }
  if (snapshot.dirty.length > 0) {
    addText(`✗ not committed: ${snapshot.dirty.slice(0, 20).join(", ")}`, "warn");
    addText(
      "Proposals start from the last commit; apply refuses until these are committed.",
      "dim",
    );
  }
  for (const { message, hint } of snapshot.problems) {
    addText(`✗ ${message}`, "bad");
    if (hint) addText(hint, "dim");
  }
  return rows;
}

function auditPieces({ snapshot }: UiState): Piece[] {
  if (!snapshot?.audit) return [piece("unknown", "dim")];
  const { entries, ok } = snapshot.audit;
  return [piece(`${entries} `), ok ? piece("✓ chain", "good") : piece("✗ chain broken", "bad")];
}

/** Proposals, audit, host and repository. */
export function StatusPane(props: PaneProps): ReactElement {
  const { state, theme, width, height } = props;
  const count = state.snapshot?.proposals.length ?? 0;
  const facts = factRows(props);
  const shown = shownProposals(state.snapshot?.proposals, queryOf(state.search, "status")).length;
  const room = proposalRoom(shown, height);
  const rows = [
    paneTitle(
      theme,
      width,
      state.focus === "status",
      "PROPOSALS",
      count > 0 ? [piece(shown < count ? `${shown} of ${count}` : `${count}`, "dim")] : [],
    ),
    ...proposalRows(props, room),
    ...facts,
  ].slice(0, height);
  // A heading alone on the last row announces what is not there.
  if (rows.length === height && headings.some((name) => heading(props, name) === rows.at(-1)))
    rows.pop();
  return <Rows width={width} rows={filledTo(rows, width, height)} />;
}
