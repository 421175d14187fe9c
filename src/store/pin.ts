import { statSync } from "node:fs";
import { z } from "zod";
import type { Head } from "../core/audit-chain.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Files } from "../ports/system.ts";
import { filesOf } from "./segments.ts";

/*
 * The audit log's head, kept outside the repository: a chain alone cannot tell that its end was cut off.
 */

const pinSchema = z.object({
  gitDir: z.string(),
  seq: z.number().int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Which folder the git directory was, so that a new clone at the same path is not taken for it. */
  born: z.string().optional(),
  /** How the growing file was left, see stampOf. */
  stamp: z.string().optional(),
});

export interface PinPlace {
  readonly files: Files;
  /** audit.jsonl */
  readonly path: string;
  readonly pinPath: string;
  readonly gitDir: string;
}

/** What is pinned for this repository, and what was for another one that stood at its path. */
export interface Pinned {
  readonly head: Head | null;
  readonly former: Head | null;
  /** How the log was left by whoever pinned it. */
  readonly stamp?: string | undefined;
}

/** Tells a folder from one that was made later at the same path; undefined when it cannot be looked at. */
function bornOf(gitDir: string): string | undefined {
  try {
    const { dev, ino, birthtimeNs } = statSync(gitDir, { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch {
    return undefined;
  }
}

/**
 * The pinned head; null when none was ever pinned. Without a log, the pin of a git directory that was
 * deleted and made anew (cloned again) is `former`: a new log may begin, and says so. In the same git
 * directory a missing log is one that was removed.
 */
export async function readPin(place: PinPlace): Promise<Result<Pinned>> {
  const bytes = await place.files.read(place.pinPath);
  if (!bytes.ok) return bytes;
  if (bytes.value === null) return ok({ head: null, former: null });
  try {
    const parsed = pinSchema.parse(JSON.parse(new TextDecoder().decode(bytes.value)));
    if (parsed.gitDir === place.gitDir) {
      const head = { seq: parsed.seq, hash: parsed.hash };
      const remade = parsed.born !== undefined && parsed.born !== bornOf(place.gitDir);
      return ok(
        remade && filesOf(place.path).length === 0
          ? { head: null, former: head }
          : { head, former: null, stamp: parsed.stamp },
      );
    }
  } catch {
    // Falls through: a pin that cannot be read is as bad as a wrong one.
  }
  return problem("audit-broken", `The pinned audit head ${place.pinPath} cannot be used.`, {
    hint: "It was edited or belongs to another repository. Move it away; the next entry records a new pin.",
    details: { path: place.pinPath },
  });
}

/** Pins the head in one step. */
export function writePin(place: PinPlace, head: Head, stamp?: string): Promise<Result<void>> {
  const born = bornOf(place.gitDir);
  const pin = {
    gitDir: place.gitDir,
    seq: head.seq,
    hash: head.hash,
    ...(born === undefined ? {} : { born }),
    ...(stamp === undefined ? {} : { stamp }),
  };
  return place.files.replace(place.pinPath, Buffer.from(`${JSON.stringify(pin)}\n`));
}
