import type { NixValue } from "../../../core/edit.ts";
import type { Change } from "../request.ts";

const at = (option: string | readonly string[]): readonly string[] =>
  typeof option === "string" ? option.split(".") : option;

/** The change that sets an option; a path as a list where a part of it has dots. */
export const set = (option: string | readonly string[], value: NixValue): Change => ({
  path: at(option),
  operation: "set",
  value,
});

/** The change that adds to a list. */
export const add = (option: string | readonly string[], value: NixValue): Change => ({
  path: at(option),
  operation: "append",
  value,
});

/** The change, where there is something to set. */
export const setIf = (option: string | readonly string[], value: NixValue | undefined): Change[] =>
  value === undefined ? [] : [set(option, value)];
