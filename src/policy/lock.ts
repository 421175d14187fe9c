import { z } from "zod";
import type { Finding } from "../core/finding.ts";
import type { Tier } from "../core/tier.ts";

const nodeSchema = z.looseObject({
  locked: z
    .looseObject({
      rev: z.string().optional(),
      narHash: z.string().optional(),
      lastModified: z.number().optional(),
    })
    .optional(),
  original: z.looseObject({}).optional(),
});
const lockSchema = z.looseObject({ nodes: z.record(z.string(), nodeSchema) });
type LockNode = z.infer<typeof nodeSchema>;

/**
 * What policy says of a changed flake.lock: a newer revision of the same source is medium; another source, an older
 * revision, or other content under the same revision is high. A lock that cannot be read is high.
 */
export function judgeLock(file: string, before: string | null, after: string | null): Finding[] {
  if (before === after) return [];
  const tell = (tier: Tier, rule: string, message: string): Finding => ({
    tier,
    rule,
    message: `${file}: ${message}`,
    file,
  });
  const [old, fresh] = [before, after].map((text) => (text === null ? { nodes: {} } : read(text)));
  if (!old || !fresh) return [tell("high", "source-101", "cannot be read as a lock file")];
  return Object.entries(fresh.nodes).flatMap(([name, node]) => {
    const was = old.nodes[name];
    if (!was)
      return [
        tell("high", "source-99", `${name} is a new input: another author whose code is run`),
      ];
    const why = changed(was, node);
    return why === null ? [] : [tell(why.tier, why.rule, `${name} ${why.message}`)];
  });
}

function changed(
  was: LockNode,
  is: LockNode,
): { tier: Tier; rule: string; message: string } | null {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  if (same(was, is)) return null;
  const high = (message: string) => ({ tier: "high" as const, rule: "source-101", message });
  if (!same(source(was.locked), source(is.locked)) || !same(was.original, is.original))
    return { tier: "high", rule: "source-99", message: "comes from another place" };
  const [old, fresh] = [was.locked, is.locked];
  if (old?.rev === fresh?.rev && old?.narHash !== fresh?.narHash)
    return high("has other content under the same revision");
  if (old?.rev === fresh?.rev) return null;
  if ((fresh?.lastModified ?? 0) < (old?.lastModified ?? 0))
    return high("goes back to an older revision");
  return { tier: "medium", rule: "source-100", message: "is updated" };
}

/** Where an input comes from, without which revision of it. */
function source(locked: LockNode["locked"]): unknown {
  const { rev: _, narHash: __, lastModified: ___, revCount: ____, ...rest } = locked ?? {};
  return Object.entries(rest).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function read(text: string): z.infer<typeof lockSchema> | null {
  try {
    return lockSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
