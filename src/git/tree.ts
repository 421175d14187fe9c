import { ok, problem, type Result } from "../core/result.ts";
import type { TreeFile } from "../ports/git.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, isId, pathOf, records, text } from "./output.ts";

/** Every file below `folder` of a commit, submodules and symlinks included. */
export async function listFiles(
  repo: Repo,
  commit: string,
  folder = "",
): Promise<Result<TreeFile[]>> {
  const bad = notAnId(commit);
  if (bad) return bad;
  const where = folder.replace(/\/+$/, "");
  const exit = await repo.objects({
    args: [
      "ls-tree",
      "-r",
      "-z",
      "--full-tree",
      commit,
      ...(where === "" ? [] : ["--", `${where}/`]),
    ],
  });
  if (exit.code !== 0) return gitProblem(exit, "list the files of a commit");
  const files: TreeFile[] = [];
  for (const record of records(exit.stdout)) {
    const tab = record.indexOf(0x09);
    const [mode = "", , blob = ""] = text(record.subarray(0, tab)).split(" ");
    files.push({ path: pathOf(record.subarray(tab + 1)), mode, blob });
  }
  return ok(files);
}

/** Bytes of a file of a commit; null when there is none of that name. */
export async function readFile(
  repo: Repo,
  commit: string,
  path: string,
): Promise<Result<Uint8Array | null>> {
  const bad = notAnId(commit);
  if (bad) return bad;
  if (!isPlainPath(path)) return ok(null);
  const exit = await repo.objects({
    args: ["cat-file", "--batch"],
    input: `${commit}:${path}\n`,
    maxBytes: 256 * 1024 * 1024,
  });
  if (exit.code !== 0 || exit.truncated) return gitProblem(exit, `read ${path}`);
  const end = exit.stdout.indexOf(0x0a);
  const [, type, size] = text(exit.stdout.subarray(0, end)).split(" ");
  if (type !== "blob") return ok(null);
  const bytes = exit.stdout.subarray(end + 1, end + 1 + Number(size));
  if (bytes.length !== Number(size))
    return problem("git-failed", `git gave only a part of ${path}.`);
  return ok(bytes);
}

/** The tree id of a commit. */
export async function treeOf(repo: Repo, commit: string): Promise<Result<string>> {
  const bad = notAnId(commit);
  if (bad) return bad;
  const exit = await repo.objects({
    args: ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{tree}`],
  });
  if (exit.code !== 0) return gitProblem(exit, `find commit ${commit.slice(0, 12)}`);
  return ok(text(exit.stdout).trim());
}

/** Is `ancestor` reachable from `commit`? A commit that a shallow clone cut off is not. */
export async function isAncestor(
  repo: Repo,
  ancestor: string,
  commit: string,
): Promise<Result<boolean>> {
  const bad = notAnId(ancestor) ?? notAnId(commit);
  if (bad) return bad;
  const exit = await repo.objects({ args: ["merge-base", "--is-ancestor", ancestor, commit] });
  if (exit.code === 0 || exit.code === 1) return ok(exit.code === 0);
  return gitProblem(exit, "compare two commits");
}

/** A problem unless `value` is a full object id; nothing else ever reaches git as a revision. */
export function notAnId(value: string): Result<never> | undefined {
  if (isId(value)) return undefined;
  return problem("git-failed", `${JSON.stringify(value.slice(0, 80))} is not a full commit id.`);
}

/** True for a relative path that can name a file in a tree. */
export function isPlainPath(path: string): boolean {
  if (path === "" || /[\0\n]/.test(path) || !path.isWellFormed()) return false;
  return path
    .split("/")
    .every((part) => part !== "" && part !== "." && part !== ".." && part.toLowerCase() !== ".git");
}
