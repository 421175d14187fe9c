import type { Definition } from "../core/edit.ts";
import { ok, type Result } from "../core/result.ts";
import type { Target } from "../core/target.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import type { FlakeRef, ModulePosition } from "../ports/nix.ts";
import type { Context } from "./context.ts";
import { homeFiles } from "./home-files.ts";
import { scopeAt } from "./sites.ts";
import type { Sources } from "./sources.ts";

/** A definition as it is written in a module of the repository, for one target. */
export interface Written {
  /** As the target names it: below `home-manager.users.alice` for a module of her home. */
  readonly path: readonly string[];
  readonly file: string;
  readonly line: number;
  readonly conditional: boolean;
  readonly priority?: Definition["priority"];
  readonly valueKind: Definition["valueKind"];
}

/** What the modules of a target write, from their syntax: modules are told by Nix, lines by the tree. */
export async function writtenOn(
  context: Context,
  ref: FlakeRef,
  target: Target,
  sources: Sources,
): Promise<Result<readonly Written[]>> {
  const modules = await context.nix.modules(ref, target, context.signal);
  if (!modules.ok) return modules;
  const syntax = await context.syntax();
  const seen = new Set<string>();
  const found: Written[] = [];
  const add = async (position: ModulePosition, below: readonly string[]): Promise<void> => {
    const text = await sources.read(position.file);
    if (!text.ok) return;
    const scope = scopeAt(syntax, text.value, position);
    for (const definition of syntax.definitions(text.value, scope ?? { kind: "file" })) {
      const { line, conditional, priority, valueKind } = definition;
      const path = [...below, ...definition.path];
      const key = JSON.stringify([position.file, line, path]);
      if (definition.path[0] === "imports" || definition.path[0] === "options" || seen.has(key))
        continue;
      seen.add(key);
      found.push({
        path,
        file: position.file,
        line,
        conditional,
        valueKind,
        ...(priority === undefined ? {} : { priority }),
      });
    }
  };
  for (const position of modules.value) await add(position, []);
  if (target.kind !== "home") {
    const files = [...new Set(modules.value.map(({ file }) => file))];
    for (const [file, homes] of await homeFiles(syntax, sources, files))
      for (const below of homes) await add({ file }, below);
  }
  return ok(found);
}

/** Of what is written the options: no groups around them, nothing computed, each once. */
export function writtenOptions(
  written: readonly Written[],
  index: OptionIndex,
): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  for (const { path, valueKind } of written) {
    if (path.some((segment) => segment.includes("${"))) continue;
    const group =
      valueKind === "set" &&
      written.some((other) => other.path.length > path.length && covers(path, other.path));
    if (!group && path.some((_, at) => index.get(path.slice(0, at + 1))))
      found.set(JSON.stringify(path), path);
  }
  return [...found.values()];
}

/** Whether a written path is this one or stands above it; a computed segment may be any. */
export function covers(above: readonly string[], path: readonly string[]): boolean {
  return (
    above.length <= path.length &&
    above.every((segment, at) => segment === path[at] || segment.includes("${"))
  );
}
