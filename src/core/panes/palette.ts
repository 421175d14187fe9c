import { keyName } from "../keys/keymap.ts";
import { type Command, closedPlaces, type Pane, type Place, panes } from "../keys/keys.ts";
import { movements } from "../keys/keys-moving.ts";
import type { UiState } from "../ui/ui-state.ts";
import { isClosed } from "../ui/ui-steps.ts";
import type { Field } from "./field.ts";
import { editField, filled, insert } from "./field.ts";
import { fuzzyMatches } from "./fuzzy.ts";

/** The command palette: what was typed, and which of the matches is marked. */
export interface Palette {
  readonly field: Field;
  readonly marked: number;
}

export const emptyPalette: Palette = { field: filled(""), marked: 0 };

/** Something that the palette can do. Texts of proposals are untrusted. */
export interface PaletteEntry {
  readonly text: string;
  readonly keys: readonly string[];
  /** Where its key would count. */
  readonly place: Place;
  /** The pane that has to be focused for it; null: any. */
  readonly pane: Pane | null;
  readonly command: Command;
  /** The proposal to open. */
  readonly id?: string;
}

const keptProposals = 200;

const moving: ReadonlySet<Command> = new Set(movements);
const deciding: ReadonlySet<Command> = new Set<Command>([
  "accept",
  "reject",
  "undecide",
  "accept-file",
  "accept-all",
  "split",
  "lines",
  "undo",
  "redo",
  "drop",
  "approve",
]);

/** Whether a command can do something now. What it cannot do yet, it says itself. */
function makesSense(state: UiState, place: Place, command: Command): boolean {
  const { review, work } = state;
  const life = review?.proposal.state;
  if (moving.has(command)) return place === state.focus;
  if (deciding.has(command) && (!review || isClosed(state))) return false;
  if (place === "diff" && !review) return command === "layout";
  switch (command) {
    case "undo":
      return (review?.past.length ?? 0) > 0;
    case "redo":
      return (review?.future.length ?? 0) > 0;
    case "verify":
      return review !== null && !isClosed(state);
    case "approve":
      return life !== "approved";
    case "apply":
      return life === "approved";
    case "take-back":
      return life === "applied" || life === "activated";
    case "cancel":
      return work !== null || state.zoom;
    case "open":
      return (state.snapshot?.proposals.length ?? 0) > 0;
    case "palette":
    case "interrupt":
      return false;
    default:
      return true;
  }
}

function entriesOf(state: UiState, place: Place): PaletteEntry[] {
  const seen = new Set<Command>();
  const entries: PaletteEntry[] = [];
  for (const { place: where, keys, command, text } of state.keymap.bindings) {
    if (where !== place || seen.has(command) || !makesSense(state, place, command)) continue;
    seen.add(command);
    const pane = panes.find((one) => one === place) ?? null;
    entries.push({ text, keys: keys.map(keyName), place, pane, command });
  }
  return entries;
}

/** Everything that can be done now: the focused pane's commands first, moving about last. */
export function paletteEntries(state: UiState): PaletteEntry[] {
  const open = panes.filter((pane) => !closedPlaces.has(pane));
  const order: Place[] = [
    ...open.filter((pane) => pane === state.focus),
    "anywhere",
    ...open.filter((pane) => pane !== state.focus),
  ];
  const proposals = (state.snapshot?.proposals ?? []).slice(0, keptProposals).map(
    ({ id, goal }): PaletteEntry => ({
      text: `open ${id}  ${goal.replaceAll(/\s+/g, " ")}`,
      keys: [],
      place: "status",
      pane: "status",
      command: "open",
      id,
    }),
  );
  const commands = order.flatMap((place) => entriesOf(state, place));
  return [
    ...commands.filter(({ command }) => !moving.has(command)),
    ...proposals,
    ...commands.filter(({ command }) => moving.has(command)),
  ];
}

/** The entries that the query can mean, best first. */
export function paletteMatches(state: UiState, palette: Palette): PaletteEntry[] {
  const entries = paletteEntries(state);
  const texts = entries.map(({ text, command, id }) => (id ? text : `${text}  ${command}`));
  return fuzzyMatches(texts, palette.field.text).map((at) => entries[at] as PaletteEntry);
}

/** The palette after text was typed or pasted: it only ever changes the query. */
export function paletteTyped(palette: Palette, text: string): Palette {
  const clean = text.replaceAll(/\s+/g, " ").slice(0, 200);
  return { field: insert(palette.field, clean), marked: 0 };
}

/** What a key does in the palette: another palette, nothing more (null), or an entry to run. */
export function paletteStep(
  state: UiState,
  palette: Palette,
  command: Command,
  page: number,
): Palette | PaletteEntry | null {
  const matches = paletteMatches(state, palette);
  const marked = Math.min(palette.marked, Math.max(0, matches.length - 1));
  const mark = (by: number): Palette => ({
    ...palette,
    marked: Math.max(0, Math.min(matches.length - 1, marked + by)),
  });
  switch (command) {
    case "down":
      return mark(1);
    case "up":
      return mark(-1);
    case "page-down":
      return mark(page);
    case "page-up":
      return mark(-page);
    case "choose":
      return matches[marked] ?? palette;
    case "erase":
      if (palette.field.text === "") return null;
  }
  const field = editField(palette.field, command);
  return field ? { field, marked: 0 } : command === "leave" ? null : palette;
}
