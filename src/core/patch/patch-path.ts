/*
 * How git writes paths in patches: as they are, or quoted like a C string. Lines are handled as strings of
 * one character per byte, because a path need not be UTF-8 until it is decoded as a whole.
 */

/** One character per byte. (`latin1` in TextDecoder means windows-1252, which is not that.) */
export function byteString(bytes: Uint8Array): string {
  let result = "";
  for (let at = 0; at < bytes.length; at += 8192)
    result += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return result;
}

/** `a/x b/x`, quoted or not. Without renames both halves name the same path. */
export function pathOfHeader(rest: string): string {
  if (rest.startsWith('"')) return unquote(rest.slice(0, closingQuote(rest) + 1)).slice(2);
  const half = (rest.length - 1) / 2;
  return utf8(rest.slice(2, half));
}

/** The path of a `---` or `+++` line; null for /dev/null. */
export function pathOfSide(rest: string): string | null {
  const name = rest.endsWith("\t") ? rest.slice(0, -1) : rest;
  if (name === "/dev/null") return null;
  return name.startsWith('"') ? unquote(name).slice(2) : utf8(name.slice(2));
}

function closingQuote(text: string): number {
  for (let at = 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  throw new Error("a quoted path does not end");
}

const escapes: Record<string, string> = {
  a: "\x07",
  b: "\b",
  t: "\t",
  n: "\n",
  v: "\v",
  f: "\f",
  r: "\r",
};

/** Undoes git's C-style quoting. */
function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  return utf8(
    inner.replace(/\\([0-7]{3}|.)/gs, (_, code: string) =>
      /^[0-7]{3}$/.test(code)
        ? String.fromCharCode(Number.parseInt(code, 8))
        : (escapes[code] ?? code),
    ),
  );
}

function utf8(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}
