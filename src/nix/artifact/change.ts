import type { ArtifactChange } from "../../core/artifact.ts";
import { ok, problem, type Result } from "../../core/result.ts";
import type { System } from "../../ports/nix.ts";
import type { NixTools } from "../call.ts";
import { compareSystems } from "./compare.ts";
import { newFetches } from "./fetches.ts";

/** What differs between two systems of one target that are both built here, and what is downloaded anew. */
export async function changeOfArtifact(
  tools: NixTools,
  before: System,
  after: System,
  signal?: AbortSignal,
): Promise<Result<ArtifactChange[]>> {
  const fetches = await newFetches(tools, before.drvPath, after.drvPath, signal);
  if (!fetches.ok) return fetches;
  try {
    return ok([...(await compareSystems(before.outPath, after.outPath)), ...fetches.value]);
  } catch (error) {
    return problem("nix-failed", `What was built cannot be read: ${(error as Error).message}`, {
      hint: "Is the store on this machine? Agentix compares the files of both systems.",
    });
  }
}
