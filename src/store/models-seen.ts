import { join } from "node:path";
import { z } from "zod";
import type { ModelIdentity } from "../ports/model.ts";
import type { Files } from "../ports/system.ts";

/*
 * Which weights a model's name stood for the last time: another digest under the same name is another model, pulled
 * anew or served by somebody else.
 */

const seenSchema = z.record(z.string(), z.string());

/** The digests that were met, by host and name. */
export interface ModelsSeen {
  /** Says where the model has another digest than the last time. `remember` keeps the one it has now. */
  changed(model: ModelIdentity, remember: boolean): Promise<string | undefined>;
}

/** Opens the record in Agentix's own state; a damaged one counts as none. */
export function openModelsSeen(files: Files, stateHome: string): ModelsSeen {
  const path = join(stateHome, "agentix", "models.json");
  const read = async (): Promise<Record<string, string>> => {
    const bytes = await files.read(path);
    if (!bytes.ok || bytes.value === null) return {};
    try {
      return seenSchema.parse(JSON.parse(new TextDecoder().decode(bytes.value)));
    } catch {
      return {};
    }
  };
  return {
    async changed({ name, host, digest }, remember) {
      const seen = await read();
      const key = `${host} ${name}`;
      const before = Object.hasOwn(seen, key) ? seen[key] : undefined;
      if (remember && before !== digest) {
        const text = `${JSON.stringify({ ...seen, [key]: digest }, null, 2)}\n`;
        const kept = await files.replace(path, new TextEncoder().encode(text));
        if (!kept.ok) return `${name}: its digest cannot be kept (${kept.problem.message})`;
      }
      return before === undefined || before === digest
        ? undefined
        : `${name} is not the model that it was: its digest changed from ${before.slice(0, 12)} to ${digest.slice(0, 12)}. Was it pulled anew?`;
    },
  };
}
