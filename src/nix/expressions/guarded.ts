import { commonNix, valueDepth } from "./common.ts";
import { walkNix } from "./walk.ts";

/**
 * A function `{ target, from, how, source, patterns, built }` that traces `{ p = path; h = hash; }` for every
 * option of the target, or part of an option's value, that one of the patterns covers (see walk.ts). A pattern is
 * a list of segments, each one `=name`, `~regex`, `*` (any one name) or `**` (any number of names, never inside a
 * value); what it names is covered with everything below. Groups that are switched off (`enable = false`) are
 * looked into only where a pattern names each step. No value leaves the evaluation. Paths into the flake's own tree
 * (`source`) are hashed without it, as it is another one in every commit; of the options `built` the derivation
 * counts, not only the package's name. What cannot be evaluated has no hash.
 */
export const guardedNix = `
{ target, from, how, source, patterns, built }:
let
${commonNix}
${walkNix}
  kind = builtins.substring 0 1;
  named = segment: kind segment == "=";
  nameOf = builtins.substring 1 (-1);
  matches = segment: name:
    segment == "*" || (named segment && nameOf segment == name)
    || (kind segment == "~" && builtins.match (nameOf segment) name != null);
  deep = pattern: pattern != [ ] && builtins.head pattern == "**";
  loose = pattern: pattern == [ ] || deep pattern;
  step = name: pattern:
    if pattern == [ ] then [ pattern ]
    else if deep pattern then [ pattern ] ++ step name (builtins.tail pattern)
    else if matches (builtins.head pattern) name then [ (builtins.tail pattern) ] else [ ];

  # What the patterns leave of a set: only names that one of them goes on in.
  members = patterns: set:
    let
      heads = map builtins.head (builtins.filter (pattern: pattern != [ ]) patterns);
      wide = builtins.any (pattern: pattern == [ ] || !named (builtins.head pattern)) patterns;
      wanted = builtins.listToAttrs (map (head: { name = nameOf head; value = null; }) heads);
    in
    if wide then set else builtins.intersectAttrs wanted set;
  children = node: patternsFor: set: builtins.listToAttrs (builtins.concatMap
    (name: let next = builtins.concatMap (step name) (patternsFor name); in
      if next == [ ] then [ ] else [ {
        inherit name;
        value = { path = node.path ++ [ name ]; patterns = next; value = get name set; inherit (node) isValue; };
      } ])
    (builtins.attrNames (members node.patterns set)));

  isHere = node: !node.isValue && isOption node.value;
  shown = option: try true (option.visible or true) != false;
  defined = option: try false (option.isDefined or false);
  covered = node: builtins.elem [ ] node.patterns;
  # A set of things is compared thing by thing: each may be defined elsewhere.
  ofMany = option: builtins.elem (option.type.name or "") [ "attrsOf" "lazyAttrsOf" "attrsWith" ];
  isMany = node: isHere node && covered node && try false (ofMany node.value && node.value.value != { });
  isLeaf = node: covered node && (node.isValue || (isHere node && shown node.value && defined node.value && !(isMany node)));

  tree = plain source;
  hash = value: builtins.hashString "sha256" (builtins.replaceStrings [ tree ] [ "" ] (builtins.toJSON value));
  content = node:
    let value = if node.isValue then node.value else node.value.value; in
    if builtins.elem node.path built then plain value.drvPath else safe ${valueDepth} value;
  describe = as: node: { p = node.path; } // (if as == "whole" then { h = try null (hash (content node)); } else { });

  # An option that was renamed ends the evaluation where its new place is not there: it is hidden, and not asked.
  says = set: name: try false (isOption (set.\${name} or null) && shown set.\${name} && set.\${name}.value == false);
  off = set: says set "enable" || says set "enabled";
  inside = node:
    if isLeaf node then { }
    else if isHere node then
      (if !(shown node.value && defined node.value) then { }
       else within (node // {
         isValue = true;
         value = node.value.value;
         patterns = if covered node then [ [ ] ] else builtins.filter (pattern: !(deep pattern)) node.patterns;
       }))
    else within node;
  within = node:
    if node.patterns == [ ] || !builtins.isAttrs node.value || isDerivation node.value then { }
    else
      let isOff = !node.isValue && builtins.any loose node.patterns && off node.value; in
      children node
        (name: if isOff && name != "enable" then builtins.filter (pattern: !(loose pattern)) node.patterns else node.patterns)
        node.value;
in
walk { inherit from how isLeaf describe inside; }
  (inside { path = [ ]; inherit patterns; value = target.options; isValue = false; })
`;
