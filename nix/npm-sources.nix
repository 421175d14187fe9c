# What `importNpmLock` needs to build from package-lock.json with a part of its packages: a package.json and lock file
# cut down to the runtime dependencies and the named development ones with all they depend on, and a source for each.
#
# The lock file records no download addresses, only names, versions and hashes, so npm itself fetches each tarball
# from its registry (or the one in NPM_CONFIG_REGISTRY) and Nix checks it against the recorded hash.
{
  lib,
  runCommand,
  stdenv,
  nodejs,
  cacert,
}:

{
  root,
  # Which devDependencies the build uses.
  devDependencies,
}:

let
  wholePackage = lib.importJSON (root + "/package.json");
  wholeLock = lib.importJSON (root + "/package-lock.json");
  entries = wholeLock.packages;

  package = wholePackage // {
    devDependencies = lib.genAttrs devDependencies (name: wholePackage.devDependencies.${name});
  };

  # Node's lookup: beside the package that asks, then in each folder around it.
  resolve =
    place: name:
    let
      here = lib.optionalString (place != "") "${place}/" + "node_modules/${name}";
      parent = lib.concatStringsSep "/node_modules/" (lib.init (lib.splitString "/node_modules/" place));
      outer = if lib.hasInfix "/node_modules/" place then parent else "";
    in
    if entries ? ${here} then
      here
    else if place == "" then
      null
    else
      resolve outer name;

  needs =
    entry:
    lib.attrNames (
      (entry.dependencies or { }) // (entry.optionalDependencies or { }) // (entry.peerDependencies or { })
    );

  step =
    { key }:
    let
      names = if key == "" then needs package ++ devDependencies else needs entries.${key};
      places = map (resolve key) names;
    in
    map (place: { key = place; }) (
      lib.filter (place: place != null && isForHere entries.${place}) places
    );

  # Optional packages are mostly one program for many systems; a hash is missing where npm never saw the package.
  isForHere =
    entry:
    !(entry.optional or false)
    || (
      entry ? integrity
      && lib.elem stdenv.hostPlatform.node.platform (entry.os or [ stdenv.hostPlatform.node.platform ])
      && lib.elem stdenv.hostPlatform.node.arch (entry.cpu or [ stdenv.hostPlatform.node.arch ])
    );

  closure = map (item: item.key) (
    builtins.genericClosure {
      startSet = [ { key = ""; } ];
      operator = step;
    }
  );

  places = lib.filter (place: place != "") closure;

  # Optional dependencies outside the closure would be looked up in the registry.
  kept =
    place: entry:
    entry
    // lib.optionalAttrs (entry ? optionalDependencies) {
      optionalDependencies = lib.filterAttrs (
        name: _: lib.elem (resolve place name) closure
      ) entry.optionalDependencies;
    };

  fetch =
    place: entry:
    let
      name = entry.name or (lib.last (lib.splitString "node_modules/" place));
    in
    runCommand "${lib.replaceStrings [ "@" "/" ] [ "" "-" ] name}-${entry.version}.tgz"
      {
        nativeBuildInputs = [ nodejs ];
        outputHash = entry.integrity;
        outputHashMode = "flat";
        impureEnvVars = lib.fetchers.proxyImpureEnvVars ++ [
          "NIX_SSL_CERT_FILE"
          "NPM_CONFIG_REGISTRY"
        ];
        preferLocalBuild = true;
      }
      ''
        export HOME=$TMPDIR
        export NODE_EXTRA_CA_CERTS=''${NIX_SSL_CERT_FILE:-${cacert}/etc/ssl/certs/ca-bundle.crt}
        npm pack --ignore-scripts --no-progress --loglevel=error ${lib.escapeShellArg "${name}@${entry.version}"}
        mv ./*.tgz "$out"
      '';
in
{
  inherit package;
  packageLock = wholeLock // {
    packages = lib.mapAttrs kept (lib.getAttrs places entries) // {
      "" = entries."" // {
        inherit (package) devDependencies;
      };
    };
  };
  packageSourceOverrides = lib.genAttrs places (place: fetch place entries.${place});
}
