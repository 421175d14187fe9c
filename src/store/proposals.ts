import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Proposal, proposalSchema } from "../core/proposal.ts";
import { ok, type Problem, problem, type Result } from "../core/result.ts";
import type { Files } from "../ports/system.ts";

const namePattern = /^(p[1-9][0-9]*)\.json$/;

/** Ids of the proposals on disk, oldest first. A folder that is not there holds none. */
export function proposalIds(folder: string): string[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .map((name) => namePattern.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .sort((a, b) => numberOf(a) - numberOf(b));
}

/** The number of an id: 12 of `p12`. */
export function numberOf(id: string): number {
  return Number(id.slice(1));
}

/** One proposal, checked; null when there is none of this id. */
export async function readProposal(
  files: Files,
  folder: string,
  id: string,
): Promise<Result<Proposal | null>> {
  const path = join(folder, `${id}.json`);
  const bytes = await files.read(path);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok(null);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes.value));
  } catch {
    return corrupt(path, "it is no JSON");
  }
  const parsed = proposalSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return corrupt(path, `${issue?.path.join(".") || "it"}: ${issue?.message}`);
  }
  if (parsed.data.id !== id) return corrupt(path, `it calls itself ${parsed.data.id}`);
  return ok(parsed.data);
}

function corrupt(path: string, why: string): Result<never> {
  return problem("state-corrupt", `The proposal file ${path} cannot be used: ${why}.`, {
    hint: "Move it away. Its commits stay in the repository, and other proposals are not concerned.",
    details: { path },
  });
}

/** All proposals that can be read, oldest first, and a problem for each that cannot. */
export async function readAll(
  files: Files,
  folder: string,
): Promise<{ proposals: Proposal[]; damaged: Problem[] }> {
  const proposals: Proposal[] = [];
  const damaged: Problem[] = [];
  for (const id of proposalIds(folder)) {
    const read = await readProposal(files, folder, id);
    if (!read.ok) damaged.push(read.problem);
    else if (read.value) proposals.push(read.value);
  }
  return { proposals, damaged };
}

/** By id, `latest`, or a prefix (four characters or more) of a candidate commit that only one has. */
export async function findProposal(
  files: Files,
  folder: string,
  reference: string,
): Promise<Result<Proposal>> {
  const ids = proposalIds(folder);
  const id = reference === "latest" ? ids.at(-1) : reference;
  if (id !== undefined && /^p[1-9][0-9]*$/.test(id)) {
    const read = await readProposal(files, folder, id);
    if (!read.ok) return read;
    if (read.value) return ok(read.value);
    return unknown(reference, ids);
  }
  if (!/^[0-9a-f]{4,64}$/.test(reference)) return unknown(reference, ids);
  const { proposals } = await readAll(files, folder);
  const matches = proposals.filter((each) => each.candidate.startsWith(reference));
  if (matches.length === 1) return ok(matches[0] as Proposal);
  if (matches.length === 0) return unknown(reference, ids);
  return problem("ambiguous-proposal", `${reference} fits several proposals.`, {
    hint: `Use an id: ${matches.map((each) => each.id).join(", ")}.`,
    details: { proposals: matches.map((each) => each.id) },
  });
}

function unknown(reference: string, ids: readonly string[]): Result<never> {
  const shown = JSON.stringify(reference.slice(0, 80));
  return problem("unknown-proposal", `There is no proposal ${shown} in this repository.`, {
    hint:
      ids.length === 0
        ? 'There are none yet: agentix propose "enable tailscale" makes one.'
        : `There are: ${ids.slice(-10).join(", ")}. Or: latest, or the start of a candidate commit.`,
    details: { proposals: ids.slice(-100) },
  });
}
