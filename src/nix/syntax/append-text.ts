import type { NixValue } from "../../core/edit.ts";
import { escapeString, renderPath, staticString } from "./attrpath.ts";
import { indentedText } from "./canonical.ts";
import { change, circumstanceNotes, optionPath, type Plan, refuse, type Work } from "./plan.ts";
import { indentedLine } from "./render.ts";
import { firstOnLine, indentAt, lineStart } from "./style.ts";
import type { Target } from "./targets.ts";
import { type Node, textOf } from "./tree.ts";

/** Adds lines to a text. */
export function appendToText(work: Work, target: Target, values: NixValue[]): Plan {
  const { tree, style } = work;
  const { node, when } = target.leaf;
  if (values.some((value) => typeof value !== "string"))
    return refuse(
      work,
      `\`${renderPath(optionPath(work))}\` is a text; only text can be added to it`,
      node,
    );
  const notes = circumstanceNotes(work, when);
  const present = textLines(work, node);
  const wanted = values.flatMap((value) => String(value).replace(/\n$/, "").split("\n"));
  if (includesRun(present, wanted)) return { kind: "already", offset: node.start };
  if (node.type === "string_expression") {
    const raw = tree.source.slice(node.start + 1, node.end - 1);
    const lead = raw === "" || /\\n$|\n$/.test(raw) ? "" : "\\n";
    const text = `${lead}${wanted.map(escapeString).join("\\n")}\\n`;
    return change(
      work,
      "extended-list",
      [{ start: node.end - 1, end: node.end - 1, text }],
      null,
      notes,
    );
  }
  const close = node.end - 2;
  const raw = tree.source.slice(node.start + 2, close);
  const own = raw
    .split("\n")
    .slice(1)
    .filter((line) => line.trim() !== "");
  const indent = /^[ \t]*/.exec(own.at(-1) ?? "")?.[0] ?? "";
  const least = own
    .map((line) => /^ */.exec(line)?.[0] ?? "")
    .toSorted((a, b) => a.length - b.length)[0];
  const inner =
    own.length === 0 ? indentAt(tree.source, node.start) + style.unit : (least ?? indent);
  const lines = wanted.map((line) => indentedLine(line, inner));
  if (firstOnLine(tree.source, close) && raw.includes("\n")) {
    const at = lineStart(tree.source, close);
    const text = lines.map((line) => line + style.newline).join("");
    return change(work, "extended-list", [{ start: at, end: at, text }], null, notes);
  }
  const text = `${style.newline}${lines.join(style.newline)}${style.newline}${indentAt(tree.source, node.start)}`;
  return change(work, "extended-list", [{ start: close, end: close, text }], null, notes);
}

function textLines(work: Work, node: Node): string[] {
  const text =
    node.type === "indented_string_expression"
      ? (indentedText(work.tree, node) ?? textOf(work.tree, node))
      : (staticString(work.tree, node) ?? textOf(work.tree, node));
  return text.split("\n").map((line) => line.trim());
}

function includesRun(lines: string[], wanted: string[]): boolean {
  return lines.some((_, i) => wanted.every((line, j) => lines[i + j] === line.trim()));
}
