import { type Segment, segmentsOf } from "./attrpath.ts";
import { insideRec, type Scope } from "./scope.ts";
import { bindingsOf, child, childrenIn, isSet, type Node, type Tree, textOf } from "./tree.ts";
import { type Circumstances, type Leaf, unwrap } from "./unwrap.ts";

/** One binding of an attribute, wherever it stands; paths are option paths. */
export type Entry = {
  path: string[];
  /** The path has a computed segment. */
  dynamic: boolean;
  binding: Node;
  /** The expression after `=`; null for an inherited name. */
  value: Node | null;
  /** The inherited name, inside `binding`. */
  inherited?: Node;
  scope: Scope;
  when: Circumstances;
  set: Node;
};

/** A set literal that definitions can be added to. */
export type Slot = {
  set: Node;
  /** The option path of the set. */
  at: string[];
  /** What to write before the rest of the path: ["config"] in a module's long form. */
  lead: string[];
  scope: Scope;
  when: Circumstances;
};

/** An expression that no one can look into, and the option path that it is the value of. */
export type Opaque = { node: Node; at: string[]; when: Circumstances };

/** Everything that a module body says about some option paths. */
export type Survey = { entries: Entry[]; slots: Slot[]; opaque: Opaque[] };

/** Where a walk starts, and where a plain set counts as a module (`config`, `options` long form). */
export type WalkStart = { node: Node; at: string[]; scope: Scope; module: boolean };

/** So many names may be followed in one walk: a guard against texts that multiply. */
const most = 2000;

const besideConfig = new Set(["imports", "disabledModules", "_file", "_class", "key", "meta"]);

/**
 * Walks a module body.
 * @param relevant whether to look below an option path
 */
export function survey(
  tree: Tree,
  start: WalkStart,
  relevant: (path: string[]) => boolean,
): Survey {
  const found: Survey = { entries: [], slots: [], opaque: [] };
  const budget = { left: most };
  const leaves = unwrap(tree, start.node, start.scope, { conditions: [], budget });
  for (const leaf of leaves) walkLeaf(leaf, start.at, start.module);
  return found;

  function walkLeaf(leaf: Leaf, at: string[], module: boolean): void {
    if (isSet(leaf.node)) walkSet(leaf, at, module || leaf.when.inFunction !== undefined);
    else if (!simple(leaf.node)) found.opaque.push({ node: leaf.node, at, when: leaf.when });
  }

  function walkSet(leaf: Leaf, at: string[], module: boolean): void {
    const { node: set, when } = leaf;
    const recursive = set.type === "rec_attrset_expression";
    const scope = recursive ? insideRec(tree, set, leaf.scope) : leaf.scope;
    const below: Circumstances = { ...when };
    delete below.inFunction;
    delete below.part;
    delete below.shadows;
    delete below.covers;
    const bindings = bindingsOf(set);
    const long = module && bindings.some((each) => ["config", "options"].includes(head(each)));
    found.slots.push({ set, at, lead: long ? ["config"] : [], scope, when });
    for (const binding of bindings) {
      if (isShadowed(binding, when)) continue;
      const attrpath = child(binding, "attrpath");
      if (attrpath === null) {
        inherits(binding, set, at, scope, below, long);
        continue;
      }
      let segments = segmentsOf(tree, attrpath);
      const first = segments[0]?.name ?? "";
      if (long && !besideConfig.has(first)) {
        if (first !== "config") continue;
        segments = segments.slice(1);
      }
      bound(binding, segments, { set, at, scope, when: below });
    }
  }

  function bound(
    binding: Node,
    segments: readonly Segment[],
    place: { set: Node; at: string[]; scope: Scope; when: Circumstances },
  ): void {
    const path = [...place.at, ...segments.map((each) => each.name)];
    const dynamic = segments.some((each) => each.dynamic);
    const value = child(binding, "expression");
    if (segments.length > 0 && relevant(path)) {
      const { set, scope, when } = place;
      found.entries.push({ path, dynamic, binding, value, scope, when, set });
    }
    if (value === null || dynamic || !relevant(path)) return;
    for (const leaf of unwrap(tree, value, place.scope, place.when)) walkLeaf(leaf, path, false);
  }

  function inherits(
    binding: Node,
    set: Node,
    at: string[],
    scope: Scope,
    when: Circumstances,
    long: boolean,
  ): void {
    const attrs = child(binding, "attrs");
    for (const attr of attrs === null ? [] : childrenIn(attrs, "attr")) {
      const path = [...at, textOf(tree, attr)];
      if (!long && relevant(path))
        found.entries.push({
          path,
          dynamic: false,
          binding,
          value: null,
          inherited: attr,
          scope,
          when,
          set,
        });
    }
  }

  /** Whether `//` surely replaces the attribute by one of its right-hand side. */
  function isShadowed(binding: Node, when: Circumstances): boolean {
    if (when.shadows === undefined) return false;
    const name = head(binding);
    return when.shadows.some(
      ({ node, when: other }) =>
        other.conditions.every((each) => when.conditions.includes(each)) &&
        isSet(node) &&
        bindingsOf(node).some((each) => head(each) === name && name !== ""),
    );
  }

  function head(binding: Node): string {
    const attrpath = child(binding, "attrpath");
    return attrpath === null ? "" : (segmentsOf(tree, attrpath)[0]?.name ?? "");
  }
}

/** Whether an expression surely holds no attributes. */
function simple(node: Node): boolean {
  return /^(integer|float|string|indented_string|list|path|hpath|spath|uri)_expression$/.test(
    node.type,
  );
}
