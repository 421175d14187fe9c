import { type Look, lookAfter, plainLook } from "../../components/sgr.ts";

const hues = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
const attributes = ["bold", "dim", "italic", "underline", "inverse"];

function hueName(code: string): string {
  if (/^[349][0-7]$/.test(code)) return hues[Number(code) % 10] as string;
  return `#${code.split(";").slice(2).join(".")}`;
}

function nameOf({ fg, bg, on }: Look): string {
  const parts = attributes.filter((_, bit) => on & (1 << bit));
  if (fg) parts.push(hueName(fg));
  if (bg) parts.push(`on ${hueName(bg)}`);
  return parts.join(" ");
}

/** A styled row as text that a person can check: `[magenta]let[] x`. Brackets of the text itself are doubled. */
export function readable(row: string): string {
  let result = "";
  let look = plainLook;
  let shown = plainLook;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the only sequences that a frame holds
  for (const [, codes, text] of row.matchAll(/\u001b\[([0-9;]*)m|([^\u001b]+)/g)) {
    if (codes !== undefined) look = lookAfter(look, codes);
    else {
      if (look !== shown) result += `[${nameOf(look)}]`;
      shown = look;
      result += (text as string).replace(/[[\]]/g, "$&$&");
    }
  }
  return result.trimEnd();
}
