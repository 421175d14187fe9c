import { z } from "zod";
import type { LockedInput } from "./plan-parts.ts";

const lockSchema = z.object({
  root: z.string(),
  nodes: z.record(
    z.string(),
    z.object({
      inputs: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      locked: z
        .object({
          type: z.string().optional(),
          owner: z.string().optional(),
          repo: z.string().optional(),
          rev: z.string().optional(),
          lastModified: z.number().optional(),
        })
        .optional(),
    }),
  ),
});

/** The flake's own inputs, from the text of its lock file; none where that cannot be read. */
export function lockedInputs(text: string): LockedInput[] {
  const lock = lockSchema.safeParse(parsed(text));
  if (!lock.success) return [];
  const { nodes, root } = lock.data;
  return Object.entries(nodes[root]?.inputs ?? {}).flatMap(([name, node]) => {
    const locked = typeof node === "string" ? nodes[node]?.locked : undefined;
    if (!locked) return [];
    const { type = "unknown", owner, repo, rev = null, lastModified } = locked;
    const source = owner && repo ? `${type}:${owner}/${repo}` : type;
    return [{ name, source, rev, modified: isoDate(lastModified) }];
  });
}

function isoDate(seconds: number | undefined): string | null {
  const date = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
