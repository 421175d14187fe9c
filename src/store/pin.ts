import { z } from "zod";
import type { Head } from "../core/audit-chain.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Files } from "../ports.ts";

/*
 * The audit log's head, kept outside the repository: a chain alone cannot tell that its end was cut off.
 */

const pinSchema = z.object({
  gitDir: z.string(),
  seq: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

export interface PinPlace {
  readonly files: Files;
  readonly pinPath: string;
  readonly gitDir: string;
}

/** The pinned head; null when none was ever pinned. */
export async function readPin(place: PinPlace): Promise<Result<Head | null>> {
  const bytes = await place.files.read(place.pinPath);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok(null);
  try {
    const parsed = pinSchema.parse(JSON.parse(new TextDecoder().decode(bytes.value)));
    if (parsed.gitDir === place.gitDir) return ok({ seq: parsed.seq, hash: parsed.hash });
  } catch {
    // Falls through: a pin that cannot be read is as bad as a wrong one.
  }
  return problem("audit-broken", `The pinned audit head ${place.pinPath} cannot be used.`, {
    hint: "It was edited or belongs to another repository. Move it away; the next entry records a new pin.",
    details: { path: place.pinPath },
  });
}

/** Pins the head in one step. */
export function writePin(place: PinPlace, head: Head): Promise<Result<void>> {
  const pin = { gitDir: place.gitDir, seq: head.seq, hash: head.hash };
  return place.files.replace(place.pinPath, Buffer.from(`${JSON.stringify(pin)}\n`));
}
