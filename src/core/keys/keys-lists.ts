import type { Binding } from "./keys.ts";

/** What only lists of proposals can be told. */
export type ListCommand = "compare" | "trail";

/** The keys of the list of proposals, besides those that move. */
export const statusBindings: readonly Binding[] = [
  { place: "status", keys: ["enter"], command: "open", text: "open the proposal", hint: "open" },
  { place: "status", keys: ["/"], command: "search", text: "filter", hint: "filter" },
  {
    place: "status",
    keys: ["="],
    command: "compare",
    text: "mark, then compare with another",
    hint: "compare",
  },
  { place: "status", keys: ["t"], command: "trail", text: "its audit trail", hint: "trail" },
];

/** The keys of the audit log, besides those that move. */
export const auditBindings: readonly Binding[] = [
  { place: "audit", keys: ["enter"], command: "open", text: "the entry in full", hint: "open" },
  { place: "audit", keys: ["/"], command: "search", text: "filter", hint: "filter" },
];
