{
  lib,
  buildNpmPackage,
  callPackage,
  importNpmLock,
  makeWrapper,
  nodejs_24,
  git,
  nix,
}:

let
  root = ../.;
  manifest = lib.importJSON (root + "/package.json");
  nodejs = nodejs_24;
  npmSources = callPackage ./npm-sources.nix { inherit nodejs; } {
    inherit root;
    devDependencies = [
      "@cursorless/tree-sitter-wasms"
      "esbuild"
    ];
  };
in
buildNpmPackage {
  pname = manifest.name;
  inherit (manifest) version;
  inherit nodejs;

  src = lib.fileset.toSource {
    inherit root;
    fileset = lib.fileset.unions [
      (root + "/components")
      (root + "/fixtures/flakes")
      (root + "/fixtures/home-manager")
      (root + "/fixtures/nixpkgs")
      (root + "/package-lock.json")
      (root + "/package.json")
      (root + "/scripts")
      (root + "/src")
    ];
  };

  npmDeps = importNpmLock npmSources;
  inherit (importNpmLock) npmConfigHook;
  # esbuild and the grammar work as they are unpacked.
  npmRebuildFlags = [ "--ignore-scripts" ];

  nativeBuildInputs = [ makeWrapper ];

  buildPhase = ''
    runHook preBuild
    node scripts/build.mjs
    runHook postBuild
  '';

  # The user's own git and nix come first: a flake is best read by the Nix which builds it.
  installPhase = ''
    runHook preInstall
    mkdir -p "$out/lib" "$out/share/licenses"
    cp -r dist "$out/lib/agentix"
    mv "$out/lib/agentix/THIRD-PARTY-LICENSES.txt" "$out/share/licenses/agentix.txt"
    makeWrapper ${lib.getExe nodejs} "$out/bin/agentix" \
      --add-flags "$out/lib/agentix/agentix.mjs" \
      --suffix PATH : ${
        lib.makeBinPath [
          git
          nix
        ]
      }
    runHook postInstall
  '';

  doInstallCheck = true;
  installCheckPhase = ''
    runHook preInstallCheck
    test "$("$out/bin/agentix" --version)" = ${lib.escapeShellArg manifest.version}
    runHook postInstallCheck
  '';

  meta = {
    inherit (manifest) description;
    license = lib.licenses.mit;
    mainProgram = "agentix";
    platforms = lib.platforms.linux ++ lib.platforms.darwin;
  };
}
