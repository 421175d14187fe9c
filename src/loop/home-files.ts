import { posix } from "node:path";
import type { Syntax } from "../ports/syntax.ts";
import type { Sources } from "./sources.ts";

const root = ["home-manager", "users"];

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
 * The files of Home Manager users inside a NixOS flake, by the option below which each sits. Home Manager's
 * modules are not among the host's, so the `home-manager.users.<name>` bindings and the imports below
 * them are followed in the syntax: literal paths only, which is how they are written.
 */
export async function homeFiles(
  syntax: Syntax,
  sources: Sources,
  files: readonly string[],
): Promise<Map<string, (readonly string[])[]>> {
  const queue: { file: string; below: readonly string[] }[] = [];
  for (const file of files) {
    const text = await sources.read(file);
    if (!text.ok || !text.value.includes("home-manager")) continue;
    const lines = text.value.split("\n");
    for (const { path, line, endLine } of syntax.definitions(text.value)) {
      const about = path.length === 3 && root.every((part, index) => path[index] === part);
      if (!about) continue;
      const binding = lines.slice(line - 1, endLine).join("\n");
      for (const literal of pathLiterals(binding))
        for (const one of resolved(file, literal)) queue.push({ file: one, below: path });
    }
  }
  const found = new Map<string, (readonly string[])[]>();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { file, below } = next;
    const known = found.get(file) ?? [];
    if (known.some((one) => one[2] === below[2])) continue;
    const text = await sources.read(file);
    if (!text.ok) continue;
    found.set(file, [...known, below]);
    const lines = text.value.split("\n");
    for (const { path, line, endLine } of syntax.definitions(text.value)) {
      if (path.at(-1) !== "imports") continue;
      const list = lines.slice(line - 1, endLine).join("\n");
      for (const literal of pathLiterals(list))
        for (const one of resolved(file, literal)) queue.push({ file: one, below });
    }
  }
  return found;
}
