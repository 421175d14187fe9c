/**
 * `index-open.ts open|parse FILE`: opens a stored index and asks it once, or only parses its records; prints times
 * and memory as JSON. A process of its own: nothing is warm.
 */
import { readFileSync } from "node:fs";
import { openIndex } from "../src/nix/index-cache.ts";
import "../src/nix/option-search.ts";

/** Resident memory; the kernel's own figure. */
const megabytes = () => process.memoryUsage().rss / 1e6;

const [, , what, file = ""] = process.argv;
const before = megabytes();
const start = performance.now();
if (what === "open") {
  const index = await openIndex(file, { kind: "nixos", name: "bench" });
  const opened = performance.now();
  const hits = index?.search("open the firewall for ssh", 10).length ?? 0;
  if (hits === 0) throw new Error(`${file} could not be opened and searched`);
  const asked = performance.now();
  print({ open: opened - start, first: asked - opened, memory: megabytes() - before });
} else {
  const records = readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  print({ parse: performance.now() - start, records: records.length });
}

function print(figures: Readonly<Record<string, number>>): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
