import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ok, problem, type Result } from "../core/result.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, pathOf, records, text } from "./output.ts";
import { isPlainPath, notAnId, treeOf } from "./tree.ts";

/** Files of a new commit: bytes, or null to delete. */
export interface CommitRequest {
  readonly parent: string;
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  readonly modes?: ReadonlyMap<string, string>;
  readonly message: string;
}

/** How many files are stored at the same time. */
const parallel = 4;

/** Candidates carry this name, so that the same content on the same base is the same commit. */
const pinned = {
  GIT_AUTHOR_NAME: "Agentix",
  GIT_AUTHOR_EMAIL: "agentix@localhost",
  GIT_COMMITTER_NAME: "Agentix",
  GIT_COMMITTER_EMAIL: "agentix@localhost",
};

/**
 * Makes a commit on no branch with `parent`'s tree and these files replaced.
 * Writes objects only; its date is the parent's, so equal requests give equal ids.
 */
export async function makeCommit(repo: Repo, request: CommitRequest): Promise<Result<string>> {
  const bad = notAnId(request.parent);
  if (bad) return bad;
  const modes = await modesOf(repo, request);
  if (!modes.ok) return modes;
  const lines: string[] = [];
  const files = [...request.files];
  for (let at = 0; at < files.length; at += parallel) {
    const batch = files.slice(at, at + parallel).map(([path, bytes]) => {
      const mode = modes.value.get(path) ?? "100644";
      return bytes === null ? ok(removal(request.parent, path)) : placed(repo, path, mode, bytes);
    });
    for (const line of await Promise.all(batch)) {
      if (!line.ok) return line;
      lines.push(line.value);
    }
  }
  for (const [path, mode] of request.modes ?? [])
    if (!request.files.has(path)) {
      const entry = modes.value.get(`${path}\0blob`);
      if (entry) lines.push(`${mode} ${entry}\t${path}\0`);
    }
  const tree = await writeTree(repo, request.parent, lines);
  if (!tree.ok) return tree;
  return commitTree(repo, tree.value, request.parent, request.message);
}

async function modesOf(repo: Repo, request: CommitRequest): Promise<Result<Map<string, string>>> {
  const paths = [...new Set([...request.files.keys(), ...(request.modes?.keys() ?? [])])];
  for (const path of paths)
    if (!isPlainPath(path))
      return problem(
        "edit-not-possible",
        `${JSON.stringify(path)} is no path of a file in a repository.`,
      );
  const modes = new Map<string, string>();
  if (paths.length === 0) return ok(modes);
  const parents = paths.flatMap((path) =>
    path.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/")),
  );
  const exit = await repo.objects({
    args: ["ls-tree", "-z", "--full-tree", request.parent, "--", ...new Set(parents)],
  });
  if (exit.code !== 0) return gitProblem(exit, "read the base commit");
  for (const record of records(exit.stdout)) {
    const tab = record.indexOf(0x09);
    const [mode = "", type, blob = ""] = text(record.subarray(0, tab)).split(" ");
    const path = pathOf(record.subarray(tab + 1));
    // ls-tree lists a folder's other children too when asked for the folder and a file in it.
    if (!parents.includes(path)) continue;
    if (type !== "tree" && !paths.includes(path))
      return problem(
        "edit-not-possible",
        `${path} is not a folder, so nothing can be put below it.`,
      );
    if (!paths.includes(path)) continue;
    if (type === "tree") return problem("edit-not-possible", `${path} is a folder, not a file.`);
    if (mode !== "100644" && mode !== "100755")
      return problem(
        "edit-not-possible",
        `${path} is a ${mode === "120000" ? "symbolic link" : "submodule"}; Agentix edits regular files only.`,
      );
    modes.set(path, mode);
    modes.set(`${path}\0blob`, blob);
  }
  for (const [path, mode] of request.modes ?? []) {
    if (mode !== "100644" && mode !== "100755")
      return problem("edit-not-possible", `${path} cannot get mode ${mode}.`);
    modes.set(path, mode);
  }
  return ok(modes);
}

function removal(parent: string, path: string): string {
  return `0 ${"0".repeat(parent.length)}\t${path}\0`;
}

async function placed(
  repo: Repo,
  path: string,
  mode: string,
  bytes: Uint8Array,
): Promise<Result<string>> {
  const blob = await writeBlob(repo, bytes);
  return blob.ok ? ok(`${mode} ${blob.value}\t${path}\0`) : blob;
}

async function writeBlob(repo: Repo, bytes: Uint8Array): Promise<Result<string>> {
  const exit = await repo.objects({
    args: ["hash-object", "-w", "--stdin", "--no-filters"],
    input: bytes,
  });
  if (exit.code !== 0) return gitProblem(exit, "store a file");
  return ok(text(exit.stdout).trim());
}

/** Applies index lines to a commit's tree in an index of its own. */
async function writeTree(
  repo: Repo,
  parent: string,
  lines: readonly string[],
): Promise<Result<string>> {
  if (lines.length === 0) return treeOf(repo, parent);
  const folder = join(repo.stateDir, "tmp");
  const index = join(folder, `index-${process.pid}-${randomBytes(6).toString("hex")}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return problem(
      "read-only-repository",
      `Agentix cannot write in the repository's git folder: ${(error as Error).message}`,
      { hint: "Is the repository read-only, or owned by another user?" },
    );
  }
  try {
    const read = await repo.objects({ args: ["read-tree", parent], env });
    if (read.code !== 0) return gitProblem(read, "read the base commit");
    const update = await repo.objects({
      args: ["update-index", "-z", "--replace", "--index-info"],
      input: lines.join(""),
      env,
    });
    if (update.code !== 0) return gitProblem(update, "place the files");
    const write = await repo.objects({ args: ["write-tree"], env });
    if (write.code !== 0) return gitProblem(write, "store the tree");
    return ok(text(write.stdout).trim());
  } finally {
    rmSync(index, { force: true });
    rmSync(`${index}.lock`, { force: true });
  }
}

/** A commit of Agentix's own: fixed author, the parent's date. */
export async function commitTree(
  repo: Repo,
  tree: string,
  parent: string,
  message: string,
): Promise<Result<string>> {
  const when = await repo.objects({ args: ["cat-file", "commit", parent] });
  if (when.code !== 0) return gitProblem(when, "read the base commit");
  const date = /^committer .* (\d+) [+-]\d{4}$/m.exec(text(when.stdout))?.[1] ?? "0";
  const exit = await repo.objects({
    args: ["commit-tree", tree, "-p", parent, "-F", "-"],
    input: message.endsWith("\n") ? message : `${message}\n`,
    env: { ...pinned, GIT_AUTHOR_DATE: `@${date} +0000`, GIT_COMMITTER_DATE: `@${date} +0000` },
  });
  if (exit.code !== 0) return gitProblem(exit, "store the commit");
  return ok(text(exit.stdout).trim());
}
