import { open } from "node:fs/promises";

/** Derivation files that are read at most, how many at a time, and how much of each. */
const mostFiles = 3000;
const atOnce = 16;
const mostBytes = 256 * 1024;

/**
 * Which of the planned derivations each of them needs, from their files in the store. A file that cannot be
 * read (a store that is elsewhere) needs nothing as far as is known.
 */
export async function readNeeds(
  drvs: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const planned = new Set(drvs);
  const needs = new Map<string, readonly string[]>();
  const queue = drvs.slice(0, mostFiles);
  const read = async () => {
    for (let drv = queue.pop(); drv !== undefined; drv = queue.pop()) {
      const inputs = inputDrvs(await head(drv));
      needs.set(
        drv,
        inputs.filter((input) => planned.has(input)),
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, read));
  return needs;
}

/** The derivations that a derivation's file names as inputs: `("/nix/store/….drv",["out"])`. */
function inputDrvs(file: string): string[] {
  return [...file.matchAll(/\("(\/[^"\\]+\.drv)",\[/g)].map(([, path = ""]) => path);
}

async function head(path: string): Promise<string> {
  try {
    const file = await open(path, "r");
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await file.close();
    }
  } catch {
    return "";
  }
}
