import type { Edit, EditOutcome } from "../../core/edit.ts";
import { ok, problem, type Result } from "../../core/result.ts";
import { renderPath } from "./attrpath.ts";
import { findPlace, isFlake, modulePlaces, within } from "./modules.ts";
import type { Parse } from "./parser.ts";
import type { Expression, Plan, Work } from "./plan.ts";
import { planAppend } from "./plan-append.ts";
import { planRemove, planUnset } from "./plan-remove.ts";
import { planSet } from "./plan-set.ts";
import { valueFault } from "./render.ts";
import { applySplices, type Splice, splicedLine } from "./splice.ts";
import { styleOf } from "./style.ts";
import { brokenNodes, lineAt, rootExpression, type Tree } from "./tree.ts";
import { survey } from "./walk.ts";

/**
 * Applies one edit to a source text. The same edit again is `already-so`; every byte outside the
 * edit stays; a result that parses worse than the source is refused.
 */
export function editSource(parse: Parse, source: string, edit: Edit): Result<EditOutcome> {
  const first = editOnce(parse, source, edit);
  if (!first.ok || !first.value.changed) return first;
  const again = editOnce(parse, first.value.text, edit);
  if (again.ok && !again.value.changed) return first;
  const takesAway = edit.operation === "remove" || edit.operation === "unset";
  // What was hidden behind what went away shows now: `{ a = 1; } // { a = 2; }`.
  if (takesAway && again.ok) return editSource(parse, first.value.text, edit);
  if (takesAway && !again.ok && again.problem.code === "edit-not-possible") {
    const note = [first.value.note, `it may still come from elsewhere: ${again.problem.message}`];
    return ok({ ...first.value, note: note.filter((each) => each !== undefined).join("; ") });
  }
  return problem(
    "edit-broke-syntax",
    `the edit of \`${renderPath(edit.path)}\` did not take; nothing was changed`,
    { details: { option: renderPath(edit.path) } },
  );
}

function editOnce(parse: Parse, source: string, edit: Edit): Result<EditOutcome> {
  const name = renderPath(edit.path);
  const details = { option: name };
  const { value } = edit;
  if (edit.path.length === 0) return problem("edit-not-possible", "an edit needs an option path");
  if (value === undefined && (edit.operation === "set" || edit.operation === "append"))
    return problem("edit-not-possible", `\`${name}\`: no value to ${edit.operation}`, { details });
  const parseOne = (expression: string): Expression | null => oneExpression(parse, expression);
  const fault = value === undefined ? null : valueFault(value, (text) => parseOne(text) !== null);
  if (fault !== null) return problem("edit-not-possible", `\`${name}\`: ${fault}`, { details });
  const tree = parse(source);
  const work = prepare(tree, edit, parseOne);
  if (!work.ok) return work;
  return carryOut(parse, tree, edit, planFor(work.value, edit));
}

function prepare(tree: Tree, edit: Edit, parse: Work["parse"]): Result<Work> {
  const root = rootExpression(tree);
  const place = findPlace(tree, edit.scope);
  if (root === null || place === null) {
    const broken = brokenNodes(tree.root)[0];
    if (root === null && broken !== undefined)
      return problem(
        "edit-not-possible",
        `the file does not parse: line ${lineAt(tree.source, broken.start)}`,
        {
          details: { line: lineAt(tree.source, broken.start) },
        },
      );
    const message = root === null ? "the file is empty" : missingPlace(tree, edit);
    return problem("edit-not-possible", message, { details: { option: renderPath(edit.path) } });
  }
  const head = edit.path[0] ?? "";
  if (
    place.scope.kind === "file" &&
    isFlake(tree, root) &&
    !/^(inputs|outputs|description|nixConfig)$/.test(head)
  )
    return problem(
      "edit-not-possible",
      `\`${renderPath(edit.path)}\` cannot be set in a flake's own attributes`,
      {
        hint: "Name one of the modules inside it, or put the setting in a module file.",
      },
    );
  const path = [...place.base, ...edit.path];
  return ok({
    tree,
    style: styleOf(tree.source, edit.formatter),
    survey: survey(tree, place.start, (each) => within(each, path)),
    boundary: place.boundary,
    base: place.base,
    operation: edit.operation,
    apart: edit.apart === true,
    path,
    own: (edit.own ?? []).map((one) => [...place.base, ...one]),
    parse,
  });
}

function missingPlace(tree: Tree, edit: Edit): string {
  const found = modulePlaces(tree).length;
  if (edit.scope !== undefined) return "the file does not hold the module that is meant";
  if (found === 0) return "the file is a flake and holds no module of its own to put settings in";
  return `the file holds ${found} modules; say which one is meant`;
}

function planFor(work: Work, edit: Edit): Plan {
  if (edit.operation === "unset" || (edit.operation === "remove" && edit.value === undefined))
    return planUnset(work);
  const value = edit.value ?? null;
  if (edit.operation === "set") return planSet(work, value);
  return edit.operation === "append" ? planAppend(work, value) : planRemove(work, value);
}

function carryOut(parse: Parse, tree: Tree, edit: Edit, plan: Plan): Result<EditOutcome> {
  const { source } = tree;
  switch (plan.kind) {
    case "refused":
      return { ok: false, problem: plan.problem };
    case "already":
      return ok({
        text: source,
        changed: false,
        line: lineAt(source, plan.offset),
        form: "already-so",
        ...noted(plan.note),
      });
    case "each":
      return each(parse, source, edit, plan);
    case "splices":
      return splice(parse, tree, edit, plan);
  }
}

function splice(
  parse: Parse,
  tree: Tree,
  edit: Edit,
  plan: Extract<Plan, { kind: "splices" }>,
): Result<EditOutcome> {
  const { source } = tree;
  const before = brokenNodes(tree.root);
  const text = applySplices(source, plan.splices);
  const after = brokenNodes(parse(text).root);
  const inside = before.find((node) => plan.splices.some((each) => touches(each, node)));
  if (after.length > before.length || inside !== undefined) {
    const at = inside === undefined ? plan.main.start : inside.start;
    const line = lineAt(source, at);
    return inside === undefined
      ? problem(
          "edit-broke-syntax",
          `the edit at line ${line} would not parse; nothing was changed`,
          {
            details: { option: renderPath(edit.path), line },
          },
        )
      : problem("edit-not-possible", `line ${line} does not parse as it stands; mend it first`, {
          details: { option: renderPath(edit.path), line },
        });
  }
  const line = splicedLine(source, plan.splices, plan.main);
  return ok({ text, changed: true, line, form: plan.form, ...noted(plan.note) });
}

/** A made-up token has no extent: only a real ERROR stretch can be inside an edit. */
function touches(splice: Splice, node: { start: number; end: number }): boolean {
  return node.end > node.start && splice.start < node.end && node.start < splice.end;
}

function each(
  parse: Parse,
  source: string,
  edit: Edit,
  plan: Extract<Plan, { kind: "each" }>,
): Result<EditOutcome> {
  let text = source;
  let line = 0;
  const notes = new Set<string>(plan.note === undefined ? [] : [plan.note]);
  for (const part of plan.edits) {
    const { value: _, ...same } = edit;
    const done = editOnce(parse, text, { ...same, ...part });
    if (!done.ok) return done;
    if (line === 0 || (done.value.changed && text === source)) line = done.value.line;
    if (done.value.note !== undefined) notes.add(done.value.note);
    text = done.value.text;
  }
  const changed = text !== source;
  return ok({
    text,
    changed,
    line,
    form: changed ? "merged" : "already-so",
    ...noted(notes.size > 0 ? [...notes].join("; ") : undefined),
  });
}

function noted(note: string | undefined): { note?: string } {
  return note === undefined ? {} : { note };
}

/** Parses text that must be exactly one expression. */
function oneExpression(parse: Parse, expression: string): Expression | null {
  const tree = parse(expression);
  const node = rootExpression(tree);
  return node === null || brokenNodes(tree.root).length > 0 || /#[^\n]*$/.test(expression)
    ? null
    : { tree, node };
}
