import { numberOf } from "./amounts.ts";
import { add, set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";

/** Shell aliases, git, the boot menu and the kernel's parameters. */
export const shellRecipes: readonly Recipe[] = [
  {
    about: /\balias(?:es)?\b/i,
    read(words) {
      const made =
        words.take(
          /\b(?:(?:an?|the|shell|add|create|make|set|define|new) )*alias (?:called |named |for )?"?([\w.-]+)"?(?: ?(?:to|for|as|=|is|that runs|which runs|:) ?)+("[^"]+"|'[^']+'|`[^`]+`|.+)$/i,
        ) ??
        words.take(
          /\b(?:(?:an?|the|shell|add|create|make|set|define|new) )*alias "?([\w.-]+)"?=("[^"]+"|'[^']+'|.+)$/i,
        );
      if (!made?.[1] || !made[2]) return undefined;
      const command = made[2].replace(/^["'`]|["'`]$/g, "");
      return {
        changes: [],
        either: [
          set(["environment", "shellAliases", made[1]], command),
          set(["home", "shellAliases", made[1]], command),
        ],
      };
    },
  },
  {
    about: /\boh[- ]?my[- ]?zsh\b/i,
    read(words) {
      words.take(/\b(?:zsh (?:with|and) )?oh[- ]?my[- ]?zsh\b/i);
      const plugins =
        words.take(
          /\b(?:(?:with|and|the|its|using|enable) )*plugins? ((?:[\w-]+)(?:(?:,| and|, and) [\w-]+)*)/i,
        )?.[1] ??
        words.take(
          /\b(?:(?:with|and|the|its|using|enable) )+((?:[\w-]+)(?:(?:,| and|, and) [\w-]+)*) plugins?\b/i,
        )?.[1];
      const theme = words.take(
        /\b(?:(?:with|and|the|its|using) )*(?:theme ([\w-]+)|([\w-]+) theme)\b/i,
      );
      return {
        changes: [
          set("programs.zsh.enable", true),
          set("programs.zsh.ohMyZsh.enable", true),
          ...(plugins ? [add("programs.zsh.ohMyZsh.plugins", plugins.split(/,? and |, ?/))] : []),
          ...setIf("programs.zsh.ohMyZsh.theme", theme?.[1] ?? theme?.[2]),
        ],
      };
    },
  },
  {
    about: /\bgit\b.*\b(?:e-?mail|name)\b/i,
    read(words) {
      const mail = words.take(
        /\b(?:(?:and|with|my|the|user|set|to|is|,) )*(?:e-?mail|mail)(?: address)?(?: (?:is|to|as|of|=))? "?([\w.+-]+@[\w.-]+\w)"?/i,
      )?.[1];
      const name = words.take(
        /\b(?:(?:and|with|my|the|user|set|full|,) )*name(?: (?:is|to|as|=))? ("[^"]+"|[\p{Lu}][\p{L}.'-]*(?: [\p{Lu}][\p{L}.'-]*){0,3})/iu,
      )?.[1];
      words.take(/\bgit\b(?: config(?:uration)?)?/i);
      words.take(/\b(?:user|identity)\b/i);
      if (!mail && !name) return undefined;
      const plain = name?.replace(/"/g, "");
      const config = (...base: string[]) => [
        ...setIf([...base, "user", "name"], plain),
        ...setIf([...base, "user", "email"], mail),
      ];
      return {
        changes: [set("programs.git.enable", true)],
        either: [...config("programs", "git", "config"), ...config("programs", "git", "settings")],
      };
    },
  },
  {
    about: /\bboot menu\b.*\b(?:timeout|seconds?)\b|\b(?:boot|bootloader)\b.*\btimeout\b/i,
    read(words) {
      const time = words.take(
        /\b(?:(?:timeout|to|of|is|for|after|wait(?:s)?) )*(\d{1,3}|one|two|three|five|ten)(?: ?(?:s|secs?|seconds?))?\b/i,
      )?.[1];
      words.take(/\b(?:the )?(?:boot(?: ?loader)?(?: menu)?|menu)\b/i);
      words.take(/\b(?:timeout|show|wait|menu|display)\b/i);
      words.take(/\btimeout\b/i);
      return time ? { changes: [set("boot.loader.timeout", numberOf(time))] } : undefined;
    },
  },
  {
    about:
      /\bkernel\b.*\bwith (?:the )?param(?:eter)?s?\b|\bkernel (?:param(?:eter)?s?|arguments?|options?|command ?line)\b|\bboot (?:param(?:eter)?s?|options?|arguments?)\b/i,
    read(words) {
      words.take(
        /\b(?:(?:boot|to|the|with|in|on|as|a) )*(?:(?:kernel|boot) (?:param(?:eter)?s?|arguments?|options?|command ?line)|param(?:eter)?s?)\b/i,
      );
      const version = words.take(
        /\b(?:(?:use|the|lts|linux|with) )*kernel (\d+)\.(\d+)(?: with)?\b/i,
      );
      words.take(/^(?:boot|start|add|set|use|put|append|pass)\b/i);
      const values: string[] = [];
      const one =
        /(?:^|[\s,])"?((?!(?:and|to|with|the|add|boot|set|use|put|pass|as|a|also)\b)[a-z][\w.-]*(?:=[\w.,:/-]+)?)"?(?=[\s,]|$)/i;
      for (let match = words.take(one); match?.[1]; match = words.take(one)) values.push(match[1]);
      return values.length === 0 || words.left() !== ""
        ? undefined
        : {
            changes: [
              ...(version
                ? [
                    set("boot.kernelPackages", {
                      $package: `linuxPackages_${version[1]}_${version[2]}`,
                    }),
                  ]
                : []),
              add("boot.kernelParams", values),
            ],
          };
    },
  },
];
