import { keyboards, languages, unclearZones, xkbVariants, zoneNames } from "../data/places.ts";
import { nearest } from "../names.ts";
import type { Change, Request } from "../request.ts";

/** Does this time zone exist? */
export function validZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** A time zone by its name, city or country. */
export function readZone(words: string): Request {
  const wanted = words
    .replace(/["']/g, "")
    .replace(/\s+(?:time|timezone|time zone)$/i, "")
    .trim();
  const low = wanted.toLowerCase();
  const set = (zone: string, note?: string): Request => ({
    kind: "edits",
    changes: [
      {
        path: ["time", "timeZone"],
        operation: "set",
        value: zone,
        because: `${zone} is the zone's name in the time zone database`,
      },
    ],
    ...(note ? { notes: [note] } : {}),
  });
  const unclear = Object.hasOwn(unclearZones, low) ? unclearZones[low] : undefined;
  if (unclear)
    return {
      kind: "decline",
      question: `${JSON.stringify(wanted)} covers several time zones. Which one?`,
      choices: unclear.map((z) => `set time.timeZone to ${z}`),
    };
  if (Object.hasOwn(zoneNames, low)) return set(zoneNames[low] as string);
  const zones = Intl.supportedValuesOf("timeZone");
  const plain = low.replace(/[\s_]+/g, "_");
  const exact = zones.find((z) => z.toLowerCase() === plain);
  if (exact) return set(exact);
  if (/^[a-z]+\/[a-z_/+-]+\d*$/i.test(wanted) && validZone(wanted)) return set(wanted);
  const cities = zones.filter((z) => z.toLowerCase().split("/").at(-1) === plain);
  if (cities.length === 1 && cities[0]) return set(cities[0]);
  const near =
    cities.length > 1
      ? cities
      : nearest(
          low.split("/").at(-1) ?? low,
          zones.map((z) => z.split("/").at(-1) as string),
          4,
        ).flatMap((city) => zones.filter((z) => z.endsWith(`/${city}`)));
  return {
    kind: "decline",
    question: `I know no time zone ${JSON.stringify(wanted)}. Which one do you mean (Area/City)?`,
    ...(near.length > 0
      ? { choices: near.slice(0, 6).map((z) => `set time.timeZone to ${z}`) }
      : {}),
  };
}

/** A locale by its code or language. */
export function readLocale(words: string): Request {
  const wanted = words
    .replace(/["']/g, "")
    .replace(/\s+(?:locale|language)$/i, "")
    .trim();
  const code = /^([a-z]{2,3})_([A-Z]{2})(?:\.(utf-?8))?(@[a-z]+)?$/i.exec(wanted);
  const set = (locale: string, others: readonly string[]): Request => ({
    kind: "edits",
    changes: [{ path: ["i18n", "defaultLocale"], operation: "set", value: locale }],
    ...(others.length > 0
      ? {
          notes: [
            `Took ${locale} for ${JSON.stringify(wanted)}; ${others.join(", ")} would be other choices.`,
          ],
        }
      : {}),
  });
  if (code?.[1] && code[2])
    return set(`${code[1].toLowerCase()}_${code[2].toUpperCase()}.UTF-8${code[4] ?? ""}`, []);
  if (/^(?:c|posix|c\.utf-?8)$/i.test(wanted)) return set("C.UTF-8", []);
  const low = wanted.toLowerCase();
  const known = Object.hasOwn(languages, low) ? languages[low] : undefined;
  if (known?.[0])
    return set(
      `${known[0]}.UTF-8`,
      known.slice(1).map((l) => `${l}.UTF-8`),
    );
  const near = nearest(low, Object.keys(languages), 4).map((l) => `${languages[l]?.[0]}.UTF-8`);
  return {
    kind: "decline",
    question: `I know no locale ${JSON.stringify(wanted)}. Which one do you mean (like de_DE.UTF-8)?`,
    ...(near.length > 0 ? { choices: near.map((l) => `set i18n.defaultLocale to ${l}`) } : {}),
  };
}

/** Layouts and variants of the keyboard; `where` limits it to the console or the desktop. */
export function readKeyboard(
  words: string,
  where: "console" | "desktop" | "both",
): Request | undefined {
  const parts = words
    .toLowerCase()
    .replace(/\bswiss[- ]german\b/g, "swiss")
    .replace(/["'()]/g, " ")
    .split(/[\s,]+|\band\b/)
    .filter((w) => (w !== "" && !/^(with|variant|no|a|the)$/.test(w)) || w === "no");
  const layouts: string[] = [];
  let variant: string | undefined;
  let map: string | undefined;
  for (const part of parts) {
    if (part === "keys" || part === "dead") continue;
    const layout = Object.hasOwn(keyboards, part) ? keyboards[part] : undefined;
    const special = Object.hasOwn(xkbVariants, part) ? xkbVariants[part] : undefined;
    if (layout) {
      layouts.push(layout[0]);
      map ??= layout[1];
    } else if (special) {
      variant = special[0];
      if (special[1] && layouts.length === 0) layouts.push(special[1]);
      map = special[2] ?? map;
    } else if (where === "console" && !map && /^[a-z]{2}[\w.-]*$/.test(part)) map = part;
    else if (!map && /^[a-z]{2}-(?:latin\d|nodeadkeys|acentos|abnt2)[\w-]*$/.test(part)) {
      map = part;
      layouts.push(part.slice(0, 2));
    } else {
      const near = nearest(part, Object.keys(keyboards), 4);
      return {
        kind: "decline",
        question: `I know no keyboard layout ${JSON.stringify(part)}. Which XKB layout do you mean (like us, de, fr)?`,
        ...(near.length > 0 ? { choices: near.map((k) => `set keyboard layout to ${k}`) } : {}),
      };
    }
  }
  if (layouts.length === 0 && !map) return undefined;
  const console: Change[] =
    map && where !== "desktop"
      ? [
          {
            path: ["console", "keyMap"],
            operation: "set",
            value: map,
            because: "the layout of the text console",
          },
        ]
      : [];
  const xkb = (name: string, value: string): Change[] => [
    {
      path: ["services", "xserver", "xkb", name],
      operation: "set",
      value,
      because: "the layout of the desktop",
    },
  ];
  const desktop: Change[] =
    where === "console" || layouts.length === 0
      ? []
      : [
          ...xkb("layout", layouts.join(",")),
          ...(variant
            ? xkb("variant", layouts.map((_, i) => (i === 0 ? variant : "")).join(","))
            : []),
        ];
  const home: Change[] =
    layouts.length > 0
      ? [{ path: ["home", "keyboard", "layout"], operation: "set", value: layouts.join(",") }]
      : [];
  return { kind: "edits", changes: [], optional: [...desktop, ...console, ...home] };
}
