import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

/** Words with which a module declares options, or a function makes some; options of a mount are none. */
const declares =
  /\b(?:options(?!\s*=\s*[["])|mk\w*Option\w*|mkAlias\w*|mkRenamed\w*|mkRemoved\w*|submodule|freeformType)\b/;
/** A list of modules begins: it counts up to its end. */
const lists = /\b(?:imports|modules)\b/;
/** Every path, input or import. */
const brings = /\bimport\b|\binputs\b|\.\.?\/|[Mm]odules\b|\breadDir\b/;

const comments = /(?:^|\s)#.*$/gm;

/** The lines that bring modules in. Line by line: a single one may be very long. */
function bringing(text: string): string[] {
  let isList = false;
  return text.split("\n").filter((line) => {
    const begins = isList ? 0 : line.search(lists);
    if (begins < 0) return brings.test(line);
    isList = !line.includes("]", begins);
    return true;
  });
}

/**
 * A digest of what the options of a flake depend on: the lock, whole files that declare options, and what
 * the others import. A commit that only sets options has, as a rule, the digest of the one before; that is a
 * guess from the text, good enough to tell when to make an index anew and never whether one is right.
 * Null when the tree cannot be read.
 */
export async function optionSources(tree: string): Promise<string | null> {
  try {
    const entries = await readdir(tree, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile() && /\.nix$|^flake\.lock$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    const digest = createHash("sha256");
    for (const file of files) {
      const text = await readFile(file, "utf8");
      const whole =
        /flake\.(?:nix|lock)$/.test(file) || declares.test(text.replaceAll(comments, ""));
      const part = whole ? text : bringing(text).join("\n");
      digest.update(JSON.stringify([relative(tree, file), part]));
    }
    return digest.digest("hex");
  } catch {
    return null;
  }
}
