import type { Finding } from "../core/finding.ts";
import type { PatchFile } from "../core/patch/patch.ts";
import { judgeLock } from "../policy/lock.ts";
import { secretLines } from "../policy/secrets.ts";
import { judgeSources, type SourceChange } from "../policy/source.ts";
import type { Context } from "./context.ts";

/**
 * What the syntax of the changed files says, whatever the options are: new fetchers, imports from elsewhere, force on
 * guarded options, inputs and locks. Each finding has the file and line that it is about.
 */
export async function sourceFindings(
  context: Context,
  base: string,
  commit: string,
  files: readonly Pick<PatchFile, "path">[],
): Promise<Finding[]> {
  const read = async (revision: string, path: string) => {
    const bytes = await context.git.read(revision, path);
    return bytes.ok && bytes.value !== null ? new TextDecoder().decode(bytes.value) : null;
  };
  const changes: SourceChange[] = [];
  const locks: Finding[] = [];
  const secrets: Finding[] = [];
  for (const { path } of files) {
    const isLock = /(^|\/)flake\.lock$/.test(path);
    if (!isLock && !path.endsWith(".nix")) continue;
    const [before, after] = await Promise.all([read(base, path), read(commit, path)]);
    if (isLock) locks.push(...judgeLock(path, before, after));
    else {
      const syntax = await context.syntax();
      const isFlake = /(^|\/)flake\.nix$/.test(path);
      const facts = (text: string | null) => (text === null ? [] : syntax.facts(text, isFlake));
      secrets.push(...secretLines(path, before ?? "", after ?? ""));
      changes.push({ file: path, before: facts(before), after: facts(after) });
    }
  }
  return [...locks, ...secrets, ...judgeSources(context.policy, changes)];
}
