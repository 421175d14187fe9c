import type { Edit, EditOperation, EditOutcome, NixValue } from "../../core/edit.ts";
import { type Problem, problem } from "../../core/result.ts";
import { renderPath } from "./attrpath.ts";
import { dependants } from "./dependants.ts";
import { type Boundary, namePackages, type Reach } from "./packages.ts";
import { type RenderAt, renderElement, renderValue } from "./render.ts";
import type { Scope } from "./scope.ts";
import { linesOfUses } from "./shared.ts";
import type { Splice } from "./splice.ts";
import type { Style } from "./style.ts";
import { isSet, lineAt, type Node, type Tree } from "./tree.ts";
import { type Circumstances, short, type Via } from "./unwrap.ts";
import type { Survey } from "./walk.ts";

/** What one edit has to work with. */
export type Work = {
  tree: Tree;
  style: Style;
  survey: Survey;
  boundary: Boundary;
  /** Where the module stands in the file; option paths of the survey start with it. */
  base: string[];
  operation: EditOperation;
  /** An expression that computes the value gives way to a set one. */
  apart: boolean;
  /** The full path: base and option. */
  path: string[];
  /** Full paths that the same change has set before. */
  own: readonly (readonly string[])[];
  /** Parses one expression on its own; null when it is not one. */
  parse: (expression: string) => Expression | null;
};

/** An expression parsed on its own. */
export type Expression = { tree: Tree; node: Node };

/** What is to be done to the text, or why nothing can be. */
export type Plan =
  | {
      kind: "splices";
      splices: Splice[];
      main: Splice;
      form: EditOutcome["form"];
      note?: string;
    }
  | { kind: "already"; offset: number; note?: string }
  /** The same as these edits one after another. */
  | { kind: "each"; edits: Pick<Edit, "operation" | "path" | "value">[]; note?: string }
  | { kind: "refused"; problem: Problem };

/** Ways to write values at a place, and the changes elsewhere that this needs. */
export type Writer = {
  value: (value: NixValue, indent: string, column: number) => string;
  /** A list element; `flat`: on one line, whatever its length. */
  element: (value: NixValue, indent: string, flat?: boolean) => string;
  splices: Splice[];
  /** Where packages can be named. */
  reach: Reach;
};

/** A writer for a place with this scope. */
export function writerAt(work: Work, scope: Scope, packages: boolean): Writer {
  const { tree, style, boundary } = work;
  const naming = packages
    ? namePackages(tree, scope, boundary, style)
    : { name: (path: string) => `pkgs.${path}`, splices: [], reach: null };
  const at = (indent: string, column: number): RenderAt => ({
    style,
    indent,
    column,
    packageName: naming.name,
    compound: (expression) => isCompound(work, expression),
  });
  return {
    value: (value, indent, column) => renderValue(value, at(indent, column)),
    element: (value, indent, flat = false) =>
      renderElement(value, { ...at(indent, indent.length), flat }),
    splices: naming.splices,
    reach: naming.reach,
  };
}

/** The plan to make these changes, with what the writer needs elsewhere. */
export function change(
  work: Work,
  form: EditOutcome["form"],
  main: Splice[],
  writer: Pick<Writer, "splices" | "reach"> | null,
  notes: string[],
): Plan {
  const first = main[0];
  if (first === undefined) throw new Error("an edit without a change");
  const reach = writer?.reach ?? null;
  if (
    reach === "nowhere" ||
    (reach !== null && (first.start < reach.start || first.end > reach.end))
  ) {
    const line = lineAt(work.tree.source, first.start);
    return refuse(
      work,
      `packages cannot be named at line ${line}: \`pkgs\` is not in scope there`,
      null,
    );
  }
  const followers = main.flatMap((each) =>
    dependants(work.tree, work.survey.slots, work.path, each),
  );
  const lines = [...new Set(followers.map((each) => each.line))].join(", ");
  const container = /^(\[|\{|rec\b)/.test(work.tree.source.slice(first.start, first.end));
  if (form !== "replaced" || container || followers.some((each) => !each.exact)) {
    if (lines !== "") return refuseFollowed(work, lines);
  }
  const follow = lines === "" ? [] : [`other attributes of its \`rec\` set use it: line ${lines}`];
  const note = [...notes, ...follow].join("; ");
  const splices = [...(writer?.splices ?? []), ...main];
  return { kind: "splices", splices, main: first, form, ...(note === "" ? {} : { note }) };
}

/** Whether an expression needs parentheses as an argument or a list element. */
export function isCompound(work: Work, expression: string): boolean {
  const parsed = work.parse(expression);
  const atoms =
    /^(variable|select|string|indented_string|integer|float|list|attrset|rec_attrset|path|hpath|spath|uri|parenthesized)_expression$/;
  return parsed === null || !atoms.test(parsed.node.type);
}

/** A refusal that names the option, the source and the line. */
export function refuse(work: Work, message: string, at: Node | null, hint?: string): Plan {
  const line = at === null ? undefined : lineAt(work.tree.source, at.start);
  const details = { option: renderPath(optionPath(work)), ...(line === undefined ? {} : { line }) };
  const refusal = problem("edit-not-possible", message, {
    details,
    ...(hint === undefined ? {} : { hint }),
  });
  return { kind: "refused", problem: refusal.problem };
}

/** The refusal for an option whose value comes from somewhere else. */
export function refuseComputed(work: Work, node: Node, at: string[]): Plan {
  const line = lineAt(work.tree.source, node.start);
  const name = renderPath(at.slice(work.base.length));
  const subject = name === "" ? "the module" : `\`${name}\``;
  const message = `${subject} is set to the expression \`${short(work.tree, node)}\` at line ${line}; edit the source instead`;
  return refuse(
    work,
    message,
    node,
    "Change the value where it comes from, or edit this line by hand.",
  );
}

/** The refusal for a value that others use as well: an edit there would change them all. */
export function refuseShared(work: Work, via: Via): Plan {
  const name = renderPath(optionPath(work));
  const line = lineAt(work.tree.source, via.value.start);
  const uses = linesOfUses(work.tree, via.name).join(", ");
  const message = `\`${name}\` comes from \`${via.name}\`, bound at line ${line} and used at line ${uses}; an edit there would change them all`;
  const hint = "Give the option a value of its own, or edit the shared one by hand.";
  return refuse(work, message, via.value, hint);
}

/** The refusal for what other attributes of a `rec` set use: they would change, or miss it. */
function refuseFollowed(work: Work, lines: string): Plan {
  const name = renderPath(optionPath(work));
  const message = `\`${name}\` stands in a \`rec\` set; other attributes of it use what would change (line ${lines})`;
  const hint = "Give those a value of their own, or edit these lines by hand.";
  return refuse(work, message, null, hint);
}

/** The option path of an edit, without the place of the module in the file. */
export function optionPath(work: Work): string[] {
  return work.path.slice(work.base.length);
}

/** What a person should know about the place of an edit. */
export function circumstanceNotes(work: Work, when: Circumstances): string[] {
  const notes: string[] = [];
  const conditions = when.conditions.map((each) => `\`${each}\``).join(" and ");
  if (conditions !== "") notes.push(`this definition holds only when ${conditions}`);
  if (when.via !== undefined) notes.push(viaNote(work, when.via));
  const after = when.shadows?.find((each) => !isSet(each.node))?.node;
  if (after !== undefined)
    notes.push(
      `what follows \`//\` at line ${lineAt(work.tree.source, after.start)} may override it`,
    );
  return notes;
}

function viaNote(work: Work, via: Via): string {
  const { tree } = work;
  const uses = linesOfUses(tree, via.name);
  const line = lineAt(tree.source, via.value.start);
  const where = `the value comes from \`${via.name}\`, bound at line ${line}`;
  return uses.length > 1 ? `${where} and used at lines ${uses.join(", ")}` : where;
}
