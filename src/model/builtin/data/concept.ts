import type { NixValue } from "../../../core/edit.ts";
import type { Change } from "../request.ts";

/** What the words of a concept left open. */
export interface Slots {
  readonly frequency?: string;
  readonly number?: number;
  readonly days?: number;
  readonly user?: string;
  readonly words: ReadonlySet<string>;
}

/**
 * A thing that people ask for in words that name no option. It is meant when every group has one of
 * its words, and nothing is left but `extra`, fillers and slots. Changes whose option the target
 * lacks turn the request into a question.
 */
export interface Concept {
  readonly all: readonly string[];
  readonly extra?: string;
  readonly slots?: readonly ("frequency" | "number" | "days" | "user")[];
  /** "delete old generations" asks for cleaning, not against it. */
  readonly alwaysOn?: boolean;
  readonly on?: (slots: Slots) => readonly Change[] | string;
  readonly off?: (slots: Slots) => readonly Change[] | string;
  readonly notes?: (on: boolean) => readonly string[];
  /** Alternatives when the first changes have no option on a target. */
  readonly otherwise?: (on: boolean, slots: Slots) => readonly Change[];
}

const path = (text: string): string[] => text.split(".");
/** The change that sets an option. */
export const set = (option: string | string[], value: NixValue, because?: string): Change => ({
  path: typeof option === "string" ? path(option) : option,
  operation: "set",
  value,
  ...(because ? { because } : {}),
});
/** The change that adds to a list. */
export const append = (option: string, value: NixValue[]): Change => ({
  path: path(option),
  operation: "append",
  value,
});
/** The change that takes from a list. */
export const remove = (option: string, value: NixValue[]): Change => ({
  path: path(option),
  operation: "remove",
  value,
});
/** A boolean option, both ways. */
export const toggle = (option: string): Pick<Concept, "on" | "off"> => ({
  on: () => [set(option, true)],
  off: () => [set(option, false)],
});

/** Words for things that happen by themselves. */
export const auto =
  "auto|automatic|automatically|unattended|regular|regularly|scheduled|periodic|periodically";
