import type { SourceFact, SourceFactKind } from "../../core/source-fact.ts";
import { segmentsOf, staticString } from "./attrpath.ts";
import { importFacts } from "./import-facts.ts";
import { bare, bindingsOf, child, isSet, lineAt, type Node, type Tree, textOf } from "./tree.ts";

const fetches = new Set(
  "fetchurl fetchTarball fetchGit fetchTree fetchMercurial fetchClosure getFlake storePath".split(
    " ",
  ),
);
const impure = new Set(
  "exec importNative getEnv currentTime currentSystem nixPath findFile".split(" "),
);
const reads = new Set(
  "readFile readDir readFileType toFile path filterSource fileContents importJSON importTOML".split(
    " ",
  ),
);
/** What stands for a builtin without `builtins.` before it; other names may be a package's fetcher. */
const bareFetches = new Set(
  "fetchTarball fetchGit fetchTree fetchMercurial fetchClosure".split(" "),
);
const forces = new Set(["mkForce", "mkVMOverride", "mkImageMediaOverride", "mkForceOverride"]);
/** Priority of mkForce and stronger; a plain definition has 100. */
const plainPriority = 100;

/** Everything in a text that matters whatever the options are; `isFlake` for the file with the inputs. */
export function factsOf(tree: Tree, isFlake: boolean): SourceFact[] {
  const found: SourceFact[] = [];
  const tell = (kind: SourceFactKind, node: Node, path: readonly string[], hash?: string) =>
    found.push({
      kind,
      text: textOf(tree, node).replaceAll(/\s+/g, " ").slice(0, 300),
      line: lineAt(tree.source, node.start),
      path,
      ...(hash === undefined ? {} : { hash }),
    });
  const isOpened = /\bwith\s+builtins\b|inherit\s*\(\s*builtins\s*\)|=\s*builtins\s*;/.test(
    tree.source,
  );
  const root = child(tree.root, "expression");
  if (root !== null) visit(root, []);
  if (isFlake && root !== null) flakeFacts(tree, root, tell);
  return found;

  function visit(node: Node, path: readonly string[]): void {
    if (node.type === "binding") binding(node, path);
    else if (node.type === "select_expression") selection(node, path);
    else {
      if (node.type === "inherit_from") inherited(node, path);
      else if (node.type === "spath_expression") tell("impure", node, path);
      else if (node.type === "variable_expression") variable(node, path);
      else if (node.type === "apply_expression") application(node, path);
      for (const each of node.children) visit(each, path);
    }
  }

  function binding(node: Node, path: readonly string[]): void {
    const attrpath = child(node, "attrpath");
    const names = attrpath === null ? [] : segmentsOf(tree, attrpath).map(({ name }) => name);
    const below = [...path, ...names];
    if (names.includes("disabledModules")) tell("disabled-modules", node, below);
    if (names.includes("_module")) tell("module-machinery", node, below);
    const value = child(node, "expression");
    if (value !== null && (names.at(-1) === "imports" || names.at(-1) === "modules"))
      for (const [kind, at] of importFacts(tree, value)) tell(kind, at, below);
    for (const each of node.children) visit(each, below);
  }

  /** `inherit (builtins) a;` is `builtins.a`. */
  function inherited(node: Node, path: readonly string[]): void {
    const source = child(node, "expression");
    if (source === null || textOf(tree, bare(source)) !== "builtins") return;
    const attrs = child(node, "attrs");
    for (const attr of attrs?.children ?? []) builtin(textOf(tree, attr), attr, path);
  }

  function builtin(name: string, node: Node, path: readonly string[]): void {
    if (fetches.has(name)) tell("fetch", node, path);
    if (impure.has(name)) tell("impure", node, path);
    if (reads.has(name)) tell("read", node, path);
  }

  function variable(node: Node, path: readonly string[]): void {
    const name = textOf(tree, node);
    if (name === "builtins") tell("builtins", node, path);
    else if (bareFetches.has(name) || name === "scopedImport") tell("fetch", node, path);
    else if (isOpened) builtin(name, node, path);
  }

  function selection(node: Node, path: readonly string[]): void {
    const from = child(node, "expression");
    const attrpath = child(node, "attrpath");
    const segments = attrpath === null ? [] : segmentsOf(tree, attrpath);
    const [first] = segments;
    if (from !== null && textOf(tree, bare(from)) === "builtins" && first && !first.dynamic) {
      builtin(first.name, node, path);
    } else {
      const last = segments.at(-1)?.name ?? "";
      if (last === "fileContents" || last === "importJSON" || last === "importTOML")
        tell("read", node, path);
      if (from !== null) visit(from, path);
    }
    for (const each of node.children) if (each !== from) visit(each, path);
  }

  function application(node: Node, path: readonly string[]): void {
    const callee = child(node, "function");
    const given = child(node, "argument");
    if (callee === null || given === null) return;
    const name = lastName(tree, callee);
    if (forces.has(name)) tell("force", node, path);
    if (callee.type === "apply_expression") {
      const inner = child(callee, "function");
      const priority = child(callee, "argument");
      if (inner !== null && lastName(tree, inner) === "mkOverride" && priority !== null)
        if (!(Number(textOf(tree, bare(priority))) >= plainPriority)) tell("force", node, path);
    }
    if (name === "import") for (const [kind, at] of importFacts(tree, node)) tell(kind, at, path);
    if (
      /^fetch(?!Tree|Closure)[A-Za-z]+$/.test(name) &&
      isSet(bare(given)) &&
      !textOf(tree, callee).startsWith("builtins")
    )
      packageFetch(node, bare(given), path);
  }

  /** `fetchFromGitHub { owner; repo; rev; hash; }`: what it names, and the hash apart. */
  function packageFetch(node: Node, given: Node, path: readonly string[]): void {
    const parts = bindingsOf(given).flatMap((one) => {
      const attrpath = child(one, "attrpath");
      const value = child(one, "expression");
      if (attrpath === null || value === null) return [];
      return [
        { name: textOf(tree, attrpath), value: staticString(tree, value) ?? textOf(tree, value) },
      ];
    });
    const isHash = (name: string) =>
      /^(hash|sha256|sha512|sha1|outputHash|cargoHash|vendorHash)$/.test(name);
    const hash = parts
      .filter(({ name }) => isHash(name))
      .map(({ value }) => value)
      .join(" ");
    const named = parts
      .filter(({ name }) => !isHash(name))
      .map(({ name, value }) => `${name}=${value}`);
    found.push({
      kind: "package-fetch",
      text: named.toSorted().join(" ").slice(0, 300),
      line: lineAt(tree.source, node.start),
      path,
      hash,
    });
  }
}

type Tell = (kind: SourceFactKind, node: Node, path: readonly string[]) => void;

/** `nixConfig` and every input of a flake, however its path is spelled. */
function flakeFacts(tree: Tree, root: Node, tell: Tell): void {
  if (!isSet(root)) return;
  const visit = (set: Node, path: readonly string[]) => {
    for (const one of bindingsOf(set)) {
      const attrpath = child(one, "attrpath");
      const value = child(one, "expression");
      if (attrpath === null || value === null) continue;
      const below = [...path, ...segmentsOf(tree, attrpath).map(({ name }) => name)];
      if (below[0] === "nixConfig") tell("nix-config", one, below);
      else if (below[0] === "inputs" && isSet(bare(value))) visit(bare(value), below);
      else if (below[0] === "inputs") tell("input", value, below);
    }
  };
  visit(root, []);
}

/** The last name of what is called: `mkForce` of `lib.modules.mkForce`. */
function lastName(tree: Tree, node: Node): string {
  const callee = bare(node);
  if (callee.type === "variable_expression") return textOf(tree, callee);
  const attrpath = callee.type === "select_expression" ? child(callee, "attrpath") : null;
  return attrpath === null ? "" : (segmentsOf(tree, attrpath).at(-1)?.name ?? "");
}
