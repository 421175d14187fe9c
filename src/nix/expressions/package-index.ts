import { commonNix } from "./common.ts";

/** Sets that are entered although they are large or not marked: people install from them. */
const entered = ["gnomeExtensions", "kdePackages", "vimPlugins"];
/** Sets with this in their name are a language's or a library's; these of them hold programs. */
const programs =
  "kdePackages|linuxPackages|kodiPackages|wine.*Packages|nvtopPackages|thunderbirdPackages|dwarf-fortress-packages";
/** Marked sets that nobody installs from. */
const inner = [
  "arrayUtilities",
  "cygwin",
  "darwin",
  "haskell",
  "linuxKernel",
  "lixPackageSets",
  "minimal-bootstrap",
  "nixDependencies",
  "nltk-data",
  "qt5",
  "qt6",
  "terraform-providers",
  "tests",
  "tree-sitter-grammars",
  "windows",
];
/** Members of a marked set up to which it is entered. */
const mostMembers = 600;

const list = (names: readonly string[]) => names.map((name) => JSON.stringify(name)).join(" ");

/**
 * A function `{ target, after, most }` for `nix search`, which goes on behind every attribute that does not
 * evaluate, whatever is wrong with it. It looks at the names of `pkgs` behind `after` (null: all), at most
 * `most` of them, and one level into sets that people install from. What is found is traced line by line:
 *
 *     agentix-names {all; last; more}   how many names there are, the last one of this call, whether more follow
 *     agentix-at [path]                 a name is looked at
 *     agentix-is {record}               what is at the name that came last (package-record.ts)
 *     agentix-lost [path]               it throws, as names do that were removed or renamed
 *     agentix-other [path]              it is no package
 */
export const packageIndexNix = `
{ target, after, most }:
let
${commonNix}
  say = mark: value: next: builtins.trace "agentix-\${mark} \${builtins.toJSON value}" next;
  pkgs = target.pkgs;
  all = builtins.attrNames pkgs;
  left = builtins.filter (name: after == null || name > after) all;
  more = builtins.length left > most;
  names = if more then builtins.genList (builtins.elemAt left) most else left;

  text = most: value: try "" (if builtins.isString value then builtins.substring 0 most (plain value) else "");
  flag = name: value: if try false (value == true) then { \${name} = true; } else { };
  describe = path: p:
    let parsed = builtins.parseDrvName (text 200 (p.name or "")); meta = try { } (p.meta or { }); in
    {
      a = path;
      n = let own = text 200 (p.pname or ""); in if own == "" then parsed.name else own;
      v = let own = text 80 (p.version or ""); in if own == "" then parsed.version else own;
      d = text 400 (meta.description or "");
      m = text 100 (meta.mainProgram or "");
    }
    // flag "u" (meta.unfree or false) // flag "b" (meta.broken or false)
    // flag "i" (meta.insecure or false) // flag "s" (meta.unsupported or false);

  isPackage = p: builtins.isAttrs p && isDerivation p;
  isEntered = name: set:
    builtins.elem name [ ${list(entered)} ]
    || try false (set.recurseForDerivations or false) == true
      && !builtins.elem name [ ${list(inner)} ]
      && (builtins.match ".*[Pp]ackages.*" name == null || builtins.match "${programs}" name != null)
      && builtins.match "(php|gnat|beam).*[0-9].*" name == null
      && builtins.length (builtins.attrNames set) <= ${mostMembers};

  # What nix search sees is no package: it only makes each name evaluate by itself.
  leaf = path: value:
    let t = builtins.tryEval (isPackage value); in
    if !t.success then say "lost" path { }
    else if t.value then say "is" (describe path value) { }
    else say "other" path { };
  node = name: value: say "at" [ name ] (
    let t = builtins.tryEval (builtins.isAttrs value && !isDerivation value && isEntered name value); in
    if t.success && t.value then say "other" [ name ] (
      builtins.mapAttrs (member: each: say "at" [ name member ] (leaf [ name member ] each)) (removeAttrs value [ "type" "recurseForDerivations" ])
      // { recurseForDerivations = true; })
    else leaf [ name ] value);
in
say "names" { all = builtins.length all; inherit more; last = if names == [ ] then null else builtins.elemAt names (builtins.length names - 1); } {
  legacyPackages.each = builtins.listToAttrs (map (name: { inherit name; value = node name (get name pkgs); }) names);
}
`;
