import { readFileSync, statSync, watch } from "node:fs";
import { join, resolve } from "node:path";

/** What git writes when somebody commits, switches branches, stages or merges. */
const telling = new Set(["HEAD", "index", "ORIG_HEAD", "COMMIT_EDITMSG", "MERGE_HEAD"]);
/** Git writes several files one after the other: the last one counts. */
const pauseMs = 400;

/** Where a work tree's own HEAD and index are; a linked work tree has a file that says where. */
function ownGitDir(root: string): string | null {
  const path = join(root, ".git");
  if (statSync(path).isDirectory()) return path;
  const place = /^gitdir: (.+)$/m.exec(readFileSync(path, "utf8"))?.[1];
  return place === undefined ? null : resolve(root, place);
}

/**
 * Calls `changed` after somebody else has moved the branch or the index, until the returned function is called.
 * Where the system cannot watch, nothing is told, as before.
 */
export function watchRepository(root: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  try {
    const folder = ownGitDir(root);
    if (folder === null) return () => {};
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || !telling.has(name)) return;
      clearTimeout(timer);
      timer = setTimeout(changed, pauseMs);
    });
    watcher.on("error", () => watcher.close());
    return () => {
      clearTimeout(timer);
      watcher.close();
    };
  } catch {
    return () => {};
  }
}
