import { commonNix } from "./common.ts";
import { inlineNix } from "./inline.ts";

/**
 * A function `{ target, prefixes, budget }` → `{ defined; modules; }`: for the options below each prefix (all of
 * them where there are at most `budget`, else those directly there and the \`enable\` of each group) which
 * files define them, as `[ { path; where; inline; } ]`; and the files of all modules where nixpkgs tells.
 */
export const fileUseNix = `
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
in
{ target, prefixes, budget }:
let
  modules = inlineModules target;
  uses = option: map
    (where: {
      path = option.loc;
      inherit where;
      inline = if isInlinePlace where then inlineFiles modules option.loc else [ ];
    })
    (try [ ] (map plain option.files));
  graph = node: [ (plain (node.file or "")) ] ++ builtins.concatMap graph (node.imports or [ ]);
in {
  defined = builtins.concatMap uses (builtins.concatMap (prefix: chosen budget (at target.options prefix)) prefixes);
  modules = try [ ] (builtins.concatMap graph (target.graph or [ ]));
}
`;
