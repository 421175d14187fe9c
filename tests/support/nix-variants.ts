import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type NixMessage, parseNixLine } from "../../src/nix/internal-json.ts";
import type { Source } from "../../src/nix/source.ts";

/** Nixes that are known by their public source only. */
export type Variant = "lix" | "determinate";

const folder = fileURLToPath(new URL("../../fixtures/nix-variants", import.meta.url));

/** A file of fixtures/nix-variants. */
export function variantFile(variant: Variant, name: string): string {
  return readFileSync(join(folder, variant, name), "utf8");
}

/** The cases of a variant's stderr.log by name, with the source that they are about. */
export function variantCases(variant: Variant) {
  const [head = "", ...parts] = variantFile(variant, "stderr.log").split(/^#case /m);
  const said = (name: string) => new RegExp(`^#${name} (.*)$`, "m").exec(head)?.[1] ?? "";
  const source: Source = {
    root: said("root"),
    commit: said("commit"),
    storePath: said("source"),
  };
  const cases = new Map(
    parts.map((part) => {
      const [name = "", ...lines] = part.trim().split("\n");
      return [name, lines] as const;
    }),
  );
  const messages = (name: string): NixMessage[] =>
    (cases.get(name) ?? []).map(parseNixLine).filter((record) => record.kind === "message");
  return {
    source,
    names: [...cases.keys()],
    lines: (name: string) => cases.get(name) ?? [],
    messages,
  };
}
