import { languages } from "../data/places.ts";
import { add, set } from "./change.ts";
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
  messages: ["LC_MESSAGES"],
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

/** Desktop, sound, printers, and languages. */
export const deskRecipes: readonly Recipe[] = [
  {
    about: new RegExp(String.raw`\b(?:locale|language)\b.*\b(?:${kinds})\b`, "i"),
    read(words) {
      const main = words.take(
        /\b(?:(?:use|set|system|default|to) )*([a-z]+|[a-z]{2}_[a-z]{2}(?:\.utf-?8)?) (?:system )?(?:locale|language)\b/i,
      )?.[1];
      const other = words.take(
        new RegExp(
          String.raw`\b(?:but|with|and|,)?\s*(?:the )?((?!for\b)[a-z]+|[a-z]{2}_[a-z]{2}(?:\.utf-?8)?) ((?:${kinds})(?:(?:, and |, | and )(?:${kinds}))*)(?: formats?)?\b`,
          "i",
        ),
      );
      const turned = other
        ? undefined
        : words.take(
            new RegExp(
              String.raw`\b(?:but|with|and|,)?\s*(?:the )?([a-z]+|[a-z]{2}_[a-z]{2}(?:\.utf-?8)?) for (?:the )?((?:${kinds})(?:(?:, and |, | and )(?:${kinds}))*)(?: formats?)?\b`,
              "i",
            ),
          );
      const first = localeOf(main ?? "");
      const second = localeOf((other ?? turned)?.[1] ?? "");
      if (!first || !second) return undefined;
      const names = ((other ?? turned)?.[2] ?? "")
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
      const wide = words.take(
        /\b(?:(?:with|including|and|plus|,) )*(?:alsa (?=32))?32[- ]?bit(?: (?:alsa|support))*\b/i,
      );
      const alsa = words.take(
        /\b(?:(?:with|including|and|plus|,|the|for) )*alsa(?: (?:support|compatibility|emulation))?\b/i,
      );
      if (words.has(/\binstead\b/i) || (!pulse && !jack && !alsa && !wide)) return undefined;
      words.take(/\bsupport\b/i);
      return {
        changes: [
          set("services.pipewire.enable", true),
          ...(pulse ? [set("services.pipewire.pulse.enable", true)] : []),
          ...(alsa || wide ? [set("services.pipewire.alsa.enable", true)] : []),
          ...(wide ? [set("services.pipewire.alsa.support32Bit", true)] : []),
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
      const limit =
        words.take(
          /\b(?:(?:stop|limit|cap|only) )*(?:the )?(?:battery )?charg(?:e|ing)(?: threshold)?(?: (?:the )?(?:battery|laptop))?(?: (?:only|at|to|up|until|of|limit|is|be))* (\d{2,3}) ?(?:%|per ?cent)?/i,
        )?.[1] ??
        words.take(
          /\b(?:with )?(?:the |a )?(?:battery|charge) (?:charge )?(?:threshold|limit)(?: (?:of|at|to))? (\d{2,3}) ?(?:%|per ?cent)?/i,
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
];
