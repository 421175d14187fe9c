import { parsePath } from "../core/option.ts";
import type { FlakeRef, ModulePosition } from "../ports/nix.ts";

/** Where the files of one evaluated commit may appear in what Nix prints. */
export interface Source {
  /** Absolute path of the repository. */
  readonly root: string;
  readonly commit: string;
  /** Store path of the commit's tree; null when it is not known. */
  readonly storePath: string | null;
}

/** A source whose store path is not known (yet). */
export function sourceOf(ref: FlakeRef, storePath: string | null = null): Source {
  return { root: ref.root, commit: ref.commit, storePath };
}

/**
 * The repository-relative path of a file as Nix spells it, or null when it lies elsewhere. Nix has three
 * spellings: the store path of the tree, the work tree's own path, and `«git+file:///…&rev=…»/rel`.
 * What follows in definitions made through an option (`, via option …`) is dropped.
 */
export function repoFile(source: Source, spelled: string): string | null {
  const file = spelled.replace(/, via option .*$/s, "");
  const virtual = /^«(git\+file:[^»]*)»(?:\/(.*))?$/s.exec(file);
  if (virtual) return virtual[1]?.includes(`rev=${source.commit}`) ? (virtual[2] ?? "") : null;
  for (const prefix of [source.storePath, source.root])
    if (prefix && file.startsWith(`${prefix}/`)) return file.slice(prefix.length + 1);
  return null;
}

/** {@link repoFile} for a module, which may be named by its folder: `hosts/web1` is `hosts/web1/default.nix`. */
export function moduleFile(source: Source, spelled: string): string | null {
  const file = repoFile(source, spelled);
  if (file === null || file.endsWith(".nix")) return file;
  return file === "" ? "default.nix" : `${file}/default.nix`;
}

/** A position in a file as Nix tells it. */
export interface RawPlace {
  readonly file: string;
  readonly line: number;
}

/** Where a module stands, from the place that the module system names; null when it is elsewhere. */
export function modulePosition(source: Source, where: string): ModulePosition | null {
  // Flake-parts names outputs: `flake.nix#modules.nixos.ssh`.
  const file = moduleFile(source, where.replace(/#[^/]*$/, ""));
  if (file === null) return null;
  const option = /, via option (.*?)(?:, via option .*)?$/s.exec(where)?.[1];
  const via = option === undefined ? undefined : parsePath(option);
  return { file, ...(via === undefined ? {} : { via }) };
}

/** The one position in the repository that all of these inline modules have; null where that is not sure. */
export function onePlace(
  modules: readonly (readonly RawPlace[])[],
  source: Source,
): ModulePosition | null {
  const found = modules.map((places) => {
    const own = places.flatMap(({ file, line }) => {
      const path = moduleFile(source, file);
      return path === null ? [] : [{ file: path, line }];
    });
    return own[0] ?? null;
  });
  const [first] = found;
  if (!first || found.some((each) => each?.file !== first.file)) return null;
  const same = found.every((each) => each?.line === first.line);
  return same ? first : { file: first.file };
}

/** Every spelling of a repository file inside a text, as a pattern with the relative path in group 1 or 2. */
export function shortenPaths(source: Source, text: string): string {
  let result = text.replaceAll(new RegExp(`«git\\+file:[^»]*rev=${source.commit}[^»]*»/`, "g"), "");
  for (const prefix of [source.storePath, source.root])
    if (prefix) result = result.replaceAll(`${prefix}/`, "");
  return result.replaceAll(
    /«[^»\s]*»\/|\/(?:[^\s'"`«»/]+\/)*store\/[a-z0-9]{32}-source\//g,
    "<input>/",
  );
}
