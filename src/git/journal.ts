import { join } from "node:path";
import { z } from "zod";
import { ok, problem, type Result } from "../core/result.ts";
import type { Files } from "../ports/system.ts";
import type { Repo } from "./locate.ts";

/** What an apply is about to do, written before it begins and removed after it was checked. */
const journalSchema = z.object({
  id: z.string(),
  proposal: z.string(),
  branch: z.string(),
  base: z.string().regex(/^[0-9a-f]{40,64}$/),
  commit: z.string().regex(/^[0-9a-f]{40,64}$/),
  /** The work tree that it happens in. */
  root: z.string(),
  /** Milliseconds since the epoch, by the file system's clock when the lock file is compared. */
  startedMs: z.number(),
});
export type Journal = z.infer<typeof journalSchema>;

function pathIn(repo: Repo): string {
  return join(repo.stateDir, "journal.json");
}

/** The apply that did not end; null when there is none. */
export async function readJournal(files: Files, repo: Repo): Promise<Result<Journal | null>> {
  const bytes = await files.read(pathIn(repo));
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok(null);
  try {
    return ok(journalSchema.parse(JSON.parse(new TextDecoder().decode(bytes.value))));
  } catch {
    return problem("state-corrupt", `The journal of an apply cannot be read: ${pathIn(repo)}.`, {
      hint: "Compare the branch and the work tree (git status), then move that file away.",
      details: { path: pathIn(repo) },
    });
  }
}

/** Puts what is about to happen on disk, whole or not at all. */
export function writeJournal(files: Files, repo: Repo, journal: Journal): Promise<Result<void>> {
  return files.replace(pathIn(repo), Buffer.from(`${JSON.stringify(journal)}\n`));
}

/** Says that nothing is unfinished. */
export function removeJournal(files: Files, repo: Repo): Promise<Result<void>> {
  return files.remove(pathIn(repo));
}
