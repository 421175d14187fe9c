import { posix } from "node:path";
import { commonLength } from "../core/option.ts";
import { type ModuleList, moduleLists, pathLiterals } from "./module-list.ts";
import type { PlacementQuestion } from "./places.ts";
import { within } from "./places.ts";
import { pathWithin, type Site } from "./sites.ts";

/** How a new module would arrive at some targets: what the layout does with the modules that are there. */
export interface Convention {
  readonly kind: "folder" | "list" | "aspect";
  /** The folder of the new file. */
  readonly folder: string;
  /** The list that has to name it; absent where being in the folder is enough. */
  readonly list?: { readonly file: string; readonly of: ModuleList };
  /** The path of the attribute that holds modules (`flake.modules.nixos`), and how the list names one. */
  readonly aspect?: { readonly holder: readonly string[]; readonly prefix: string };
  /** Modules that arrive in the same way. */
  readonly siblings: readonly Site[];
  /** What was found, for the person. */
  readonly why: string;
}

const fixed = /(^|\/)hardware-configuration\.nix$/;

/**
 * The ways in which a new module may arrive at just these targets, the surest first. Only evaluation can
 * tell that it does. `texts` holds the modules' files and the flake's own.
 */
export function conventions(
  question: PlacementQuestion,
  texts: ReadonlyMap<string, string>,
): Convention[] {
  const own = question.sites.filter(
    (site) =>
      within(site, question) &&
      question.targets.every(
        (target) => site.users.has(target) && pathWithin(site, question.path, target) !== undefined,
      ),
  );
  const nested = own.filter(({ below }) => below !== undefined);
  const sites = nested.length > 0 ? nested : own;
  const files = sites.filter(({ scope, excluded }) => !scope && !excluded);
  return [
    ...aspects(sites, question, texts),
    ...folders(files, texts, question),
    ...lists(files, texts, question),
  ];
}

/** Files of a folder that nobody names, and that are modules nevertheless. */
function folders(
  files: readonly Site[],
  texts: ReadonlyMap<string, string>,
  { path }: PlacementQuestion,
): Convention[] {
  const named = new Map<string, string>();
  for (const [file, text] of texts)
    for (const literal of pathLiterals(text)) {
      const path = posix.normalize(posix.join(posix.dirname(file), literal));
      named.set(path, file);
    }
  const isNamed = (file: string) =>
    named.has(file) || (file.endsWith("/default.nix") && named.has(posix.dirname(file)));
  const unnamed = files.filter(
    ({ file }) => !isNamed(file) && !/(^|\/)(flake|default)\.nix$/.test(file) && !fixed.test(file),
  );
  const groups = [...Map.groupBy(unnamed, ({ file }) => posix.dirname(file))];
  const topOf = (folder: string) => ancestors(folder).find((one) => named.has(one)) ?? folder;
  const withTop = groups.map(([folder, siblings]) => ({ folder, siblings, top: topOf(folder) }));
  const inTop = (top: string) =>
    withTop.filter((one) => one.top === top).flatMap(({ siblings }) => siblings).length;
  const close = (siblings: readonly Site[]) =>
    Math.max(
      ...siblings.map(({ options }) =>
        Math.max(0, ...options.map((o) => commonLength(o.path, path))),
      ),
    );
  return withTop
    .filter(({ folder, top }) => folder !== "." && inTop(top) > 1)
    .toSorted(
      (a, b) =>
        close(b.siblings) - close(a.siblings) ||
        b.siblings.length - a.siblings.length ||
        a.folder.localeCompare(b.folder),
    )
    .map(({ folder, siblings, top }) => {
      const how = means([...texts.values()].join("\n"));
      return {
        kind: "folder" as const,
        folder,
        siblings,
        why: `every file below ${top}/ is imported${how ? ` (${how})` : ""}`,
      };
    });
}

function ancestors(folder: string): string[] {
  const parts = folder.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** What imports whole folders, as the flake's sources name it. */
function means(text: string): string | undefined {
  return ["import-tree", "haumea", "listFilesRecursive", "readDir"].find((one) =>
    text.includes(one),
  );
}

/** Lists that name the modules: `imports` of a module, `modules` of the flake. */
function lists(
  files: readonly Site[],
  texts: ReadonlyMap<string, string>,
  question: PlacementQuestion,
): Convention[] {
  const served = new Map(question.sites.map((site) => [site.file, site]));
  const flakes = [...texts.keys()].filter((file) => /(^|\/)flake\.nix$/.test(file));
  const holders = [...new Set([...files.map(({ file }) => file), ...flakes])];
  const found = holders.flatMap((file) =>
    moduleLists(texts.get(file) ?? "").flatMap((of) => {
      const isFlake = flakes.includes(file);
      if (isFlake !== (of.name === "modules")) return [];
      const paths = of.elements.flatMap(({ text }) => {
        if (!/^\.\.?\//.test(text)) return [];
        const path = posix.normalize(posix.join(posix.dirname(file), text));
        return [path.endsWith(".nix") ? path : `${path}/default.nix`];
      });
      const siblings = paths.flatMap((path) => served.get(path) ?? []);
      const shared = siblings.some((site) => !within(site, question));
      const serves = siblings.some((site) => question.targets.every((one) => site.users.has(one)));
      if (paths.length === 0 || (isFlake && (shared || !serves))) return [];
      const usual = siblings.filter((site) => within(site, question) && !fixed.test(site.file));
      return [{ file, of, siblings: usual }];
    }),
  );
  return found
    .toSorted((a, b) => b.siblings.length - a.siblings.length || a.file.localeCompare(b.file))
    .map(({ file, of, siblings }) => {
      const folder = usualFolder(siblings) ?? posix.dirname(file);
      const what = of.name === "imports" ? "imports" : "list of modules";
      return {
        kind: "list" as const,
        folder,
        list: { file, of },
        siblings,
        why: `${file} names its modules, so it is added to the ${what} there`,
      };
    });
}

/** The folder that most of the files are in; a file named by its folder stands beside it. */
function usualFolder(siblings: readonly Site[]): string | undefined {
  const folders = siblings.map(({ file }) =>
    posix.dirname(file.endsWith("/default.nix") ? posix.dirname(file) : file),
  );
  const groups = [...Map.groupBy(folders, (folder) => folder)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** Modules that are attributes of the flake, and that hosts name in their `imports`. */
function aspects(
  sites: readonly Site[],
  question: PlacementQuestion,
  texts: ReadonlyMap<string, string>,
): Convention[] {
  const all = question.sites.filter(({ scope }) => scope?.kind === "attribute");
  const nameOf = ({ scope }: Site) =>
    scope?.kind === "attribute" ? (scope.path.at(-1) ?? "") : "";
  const names = new Set(all.map(nameOf));
  return sites.flatMap((site): Convention[] => {
    if (site.scope?.kind !== "attribute" || !names.has(nameOf(site))) return [];
    const holder = site.scope.path.slice(0, -1);
    return moduleLists(texts.get(site.file) ?? "").flatMap((of): Convention[] => {
      const last = of.elements.findLast(({ text }) => names.has(text.split(".").at(-1) ?? ""));
      if (of.name !== "imports" || !last) return [];
      const known = new Set(of.elements.map(({ text }) => text.split(".").at(-1) ?? ""));
      const siblings = all.filter((one) => known.has(nameOf(one)));
      const folder = usualFolder(siblings) ?? posix.dirname(site.file);
      const prefix = last.text.split(".").slice(0, -1).join(".");
      const list = { file: site.file, of };
      const why = `every file of ${folder}/ speaks of its own ${holder.join(".")}.<name>, which ${nameOf(site)} imports by name`;
      return [{ kind: "aspect", folder, list, aspect: { holder, prefix }, siblings, why }];
    });
  });
}
