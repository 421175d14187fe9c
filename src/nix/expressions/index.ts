import { commonNix } from "./common.ts";
import { walkNix } from "./walk.ts";

/**
 * A function `{ target, from, how }` that traces every option of a target as a raw option (see
 * option-record.ts), suboptions of submodules included, in the order of their names; how it goes on
 * behind one that cannot be described: walk.ts. Of nested types only those are described whose range
 * matters: the description of a recursive type never ends.
 */
export const indexNix = `
{ target, from, how }:
let
${commonNix}
${walkNix}
  # Text of a description, default or example as the option writes it.
  text = value:
    if builtins.isString value then plain value
    else if builtins.isAttrs value && value ? text && builtins.isString value.text then plain value.text
    else null;
  opening = "$" + "{";
  quoted = text: builtins.replaceStrings [ opening ] [ ("\\\\" + opening) ] (builtins.toJSON (plain text));
  # A value as Nix text; null when it holds what has no text, or is too deep.
  show = depth: value:
    let
      t = builtins.typeOf value;
      parts = map (show (depth - 1)) (if t == "list" then value else builtins.attrValues value);
      whole = depth > 0 && builtins.all builtins.isString parts;
      named = name: value: "\${if builtins.match "[A-Za-z_][A-Za-z0-9_'-]*" name != null then name else quoted name} = \${value};";
    in
    if t == "string" then quoted value
    else if t == "path" then plain value
    else if t == "lambda" then null
    else if t == "list" then
      (if value == [ ] then "[ ]" else if whole then "[ \${builtins.concatStringsSep " " parts} ]" else null)
    else if t == "set" then
      (if value == { } then "{ }"
       else if isDerivation value || value ? _type || !whole then null
       else "{ \${builtins.concatStringsSep " " (builtins.genList (at: named (builtins.elemAt (builtins.attrNames value) at) (builtins.elemAt parts at)) (builtins.length parts))} }")
    else builtins.toJSON value;
  # Its default costs a package's evaluation.
  heavy = type: builtins.elem (type.name or "?") [ "package" "shellPackage" "pkgs" ]
    || (type.nestedTypes.elemType or null) != null && heavy type.nestedTypes.elemType;

  # \`depth\`: elements inside of each other; \`links\`: alternatives and wrappers beside them.
  typeInfo = depth: links: type:
    let
      nested = type.nestedTypes or { }; name = type.name or "?";
      deeper = typeInfo (depth - 1) links;
      beside = typeInfo depth (links - 1);
    in
    { n = name; }
    // (if depth == 0 || links == 0 || name == "attrTag" then { } else
      (if nested ? elemType then { e = (if name == "nullOr" then beside else deeper) nested.elemType; } else { })
      // (if nested ? left && nested ? right then { l = beside nested.left; r = beside nested.right; } else { })
      // (if name == "submodule" && (nested.freeformType or null) != null then { e = deeper nested.freeformType; } else { })
      // (if nested ? finalType then { e = beside nested.finalType; } else { })
      // (if nested ? coercedType then { l = beside nested.coercedType; } else { })
      // (if name == "enum" then {
          v = let payload = type.functor.payload or null; values = if builtins.isAttrs payload then payload.values or [ ] else payload; in
            if builtins.isList values then builtins.filter (v: !(builtins.isAttrs v || builtins.isList v)) (safe 1 values) else [ ];
        } else { })
      // (if builtins.match "(int|number|signedInt|unsignedInt|positiveInt|separatedString|strMatching).*" name != null
          then { d = plain (type.description or ""); } else { }));

  describe = how: o:
    let
      visible = try true (o.visible or true);
      defaultText =
        if o ? defaultText then text o.defaultText
        else if o ? default && !heavy o.type then show 3 o.default
        else null;
      exampleText = if o ? example then
        (if builtins.isAttrs o.example && o.example ? _type then text o.example else show 4 o.example) else null;
      whole = how == "whole";
      type = try { n = "?"; } (let t = typeInfo (if whole then 3 else 0) 16 o.type; in builtins.deepSeq t t);
    in {
      p = o.loc;
      y = type;
      t = if whole then try "" (plain (o.type.description or "")) else "";
      s = if whole then try "" (let t = text (o.description or ""); in if t == null then "" else builtins.substring 0 4000 t) else "";
      f = try [ ] (map plain (o.declarations or [ ]));
    }
    // (if whole then some "d" (try null defaultText) // some "x" (try null exampleText) else { })
    // flag "r" (try false (o.readOnly or false))
    // flag "i" (try false (o.internal or false))
    // flag "h" (visible == false);
  some = name: value: if value == null then { } else { \${name} = builtins.substring 0 2000 value; };
  flag = name: value: if value == true then { \${name} = true; } else { };

  below = o:
    if try true (o.visible or true) == "shallow" || builtins.length o.loc > 14 then { }
    else try { } (let sub = o.type.getSubOptions o.loc; in if builtins.isAttrs sub then sub else { });

  ignored = name: builtins.substring 0 7 name == "_module" || name == "_freeformOptions";
  members = node: removeAttrs node (builtins.filter ignored (builtins.attrNames node));
in walk {
  inherit from how describe;
  isLeaf = isOption;
  inside = node:
    if isOption node then members (below node)
    else if builtins.isAttrs node then members node
    else { };
} (members target.options)
`;
