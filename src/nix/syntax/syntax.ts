import type {
  Definition,
  Edit,
  EditOutcome,
  ModuleScope,
  ModuleScopeInfo,
  NixValue,
  SyntaxProblem,
} from "../../core/edit.ts";
import type { FreeText, Refusal } from "../../core/plan-parts.ts";
import type { Result } from "../../core/result.ts";
import type { SourceFact } from "../../core/source-fact.ts";
import type { TraceStart, ValuePart } from "../../core/value-origin.ts";
import { refusalsOf } from "./allow/refusals.ts";
import { definitionsOf } from "./definitions.ts";
import { editSource } from "./edit.ts";
import { factsOf } from "./facts.ts";
import { editForced } from "./force.ts";
import { describeModules } from "./modules.ts";
import { loadParser, type Parse } from "./parser.ts";
import { problemsOf } from "./problems.ts";
import { rewriteLiteral } from "./rewrite.ts";
import { traced } from "./trace.ts";

/** The Nix syntax editor: strings in, strings out. */
export interface Syntax {
  /** Applies one edit; `edit-not-possible` when the source is not a literal, says which line. */
  edit(source: string, edit: Edit): Result<EditOutcome>;
  /** What the modules of a file define, or one of them. */
  definitions(source: string, scope?: ModuleScope): Definition[];
  /** The module bodies of a file. */
  modules(source: string): ModuleScopeInfo[];
  /** Places that do not parse; empty for nearly every valid file (real Nix has the last word). */
  problems(source: string): SyntaxProblem[];
  /** What a value is made of and where that comes from; see the port. */
  trace(source: string, start: TraceStart): ValuePart[];
  /** Plain data in place of a literal; see the port. */
  rewrite(
    source: string,
    at: { readonly start: number; readonly end: number },
    change: { readonly operation: "set" | "remove"; readonly value: NixValue },
  ): string | null;
  /** What the text does that options do not show; see the port. */
  facts(source: string, isFlake: boolean): SourceFact[];
  /** What free edits hold that only a person may write; see the port. */
  refusals(files: readonly FreeText[], importable: (path: string) => boolean): Refusal[];
}

let loading: Promise<Syntax> | undefined;

/** Loads the parser on the first call (about 20 ms); later calls give the same editor. */
export function loadSyntax(): Promise<Syntax> {
  loading ??= loadParser().then(syntaxOn);
  return loading;
}

function syntaxOn(parse: Parse): Syntax {
  return {
    edit: (source, edit) =>
      edit.force ? editForced(parse, source, edit) : editSource(parse, source, edit),
    definitions: (source, scope) => definitionsOf(parse(source), scope),
    modules: (source) => describeModules(parse(source)),
    problems: (source) => problemsOf(parse(source)),
    trace: (source, start) => traced(parse(source), start),
    rewrite: (source, at, change) => rewriteLiteral(parse, source, at, change),
    facts: (source, isFlake) => factsOf(parse(source), isFlake),
    refusals: (files, importable) => refusalsOf(parse, files, importable),
  };
}
