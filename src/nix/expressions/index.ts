import { commonNix } from "./common.ts";

/**
 * A function `{ target, withDefaults, only }` → list of raw options (see option-record.ts), suboptions of
 * submodules included. `only`: names at the top of the option tree, or null for all. One option that cannot
 * be described is left out. Of nested types only those are described whose range matters: the description of a
 * recursive type never ends. Defaults without a text are read only where that is cheap.
 */
export const indexNix = `
{ target, withDefaults, only }:
let
${commonNix}
  # Text of a description, default or example as the option writes it.
  text = value:
    if builtins.isString value then plain value
    else if builtins.isAttrs value && value ? text && builtins.isString value.text then plain value.text
    else null;
  # Types whose defaults cost next to nothing; packages, paths and strings may evaluate whole packages.
  simple = depth: type:
    let name = type.name or "?"; nested = type.nestedTypes or { }; in
    builtins.match "bool|int.*|signedInt.*|unsignedInt.*|positiveInt.*|float" name != null
    || builtins.elem name [ "listOf" "attrsOf" "lazyAttrsOf" "submodule" ]
    || (name == "nullOr" && depth > 0 && nested ? elemType && simple (depth - 1) nested.elemType)
    || (nested ? left && nested ? right && depth > 0 && simple (depth - 1) nested.left && simple (depth - 1) nested.right);
  plainJson = value:
    let t = builtins.typeOf value; in
    if t == "list" then (if value == [ ] then "[ ]" else null)
    else if t == "set" then (if value == { } then "{ }" else null)
    else if t == "path" then plain value
    else if t == "lambda" then null
    else builtins.toJSON (safe 1 value);
  json = value: builtins.toJSON (safe 2 value);

  typeInfo = depth: type:
    let nested = type.nestedTypes or { }; payload = type.functor.payload or null; name = type.name or "?"; in
    { n = name; }
    // (if depth == 0 then { } else
      (if nested ? elemType then { e = typeInfo (depth - 1) nested.elemType; } else { })
      // (if nested ? left && nested ? right then {
          l = typeInfo (depth - 1) nested.left;
          r = typeInfo (depth - 1) nested.right;
        } else { })
      // (if name == "submodule" && nested ? freeformType && nested.freeformType != null then { e = typeInfo (depth - 1) nested.freeformType; } else { })
      // (if nested ? finalType then { e = typeInfo (depth - 1) nested.finalType; } else { })
      // (if name == "enum" then {
          v = let values = if builtins.isAttrs payload then payload.values or [ ] else payload; in
            if builtins.isList values then builtins.filter (v: !(builtins.isAttrs v || builtins.isList v)) (safe 1 values) else [ ];
        } else { })
      // (if builtins.match "(int|signedInt|unsignedInt|positiveInt|separatedString|strMatching).*" name != null
          then { d = plain (type.description or ""); } else { }));

  describe = o:
    let
      visible = try true (o.visible or true);
      defaultText =
        if o ? defaultText then text o.defaultText
        else if withDefaults && o ? default && simple 2 o.type then plainJson o.default
        else null;
      exampleText = if o ? example then (let t = text o.example; in
        if builtins.isAttrs o.example && o.example ? _type then t else json o.example) else null;
      type = try { n = "?"; } (let t = typeInfo 5 o.type; in builtins.seq (builtins.deepSeq t true) t);
    in {
      p = o.loc;
      y = type;
      t = try "" (plain (o.type.description or ""));
      s = try "" (let t = text (o.description or ""); in if t == null then "" else builtins.substring 0 4000 t);
      f = try [ ] (map plain (o.declarations or [ ]));
    }
    // some "d" (try null defaultText)
    // some "x" (try null exampleText)
    // flag "r" (try false (o.readOnly or false))
    // flag "i" (try false (o.internal or false))
    // flag "h" (visible == false);
  some = name: value: if value == null then { } else { \${name} = builtins.substring 0 2000 value; };
  flag = name: value: if value == true then { \${name} = true; } else { };

  below = o:
    if try true (o.visible or true) == "shallow" || builtins.length o.loc > 14 then { }
    else try { } (let sub = o.type.getSubOptions o.loc; in if builtins.isAttrs sub then sub else { });

  walk = node:
    if isOption node then
      (let self = describe node; in
        if try false (builtins.deepSeq self true) then [ self ] else [ ])
      ++ group (below node)
    else if builtins.isAttrs node then group node
    else [ ];
  group = set: builtins.concatLists (map
    (name: if builtins.substring 0 7 name == "_module" || name == "_freeformOptions" then [ ] else try [ ] (walk (get name set)))
    (builtins.attrNames set));
  start = if only == null then target.options else builtins.intersectAttrs (builtins.listToAttrs (map (name: { inherit name; value = null; }) only)) target.options;
in group start
`;
