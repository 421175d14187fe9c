import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { nixProgram, sampleEnv } from "./sample-flake.ts";

/** So many files one call of Nix reads. */
const atOnce = 500;

/**
 * What real Nix says of many texts, a few hundred in each call: by index, what is wrong with a text. Nothing is
 * evaluated; names that nothing binds and attributes that are defined twice count as wrong, as Nix has it.
 */
export async function nixFaults(texts: readonly string[]): Promise<Map<number, string>> {
  const folder = await mkdtemp(join(tmpdir(), "agentix-parse-"));
  const found = new Map<number, string>();
  try {
    for (let from = 0; from < texts.length; from += atOnce) {
      const part = texts.slice(from, from + atOnce);
      const names = part.map((_, i) => join(folder, `t${from + i}.nix`));
      await Promise.all(part.map((text, i) => writeFile(names[i] ?? "", text)));
      for (let rest = names; rest.length > 0; ) {
        const fault = await parsed(rest);
        if (fault === null) break;
        found.set(fault.index, fault.message);
        rest = rest.slice(rest.indexOf(join(folder, `t${fault.index}.nix`)) + 1);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return found;
}

/** The first file that does not parse: Nix reads them in order and stops there. */
async function parsed(
  files: readonly string[],
): Promise<{ index: number; message: string } | null> {
  const program = nixProgram();
  const command = program === "nix" ? "nix-instantiate" : join(dirname(program), "nix-instantiate");
  const child = spawn(command, ["--parse", ...files], {
    env: sampleEnv(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let message = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    message += text;
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.on("error", fail).on("close", done);
  });
  if (code === 0) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours that Nix writes
  const plain = message.replace(/\x1b\[[0-9;]*m/g, "");
  const errors = plain.slice(Math.max(0, plain.indexOf("error:")));
  const index = /\/t(\d+)\.nix:/.exec(errors)?.[1];
  if (index === undefined) throw new Error(`nix-instantiate failed: ${plain}`);
  return { index: Number(index), message: errors };
}
