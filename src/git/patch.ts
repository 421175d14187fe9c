import { ok, type Result } from "../core/result.ts";
import type { Repo } from "./locate.ts";
import { gitProblem } from "./output.ts";
import { notAnId } from "./tree.ts";

/** git's patch between two commits, as bytes. Nothing that the repository configures shapes it. */
export async function makePatch(
  repo: Repo,
  base: string,
  commit: string,
): Promise<Result<Uint8Array>> {
  const bad = notAnId(base) ?? notAnId(commit);
  if (bad) return bad;
  const exit = await repo.objects({
    args: [
      "diff-tree",
      "-r",
      "-p",
      "--binary",
      "--full-index",
      "-U3",
      "--inter-hunk-context=0",
      "--no-renames",
      "--no-color",
      "--no-ext-diff",
      "--no-textconv",
      "--no-commit-id",
      "--no-relative",
      "--diff-algorithm=myers",
      "--indent-heuristic",
      "--src-prefix=a/",
      "--dst-prefix=b/",
      "--submodule=short",
      "--ignore-submodules=none",
      base,
      commit,
    ],
    maxBytes: 512 * 1024 * 1024,
  });
  if (exit.code !== 0 || exit.truncated) return gitProblem(exit, "make the patch");
  return ok(exit.stdout);
}
