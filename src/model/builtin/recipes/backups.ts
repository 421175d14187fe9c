import { takeCalendar } from "./amounts.ts";
import { add, setIf } from "./change.ts";
import type { Made, Recipe } from "./recipe.ts";
import type { Words } from "./words.ts";

/** What is backed up, to where, and when. */
interface Wanted {
  readonly paths: readonly string[];
  readonly to: string | undefined;
  readonly at: string | undefined;
  /** Of the job: the last folder of the first path. */
  readonly name: string;
}

function takeWanted(words: Words): Wanted | undefined {
  words.take(/\bback(?:s|ed|ing)?[- ]?ups?\b/i);
  const from = words.take(
    /\b(?:of|for|folder|directory|path|paths)?\s*"?(\/[\w./-]+)"?((?:(?:,| and|, and) "?\/[\w./-]+"?)*)/i,
  );
  const to = words.take(
    /\b(?:to|into|in|at|on)\s+(?:the )?(?:repository |repo )?"?(\/[\w./-]+|(?:sftp|s3|rest|b2|azure|gs|rclone|swift|ssh):[^\s,]+|[\w.-]+@[\w.-]+:[^\s,]+)"?/i,
  )?.[1];
  if (!from?.[1]) return undefined;
  const more = (from[2] ?? "")
    .split(/,| and /)
    .map((path) => path.replace(/["\s]/g, ""))
    .filter((path) => path !== "");
  const folder = from[1].split("/").findLast((part) => part !== "");
  return {
    paths: [from[1], ...more],
    to,
    at: takeCalendar(words),
    name: folder?.replace(/[^\w-]/g, "-") ?? "root",
  };
}

/** Backups of folders: where they go, when, and what nobody but the person can know. */
export const backupRecipes: readonly Recipe[] = [
  {
    about: /\brestic\b/i,
    read(words): Made | undefined {
      words.take(/\b(?:with |using |via )?restic\b/i);
      const wanted = takeWanted(words);
      if (!wanted) return undefined;
      const base = ["services", "restic", "backups", wanted.name];
      return {
        changes: [
          add([...base, "paths"], [...wanted.paths]),
          ...setIf([...base, "repository"], wanted.to),
          ...setIf([...base, "timerConfig", "OnCalendar"], wanted.at),
        ],
        notes: [`Called the backup ${wanted.name}.`],
        needs: [
          ...(wanted.to === undefined
            ? [
                {
                  path: [...base, "repository"],
                  question: "To which repository should restic back up?",
                },
              ]
            : []),
          {
            path: [...base, "passwordFile"],
            question: `Which file holds the password of the restic repository (services.restic.backups.${wanted.name}.passwordFile)? It is read at run time and belongs to your secrets tool.`,
          },
        ],
      };
    },
  },
  {
    about: /\bborg(?:backup)?\b/i,
    read(words): Made | undefined {
      words.take(/\b(?:with |using |via )?borg(?:backup)?\b/i);
      const wanted = takeWanted(words);
      if (!wanted) return undefined;
      const base = ["services", "borgbackup", "jobs", wanted.name];
      return {
        changes: [
          add([...base, "paths"], [...wanted.paths]),
          ...setIf([...base, "repo"], wanted.to),
          ...setIf([...base, "startAt"], wanted.at),
        ],
        notes: [`Called the job ${wanted.name}.`],
        needs: [
          ...(wanted.to === undefined
            ? [{ path: [...base, "repo"], question: "To which repository should borg back up?" }]
            : []),
          {
            path: [...base, "encryption", "mode"],
            question: `How should the borg repository be encrypted (services.borgbackup.jobs.${wanted.name}.encryption.mode)? Its passphrase is read at run time by encryption.passCommand.`,
            choices: ["none", "repokey-blake2", "keyfile-blake2"].map(
              (mode) => `services.borgbackup.jobs.${wanted.name}.encryption.mode = "${mode}"`,
            ),
          },
        ],
      };
    },
  },
];
