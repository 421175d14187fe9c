import { languages } from "../data/places.ts";
import { numberOf } from "./amounts.ts";
import { add, set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";

const codes: Readonly<Record<string, readonly string[]>> = {
  date: ["LC_TIME"],
  dates: ["LC_TIME"],
  time: ["LC_TIME"],
  times: ["LC_TIME"],
  currency: ["LC_MONETARY"],
  money: ["LC_MONETARY"],
  numbers: ["LC_NUMERIC"],
  number: ["LC_NUMERIC"],
  paper: ["LC_PAPER"],
  units: ["LC_MEASUREMENT"],
  measurements: ["LC_MEASUREMENT"],
  formats: ["LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_PAPER", "LC_MEASUREMENT"],
};
const kinds = Object.keys(codes).join("|");

const localeOf = (word: string): string | undefined => {
  const code = /^([a-z]{2})_([a-z]{2})/i.exec(word);
  if (code) return `${code[1]?.toLowerCase()}_${code[2]?.toUpperCase()}.UTF-8`;
  const low = word.toLowerCase();
  const known = Object.hasOwn(languages, low) ? languages[low]?.[0] : undefined;
  return known && `${known}.UTF-8`;
};

/** Desktop, sound, printers, languages and the shell. */
export const deskRecipes: readonly Recipe[] = [
  {
    about: new RegExp(String.raw`\b(?:locale|language)\b.*\b(?:${kinds})\b`, "i"),
    read(words) {
      const main = words.take(
        /\b(?:(?:use|set|system|default|to) )*([a-z]+|[a-z]{2}_[a-z]{2}(?:\.utf-?8)?) (?:system )?(?:locale|language)\b/i,
      )?.[1];
      const other = words.take(
        new RegExp(
          String.raw`\b(?:but|with|and|,)?\s*(?:the )?([a-z]+|[a-z]{2}_[a-z]{2}(?:\.utf-?8)?) ((?:${kinds})(?:(?:, and |, | and )(?:${kinds}))*)(?: formats?)?\b`,
          "i",
        ),
      );
      const first = localeOf(main ?? "");
      const second = localeOf(other?.[1] ?? "");
      if (!first || !second) return undefined;
      const names = (other?.[2] ?? "")
        .toLowerCase()
        .split(/, and |, | and /)
        .flatMap((word) => codes[word] ?? []);
      return {
        changes: [
          set("i18n.defaultLocale", first),
          ...names.map((name) => set(["i18n", "extraLocaleSettings", name], second)),
        ],
        notes: [`Took ${first} and ${second}.`],
      };
    },
  },
  {
    about: /\bpipewire\b/i,
    read(words) {
      words.take(
        /\b(?:(?:sound|audio)(?: system| server)? )?(?:with|via|through|using|by|from)? ?pipewire\b(?: (?:as|for) (?:the |my )?(?:sound|audio)(?: (?:system|server))?)?/i,
      );
      words.take(/\b(?:sound|audio)\b/i);
      const pulse = words.take(
        /\b(?:(?:with|including|and|plus|,|the|for) )*pulse(?:audio)?(?: (?:support|compatibility|emulation))?\b/i,
      );
      const jack = words.take(
        /\b(?:(?:with|including|and|plus|,|the|for) )*jack(?: (?:support|compatibility|emulation))?\b/i,
      );
      const alsa = words.take(
        /\b(?:(?:with|including|and|plus|,|the|for) )*alsa(?: (?:support|compatibility|emulation))?\b/i,
      );
      if (words.has(/\binstead\b/i) || (!pulse && !jack && !alsa)) return undefined;
      words.take(/\bsupport\b/i);
      return {
        changes: [
          set("services.pipewire.enable", true),
          ...(pulse ? [set("services.pipewire.pulse.enable", true)] : []),
          ...(alsa ? [set("services.pipewire.alsa.enable", true)] : []),
          ...(jack ? [set("services.pipewire.jack.enable", true)] : []),
        ],
      };
    },
  },
  {
    about: /\bprint(?:ing|ers?)?\b|\bcups\b/i,
    read(words) {
      words.take(
        /\b(?:(?:an? |my |the )?(?:hp|brother|epson) )?print(?:ing|ers?|er support)?\b|\bcups\b/i,
      );
      const drivers: Readonly<Record<string, string>> = {
        hp: "hplip",
        hplip: "hplip",
        gutenprint: "gutenprint",
        splix: "splix",
        samsung: "splix",
        epson: "epson-escpr",
      };
      const driver = words
        .take(
          /\b(?:(?:with|and|plus|the|for|using|,) )*(hp|hplip|gutenprint|splix|samsung|epson)(?: (?:printers?|drivers?))*\b/i,
        )?.[1]
        ?.toLowerCase();
      const find = words.take(
        /\b(?:(?:with|and|plus|the|,) )*(?:network |automatic |auto[- ]?)*(?:printer )?(?:discovery|detection)\b(?: (?:of|for) (?:network )?printers)?/i,
      );
      if (!driver && !find) return undefined;
      words.take(/\b(?:drivers?|network)\b/i);
      return {
        changes: [
          set("services.printing.enable", true),
          ...(driver
            ? [add("services.printing.drivers", [{ $package: drivers[driver] ?? driver }])]
            : []),
          ...(find
            ? [
                set("services.avahi.enable", true),
                set("services.avahi.nssmdns4", true),
                set("services.avahi.openFirewall", true),
              ]
            : []),
        ],
      };
    },
  },
  {
    about: /\bbluetooth\b/i,
    read(words) {
      words.take(/\bbluetooth\b(?: (?:on|support))?/i);
      const boot = words.take(
        /\b(?:(?:and|also|already|power(?:ed)?|on|,|switched) ?)*(?:at|on|after|during) (?:every )?(?:boot|startup|start)\b/i,
      );
      return boot && words.left() === ""
        ? {
            changes: [
              set("hardware.bluetooth.enable", true),
              set("hardware.bluetooth.powerOnBoot", true),
            ],
          }
        : undefined;
    },
  },
  {
    about: /\blid\b/i,
    read(words) {
      const action = words
        .take(
          /\b(?:(do) nothing|ignore|suspend|sleep|hibernate|lock|power ?off|shut ?down)\b/i,
        )?.[0]
        .toLowerCase();
      words.take(
        /\b(?:when|if|on|while)?\s*(?:i |you |we )?(?:clos(?:e|ing|ed)|shut(?:ting)?)?\s*(?:the |my )?(?:laptop(?:'s)? )?lid(?: (?:is )?(?:clos(?:es|ed|ing)|shut))?(?: switch)?\b/i,
      );
      words.take(/\b(?:laptop|clos(?:e|ing))\b/i);
      if (!action) return undefined;
      const value = /nothing|ignore/.test(action)
        ? "ignore"
        : /sleep|suspend/.test(action)
          ? "suspend"
          : /power|shut/.test(action)
            ? "poweroff"
            : action;
      if (words.left() !== "") return undefined;
      return { changes: [set("services.logind.settings.Login.HandleLidSwitch", value)] };
    },
  },
  {
    about: /\btlp\b|\bcharg(?:e|ing)\b/i,
    off: true,
    read(words) {
      const limit = words.take(
        /\b(?:(?:stop|limit|cap|only) )*(?:the )?(?:battery )?charg(?:e|ing)(?: threshold)?(?: (?:the )?(?:battery|laptop))?(?: (?:only|at|to|up|until|of|limit|is|be))* (\d{2,3}) ?(?:%|per ?cent)?/i,
      )?.[1];
      const tlp = words.take(/\btlp\b/i);
      words.take(/\b(?:the |my )?battery\b/i);
      if (!limit || Number(limit) > 100) return undefined;
      return {
        changes: [
          ...(tlp ? [set("services.tlp.enable", true)] : []),
          set(["services", "tlp", "settings", "STOP_CHARGE_THRESH_BAT0"], Number(limit)),
        ],
        notes: [
          "The battery is taken to be BAT0.",
          ...(tlp ? [] : ["This is a setting of TLP: services.tlp.enable has to be on."]),
        ],
      };
    },
  },
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
      /\bkernel (?:param(?:eter)?s?|arguments?|options?|command ?line)\b|\bboot (?:param(?:eter)?s?|options?|arguments?)\b/i,
    read(words) {
      words.take(
        /\b(?:(?:boot|to|the|with|in|on|as|a) )*(?:kernel|boot) (?:param(?:eter)?s?|arguments?|options?|command ?line)\b/i,
      );
      words.take(/^(?:boot|start|add|set|use|put|append|pass)\b/i);
      const values: string[] = [];
      const one =
        /(?:^|[\s,])"?((?!(?:and|to|with|the|add|boot|set|use|put|pass|as|a|also)\b)[a-z][\w.-]*(?:=[\w.,:/-]+)?)"?(?=[\s,]|$)/i;
      for (let match = words.take(one); match?.[1]; match = words.take(one)) values.push(match[1]);
      return values.length === 0 || words.left() !== ""
        ? undefined
        : { changes: [add("boot.kernelParams", values)] };
    },
  },
];
