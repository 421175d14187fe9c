import { posix } from "node:path";
import type { Convention } from "./convention.ts";
import { isOfThing } from "./fit.ts";
import { withElement } from "./module-list.ts";
import type { Site } from "./sites.ts";

/** A module file to be, before anything is set in it. */
export interface NewModule {
  readonly site: Site;
  readonly text: string;
  /** The file whose list names it, as it will be. */
  readonly importer?: { readonly file: string; readonly text: string };
  readonly why: string;
}

/** What a new file for an option is called, without its ending. */
export function fileNameFor(path: readonly string[]): string {
  const [first = "module", second] = path;
  if (/[pP]ackages$/.test(path.at(-1) ?? "")) return "packages";
  const name = second !== undefined && isOfThing(path) ? second : first;
  const plain = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
  return plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "") || "module";
}

/** Writes an empty module as its siblings begin, and its name into the list that has to name it. */
export function newModule(
  convention: Convention,
  name: string,
  targets: readonly string[],
  texts: ReadonlyMap<string, string>,
  below: Site["below"],
): NewModule {
  const file = posix.normalize(posix.join(convention.folder, `${name}.nix`));
  const { list, aspect, siblings } = convention;
  const scope = aspect && { kind: "attribute" as const, path: [...aspect.holder, name] };
  const site: Site = {
    file,
    users: new Set(targets),
    options: [],
    ...(scope && { scope }),
    ...(below && { below }),
  };
  const heads = siblings.flatMap((one) => (one.scope ? [] : (texts.get(one.file) ?? [])));
  const text = scope ? `{\n  ${scope.path.join(".")} = {\n  };\n}\n` : `${headOf(heads)}{\n}\n`;
  const why = `new file: ${convention.why}`;
  if (!list) return { site, text, why };
  const path = posix.relative(posix.dirname(list.file), file);
  const written = path.startsWith("..") ? path : `./${path}`;
  const element = aspect ? [aspect.prefix, name].filter((part) => part !== "").join(".") : written;
  const importer = withElement(texts.get(list.file) ?? "", list.of, element);
  return { site, text, why, importer: { file: list.file, text: importer } };
}

/** The arguments that most siblings begin with, where these are every module's; nothing for plain sets. */
function headOf(texts: readonly string[]): string {
  const heads = texts.map((text) => {
    const bare = text.replace(/^(?:\s*#[^\n]*\n|\s+)+/, "");
    const match = /^(\{[^{}"]*\}:)(\s*)\{/.exec(bare);
    if (!match) return bare.startsWith("{") && !/^\{[^{}]*\}\s*[:@]/.test(bare) ? "" : undefined;
    const names = (match[1] ?? "").match(/[A-Za-z_]\w*/g) ?? [];
    const usual = names.every((one) => /^(config|lib|pkgs)$/.test(one));
    return `${usual ? match[1] : "{ ... }:"}${(match[2] ?? "\n").replaceAll("\r", "")}`;
  });
  const groups = [
    ...Map.groupBy(
      heads.filter((head) => head !== undefined),
      (head) => head,
    ),
  ];
  const [most] = groups.toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0] ?? "{ ... }:\n\n";
}
