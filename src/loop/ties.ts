import { posix } from "node:path";
import type { Decision } from "../core/hunk.ts";
import type { PatchFile, PatchHunk } from "../core/patch/patch.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { pathLiterals } from "./module-list.ts";

/** A module file that comes or goes, and the hunk that names it: one without the other breaks, or does nothing. */
export interface Tie {
  readonly file: string;
  readonly module: readonly string[];
  readonly importer: string;
}

/** The hunks of a change that name a module which comes or goes with the same change. */
export function tiesOf(patches: readonly PatchFile[]): Tie[] {
  const modules = patches.filter(
    ({ path, status }) => status !== "modified" && path.endsWith(".nix"),
  );
  return modules.flatMap((module) => {
    const sign = module.status === "added" ? "+" : "-";
    const body = module.hunks.map((hunk) => changed(hunk, sign)).join("\n");
    const own = module.hunks.map(({ id }) => id);
    return patches
      .filter((patch) => patch !== module)
      .flatMap((patch) =>
        patch.hunks
          .filter((hunk) => names(changed(hunk, sign), patch.path, module.path, body))
          .map(({ id }) => ({ file: module.path, module: own, importer: id })),
      );
  });
}

function changed({ lines }: PatchHunk, sign: "+" | "-"): string {
  const decoder = new TextDecoder();
  return lines
    .filter((line) => line.sign === sign)
    .map(({ text }) => decoder.decode(text))
    .join("\n");
}

/** Does the text name a module by its path, or by the attribute that the module is (`flake.modules.nixos.vpn`)? */
function names(text: string, file: string, module: string, body: string): boolean {
  const bare = module.replace(/\/default\.nix$/, "");
  const paths = pathLiterals(text).map((path) =>
    posix.normalize(posix.join(posix.dirname(file), path)),
  );
  if (paths.some((path) => path === module || path === bare)) return true;
  const name = posix.basename(bare, ".nix");
  const isAttribute = new RegExp(`[mM]odules\\.(?:[\\w-]+\\.)?"?${escaped(name)}"?\\s*=`).test(
    body,
  );
  return isAttribute && new RegExp(`^\\s*(?:[\\w-]+\\.)*${escaped(name)}\\s*$`, "m").test(text);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/**
 * The decisions with those that follow from them: a module that is turned down takes its import with it, and the
 * other way round. What a person says of both at once, and cannot be, is refused.
 * @param said the hunks that were decided just now
 */
export function tied(
  ties: readonly Tie[],
  chosen: ReadonlyMap<string, Decision>,
  said: ReadonlySet<string>,
): Result<Map<string, Decision>> {
  const result = new Map(chosen);
  const isGone = (ids: readonly string[]) => ids.every((id) => result.get(id) === "rejected");
  for (const { file, module, importer } of ties) {
    const gone = isGone(module) ? module : isGone([importer]) ? [importer] : [];
    const left = gone === module ? [importer] : module;
    if (gone.length === 0 || isGone(left)) continue;
    const wanted = left.filter((id) => said.has(id) && result.get(id) === "accepted");
    const refused = gone.some((id) => said.has(id));
    if (wanted.length > 0 && refused)
      return problem(
        "usage",
        `Hunk ${importer} names ${file}, which ${module.length === 1 ? `hunk ${module[0]} is` : `hunks ${module.join(", ")} are`}: one cannot be had without the other.`,
        { hint: "Accept both, or reject both. Nothing was decided." },
      );
    // What was turned down earlier comes back to be decided with what is wanted now.
    if (wanted.length > 0) for (const id of gone) result.set(id, "undecided");
    else for (const id of left) result.set(id, "rejected");
  }
  return ok(result);
}
