import type { Definition, ModuleScope } from "../core/edit.ts";
import { showPath } from "../core/option.ts";
import type { ModulePosition } from "../ports/nix.ts";
import type { Syntax } from "../ports/syntax.ts";

/** A module body of the repository in which options can be set, as the targets see it. */
export interface Site {
  readonly file: string;
  /** Which body of the file; absent where the file is the module. */
  readonly scope?: ModuleScope;
  /** Ids of the targets that evaluate this module. */
  readonly users: ReadonlySet<string>;
  /** What it defines, as paths from the module. */
  readonly options: readonly SiteOption[];
  /** Why nothing is ever written there; absent for ordinary modules. */
  readonly excluded?: string;
  /** For a module that sits below options of the host: their paths (`home-manager.users.alice`). */
  readonly below?: readonly (readonly string[])[];
}

export interface SiteOption {
  readonly path: readonly string[];
  /** It holds only under a condition. */
  readonly conditional: boolean;
}

/** Names a module body: the same for every target that uses it. */
export function siteKey(file: string, scope: ModuleScope | undefined): string {
  return JSON.stringify([file, scope ?? { kind: "file" }]);
}

/** The body of a file that a position means; undefined for the file itself. */
export function scopeAt(
  syntax: Syntax,
  source: string,
  { via, line }: Pick<ModulePosition, "via" | "line">,
): ModuleScope | undefined {
  if (via) return { kind: "attribute", path: [...via] };
  if (line === undefined) return undefined;
  const around = syntax
    .modules(source)
    .filter((each) => each.scope.kind === "inline" && each.line <= line && line <= each.endLine)
    .toSorted((a, b) => a.endLine - a.line - (b.endLine - b.line));
  return around[0]?.scope;
}

/** The options that a module body defines, without the groups around them. */
export function optionsOf(
  syntax: Syntax,
  source: string,
  scope: ModuleScope | undefined,
): SiteOption[] {
  return syntax
    .definitions(source, scope ?? { kind: "file" })
    .filter((definition) => !isGroup(definition))
    .map(({ path, conditional }) => ({ path, conditional }));
}

/** A set stands for the attributes in it, which are definitions of their own. */
function isGroup({ path, valueKind }: Definition): boolean {
  return path[0] === "imports" || path[0] === "options" || (valueKind === "set" && path.length < 3);
}

/** A target's option as the module itself names it; undefined where the module cannot set it. */
export function pathWithin(
  { below }: Site,
  path: readonly string[],
  target: string,
): readonly string[] | undefined {
  if (!below || target.startsWith("home:")) return path;
  const above = below.find(
    (one) => path.length > one.length && one.every((part, index) => path[index] === part),
  );
  return above && path.slice(above.length);
}

/** Every option that these modules write, as a target sees it; names that are computed are left out. */
export function writtenOptions(sites: readonly Site[]): (readonly string[])[] {
  const paths = sites.flatMap(({ options, below }) =>
    options.flatMap(({ path }) => {
      if (path[0] === "_module" || path.some((segment) => segment.startsWith("${"))) return [];
      return below ? below.map((above) => [...above, ...path]) : [path];
    }),
  );
  return [...new Map(paths.map((path) => [showPath(path), path])).values()];
}
