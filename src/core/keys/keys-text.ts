import type { Keymap } from "./keymap.ts";
import { type Place, places } from "./keys.ts";

/** What each place is, for those who configure keys. */
const about: Readonly<Record<Place, string>> = {
  status: "The proposals.",
  chat: "The goal field. Only these keys count while it has the focus; what is typed goes into it.",
  diff: "The diff.",
  lines: "The diff while lines are selected.",
  log: "The build log.",
  audit: "The audit log.",
  anywhere: "Every pane, but not while text is typed.",
  search: "The search field. What is typed goes into it.",
  comment: "The field for a comment on a hunk. What is typed goes into it.",
  choice: "A question with choices.",
  help: "The list of keys.",
  palette: "The list of commands, with a field to search it.",
};

/** A keymap as Markdown: a table for each place. docs/keys.md is the one where nothing is configured. */
export function keysText({ bindings }: Keymap): string {
  const lines: string[] = [];
  for (const place of places) {
    lines.push(`## ${place}`, "", about[place], "", "| command | keys | does |", "|---|---|---|");
    for (const { command, keys, text } of bindings.filter((one) => one.place === place)) {
      const shown = keys.map((key) => `\`${key.replace("|", "\\|")}\``).join(" ") || "–";
      lines.push(`| ${command} | ${shown} | ${text} |`);
    }
    lines.push("");
  }
  return lines.join("\n").trimEnd();
}
