import type { OptionType } from "../../core/option.ts";
import { fold } from "../builtin/names.ts";
import { wordsOf } from "./words.ts";

/** Values of an enum that a form can hold. */
const most = 40;

/**
 * A type whose long enums (time zones, drivers) hold only the values that the words speak of. One of which they name
 * none stays as it is, and is left to the person.
 */
export function narrowed(type: OptionType, words: string): OptionType {
  if (type.kind === "nullOr" || type.kind === "listOf")
    return { ...type, element: narrowed(type.element, words) };
  if (type.kind === "either")
    return { ...type, choices: type.choices.map((choice) => narrowed(choice, words)) };
  if (type.kind !== "enum" || type.values.length <= most) return type;
  const said = new Set(wordsOf(words));
  const whole = fold(words);
  const values = type.values
    .map((value) => {
      const text = String(value);
      const parts = wordsOf(text);
      const hits = parts.filter((part) => said.has(part)).length;
      const isWhole = fold(text).length > 3 && whole.includes(fold(text));
      return { value, rank: (isWhole ? 10 : 0) + hits / Math.max(1, parts.length) };
    })
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, most)
    .map(({ value }) => value);
  return values.length > 0 ? { ...type, values } : type;
}
