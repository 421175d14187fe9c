import { keyName } from "../keys/keymap.ts";
import { type Binding, type Command, closedPlaces, type Place } from "../keys/keys.ts";
import type { UiState } from "./ui-state.ts";

/** A row of the help. */
export type HelpRow =
  | { readonly kind: "blank" }
  | { readonly kind: "group"; readonly name: string; readonly note?: string }
  | { readonly kind: "keys"; readonly keys: string; readonly text: string };

const groups: readonly (readonly [name: string, commands: ReadonlySet<Command>])[] = [
  ["move", new Set<Command>(["down", "up", "page-down", "page-up", "first", "last"])],
  [
    "type",
    new Set<Command>([
      "left",
      "right",
      "line-start",
      "line-end",
      "erase",
      "erase-next",
      "erase-word",
      "erase-line",
    ]),
  ],
  ["the open proposal", new Set<Command>(["verify", "approve", "apply", "drop", "take-back"])],
  [
    "panes",
    new Set<Command>([
      "next-pane",
      "previous-pane",
      "pane-1",
      "pane-2",
      "pane-3",
      "pane-4",
      "pane-5",
      "zoom",
    ]),
  ],
];

const placeNames: Partial<Record<Place, string>> = {
  status: "proposals",
  chat: "goal",
  log: "build",
  palette: "commands",
};

/** A place as titles call it. */
export function placeName(place: Place): string {
  return placeNames[place] ?? place;
}

function groupOf({ command }: Binding): string {
  return groups.find(([, commands]) => commands.has(command))?.[0] ?? "";
}

function grouped(bindings: readonly Binding[], rest: string, note?: string): HelpRow[] {
  const names = ["", "the open proposal", "panes", "move", "type"];
  return names.flatMap((group): HelpRow[] => {
    const own = bindings.filter((binding) => groupOf(binding) === group);
    if (own.length === 0) return [];
    const name = group === "" ? rest : group;
    return [
      { kind: "group", name, ...(note === undefined ? {} : { note }) },
      ...own.map(
        ({ keys, text }): HelpRow => ({
          kind: "keys",
          keys: keys.map(keyName).join("  "),
          text,
        }),
      ),
      { kind: "blank" },
    ];
  });
}

const mouseRows: readonly HelpRow[] = [
  { kind: "group", name: "mouse" },
  { kind: "keys", keys: "wheel", text: "scroll what is under the pointer" },
  { kind: "keys", keys: "click", text: "focus a pane, mark a row, show unchanged lines" },
  { kind: "keys", keys: "double click", text: "open a proposal" },
  { kind: "keys", keys: "Shift-drag", text: "select text, as the terminal does" },
];

/** Where the help was asked for. */
function placeOfHelp({ help, focus }: UiState): Place {
  return help?.place ?? focus;
}

/** Every key of the place that the help is about, in groups, then those that count everywhere. */
export function helpRows(state: UiState): readonly HelpRow[] {
  const place = placeOfHelp(state);
  const bound = state.keymap.bindings.filter(({ keys }) => keys.length > 0);
  const own = bound.filter((binding) => binding.place === place);
  const general = bound.filter((binding) => binding.place === "anywhere");
  // Selecting lines is a state of the diff: its keys are read before it is entered.
  const lines = place === "diff" ? bound.filter((binding) => binding.place === "lines") : [];
  const note = closedPlaces.has(place) ? "in the other panes" : undefined;
  return [
    ...grouped(own, placeName(place)),
    ...grouped(lines, "while lines are selected"),
    ...grouped(general, "everywhere", note),
    ...(state.mouse ? mouseRows : []),
  ];
}

/** The rows that fit below the title, from `top` or as near as there are rows. */
export function helpPlace(
  state: UiState,
  height: number,
  wanted: number,
): { readonly rows: readonly HelpRow[]; readonly top: number; readonly more: number } {
  const all = helpRows(state);
  const room = Math.max(1, height - 1);
  const top = Math.max(0, Math.min(wanted, all.length - room));
  return { rows: all.slice(top, top + room), top, more: Math.max(0, all.length - top - room) };
}
