import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Target } from "../core/target.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { commonNix } from "./expressions/common.ts";
import { evaluateJson, targetNix } from "./query.ts";

/**
 * What `pkgs` is made of: which nixpkgs, for which machine, with which configuration, and what each overlay
 * names. Functions (predicates, overrides) have no content here.
 */
const originNix = `
let
${commonNix}
in
target: let pkgs = target.pkgs; in {
  path = plain pkgs.path;
  system = plain pkgs.stdenv.hostPlatform.system;
  config = safe 3 pkgs.config;
  overlays = map (overlay: builtins.attrNames (overlay pkgs pkgs)) pkgs.overlays;
}
`;

interface Origin {
  readonly config: Readonly<Record<string, unknown>>;
  readonly overlays: readonly (readonly string[])[];
}

/**
 * Names the packages of a target by what they are made of, so that hosts, commits and repositories with the same
 * `pkgs` share an index. Without overlays it is exact; the text of overlays is guessed from the files that may
 * hold some. That is good enough, as nothing is installed without a look at the package itself. Null where it
 * cannot be told.
 */
export async function packageKey(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  tree: string,
): Promise<readonly string[] | null> {
  const evaluation = await evaluateJson(tools, ref, `(${originNix}) (${targetNix(ref, target)})`);
  if (!evaluation.ok || !evaluation.value.ok) return null;
  const origin = evaluation.value.value as Origin;
  const changed = origin.overlays.length > 0 || "packageOverrides" in origin.config;
  const written = changed ? await packageSources(tree) : "";
  return written === null ? null : [JSON.stringify(origin), written, tools.nix];
}

/** Words of files that say what packages are: overlays, what they call, and what passes them on. */
const tells =
  /overlay|overrid|nixpkgs|callPackage|[dD]erivation|\bstdenv|\bfinal\b|\bprev\b|\bsuper\b|build\w+(?:Package|Application|Module)/;

async function packageSources(tree: string): Promise<string | null> {
  try {
    const entries = await readdir(tree, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && /\.nix$|^flake\.lock$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const digest = createHash("sha256");
    for (const file of files) {
      const text = await readFile(file, "utf8");
      if (/flake\.(?:nix|lock)$/.test(file) || tells.test(text))
        digest.update(JSON.stringify([relative(tree, file), text]));
    }
    return digest.digest("hex");
  } catch {
    return null;
  }
}
