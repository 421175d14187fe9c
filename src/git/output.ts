import { problem, type Result } from "../core/result.ts";
import type { Exit } from "../ports/system.ts";

const strict = new TextDecoder("utf-8", { fatal: true });
const lossy = new TextDecoder("utf-8");

/** Output as text, for what git itself writes (ids, names of refs). */
export function text(bytes: Uint8Array): string {
  return lossy.decode(bytes);
}

/** Splits output that ends each record with NUL. */
export function records(bytes: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  while (start < bytes.length) {
    const end = bytes.indexOf(0, start);
    parts.push(bytes.subarray(start, end < 0 ? bytes.length : end));
    if (end < 0) break;
    start = end + 1;
  }
  return parts;
}

/** A path as a string; one that is not UTF-8 gets octal escapes, as git itself would show it. */
export function pathOf(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    let shown = "";
    for (const byte of bytes)
      shown += byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, "0")}`;
    return shown;
  }
}

/** True for a full object id (SHA-1 or SHA-256), the only form in which callers name commits. */
export function isId(value: string): boolean {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

/** The first lines of stderr without git's prefixes: data from strangers, escape before showing. */
export function complaint(exit: Exit): string {
  const lines = text(exit.stderr.subarray(0, 4096))
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("hint:"))
    .map((line) => line.replace(/^(fatal|error|warning): /, ""));
  return lines.slice(0, 3).join("; ") || `git ended with ${exit.signal ?? exit.code}`;
}

/** Turns a failed call into a problem; `what` completes "git could not …". */
export function gitProblem(exit: Exit, what: string): Result<never> {
  if (exit.missing)
    return problem("no-git", "git is not installed or not on PATH.", {
      hint: "Install git 2.38 or newer (on NixOS: environment.systemPackages or `nix shell nixpkgs#git`).",
    });
  const why = complaint(exit);
  const message = `git could not ${what}: ${why}`;
  if (/No space left on device|Out of diskspace|[Dd]isk quota exceeded/.test(why))
    return problem("state-unwritable", message, { hint: "Free some space and run it again." });
  if (
    /Read-only file system|Permission denied|Operation not permitted|insufficient permission|unable to create directory/.test(
      why,
    )
  )
    return problem("read-only-repository", message, {
      hint: "Agentix keeps proposals in the repository's git folder and must be able to write there.",
    });
  // git does not always say why it could not write.
  if (/unable to write|couldn't write|could not write|failed to write/.test(why))
    return problem("state-unwritable", message, {
      hint: "Is the disk full? Free some space and run it again.",
    });
  return problem("git-failed", message, { details: { code: exit.code, signal: exit.signal } });
}
