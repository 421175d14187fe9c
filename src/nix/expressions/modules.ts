import { commonNix } from "./common.ts";
import { inlineNix } from "./inline.ts";

/**
 * A function `{ target, prefixes, budget }` → `{ modules; inline; }`: the places of all modules of a target as
 * the module system names them, and the positions of those written inline. A module system that keeps no
 * graph of its modules is asked for the places of definitions instead, of options below the prefixes (all
 * of them where there are at most `budget`, else those directly there and the `enable` of each group).
 */
export const modulesNix = `
let
${commonNix}
${inlineNix}
  at = node: path:
    if path == [ ] || isOption node then node
    else if has (builtins.head path) node then at (get (builtins.head path) node) (builtins.tail path)
    else { };
  names = node: builtins.filter (name: name != "_module") (builtins.attrNames node);
  leaves = depth: node:
    if isOption node then [ node ]
    else if depth == 0 || !builtins.isAttrs node then [ ]
    else builtins.concatMap (name: try [ ] (leaves (depth - 1) (get name node))) (names node);
  direct = node: builtins.concatMap
    (name: let child = try null (get name node); in
      if isOption child then [ child ]
      else if has "enable" child && isOption child.enable then [ child.enable ]
      else [ ])
    (names node);
  chosen = budget: node:
    if isOption node then [ node ]
    else if !builtins.isAttrs node then [ ]
    else if builtins.length (names node) > budget then direct node
    else let all = leaves 6 node; in if builtins.length all <= budget then all else direct node;
  within = node:
    if node.disabled or false then [ ]
    else [ (plain (node.file or "")) ] ++ builtins.concatMap within (node.imports or [ ]);
  distinct = list: builtins.attrNames (builtins.listToAttrs (map (name: { inherit name; value = null; }) list));
in
{ target, prefixes, budget }:
let
  graph = try [ ] (target.graph or ((target.extendModules { modules = [ ]; }).graph or [ ]));
  defining = builtins.concatMap
    (option: try [ ] (map plain option.files))
    (builtins.concatMap (prefix: chosen budget (at target.options prefix)) prefixes);
in {
  complete = graph != [ ];
  modules = distinct (if graph != [ ] then builtins.concatMap within graph else defining);
  inline = map (each: each.places) (inlineModules target);
}
`;
