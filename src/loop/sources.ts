import { ok, problem, type Result } from "../core/result.ts";
import type { Git } from "../ports/git.ts";

/**
 * Text of repository files at a commit, read once, with edits on top.
 * Bytes that are not UTF-8 are refused: an edit must keep every other byte.
 */
export interface Sources {
  read(path: string): Promise<Result<string>>;
  write(path: string, text: string): void;
  /** Edited files as bytes. */
  changed(): Map<string, Uint8Array>;
}

/** Opens the files of a commit for editing in memory. */
export function openSources(git: Git, commit: string): Sources {
  const original = new Map<string, string>();
  const current = new Map<string, string>();
  return {
    async read(path) {
      const known = current.get(path);
      if (known !== undefined) return ok(known);
      const bytes = await git.read(commit, path);
      if (!bytes.ok) return bytes;
      if (bytes.value === null)
        return problem("unreadable-file", `${path} is not in the commit.`, {
          hint: "Commit the file first: Nix and Agentix see only what git tracks.",
          details: { file: path, missing: true },
        });
      try {
        const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
        const text = decoder.decode(bytes.value);
        original.set(path, text);
        current.set(path, text);
        return ok(text);
      } catch {
        return problem("unreadable-file", `${path} is not UTF-8 text, so it is left alone.`, {
          hint: "Convert it to UTF-8, commit, and try again.",
          details: { file: path },
        });
      }
    },
    write(path, text) {
      current.set(path, text);
    },
    changed() {
      const encoder = new TextEncoder();
      const files = new Map<string, Uint8Array>();
      for (const [path, text] of current)
        if (text !== original.get(path)) files.set(path, encoder.encode(text));
      return files;
    },
  };
}
