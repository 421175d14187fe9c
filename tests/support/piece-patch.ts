import type { PatchFile, PatchHunk } from "../../src/core/patch/patch.ts";

/*
 * A patch text that `git apply --unidiff-zero` understands, made of chosen hunks and pieces. Written from
 * what a hunk says of itself; bytes as Latin-1.
 */

/** `sections`: git's own patch of each file, for what is no text. */
export function piecePatch(
  files: readonly PatchFile[],
  chosen: ReadonlySet<string>,
  sections: ReadonlyMap<string, string>,
): Buffer {
  const parts = files.map((file) => {
    const own = file.hunks.filter(({ id }) => chosen.has(id));
    if (own.length === 0) return "";
    if (own.some(({ kind }) => kind === "whole")) return sections.get(file.path) ?? "";
    return textPart(file, own);
  });
  return Buffer.from(parts.join(""), "latin1");
}

function textPart(file: PatchFile, own: readonly PatchHunk[]): string {
  const [before, after] = [quoted(`a/${file.path}`), quoted(`b/${file.path}`)];
  const isGone = file.status === "deleted" && own.length === file.hunks.length;
  const lines = [`diff --git ${before} ${after}`];
  if (file.status === "added") lines.push(`new file mode ${file.newMode}`);
  if (isGone) lines.push(`deleted file mode ${file.oldMode}`);
  if (own.some(({ kind }) => kind === "mode"))
    lines.push(`old mode ${file.oldMode}`, `new mode ${file.newMode}`);
  const text = own.filter(({ kind }) => kind === "text");
  if (text.length > 0) {
    lines.push(`--- ${file.status === "added" ? "/dev/null" : before}`);
    lines.push(`+++ ${isGone ? "/dev/null" : after}`);
  }
  let shift = 0;
  const hunks = joined(text).map((hunk) => {
    const { oldStart, oldLines, newLines } = hunk;
    const first = (oldLines === 0 ? oldStart + 1 : oldStart) + shift;
    shift += newLines - oldLines;
    const start = newLines === 0 ? first - 1 : first;
    return `@@ -${oldStart},${oldLines} +${start},${newLines} @@\n${hunkText(hunk)}`;
  });
  return `${lines.join("\n")}\n${hunks.join("")}`;
}

/** git apply puts every hunk without old lines above all others, so those are made one. */
function joined(hunks: readonly PatchHunk[]): PatchHunk[] {
  const first = hunks.filter(({ oldStart, oldLines }) => oldStart === 0 && oldLines === 0);
  const [one] = first;
  if (!one) return [...hunks];
  const lines = first.flatMap((hunk) => hunk.lines);
  return [{ ...one, lines, newLines: lines.length }, ...hunks.slice(first.length)];
}

function hunkText({ lines }: PatchHunk): string {
  return lines
    .map(({ sign, text, newline }) => {
      const end = newline ? "" : "\\ No newline at end of file\n";
      return `${sign}${Buffer.from(text).toString("latin1")}\n${end}`;
    })
    .join("");
}

/** A path as git quotes it. */
function quoted(path: string): string {
  const text = [...Buffer.from(path)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      if (character === '"' || character === "\\") return `\\${character}`;
      return byte < 0x20 || byte > 0x7e ? `\\${byte.toString(8).padStart(3, "0")}` : character;
    })
    .join("");
  return `"${text}"`;
}

/** git's patch by path. Content lines begin with a sign, so only headers begin with `diff --git`. */
export function sectionsOf(patch: Uint8Array, files: readonly PatchFile[]): Map<string, string> {
  const text = Buffer.from(patch).toString("latin1");
  const sections = text.split(/^(?=diff --git )/m).filter((part) => part !== "");
  return new Map(files.map(({ path }, at) => [path, sections[at] ?? ""]));
}
