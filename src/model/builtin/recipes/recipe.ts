import { type Reading, wantsOn } from "../reading.ts";
import type { Change, Need, Request } from "../request.ts";
import { backupRecipes } from "./backups.ts";
import { containerRecipes } from "./containers.ts";
import { databaseRecipes } from "./databases.ts";
import { deskRecipes } from "./desk.ts";
import { memoryRecipes } from "./memory.ts";
import { networkRecipes } from "./network.ts";
import { nixRecipes } from "./nix.ts";
import { shareRecipes } from "./shares.ts";
import { shellRecipes } from "./shell.ts";
import { sshRecipes } from "./ssh.ts";
import { upkeepRecipes } from "./upkeep.ts";
import { webRecipes } from "./web.ts";
import { type Words, wordsOf } from "./words.ts";

/** What a recipe makes of a request; words that it did not take are asked about. */
export interface Made {
  readonly changes: readonly Change[];
  /** Of these, those that the target has: the same wish on a machine and in a home. */
  readonly either?: readonly Change[];
  readonly notes?: readonly string[];
  readonly questions?: readonly {
    readonly question: string;
    readonly choices?: readonly string[];
  }[];
  readonly needs?: readonly Need[];
}

/**
 * A thing that takes several settings, and how its words name them: a virtual host, a share, a
 * mount. Reads the words alone; whether the options exist is seen later.
 */
export interface Recipe {
  /** What the request must speak of. */
  readonly about: RegExp;
  /** Wishes against something are meant, too. */
  readonly off?: true;
  read(words: Words, on: boolean): Made | undefined;
}

const recipes: readonly Recipe[] = [
  ...webRecipes,
  ...databaseRecipes,
  ...backupRecipes,
  ...upkeepRecipes,
  ...memoryRecipes,
  ...networkRecipes,
  ...shareRecipes,
  ...containerRecipes,
  ...sshRecipes,
  ...nixRecipes,
  ...deskRecipes,
  ...shellRecipes,
];

const against = new Set(["rename", "append"]);

/**
 * The request that a recipe reads in some words. `whole` ones leave no word over: they may stand
 * for several clauses, and come before any other reading.
 */
export function readRecipe(
  reading: Reading,
  whole: boolean,
): Extract<Request, { kind: "edits" }> | undefined {
  if (reading.question || against.has(reading.verb ?? "")) return undefined;
  const on = wantsOn(reading);
  const text = reading.text.slice(0, 400);
  for (const recipe of recipes) {
    if ((!on && !recipe.off) || !recipe.about.test(text)) continue;
    const words = wordsOf(text);
    const made = recipe.read(words, on);
    if (!made) continue;
    const left = words.left();
    if (whole && left !== "") continue;
    const unread =
      left === ""
        ? []
        : [
            {
              question: `I did not understand ${JSON.stringify(left)}. What should be set for it?`,
            },
          ];
    return {
      kind: "edits",
      changes: made.changes,
      ...(made.either ? { optional: made.either } : {}),
      notes: made.notes ?? [],
      questions: [...(made.questions ?? []), ...unread],
      needs: made.needs ?? [],
    };
  }
  return undefined;
}
