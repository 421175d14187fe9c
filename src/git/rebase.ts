import { problem, type Result } from "../core/result.ts";
import { commitTree } from "./candidate.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, pathOf, records, text } from "./output.ts";
import { notAnId, treeOf } from "./tree.ts";

/**
 * Puts the changes base→commit on top of `onto`, three-way, without any work tree.
 * Merge drivers and attributes of the repository play no part. A conflict names the files.
 */
export async function rebase(
  repo: Repo,
  request: { base: string; commit: string; onto: string; message: string },
): Promise<Result<string>> {
  const { base, commit, onto, message } = request;
  const bad = notAnId(base) ?? notAnId(commit) ?? notAnId(onto);
  if (bad) return bad;
  const tree = await treeOf(repo, commit);
  if (!tree.ok) return tree;
  const ontoTree = await treeOf(repo, onto);
  if (!ontoTree.ok) return ontoTree;
  // Two children of `base`, so that git's merge base is `base` whatever history did meanwhile.
  const ours = await commitTree(repo, ontoTree.value, base, "onto\n");
  if (!ours.ok) return ours;
  const theirs = await commitTree(repo, tree.value, base, "changes\n");
  if (!theirs.ok) return theirs;
  const merged = await repo.objects({
    args: [
      "merge-tree",
      "--write-tree",
      "-z",
      "--name-only",
      "--no-messages",
      ours.value,
      theirs.value,
    ],
  });
  if (merged.code !== 0 && merged.code !== 1)
    return gitProblem(merged, "merge the proposal with the branch");
  const [first, ...rest] = records(merged.stdout);
  if (merged.code === 1) {
    const files = [...new Set(rest.map(pathOf))].filter((path) => path !== "");
    return problem(
      "conflict",
      `The branch changed the same lines as the proposal in ${files.join(", ") || "some files"}.`,
      { hint: "Propose the goal again on the branch as it is now.", details: { files } },
    );
  }
  return commitTree(repo, text(first ?? new Uint8Array()).trim(), onto, message);
}
