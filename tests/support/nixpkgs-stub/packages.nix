{ lib, system }:

let
  # Attribute sets of Nixpkgs' builders reach the derivation as environment variables, minus these.
  mkDerivation =
    args:
    derivation (
      builtins.removeAttrs args [
        "meta"
        "passthru"
      ]
      // {
        name = args.name or "${args.pname}-${args.version}";
        inherit system;
        builder = "/bin/sh";
        args = [
          "-c"
          (args.buildPhase or args.buildCommand or "")
        ];
      }
    )
    // {
      meta = args.meta or { };
      pname = args.pname or args.name;
    }
    // (args.passthru or { });

  named =
    name: mainProgram:
    mkDerivation {
      pname = name;
      version = "1";
      meta = { inherit mainProgram; };
    };

  parts = builtins.match "([^-]+)-(.+)" system;

  self = {
    callPackage =
      file: args:
      let
        f = import file;
      in
      f (builtins.intersectAttrs (builtins.functionArgs f) self // args);
    inherit lib;
    stdenv.hostPlatform = {
      inherit system;
      node = {
        platform = builtins.elemAt parts 1;
        arch = if builtins.head parts == "aarch64" then "arm64" else "x64";
      };
    };
    runCommand =
      name: args: buildCommand:
      mkDerivation (args // { inherit name buildCommand; });
    mkShell =
      { packages }:
      mkDerivation {
        name = "shell";
        inherit packages;
      };
    buildNpmPackage = args: mkDerivation args;
    # Like the real one: every package of the lock file becomes a local file, taken from its source.
    importNpmLock = {
      npmConfigHook = named "npm-config-hook" "true";
      __functor =
        _:
        {
          package,
          packageLock,
          packageSourceOverrides,
        }:
        mkDerivation {
          name = "${package.name}-sources";
          passthru = { inherit package packageLock packageSourceOverrides; };
          lock = builtins.toJSON (
            packageLock
            // {
              packages = builtins.mapAttrs (
                place: entry:
                if place == "" then entry else entry // { resolved = "file:${packageSourceOverrides.${place}}"; }
              ) packageLock.packages;
            }
          );
        };
    };
    cacert = named "cacert" "true";
    git = named "git" "git";
    makeWrapper = named "make-wrapper" "makeWrapper";
    nix = named "nix" "nix";
    nixfmt-tree = named "nixfmt-tree" "treefmt";
    nodejs_24 = named "nodejs" "node";
  };
in
self
