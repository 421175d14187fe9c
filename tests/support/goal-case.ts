import type { NixValue } from "../../src/core/edit.ts";
import type { Intent } from "../../src/core/intent.ts";
import { showPath } from "../../src/core/option.ts";

/** A goal and what a careful person would make of it, in a short notation (see {@link shown}). */
export interface GoalCase {
  readonly goal: string;
  readonly expect: readonly string[];
  /** True when a question must come (also beside intents); none may come otherwise. */
  readonly asks?: boolean;
  /** What the questions must say. */
  readonly question?: RegExp;
  /** One of the choices that must be offered. */
  readonly choice?: string;
  /** What the answers must say; without it nothing may be answered. */
  readonly answer?: RegExp;
  /** What the notes must say. */
  readonly note?: RegExp;
}

function value(of: NixValue): string {
  if (Array.isArray(of)) return of.map(value).join(" ");
  if (typeof of !== "object" || of === null) return JSON.stringify(of);
  if ("$package" in of) return `pkgs.${of.$package}`;
  if ("$path" in of) return of.$path;
  if ("$expr" in of) return `(${of.$expr})`;
  return `{ ${Object.entries(of.$attrs)
    .map(([name, inner]) => `${name} = ${value(inner)};`)
    .join(" ")} }`;
}

const signs = { set: "=", append: "+=", remove: "-=", unset: "unset" } as const;

/** An intent as one readable line: `a.b = true`, `a.list += 1 2`, `a.list -= x`, `a.b unset`. */
export function shown(intent: Intent): string {
  const head = `${showPath(intent.path)} ${signs[intent.operation]}`;
  return intent.value === undefined ? head : `${head} ${value(intent.value)}`;
}
