import type { ModuleScope, NixValue } from "./edit.ts";

/** A name that a value goes through on its way to an option. */
export interface Step {
  readonly name: string;
  /** 1-based line at which it is bound. */
  readonly line: number;
}

/** Where a value of a source text comes from, as far as that text tells. */
export type ValueOrigin = {
  /** 1-based. */
  readonly line: number;
  /** The expression as it stands, shortened. */
  readonly text: string;
  readonly steps: readonly Step[];
  /** The use makes a text of it: what stands before and after. */
  readonly within?: { readonly before: string; readonly after: string };
} & (
  | {
      /** It stands there; `value` is what it says, absent where that is more than plain data. */
      readonly kind: "literal";
      readonly start: number;
      readonly end: number;
      readonly value?: unknown;
    }
  /** An attribute of another file that is imported. */
  | { readonly kind: "file"; readonly path: string; readonly at: readonly string[] }
  /** An argument that somebody hands to the file's function. */
  | { readonly kind: "argument"; readonly name: string; readonly at: readonly string[] }
  /** Another option. */
  | { readonly kind: "option"; readonly path: readonly string[] }
  | { readonly kind: "unknown" }
);

/** One value that an option is made of: all of it, or an element of one of its lists. */
export interface ValuePart {
  readonly origin: ValueOrigin;
  readonly element: boolean;
  /** The whole expression as it stands, to be found again. */
  readonly expression: string;
  /** 1-based line of the expression. */
  readonly line: number;
}

/** What of a source text is to be traced. */
export type TraceStart =
  /** The definitions of an option in a module of the text. */
  | {
      readonly kind: "option";
      readonly path: readonly string[];
      readonly scope?: ModuleScope;
    }
  /** An attribute of the file, which is data. */
  | { readonly kind: "attribute"; readonly at: readonly string[] }
  /** What the text hands to modules under a name: `specialArgs`, `_module.args`. */
  | { readonly kind: "handed"; readonly name: string; readonly at: readonly string[] };

/** Whether and how a use makes a text of a value. */
type Use = { readonly within?: ValueOrigin["within"] | undefined };

/** What the source has to say for the use to be `wanted`, given what it says now; undefined where nothing does. */
export function valueAtSource(
  { within }: Use,
  wanted: NixValue,
  now: unknown,
): NixValue | undefined {
  if (!within) return wanted;
  const { before, after } = within;
  const text = typeof wanted === "number" ? String(wanted) : wanted;
  if (typeof text !== "string" || text.length < before.length + after.length) return undefined;
  if (!text.startsWith(before) || !text.endsWith(after)) return undefined;
  const own = text.slice(before.length, text.length - after.length);
  if (typeof now !== "number") return own;
  return /^-?\d{1,15}$/.test(own) ? Number(own) : undefined;
}

/** What the use says when the source says `value`. */
export function valueAtUse({ within }: Use, value: unknown): unknown {
  if (!within) return value;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  return within.before + String(value) + within.after;
}
