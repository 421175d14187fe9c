import { commonNix, valueDepth } from "./common.ts";
import { walkNix } from "./walk.ts";

/**
 * A function `{ target, from, how, source, patterns, built }` that traces `{ p = path; h = hash; }` for every
 * option of the target, or part of an option's value, that one of the patterns covers (see walk.ts). A pattern is
 * a list of segments (here all of them as one tree, see pattern-tree.ts), each one `=name`, `~regex`, `*` (any one name) or `**` (any number of names, never inside a
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
  # Where a path stands in the tree of patterns: "all" of what is here is covered, "plain" goes on with the next name,
  # "loop" goes on after any number of names.
  all = { k = "all"; };
  arrive = tree:
    (if tree ? e then [ all ] else [ ])
    ++ (if tree ? n || tree ? a || tree ? r then [ { k = "plain"; t = tree; } ] else [ ])
    ++ (if tree ? d then [ { k = "loop"; t = tree.d; } ] else [ ]);
  next = name: tree:
    (if tree ? n && tree.n ? \${name} then arrive tree.n.\${name} else [ ])
    ++ (if tree ? a then arrive tree.a else [ ])
    ++ (if tree ? r then builtins.concatMap (one: if builtins.match one.m name != null then arrive one.t else [ ]) tree.r else [ ]);
  step = name: place:
    if place.k == "all" then [ all ]
    else if place.k == "loop" then [ place ] ++ next name place.t
    else next name place.t;
  loose = place: place.k != "plain";

  # What the patterns leave of a set: only names that one of them goes on in.
  members = places: set:
    if builtins.any (place: loose place || place.t ? a || place.t ? r) places then set
    else builtins.intersectAttrs (builtins.foldl' (names: place: names // place.t.n or { }) { } places) set;
  children = node: placesFor: set: builtins.listToAttrs (builtins.concatMap
    (name: let places = builtins.concatMap (step name) (placesFor name); in
      if places == [ ] then [ ] else [ {
        inherit name;
        value = { path = node.path ++ [ name ]; inherit places; value = get name set; inherit (node) isValue; };
      } ])
    (builtins.attrNames (members node.places set)));

  isHere = node: !node.isValue && isOption node.value;
  shown = option: try true (option.visible or true) != false;
  defined = option: try false (option.isDefined or false);
  covered = node: builtins.any (place: place.k == "all") node.places;
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
         places = if covered node then [ all ] else builtins.filter (place: place.k != "loop") node.places;
       }))
    else within node;
  within = node:
    if node.places == [ ] || !builtins.isAttrs node.value || isDerivation node.value then { }
    else
      let isOff = !node.isValue && builtins.any loose node.places && off node.value; in
      children node
        (name: if isOff && name != "enable" then builtins.filter (place: !(loose place)) node.places else node.places)
        node.value;
in
walk { inherit from how isLeaf describe inside; }
  (inside { path = [ ]; places = arrive patterns; value = target.options; isValue = false; })
`;
