import { commonNix } from "./common.ts";

/**
 * A function `{ target, names }` → list: for each dotted name split into segments what `pkgs` holds there:
 * null, or `{ version; description; mainProgram; problem; }`. A name that throws (removed, renamed) is `{ throws = true; }`.
 */
export const packagesNix = `
let
${commonNix}
  pick = set: path:
    if path == [ ] then set
    else if has (builtins.head path) set then pick (get (builtins.head path) set) (builtins.tail path)
    else null;
  orNull = value: try null (if builtins.isString value then plain value else null);
  describe = pkgs: path:
    let
      found = builtins.tryEval (let value = pick pkgs path; in builtins.seq value value);
      value = found.value;
      meta = try { } (value.meta or { });
      problem =
        if try false (meta.broken or false) then "is marked as broken"
        else if try false (meta.insecure or false) then "is marked as insecure"
        else if try false (meta.unsupported or false) then "is not available for this system"
        else if try false (meta.unfree or false) then "has an unfree licence"
        else null;
    in
    if !found.success then { throws = true; }
    else if value == null || !(builtins.isAttrs value) || !(try false (isDerivation value)) then null
    else {
      version = orNull (value.version or null);
      description = orNull (meta.description or null);
      mainProgram = orNull (meta.mainProgram or null);
      inherit problem;
      allowed = try false (meta.available or true);
    };
in
{ target, names }: map (describe target.pkgs) names
`;

/** A function `{ target, nested }` → the names at the top of its `pkgs`, and those in nested sets, dotted. */
export const packageNamesNix = `
{ target, nested }:
let
  pkgs = target.pkgs;
  below = name:
    let t = builtins.tryEval (if pkgs ? \${name} && builtins.isAttrs pkgs.\${name} then builtins.attrNames pkgs.\${name} else [ ]); in
    map (each: name + "." + each) (if t.success then t.value else [ ]);
in
builtins.attrNames pkgs ++ builtins.concatMap below nested
`;

/** Package sets whose members people ask for; a set with another ten thousand names would drown the rest. */
export const nestedSets = [
  "python3Packages",
  "gnomeExtensions",
  "kdePackages",
  "linuxPackages",
  "vimPlugins",
  "xorg",
];
