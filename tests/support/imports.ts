import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix, relative, sep } from "node:path";

/** One import of one file: what it names, and whether only types come with it or only when asked for. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

const STATEMENT =
  /^[ \t]*(import|export)\s+(type\s+)?(?:(?:[\w*$\s{},]|\btype\b)+?\s+from\s+)?["']([^"']+)["']/gm;
const CALL = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** The imports and re-exports in a TypeScript source, comments left aside. */
export function importsOf(source: string): Import[] {
  const code = withoutComments(source);
  const found: Import[] = [];
  for (const match of code.matchAll(STATEMENT)) {
    found.push({ specifier: match[3] as string, typeOnly: Boolean(match[2]), dynamic: false });
  }
  for (const match of code.matchAll(CALL)) {
    found.push({ specifier: match[1] as string, typeOnly: false, dynamic: true });
  }
  return found;
}

/** Removes block comments and whole-line comments; a `//` inside a string stays. */
export function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^[ \t]*\/\/.*$/gm, "");
}

/**
 * What an import reaches, seen from the project's folder: a path such as `src/core/result.ts`, a package's name, or
 * a builtin such as `node:fs` (`node:fs/promises` counts as `node:fs`).
 */
export function destination(file: string, specifier: string): string {
  if (specifier.startsWith(".")) return posix.normalize(posix.join(posix.dirname(file), specifier));
  const parts = specifier.split("/");
  if (specifier.startsWith("@")) return parts.slice(0, 2).join("/");
  return parts[0] as string;
}

/** Every TypeScript file below a folder of the project, as paths with forward slashes, sorted. */
export function sourcesBelow(root: string, folder: string): string[] {
  const start = join(root, folder);
  if (!statSync(start, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(start, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => relative(root, join(start, name)).split(sep).join("/"))
    .sort();
}

/** Reads one source. */
export function read(root: string, file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** The project's folder, from this file's place in it. */
export const PROJECT = dirname(dirname(import.meta.dirname));
