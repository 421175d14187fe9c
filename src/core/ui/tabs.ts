import { type Pane, panes } from "../keys/keys.ts";

const names: Readonly<Record<Pane, string>> = {
  status: "status",
  chat: "goal",
  diff: "diff",
  log: "build",
  audit: "audit",
};

/** A tab on the row of tabs. */
export interface Tab {
  readonly pane: Pane;
  /** `[3 diff]` where it is the focused one; with a space on each side otherwise. */
  readonly text: string;
  readonly column: number;
}

/** The tabs from the left, one column apart. */
export function tabsOf(focus: Pane): Tab[] {
  let column = 0;
  return panes.map((pane, at) => {
    const name = `${at + 1} ${names[pane]}`;
    const tab = { pane, text: pane === focus ? `[${name}]` : ` ${name} `, column };
    column += tab.text.length + 1;
    return tab;
  });
}
