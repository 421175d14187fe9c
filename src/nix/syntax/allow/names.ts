/*
 * What free edits may name. Everything here is a list of what is allowed, apart from `isDangerous` and `isCode`,
 * which take away again what a general rule would let through.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Functions and values of `lib` that compute with values and touch nothing. */
const library = words(`
  mkIf mkDefault mkForce mkMerge mkBefore mkAfter mkOrder mkOverride mkOptionDefault mkVMOverride
  mkOption mkEnableOption mkPackageOption literalExpression literalMD mdDoc
  optional optionals optionalAttrs optionalString
  attrNames attrValues mapAttrs mapAttrsToList filterAttrs recursiveUpdate hasAttr hasAttrByPath attrByPath
  map filter concatMap concatLists flatten unique toList range head last tail length elem elemAt reverseList
  any all foldl' subtractLists intersectLists zipLists sort min max count
  hasPrefix hasSuffix hasInfix removePrefix removeSuffix toLower toUpper splitString
  concatStringsSep concatMapStringsSep concatStrings stringLength escapeShellArg
  boolToString isString isList isAttrs isBool isInt id const flip versionAtLeast versionOlder
  getExe getExe' getBin getLib getDev maintainers licenses platforms types
`);
/** Sets of `lib` that hold the same functions again. */
const librarySets = words("attrsets lists strings trivial options modules");

const typeNames = words(`
  bool int str string lines path port package number float anything raw attrs unspecified enum listOf attrsOf
  lazyAttrsOf nullOr either oneOf submodule submoduleWith deferredModule ints between unsigned positive u8 u16 u32
  s8 s16 s32 numbers nonnegative nonEmptyStr nonEmptyListOf singleLineStr strMatching separatedString uniq unique
  functionTo commas envVar passwdEntry shellPackage coercedTo addCheck pathInStore
`);

const builtin = words(`
  attrNames attrValues length elem elemAt map filter concatLists concatMap head tail hasAttr getAttr isAttrs isList
  isString isInt isBool isNull toString removeAttrs intersectAttrs mapAttrs stringLength add sub mul div lessThan
  all any sort replaceStrings concatStringsSep splitVersion compareVersions
`);
const global = words("true false null map toString removeAttrs isNull");

/** Names that mean something without being bound; Nix prefers them to any `with`. */
const nixGlobals = words(`
  builtins import scopedImport fetchTarball fetchGit fetchMercurial fetchTree fetchClosure derivation
  derivationStrict placeholder throw abort break baseNameOf dirOf fromTOML true false null map toString
  removeAttrs isNull
`);

/** Functions that are given a function, and at which place. */
export const takesFunction: ReadonlyMap<string, number> = new Map(
  [
    ..."map filter concatMap mapAttrs mapAttrsToList filterAttrs any all foldl' sort count".split(
      " ",
    ),
  ].map((name): [string, number] => [name, 0]),
).set("concatMapStringsSep", 1);

/** Whether a path below `lib` is on the list. */
export function isLibrary(path: readonly string[]): boolean {
  const [first = "", ...rest] = path;
  if (librarySets.has(first)) return rest.length === 1 && library.has(rest[0] ?? "");
  if (first === "types") return rest.every((name) => typeNames.has(name));
  if (["maintainers", "licenses", "platforms"].includes(first)) return rest.length <= 1;
  return rest.length === 0 && library.has(first);
}

/** Whether a path below `builtins` is on the list. */
export function isBuiltin(path: readonly string[]): boolean {
  return path.length === 1 && builtin.has(path[0] ?? "");
}

/** Whether Nix knows the name by itself. */
export function isGlobal(name: string): boolean {
  return nixGlobals.has(name) || name.startsWith("__");
}

/** Whether a name that Nix knows by itself may be used. */
export function isHarmlessGlobal(name: string): boolean {
  return global.has(name);
}

/** Arguments through which code from elsewhere comes in. */
export const outside = words("inputs inputs' self self' modulesPath specialArgs flake-parts-lib");

/** Names that keep the meaning that every reader gives them. */
export const reserved = words(
  "builtins import lib pkgs config options final prev super self inputs true false null map toString derivation",
);

/** Arguments that NixOS, Home Manager and flake-parts give to every module. */
export const moduleArguments = words("config lib pkgs options");

const dangerous =
  /^(?:fetch.*|readFile.*|readDir|importJSON|importTOML|fileContents|exec|import|scopedImport|getFlake|getEnv|storePath|toFile|filterSource|findFile|pathExists|appendContext|derivation.*|runCommand.*|runTest.*|write[A-Z].*|callCabal.*|callPackage.*|callHackage.*|buildEnv|symlinkJoin|linkFarm.*|mkDerivation.*|stdenv.*|substitute.*|make[A-Z].*|build[A-Z].*|.*[bB]uilder|dockerTools|appimageTools|vmTools|testers|nixosTest|requireFile|importNpmLock|importCargoLock|extend|appendOverlays|mkOutOfStoreSymlink|formats|generators|fileset|sources|filesystem|path|unsafe.*|trace.*|lib|pkgs)$/;

/** Whether a name below `pkgs`, or of something unknown, may build, fetch, read or run. */
export function isDangerous(name: string): boolean {
  return dangerous.test(name) || name.startsWith("_");
}

const code =
  /^(?:text|script|.*[sS]cripts?|.*[cC]ommands?|command|cmd|exec.*|Exec.*|.*[hH]ooks?|(?:pre|post)[A-Z].*|preStart|reload|builder|args|installPhase|.*Phase|.*[eE]xtraConfig|extra(?!Groups|Packages|Hosts|Users|Plugins)[A-Z]\w*|rawConfig|config(?:File|Text)|.*Init|initExtra.*|initContent|shellAliases|entrypoint|activation.*|.*[pP]rogram|systemCronJobs|.*Rules|apply|activate|shellHook|environmentFiles?|sessionVariables|variables|runScript)$/;
const systemBuilding =
  /^(?:__.*|_module|_file|disabledModules|nixConfig|specialArgs|extraSpecialArgs|inputs|replaceStdenv|packageOverrides)$/;

/** Whether what is bound to the name is run, or becomes a file whose content nobody checks. */
export function isCode(name: string): boolean {
  return code.test(name);
}

/** Whether the name decides how modules, functions or Nix itself work. */
export function isMachinery(name: string): boolean {
  return systemBuilding.test(name);
}

/** Attributes of a package that an overlay may change: none of them holds commands or sources. */
export const overridable = words(`
  pname version meta doCheck doInstallCheck dontStrip separateDebugInfo enableParallelBuilding configureFlags
  cmakeFlags mesonFlags buildInputs propagatedBuildInputs
`);

/** Lists whose elements are modules or overlays, and whether files may be named there. */
export const moduleLists: ReadonlyMap<string, { readonly files: boolean }> = new Map([
  ["imports", { files: true }],
  ["modules", { files: true }],
  ["sharedModules", { files: true }],
  ["overlays", { files: false }],
]);

/** Whether a text names a place on a network or looks like the beginning of one. */
export function namesPlace(text: string): boolean {
  const plain = text.replaceAll("\\", "");
  return /:\/|\/\/|\b(?:https?|ftps?|s3|ssh|file|git\+\w+|github|gitlab|sourcehut|tarball|indirect):/i.test(
    plain,
  );
}
