import { numberOf } from "./amounts.ts";
import { add, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";

const number = String.raw`(\d+|one|two|three|four|five|six|eight|ten|twelve)`;

/** Nix's own caches, builders and people. */
export const nixRecipes: readonly Recipe[] = [
  {
    about: /https?:\/\/\S+.*\bkeys?\b|\b(?:cache|substituter)s?\b.*https?:/i,
    read(words) {
      if (!words.has(/\b(?:cache|substituter|cachix)s?\b/i)) return undefined;
      const url = words.take(/(?:\b(?:at|from|of) )?(https?:\/\/[^\s,]+)/i)?.[1];
      const key = words.take(
        /\b(?:(?:and|with|the|its|public) )*(?:keys? )?(?:is |: )?([\w.-]+-\d+:[A-Za-z0-9+/]{20,}=*)/i,
      )?.[1];
      words.take(/\b(?:(?:binary|nix|cachix) )*(?:caches?|substituters?)\b/i);
      words.take(/\bcachix\b/i);
      if (!url) return undefined;
      return {
        changes: [
          add("nix.settings.substituters", [url]),
          ...(key ? [add("nix.settings.trusted-public-keys", [key])] : []),
        ],
        questions: key
          ? []
          : [
              {
                question: `Which public key signs what ${url} serves (nix.settings.trusted-public-keys)? Without it Nix refuses its packages.`,
              },
            ],
      };
    },
  },
  {
    about: /\bnix\b.*\b(?:jobs|cores)\b|\b(?:jobs|cores)\b.*\bnix\b|\bmax-jobs\b/i,
    read(words) {
      const jobs = words.take(
        new RegExp(
          String.raw`\b(?:(?:with|at most|max(?:imum)?|up to|only|of|to|use|and) )*(?:max-jobs (?:to |= ?)?)?${number}(?: (?:parallel|concurrent|simultaneous|build|at most))*(?: jobs?| builds?)\b`,
          "i",
        ),
      )?.[1];
      const cores = words.take(
        new RegExp(
          String.raw`\b(?:(?:with|at most|max(?:imum)?|up to|only|of|to|use|and) )*${number} (?:cpu )?cores?(?: (?:each|per (?:job|build)|for each))?\b`,
          "i",
        ),
      )?.[1];
      words.take(/\bnix(?: build(?:s|ing)?)?\b/i);
      words.take(/\b(?:build(?:s|ing)?|limit|in parallel|at once)\b/i);
      if (!jobs && !cores) return undefined;
      return {
        changes: [
          ...setIf("nix.settings.max-jobs", jobs ? numberOf(jobs) : undefined),
          ...setIf("nix.settings.cores", cores ? numberOf(cores) : undefined),
        ],
      };
    },
  },
  {
    about: /\btrusted\b.*\busers?\b|\btrust\b.*\bnix\b/i,
    read(words) {
      const who = words.take(
        /\b(?:make|add|let|have|set) (?:the )?(?:user )?(@?[a-z_][\w-]*) (?:(?:as|be|to|become|an?|the|of|one) )*(?:nix(?:'s|-)? ?)?trusted(?:[- ](?:nix )?(?:users?))?(?: (?:of|for|in|by) nix)?\b/i,
      )?.[1];
      words.take(/\bnix\b/i);
      if (!who) return undefined;
      return {
        changes: [add("nix.settings.trusted-users", [who])],
        notes: ["A trusted user of Nix can become root."],
      };
    },
  },
];
