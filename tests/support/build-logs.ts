import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type NixMessage, parseNixLine } from "../../src/nix/internal-json.ts";
import type { Source } from "../../src/nix/source.ts";

/** The Nix versions of which outputs are recorded. */
export const recordedVersions = ["2.26.3", "2.34.8"] as const;
export type RecordedVersion = (typeof recordedVersions)[number];

const folder = fileURLToPath(new URL("../../fixtures/build-logs", import.meta.url));

/** The lines of a recorded standard error. */
export function recordedLines(version: RecordedVersion, name: string): string[] {
  return readFileSync(join(folder, version, `${name}.log`), "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** A recorded failed evaluation, as a Nix call reports it, with the source it is about. */
export function recordedEvaluation(version: RecordedVersion, name: string) {
  const [commit = "", storePath = "", ...lines] = recordedLines(version, `eval-${name}`);
  const source: Source = {
    root: "/tmp/flake",
    commit: commit.replace("#commit ", ""),
    storePath: storePath.replace(/^#source ?/, "") || null,
  };
  const messages = lines.map(parseNixLine).filter((record) => record.kind === "message");
  const errors: NixMessage[] = messages.filter(
    ({ level, raw }) => level === 0 && raw !== undefined,
  );
  const warnings: NixMessage[] = messages.filter(({ level }) => level === 1);
  return { source, errors, warnings, plain: [] as string[] };
}
