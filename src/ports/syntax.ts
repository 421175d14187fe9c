import type {
  Definition,
  Edit,
  EditOutcome,
  ModuleScope,
  ModuleScopeInfo,
  NixValue,
} from "../core/edit.ts";
import type { FreeText, Refusal } from "../core/plan-parts.ts";
import type { Result } from "../core/result.ts";
import type { SourceFact } from "../core/source-fact.ts";
import type { TraceStart, ValuePart } from "../core/value-origin.ts";

/** Where edits happen: strings in, strings out. Real Nix parses every result again. */
export interface Syntax {
  edit(source: string, edit: Edit): Result<EditOutcome>;
  /** What the modules of a file define, or one of them. */
  definitions(source: string, scope?: ModuleScope): readonly Definition[];
  /** The module bodies of a file. */
  modules(source: string): readonly ModuleScopeInfo[];
  problems(source: string): readonly { line: number; column: number; message: string }[];
  /** What a value of the text is made of, and where each part comes from, as far as the text tells. */
  trace(source: string, start: TraceStart): readonly ValuePart[];
  /** The text with plain data in place of a literal, or with elements taken out of it; null where that cannot be. */
  rewrite(
    source: string,
    at: { readonly start: number; readonly end: number },
    change: { readonly operation: "set" | "remove"; readonly value: NixValue },
  ): string | null;
  /** What the text does that evaluated options do not show: fetchers, imports, force; `isFlake`: its inputs, too. */
  facts(source: string, isFlake: boolean): readonly SourceFact[];
  /**
   * What free edits hold that only a person may write, judged over all files of a plan: whatever is not on the
   * allow-list must have stood there before, with its names meaning the same.
   * @param importable whether a repository-relative path may be imported
   */
  refusals(files: readonly FreeText[], importable: (path: string) => boolean): readonly Refusal[];
}
