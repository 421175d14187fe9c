let
  inherit (builtins) elemAt length;
in
rec {
  inherit (builtins)
    attrNames
    concatStringsSep
    elem
    filter
    mapAttrs
    replaceStrings
    ;
  genAttrs =
    names: f:
    builtins.listToAttrs (
      map (name: {
        inherit name;
        value = f name;
      }) names
    );
  getAttrs = names: set: genAttrs names (name: set.${name});
  filterAttrs =
    keep: set: getAttrs (builtins.filter (name: keep name set.${name}) (builtins.attrNames set)) set;
  optionalAttrs = condition: set: if condition then set else { };
  optionalString = condition: text: if condition then text else "";
  importJSON = file: builtins.fromJSON (builtins.readFile file);
  init = list: builtins.genList (elemAt list) (length list - 1);
  last = list: elemAt list (length list - 1);
  escape = replaceStrings [ "." ] [ "\\." ];
  splitString =
    separator: text: builtins.filter builtins.isString (builtins.split (escape separator) text);
  hasInfix = part: text: length (splitString part text) > 1;
  escapeShellArg = text: "'${replaceStrings [ "'" ] [ "'\\''" ] (toString text)}'";
  getExe = package: "${package}/bin/${package.meta.mainProgram or package.pname}";
  makeBinPath = packages: concatStringsSep ":" (map (package: "${package}/bin") packages);
  fetchers.proxyImpureEnvVars = [
    "http_proxy"
    "https_proxy"
  ];
  fileset = {
    # As in Nixpkgs, a path that is not there is an error.
    unions =
      paths:
      map (
        path: if builtins.pathExists path then path else throw "${toString path} does not exist"
      ) paths;
    toSource =
      { root, fileset }:
      builtins.deepSeq (map toString fileset) (
        builtins.path {
          path = root;
          name = "source";
          filter =
            path: _:
            builtins.any (
              kept:
              let
                full = toString kept;
              in
              path == full || hasInfix "${full}/" path || hasInfix "${path}/" full
            ) fileset;
        }
      );
  };
  licenses.mit = {
    spdxId = "MIT";
  };
  platforms = {
    linux = [
      "x86_64-linux"
      "aarch64-linux"
    ];
    darwin = [ "aarch64-darwin" ];
  };
}
