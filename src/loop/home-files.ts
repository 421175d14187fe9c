import { posix } from "node:path";
import type { Syntax } from "../ports.ts";
import type { Sources } from "./sources.ts";

const root = ["home-manager", "users"];

/** The user that an option path is about, when it lies in Home Manager's NixOS module. */
export function homeUser(path: readonly string[]): string | undefined {
  return path.length > 3 && root.every((part, index) => path[index] === part) ? path[2] : undefined;
}

/** Relative paths as Nix writes them, in a piece of source. */
function pathLiterals(text: string): string[] {
  return [...text.matchAll(/(?:^|[\s([=])(\.\.?\/[A-Za-z0-9._+/-]*[A-Za-z0-9_+-])/gm)].map(
    (match) => match[1] ?? "",
  );
}

/** `./home` from flake.nix → home.nix as written, or home/default.nix. */
function resolved(from: string, literal: string): string[] {
  const path = posix.normalize(posix.join(posix.dirname(from), literal));
  if (path.startsWith("..")) return [];
  return path.endsWith(".nix") ? [path] : [`${path}/default.nix`];
}

/**
 * The files of a Home Manager user inside a NixOS flake. Home Manager's options are not visible from
 * the host's `options`, so the `home-manager.users.<name>` bindings and the imports below them are
 * followed in the syntax: literal paths only, which is how they are written.
 */
export async function homeFiles(
  syntax: Syntax,
  sources: Sources,
  files: readonly string[],
  user: string,
): Promise<string[]> {
  const queue: string[] = [];
  for (const file of files) {
    const text = await sources.read(file);
    if (!text.ok) continue;
    const lines = text.value.split("\n");
    for (const { path, line, endLine } of syntax.definitions(text.value)) {
      const about = path.length === 3 && root.every((part, index) => path[index] === part);
      if (!about || path[2] !== user) continue;
      const binding = lines.slice(line - 1, endLine).join("\n");
      queue.push(...pathLiterals(binding).flatMap((literal) => resolved(file, literal)));
    }
  }
  const found = new Set<string>();
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (found.has(file)) continue;
    const text = await sources.read(file);
    if (!text.ok) continue;
    const definitions = syntax.definitions(text.value);
    found.add(file);
    const lines = text.value.split("\n");
    for (const { path, line, endLine } of definitions) {
      if (path.at(-1) !== "imports") continue;
      const list = lines.slice(line - 1, endLine).join("\n");
      queue.push(...pathLiterals(list).flatMap((literal) => resolved(file ?? "", literal)));
    }
  }
  return [...found];
}
