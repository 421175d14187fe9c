import type { Edit, EditOutcome } from "../../core/edit.ts";
import { ok, problem, type Result } from "../../core/result.ts";
import { renderPath } from "./attrpath.ts";
import { editSource } from "./edit.ts";
import { intoFormals } from "./formals.ts";
import { findPlace, type ModulePlace, within } from "./modules.ts";
import type { Parse } from "./parser.ts";
import { lookup } from "./scope.ts";
import { applySplices, type Splice, splicedLine } from "./splice.ts";
import { styleOf } from "./style.ts";
import { samePath } from "./targets.ts";
import { bare, child, type Node, type Tree, textOf } from "./tree.ts";
import { unwrap } from "./unwrap.ts";
import { survey } from "./walk.ts";

/** How `lib` is named in a module, and what must change in the file for that. */
interface LibName {
  readonly name: string;
  readonly splices: readonly Splice[];
}

/**
 * Sets an option so that other modules' plain definitions give way: `lib.mkForce …`. A module that has no
 * `lib` gets it as an argument.
 */
export function editForced(parse: Parse, source: string, edit: Edit): Result<EditOutcome> {
  const plain = editSource(parse, source, edit);
  if (!plain.ok) return plain;
  const { text } = plain.value;
  const tree = parse(text);
  const refused = problem(
    "edit-not-possible",
    `\`${renderPath(edit.path)}\` cannot be set with mkForce here`,
  );
  const place = findPlace(tree, edit.scope);
  if (place === null) return refused;
  const path = [...place.base, ...edit.path];
  const { entries } = survey(tree, place.start, (each) => within(each, path));
  const [own, ...more] = entries.filter((each) => samePath(each, path));
  const lib = libIn(tree, place);
  if (!own?.value || more.length > 0 || !lib) return refused;
  const [leaf, ...others] = unwrap(tree, own.value, own.scope, own.when);
  if (leaf?.when.priority === "force") return plain;
  if (!leaf || others.length > 0 || leaf.node !== bare(own.value)) return refused;
  const { start, end } = own.value;
  const atom =
    /^(integer|float|string|indented_string|list|path|variable|attrset|select|parenthesized)_expression$/;
  const open = atom.test(own.value.type) ? "" : "(";
  const forced: Splice[] = [
    { start, end: start, text: `${lib.name}.mkForce ${open}` },
    ...(open === "" ? [] : [{ start: end, end, text: ")" }]),
  ];
  const main = forced[0] as Splice;
  const splices = [...forced, ...lib.splices];
  const line = splicedLine(text, splices, main);
  return ok({ ...plain.value, text: applySplices(text, splices), changed: true, line });
}

function libIn(tree: Tree, { boundary, start, base }: ModulePlace): LibName | null {
  const inner = survey(tree, start, (path) => base.every((name, i) => path[i] === name)).slots[0];
  if (lookup(inner?.scope ?? start.scope, "lib") !== null) return { name: "lib", splices: [] };
  const { node, kind } = boundary;
  if (kind === "pieces") return null;
  const fn = headFunction(node);
  const formals = fn && child(fn, "formals");
  if (formals) return { name: "lib", splices: [intoFormals(tree, formals, "lib")] };
  const lone = fn && child(fn, "universal");
  if (lone) return { name: `${textOf(tree, lone)}.lib`, splices: [] };
  if (kind === "inline")
    return {
      name: "lib",
      splices: [
        { start: node.start, end: node.start, text: "({ lib, ... }: " },
        { start: node.end, end: node.end, text: ")" },
      ],
    };
  const after = kind === "file" ? styleOf(tree.source).newline : " ";
  const at = node.start;
  return { name: "lib", splices: [{ start: at, end: at, text: `{ lib, ... }:${after}` }] };
}

/** The function that a module is, through parentheses and what stands before its body. */
function headFunction(node: Node): Node | null {
  if (node.type === "function_expression") return node;
  const inside = node.type === "parenthesized_expression" ? child(node, "expression") : null;
  return inside && headFunction(inside);
}
