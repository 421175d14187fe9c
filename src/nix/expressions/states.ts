import { commonNix, valueDepth } from "./common.ts";
import { inlineNix } from "./inline.ts";

/**
 * A function `{ target, paths }` → a list: for each path what core needs to know about an
 * option, or about a path inside an option's value (`services.openssh.settings.X`,
 * `users.users.alice.extraGroups`). It reads `options` only: an undeclared setting elsewhere in the
 * configuration does not stop it.
 */
export const statesNix = `
let
${commonNix}
${inlineNix}
  depth = ${valueDepth};

  # The option at or above a path: { option; rest; } or null for a group or an unknown path. Where nixpkgs
  # keeps the evaluated modules of a submodule's value (valueMeta), it is the option inside of that value.
  find = node: path:
    if isOption node then (if path == [ ] then { option = node; rest = [ ]; } else within node path)
    else if path == [ ] || !builtins.isAttrs node then null
    else if has (builtins.head path) node then find (get (builtins.head path) node) (builtins.tail path)
    else null;
  within = option: path:
    let
      name = builtins.head path;
      meta = try { } (option.valueMeta or { });
      one = meta.configuration.options or null;
      named = if has name (meta.attrs or null) then meta.attrs.\${name}.configuration.options or null else null;
      found = try null (
        if one != null then find one path
        else if named != null then find named (builtins.tail path)
        else null);
    in if found == null then { inherit option; rest = path; } else found;

  # Does the type admit a value at this path below it?
  admits = type: path:
    if path == [ ] then true
    else
      let
        name = type.name or "";
        nested = type.nestedTypes or { };
        tail = builtins.tail path;
      in
      if builtins.elem name [ "attrs" "anything" "unspecified" "raw" "lazyAttrs" ] then true
      else if builtins.elem name [ "attrsOf" "lazyAttrsOf" "attrsWith" "listOf" ] then
        !(nested ? elemType) || admits nested.elemType tail
      else if nested ? left && nested ? right then admits nested.left path || admits nested.right path
      else if nested ? finalType then admits nested.finalType path
      else if name == "submodule" || name == "deferredModule" then
        name == "deferredModule" || (let found = below (type.getSubOptions [ ]) path; in
          if found == null then nested ? freeformType && admits nested.freeformType path
          else found)
      else if nested ? elemType then admits nested.elemType path
      else false;
  below = node: path:
    if isOption node then admits node.type path
    else if path == [ ] then false
    else if has (builtins.head path) node then below (get (builtins.head path) node) (builtins.tail path)
    else null;

  dig = value: path:
    if path == [ ] then { inherit value; }
    else if has (builtins.head path) value then dig (get (builtins.head path) value) (builtins.tail path)
    else null;

  least = builtins.foldl' (a: b: if a == null || b < a then b else a) null;

  whole = option: rec {
    exists = true;
    priority = try null (option.highestPrio or null);
    defined = try false (option.isDefined or false) && (priority == null || priority < 1500);
    definitions = if !defined then [ ] else
      try [ ] (map (d: { where = plain d.file; value = safe depth d.value; }) (option.definitionsWithLocations or [ ]));
    value =
      let known = builtins.tryEval (option.isDefined or false); in
      if !known.success then { _err = "throw"; }
      else if known.value then safe depth option.value
      else null;
  };

  part = option: path:
    let
      found = try [ ] (builtins.concatMap
        (d: map (each: each // { where = plain d.file; }) (try [ ] (inside 100 d.value path)))
        (option.definitionsWithLocations or [ ]));
      priority = least (map (each: each.priority) found);
      value = try null (if option.isDefined or false then dig option.value path else null);
    in {
      exists = try false (admits option.type path);
      inherit priority;
      defined = found != [ ];
      definitions = map (each: { inherit (each) where; value = safe depth each.value; })
        (builtins.filter (each: each.priority == priority) found);
      value = if value == null then null else safe depth value.value;
    };

  state = options: path:
    let found = find options path; in
    if found == null then { exists = false; defined = false; value = null; priority = null; definitions = [ ]; }
    else if found.rest == [ ] then whole found.option
    else part found.option found.rest;
in
{ target, paths }:
let modules = inlineModules target; in
map
  (path:
    let known = state target.options path; in
    known // {
      inline = if builtins.any (d: isInlinePlace d.where) known.definitions then inlinePlaces modules path else [ ];
    })
  paths
`;
