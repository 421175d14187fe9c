import type { Command } from "../keys/keys.ts";

/** Where a pane that counts back from its end stands after a command; undefined when the command is no scrolling. */
export function scrolled(
  value: number,
  command: Command,
  page: number,
  most: number,
): number | undefined {
  const by: Partial<Record<Command, number>> = {
    down: -1,
    up: 1,
    "page-down": -page,
    "page-up": page,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    follow: Number.NEGATIVE_INFINITY,
  };
  const change = by[command];
  return change === undefined ? undefined : Math.max(0, Math.min(most, value + change));
}
