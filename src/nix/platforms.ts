import { readFile } from "node:fs/promises";
import type { NixTools } from "./call.ts";
import { nixFeatures } from "./features.ts";

/**
 * Whether Nix may build for a platform: this machine does, or others are there to ask. Where that is not told,
 * trying is the only way to know.
 */
export async function mayBuild(tools: NixTools, platform: string): Promise<boolean> {
  const { platforms, builders } = await nixFeatures(tools);
  if (platform === "" || platforms.length === 0 || platforms.includes(platform)) return true;
  for (const entry of builders.split(/[;\n]/).map((text) => text.trim()))
    if (entry.startsWith("@") ? await namesMachine(entry.slice(1)) : entry !== "") return true;
  return false;
}

/** A file of builders that names one; absent on most machines. */
async function namesMachine(file: string): Promise<boolean> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split("\n").some((line) => !/^\s*(?:#|$)/.test(line));
}
