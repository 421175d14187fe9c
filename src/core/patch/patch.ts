import { createHash } from "node:crypto";
import { byteString, pathOfHeader, pathOfSide } from "./patch-path.ts";

/*
 * git's patch as bytes, cut into files and hunks. Bytes stay bytes: no text decoding, so that CRLF, missing
 * final newlines and content that is not UTF-8 survive. Choosing hunks is in select-hunks.ts.
 */

/** A reviewable piece of a file's change. */
export interface PatchHunk {
  /** From path, content and ordinal among equals, never from position: the same after a re-base. */
  readonly id: string;
  /**
   * `text`: lines. `whole`: the file as one piece (binary, empty, or a change of kind).
   * `mode`: only the executable bit.
   */
  readonly kind: "text" | "whole" | "mode";
  /** `@@ -1,2 +1,3 @@ heading`, or plain words for the other kinds. */
  readonly header: string;
  readonly oldStart: number;
  readonly oldLines: number;
  readonly newStart: number;
  readonly newLines: number;
  readonly lines: readonly PatchLine[];
}

/** One line of a hunk; `text` is without sign and newline. */
export interface PatchLine {
  readonly sign: " " | "-" | "+";
  readonly text: Uint8Array;
  /** false for a last line without a newline. */
  readonly newline: boolean;
}

/** What a patch does to one path. */
export interface PatchFile {
  readonly path: string;
  readonly status: "added" | "modified" | "deleted";
  /** null where the file is not there. */
  readonly oldMode: string | null;
  readonly newMode: string | null;
  readonly oldBlob: string | null;
  readonly newBlob: string | null;
  readonly binary: boolean;
  readonly hunks: readonly PatchHunk[];
}

/** Reads a patch that git made with full index lines and without renames. Throws on anything else. */
export function parsePatch(bytes: Uint8Array): PatchFile[] {
  const reader = new Reader(bytes);
  const files: PatchFile[] = [];
  while (!reader.done()) {
    const line = reader.peek();
    if (line.startsWith("diff --git ")) files.push(readFile(reader));
    else throw new Error(`not a git patch at byte ${reader.at}: ${line.slice(0, 60)}`);
  }
  return files;
}

/** A cursor over lines; `peek` decodes as Latin-1, so that one character is one byte. */
class Reader {
  at = 0;
  private readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  done(): boolean {
    return this.at >= this.bytes.length;
  }
  private end(): number {
    const end = this.bytes.indexOf(0x0a, this.at);
    return end < 0 ? this.bytes.length : end;
  }
  peek(): string {
    return this.done() ? "" : byteString(this.bytes.subarray(this.at, this.end()));
  }
  first(): number {
    return this.bytes[this.at] ?? -1;
  }
  next(): Uint8Array {
    const end = this.end();
    const line = this.bytes.subarray(this.at, end);
    this.at = end + 1;
    return line;
  }
}

interface Header {
  path: string;
  status: PatchFile["status"];
  oldMode: string | null;
  newMode: string | null;
  oldBlob: string | null;
  newBlob: string | null;
}

/** The lines between `diff --git` and the first hunk, and what each says. */
const headerLines: readonly (readonly [RegExp, (header: Header, found: string[]) => void])[] = [
  [
    /^old mode (\d+)$/,
    (header, [, mode = ""]) => {
      header.oldMode = mode;
    },
  ],
  [
    /^new mode (\d+)$/,
    (header, [, mode = ""]) => {
      header.newMode = mode;
    },
  ],
  [
    /^new file mode (\d+)$/,
    (header, [, mode = ""]) => {
      header.status = "added";
      header.newMode = mode;
    },
  ],
  [
    /^deleted file mode (\d+)$/,
    (header, [, mode = ""]) => {
      header.status = "deleted";
      header.oldMode = mode;
    },
  ],
  [
    /^index ([0-9a-f]+)\.\.([0-9a-f]+)(?: (\d+))?$/,
    (header, [, before = "", after = "", mode]) => {
      header.oldBlob = blobOf(before);
      header.newBlob = blobOf(after);
      if (mode !== undefined) header.oldMode = header.newMode = mode;
    },
  ],
  [
    /^(?:---|\+\+\+) (.*)$/s,
    (header, [, side = ""]) => {
      header.path = pathOfSide(side) ?? header.path;
    },
  ],
];

function readFile(reader: Reader): PatchFile {
  const header: Header = {
    path: pathOfHeader(byteString(reader.next()).slice("diff --git ".length)),
    status: "modified",
    oldMode: null,
    newMode: null,
    oldBlob: null,
    newBlob: null,
  };
  let binary = false;
  const hunks: Omit<PatchHunk, "id">[] = [];
  while (!reader.done()) {
    const line = reader.peek();
    if (line.startsWith("diff --git ")) break;
    if (line.startsWith("@@ ")) hunks.push(readHunk(reader));
    else if (line === "GIT binary patch" || /^Binary files .* differ$/s.test(line)) {
      binary = true;
      skipBinary(reader);
    } else {
      readHeaderLine(header, line);
      reader.next();
    }
  }
  const { status, oldMode, newMode } = header;
  if (hunks.length === 0 && (binary || status !== "modified"))
    hunks.push(wholeHunk(status, binary));
  if (status === "modified" && oldMode !== newMode)
    hunks.unshift({ ...nothing, kind: "mode", header: `mode ${oldMode} → ${newMode}` });
  return { ...header, binary, hunks: withIds({ ...header, binary }, hunks) };
}

function readHeaderLine(header: Header, line: string): void {
  for (const [pattern, read] of headerLines) {
    const found = pattern.exec(line);
    if (found) {
      read(header, found);
      return;
    }
  }
  throw new Error(`unknown line in a git patch: ${line.slice(0, 60)}`);
}

const nothing = { oldStart: 0, oldLines: 0, newStart: 0, newLines: 0, lines: [] };

function wholeHunk(status: PatchFile["status"], binary: boolean): Omit<PatchHunk, "id"> {
  const what = binary ? "binary file" : "empty file";
  const verb = { added: "new", modified: "changed", deleted: "deleted" }[status];
  return { ...nothing, kind: "whole", header: `${verb} ${what}` };
}

function blobOf(id: string): string | null {
  return /^0+$/.test(id) ? null : id;
}

/** Consumes one @@ header and exactly as many lines as it announces. */
function readHunk(reader: Reader): Omit<PatchHunk, "id"> {
  const bytes = reader.next();
  const header = byteString(bytes);
  const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(header);
  if (!match) throw new Error(`bad hunk header: ${header.slice(0, 60)}`);
  const oldStart = Number(match[1]);
  const oldLines = Number(match[2] ?? 1);
  const newStart = Number(match[3]);
  const newLines = Number(match[4] ?? 1);
  const lines: PatchLine[] = [];
  let [old, fresh] = [oldLines, newLines];
  while (old > 0 || fresh > 0) {
    const line = reader.next();
    const sign = String.fromCharCode(line[0] ?? 0);
    if (sign !== " " && sign !== "-" && sign !== "+") throw new Error("a hunk ends too early");
    if (sign !== "+") old -= 1;
    if (sign !== "-") fresh -= 1;
    // "\ No newline at end of file" belongs to the line before it.
    const newline = reader.first() !== 0x5c;
    if (!newline) reader.next();
    lines.push({ sign, text: line.subarray(1), newline });
  }
  const text = new TextDecoder().decode(bytes);
  return { kind: "text", header: text, oldStart, oldLines, newStart, newLines, lines };
}

/** A binary patch has two blocks (forward and reverse), each ended by an empty line. */
function skipBinary(reader: Reader): void {
  const literal = reader.peek() === "GIT binary patch";
  reader.next();
  if (!literal) return;
  while (!reader.done() && !reader.peek().startsWith("diff --git ")) reader.next();
}

function withIds(
  file: Omit<PatchFile, "hunks">,
  hunks: readonly Omit<PatchHunk, "id">[],
): PatchHunk[] {
  const seen = new Map<string, number>();
  return hunks.map((hunk) => {
    const digest = createHash("sha256");
    digest.update(`${file.path}\0${file.status}\0${hunk.kind}\0`);
    if (hunk.kind === "whole") digest.update(`${file.oldBlob}\0${file.newBlob}\0`);
    if (hunk.kind === "mode" || file.status !== "modified")
      digest.update(`${file.oldMode}\0${file.newMode}\0`);
    for (const line of hunk.lines) {
      digest.update(line.sign);
      digest.update(line.text);
      digest.update(line.newline ? "\n" : "\0");
    }
    const content = digest.digest("hex");
    const ordinal = seen.get(content) ?? 0;
    seen.set(content, ordinal + 1);
    const id = ordinal === 0 ? content : sha256(`${content}\0${ordinal}`);
    return { ...hunk, id: id.slice(0, 12) };
  });
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
