import { daysOf, size, sizeText, span, spanText, takeCalendar } from "./amounts.ts";
import { add, set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";

const auto =
  /\b(?:auto(?:matic(?:ally)?)?|unattended|regular(?:ly)?|scheduled|periodic(?:ally)?)\b/i;

/** Cleaning, upgrading, trimming, logs: what happens by itself, and when. */
export const upkeepRecipes: readonly Recipe[] = [
  {
    about: /\b(?:garbage|gc|(?:old|unused) (?:generations|store paths)|generations older)\b/i,
    off: true,
    read(words, on) {
      if (!on && !words.has(/^(?:delete|remove|clean|clear)\b/i)) return undefined;
      words.take(auto);
      if (
        !words.take(
          /\b(?:(?:run|do|collect|clean(?: up)?|delete|remove|schedule) )?(?:the )?(?:nix(?:os)?(?:-| )?(?:store )?)?(?:garbage[- ]?collect(?:or|ion|ing|s)?|garbage|gc)\b(?: collect(?:ed|ion)?)?(?: (?:the |all )?(?:old|unused|stale) (?:generations|store paths|packages|things|stuff))?|\b(?:clean(?: up)?|delete|remove) generations(?= older)|\b(?:clean(?: up)?|delete|remove) (?:old|unused) (?:system )?(?:generations|store paths)/i,
        )
      )
        return undefined;
      const age = words.take(
        new RegExp(
          String.raw`\b(?:(?:and|that|which|,) ?)*(?:(?:(?:delet|remov|clear|dropp?)(?:e|es|ing)?|keep(?:s|ing)? (?:only )?) ?)?(?:everything|all|anything|generations|those|stuff|things|what(?:ever)?|it|old ones|old generations)?(?: (?:that |which )?(?:is|are))? ?(?:older than|over|keep(?:ing|s)?(?: only)?(?: the last)?|after|than|for|of the last|the last|from the last)\s+${spanText}(?: old| ago)?`,
          "i",
        ),
      );
      const days = age?.[1] && age[2] ? daysOf(age[1], age[2]) : undefined;
      const dates = takeCalendar(words);
      return {
        changes: [
          set("nix.gc.automatic", true),
          ...setIf("nix.gc.dates", dates),
          ...setIf(
            "nix.gc.options",
            days === undefined ? undefined : `--delete-older-than ${days}d`,
          ),
        ],
      };
    },
  },
  {
    about:
      /\b(?:auto(?:matic(?:ally)?)?|unattended)[- ]?(?:system |nixos |security )?(?:up(?:grade|date)s?|upgrading|updating)\b|\bup(?:grade|date)s?\b.*\b(?:automatically|by itself)|\bautoupgrade\b/i,
    read(words) {
      words.take(
        /\b(?:system\.)?(?:auto(?:matic(?:ally)?)?|unattended)[- ]?(?:system |nixos |security )?(?:up(?:grade|date)s?|upgrading|updating)\b(?: (?:automatically|by itself))?|\b(?:up(?:grade|date)s?) (?:the |my |this )?(?:system|machine|server|nixos|itself)?(?: automatically| by itself)?/i,
      );
      const flake = words.take(
        /\b(?:(?:from|of|with|using) )?(?:the )?(?:flake )?((?:github|gitlab|git\+\w+|path|sourcehut):[^\s,]+)/i,
      )?.[1];
      const dates = takeCalendar(words);
      const never = words.take(
        /\b(?:(?:but|and|,)\s+)*(?:without|never|no|not|don'?t|do not|dont)(?: (?:ever|any|automatic|allow|to))* reboot(?:s|ing)?(?: (?:by|on) (?:itself|its own)| automatically| allowed)?/i,
      );
      const reboot =
        !never &&
        words.take(
          /\b(?:(?:and|with|,|which|may|can)\s+)*(?:allow(?:ing|ed)? |automatic(?:ally)? |may |can )*(?:to )?reboot(?:s|ing)?(?: (?:if|when|where) (?:needed|necessary|required)| (?:are )?allowed| automatically)?/i,
        );
      return {
        changes: [
          set("system.autoUpgrade.enable", true),
          ...setIf("system.autoUpgrade.flake", flake),
          ...setIf("system.autoUpgrade.dates", dates),
          ...setIf("system.autoUpgrade.allowReboot", never ? false : reboot ? true : undefined),
        ],
        notes: flake
          ? []
          : [
              "system.autoUpgrade.flake names the flake that is pulled; without it the channel is used.",
            ],
      };
    },
  },
  {
    about: /\b(?:f?strim|trim)\b/i,
    read(words) {
      words.take(/\b(?:f?s?trim)(?:ming)?\b(?: (?:the |my )?(?:ssds?|nvme|drives?|disks?))*/i);
      words.take(auto);
      words.take(/\b(?:the |my )?(?:ssds?|nvme|drives?|disks?)\b/i);
      const interval = takeCalendar(words);
      if (interval === undefined) return undefined;
      return {
        changes: [set("services.fstrim.enable", true), set("services.fstrim.interval", interval)],
      };
    },
  },
  {
    about: /\bdocker\b.*\bprun|\bprun\w*\b.*\bdocker\b/i,
    read(words) {
      words.take(/\bdocker\b/i);
      words.take(auto);
      words.take(
        /\b(?:auto[- ]?)?prun(?:e|es|ed|ing)\b(?: (?:unused |old |dangling )?(?:images|containers|volumes|data|everything))?/i,
      );
      const dates = takeCalendar(words);
      return {
        changes: [
          set("virtualisation.docker.enable", true),
          set("virtualisation.docker.autoPrune.enable", true),
          ...setIf("virtualisation.docker.autoPrune.dates", dates),
        ],
      };
    },
  },
  {
    about: /\b(?:journal|journald|logs)\b/i,
    read(words) {
      if (
        !words.take(
          /\b(?:(?:keep|limit|cap|store|hold|reduce|restrict) )?(?:the |my |all )?(?:system(?:d)?(?:-| )?)?(?:journal(?:d)?(?: logs?| files?| size)*|logs)\b/i,
        )
      )
        return undefined;
      const room = words.take(
        new RegExp(
          String.raw`\b(?:(?:only|at most|max(?:imum)?|up to|no more than|not more than|of|to|size) )*${sizeText}`,
          "i",
        ),
      );
      const time = words.take(
        new RegExp(
          String.raw`\b(?:(?:only|at most|max(?:imum)?|up to|for|of|the last|last|to) )*${spanText}`,
          "i",
        ),
      );
      words.take(
        /\b(?:keep|limit|cap|size|max(?:imum)?|only|at most|in size|disk space|of disk)\b/i,
      );
      words.take(/\bonly\b/i);
      const lines = [
        ...(room?.[1] && room[2] ? [`SystemMaxUse=${size(room[1], room[2])}`] : []),
        ...(time?.[1] && time[2] ? [`MaxRetentionSec=${span(time[1], time[2])}`] : []),
      ];
      return lines.length === 0
        ? undefined
        : { changes: [add("services.journald.extraConfig", lines.join("\n"))] };
    },
  },
  {
    about: /\b(?:script|command|job|cron|timer|\/[\w./-]+\.(?:sh|py))\b/i,
    read(words) {
      if (words.has(/\b(?:nix|garbage|upgrade|restic|borg|login|boot|startup|alias)\b/i))
        return undefined;
      const when = takeCalendar(words);
      if (when === undefined) return undefined;
      const what = words.left();
      words.take(/[\s\S]+/);
      return {
        changes: [],
        questions: [
          {
            question: `A job that runs at ${JSON.stringify(when)} is a systemd service of its own: systemd.services.NAME.startAt, .script and .serviceConfig.User. I do not write scripts. What should it be called, and as which user should ${JSON.stringify(what)} run?`,
          },
        ],
      };
    },
  },
];
