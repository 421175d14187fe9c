import type { Diagnostic } from "../core/verification.ts";
import type { Source } from "./source.ts";

/** How one kind of error text is recognised and put into plain words. */
export interface Rule {
  /** Matched against Nix's own words, colours stripped. */
  readonly pattern: RegExp;
  read(match: RegExpExecArray, context: RuleContext): Read;
}

export interface RuleContext {
  readonly raw: string;
  /** What Nix suggests instead, if it does. */
  readonly suggestion: string | undefined;
  /** The module argument (`{ thisOne, ... }:`) that was being looked up. */
  readonly moduleArgument: string | undefined;
  readonly source: Source;
}

/** `placed: false`: the position that Nix gives with this error is not where the mistake is. */
export type Read = Diagnostic & { readonly placed?: false };
