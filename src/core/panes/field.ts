import type { Command } from "../keys/keys.ts";

/** A text field. `at` counts UTF-16 units. */
export interface Field {
  readonly text: string;
  readonly at: number;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Inserts what was typed or pasted. Line ends become LF; other controls stay and are shown as marks. */
export function insert(field: Field, text: string): Field {
  const clean = text.replaceAll(/\r\n?/g, "\n");
  return {
    text: field.text.slice(0, field.at) + clean + field.text.slice(field.at),
    at: field.at + clean.length,
  };
}

/** The field with this text and the cursor at its end. */
export function filled(text: string): Field {
  return { text, at: text.length };
}

function before(field: Field): number {
  let start = 0;
  for (const { index } of segmenter.segment(field.text.slice(0, field.at))) start = index;
  return start;
}

function after(field: Field): number {
  for (const { segment } of segmenter.segment(field.text.slice(field.at)))
    return field.at + segment.length;
  return field.at;
}

function cut(field: Field, from: number, to: number): Field {
  return { text: field.text.slice(0, from) + field.text.slice(to), at: from };
}

/** An editing command on the field; undefined when the command is none. */
export function editField(field: Field, command: Command): Field | undefined {
  const lineStart = field.text.lastIndexOf("\n", field.at - 1) + 1;
  const lineEnd = field.text.indexOf("\n", field.at);
  switch (command) {
    case "left":
      return { ...field, at: before(field) };
    case "right":
      return { ...field, at: after(field) };
    case "line-start":
      return { ...field, at: lineStart };
    case "line-end":
      return { ...field, at: lineEnd < 0 ? field.text.length : lineEnd };
    case "erase":
      return cut(field, before(field), field.at);
    case "erase-next":
      return cut(field, field.at, after(field));
    case "erase-word":
      return cut(field, field.text.slice(0, field.at).search(/\S*\s*$/), field.at);
    case "erase-line":
      return filled("");
    case "newline":
      return insert(field, "\n");
    default:
      return undefined;
  }
}
