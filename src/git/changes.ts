import { ok, type Result } from "../core/result.ts";
import type { Repo } from "./locate.ts";
import { gitProblem, pathOf, records, text } from "./output.ts";

/** One side of a changed path; null where it is not there. */
export interface Side {
  readonly mode: string;
  readonly blob: string;
}

/** What a commit does to one path. */
export interface Change {
  readonly path: string;
  readonly before: Side | null;
  readonly after: Side | null;
}

/** The paths that differ between two commits. */
export async function changesBetween(
  repo: Repo,
  base: string,
  commit: string,
): Promise<Result<Change[]>> {
  const exit = await repo.objects({
    args: ["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", base, commit],
  });
  if (exit.code !== 0) return gitProblem(exit, "compare two commits");
  const parts = records(exit.stdout);
  const changes: Change[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [oldMode = "", newMode = "", oldBlob = "", newBlob = ""] = text(parts[at] as Uint8Array)
      .slice(1)
      .split(" ");
    changes.push({
      path: pathOf(parts[at + 1] as Uint8Array),
      before: side(oldMode, oldBlob),
      after: side(newMode, newBlob),
    });
  }
  return ok(changes);
}

function side(mode: string, blob: string): Side | null {
  return mode === "000000" ? null : { mode, blob };
}
