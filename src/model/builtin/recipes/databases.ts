import { takeCalendar } from "./amounts.ts";
import { add, set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";
import type { Words } from "./words.ts";

const name = String.raw`"?([a-z_][\w-]*)"?`;
const noName = /^(?:and|with|named|called|for|owned|user|users|server|backend|the|a)$/i;

const takeDatabases = (words: Words): string[] => {
  const list = words.take(
    new RegExp(
      String.raw`\bdatabases?(?: (?:named|called|for|:))?\s+${name}((?:(?:\s*,\s*(?:and )?| and )(?!an? |the |users?\b|owned\b|role\b|with\b)"?[a-z_][\w-]*"?)*)`,
      "i",
    ),
  );
  if (!list?.[1] || noName.test(list[1])) return [];
  const more = (list[2] ?? "")
    .split(/\s*,\s*(?:and )?| and /)
    .map((part) => part.replace(/"/g, "").trim());
  return [list[1], ...more.filter((part) => part !== "")];
};

const takeOwner = (words: Words): string | undefined => {
  const same = words.take(
    /\b(?:and |with |for |owned by )*(?:an? |the )?(?:user|owner|role) (?:of|with) the same name\b/i,
  );
  if (same) return "";
  const owner = words.take(
    new RegExp(
      String.raw`\b(?:owned by|for|and|with|,)?\s*(?:the |an? |its )*(?:database )?(?:user|owner|role)(?: (?:named|called|:))?\s+${name}(?: (?:who|that|which) owns (?:it|them))?`,
      "i",
    ),
  )?.[1];
  return owner ?? words.take(new RegExp(String.raw`\bowned by\s+${name}`, "i"))?.[1];
};

/** Databases and their users. */
export const databaseRecipes: readonly Recipe[] = [
  {
    about:
      /\b(?:postgres|postgresql|psql)\b.*\bdatabases?\b|\bdatabases?\b.*\b(?:postgres|postgresql)\b/i,
    read(words) {
      const version = words.take(
        /\b(?:postgres(?:ql)?|psql)(?: (?:server|service))?(?: v?(\d{2})(?=\s|,|$))?/i,
      )?.[1];
      const databases = takeDatabases(words);
      if (databases.length === 0) return undefined;
      const owner = takeOwner(words);
      const own = owner === "" ? databases[0] : owner;
      // ensureDBOwnership gives a user the database of its own name.
      const owns = own !== undefined && databases.includes(own);
      return {
        changes: [
          set("services.postgresql.enable", true),
          ...setIf(
            "services.postgresql.package",
            version ? { $package: `postgresql_${version}` } : undefined,
          ),
          add("services.postgresql.ensureDatabases", databases),
          ...(own === undefined
            ? []
            : [
                add("services.postgresql.ensureUsers", [
                  { $attrs: { name: own, ...(owns ? { ensureDBOwnership: true } : {}) } },
                ]),
              ]),
        ],
        questions:
          own !== undefined && !owns
            ? [
                {
                  question: `NixOS gives a PostgreSQL user only the database of its own name. Should the database be called ${own}, or the user ${databases[0]}?`,
                },
              ]
            : [],
      };
    },
  },
  {
    about: /\b(?:mysql|mariadb)\b.*\bdatabases?\b|\bdatabases?\b.*\b(?:mysql|mariadb)\b/i,
    read(words) {
      words.take(/\b(?:mysql|mariadb)(?: (?:server|service))?\b/i);
      const databases = takeDatabases(words);
      if (databases.length === 0) return undefined;
      const owner = takeOwner(words);
      const own = owner === "" ? databases[0] : owner;
      const rights = Object.fromEntries(databases.map((one) => [`${one}.*`, "ALL PRIVILEGES"]));
      return {
        changes: [
          set("services.mysql.enable", true),
          add("services.mysql.ensureDatabases", databases),
          ...(own === undefined
            ? []
            : [
                add("services.mysql.ensureUsers", [
                  { $attrs: { name: own, ensurePermissions: { $attrs: rights } } },
                ]),
              ]),
        ],
        needs: [
          {
            path: ["services", "mysql", "package"],
            question: "services.mysql.package has no default. Which one is it?",
            choices: [
              "services.mysql.package = pkgs.mariadb",
              "services.mysql.package = pkgs.mysql84",
            ],
          },
        ],
      };
    },
  },
  {
    about:
      /\b(?:postgres|postgresql)\b.*\bback(?:s|ed|ing)?(?: it| them)?[- ]?up|\bback[- ]?ups?\b.*\b(?:postgres|postgresql)\b/i,
    read(words) {
      const version = words.take(/\bpostgres(?:ql)?(?: (\d{1,2}))?(?: databases?)?\b/i)?.[1];
      words.take(
        /\b(?:and |with )*(?:take |make |do |automatic |regular )*(?:an? )?back(?:s|ed|ing)?[- ]?(?:it |them |all databases )?ups?(?: of (?:it|all databases|the databases?))?\b/i,
      );
      const at = takeCalendar(words);
      const folder = words.take(/\b(?:to|in|into|at|under)\s+"?(\/[\w./-]+)"?/i)?.[1];
      return {
        changes: [
          set("services.postgresql.enable", true),
          ...(version
            ? [set("services.postgresql.package", { $package: `postgresql_${version}` })]
            : []),
          set("services.postgresqlBackup.enable", true),
          ...(at ? [set("services.postgresqlBackup.startAt", at)] : []),
          ...(folder ? [set("services.postgresqlBackup.location", folder)] : []),
        ],
      };
    },
  },
];
