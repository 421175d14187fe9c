/** A line longer than this many bytes is cut: the rest of it is dropped up to its newline. */
const longestLine = 64 * 1024;

/** Turns chunks of bytes into lines; call `end` once for a last line without a newline. */
export interface LineSplitter {
  push(chunk: Uint8Array): void;
  end(): void;
}

/**
 * Splits a byte stream into lines without their newline (`\n` or `\r\n`), decoded as UTF-8 one line
 * at a time, so that a character cut in two by a chunk border stays whole. Memory: one line.
 */
export function splitLines(onLine: (line: string) => void): LineSplitter {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  let parts: Uint8Array[] = [];
  let size = 0;
  const keep = (bytes: Uint8Array) => {
    const room = longestLine - size;
    if (room <= 0 || bytes.length === 0) return;
    parts.push(bytes.length > room ? bytes.subarray(0, room) : bytes);
    size += Math.min(room, bytes.length);
  };
  const flush = () => {
    const first = parts.length === 1 ? parts[0] : undefined;
    let bytes = first ?? Buffer.concat(parts);
    if (bytes.at(-1) === 0x0d) bytes = bytes.subarray(0, -1);
    parts = [];
    size = 0;
    onLine(decoder.decode(bytes));
  };
  return {
    push(chunk) {
      let start = 0;
      for (let at = chunk.indexOf(0x0a); at >= 0; at = chunk.indexOf(0x0a, start)) {
        keep(chunk.subarray(start, at));
        flush();
        start = at + 1;
      }
      // A copy: the stream may use its buffer again before the line is complete.
      if (start < chunk.length) keep(chunk.slice(start));
    },
    end() {
      if (size > 0) flush();
    },
  };
}
