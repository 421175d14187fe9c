/**
 * Nix helpers that every query shares, as the bindings of a `let`.
 *
 * `safe depth value`: a JSON-able view. Throws become `{ _err = "throw"; }`, functions `{ _fn = true; }`,
 * derivations `{ _drv = name; }`, option types `{ _type = true; }`, what lies deeper `{ _deep = true; }`,
 * very long strings `{ _long = hash; head = …; }`. Contexts are discarded, paths are never copied.
 * `try default value`: the value, or the default when it throws. `tryEval` cannot catch everything: see states.ts.
 */
export const commonNix = `
  try = default: value: let t = builtins.tryEval value; in if t.success then t.value else default;
  has = name: set: builtins.isAttrs set && builtins.hasAttr name set;
  get = builtins.getAttr;
  plain = text: builtins.unsafeDiscardStringContext (toString text);
  isDerivation = v: (v.type or null) == "derivation";
  isOption = o: builtins.isAttrs o && try false ((o._type or null) == "option");
  safe = depth: value:
    let t = builtins.tryEval (builtins.typeOf value); in
    if !t.success then { _err = "throw"; }
    else if t.value == "lambda" then { _fn = true; }
    else if t.value == "string" then
      (if builtins.stringLength value <= 32768 then builtins.unsafeDiscardStringContext value
       else { _long = builtins.hashString "sha256" value; head = plain (builtins.substring 0 2000 value); })
    else if t.value == "path" then plain value
    else if t.value == "list" then (if depth == 0 then { _deep = true; } else map (safe (depth - 1)) value)
    else if t.value == "set" then
      (if try false (isDerivation value) then { _drv = try "?" (plain (value.name or "?")); }
       else if try false ((value._type or null) == "option-type") then { _type = true; }
       else if try false (builtins.isFunction (value.__functor or null)) then { _fn = true; }
       else if depth == 0 then { _deep = true; }
       else builtins.mapAttrs (_: safe (depth - 1)) value)
    else value;
`;

/** Depth to which values are shown; enough for `virtualHosts.<name>.locations.<path>.x`. */
export const valueDepth = 7;
