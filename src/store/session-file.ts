import { join } from "node:path";
import type { Result } from "../core/result.ts";
import { parseSession, type Session } from "../core/ui/session.ts";
import type { Files } from "../ports/system.ts";

/** The screen of last time, kept beside the proposals. */
export interface SessionFile {
  /** null when there is none that can be used. */
  read(): Promise<Session | null>;
  write(session: Session): Promise<Result<void>>;
}

/** More than any session that is written here. */
const maxBytes = 4_000_000;

/** `ui.json` in the repository's state folder. Of two screens at once the last writer wins. */
export function openSessionFile(files: Files, gitDir: string): SessionFile {
  const path = join(gitDir, "agentix", "ui.json");
  return {
    read: async () => {
      const bytes = await files.read(path);
      if (!bytes.ok || bytes.value === null || bytes.value.length > maxBytes) return null;
      return parseSession(new TextDecoder().decode(bytes.value));
    },
    write: (session) => files.replace(path, Buffer.from(`${JSON.stringify(session)}\n`)),
  };
}
