import type { Words } from "./words.ts";

const numerals: Readonly<Record<string, number>> = Object.fromEntries(
  "zero one two three four five six seven eight nine ten eleven twelve"
    .split(" ")
    .map((word, at) => [word, at]),
);

/** A number in digits or as a word. */
export const numberText = String.raw`(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)`;

/** The number that such a text says. */
export function numberOf(text: string): number {
  const low = text.toLowerCase();
  if (/^an?$/.test(low)) return 1;
  return numerals[low] ?? Number(low);
}

const spans: readonly (readonly [RegExp, string])[] = [
  [/^s(?:ec(?:ond)?s?)?$/i, "s"],
  [/^m(?:in(?:ute)?s?)?$/i, "m"],
  [/^h(?:(?:ou)?rs?)?$/i, "h"],
  [/^d(?:ays?)?$/i, "d"],
  [/^w(?:eeks?)?$/i, "w"],
  [/^months?$/i, "month"],
  [/^y(?:ears?)?$/i, "y"],
];

/** A span of time in words: "an hour", "30 days", "90d". */
export const spanText = String.raw`(${numberText})\s*(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|[smhdwy])\b`;

/** The span as systemd and most services write it: "1h", "30d". */
export function span(number: string, unit: string): string {
  const short = spans.find(([pattern]) => pattern.test(unit))?.[1] ?? unit;
  return `${numberOf(number)}${short}`;
}

/** A span as whole days, where it is one. */
export function daysOf(number: string, unit: string): number | undefined {
  const factor = { d: 1, w: 7, month: 30, y: 365 }[spans.find(([p]) => p.test(unit))?.[1] ?? ""];
  return factor === undefined ? undefined : numberOf(number) * factor;
}

/** A size in words: "8 GB", "512M", "four gigabytes". */
export const sizeText = String.raw`(${numberText})\s*(kib?|kb|mib|mb|gib|gb|tib|tb|[kmgt]|kilobytes?|megabytes?|megs?|gigabytes?|gigs?|terabytes?)\b`;

/** The size with one letter, as the kernel and systemd read it: "8G". */
export const size = (number: string, unit: string): string =>
  `${numberOf(number)}${(unit[0] ?? "").toUpperCase()}`;

/** A size in mebibytes. */
export function mebibytes(number: string, unit: string): number {
  const factor = { K: 1 / 1024, M: 1, G: 1024, T: 1024 * 1024 }[(unit[0] ?? "").toUpperCase()];
  return Math.round(numberOf(number) * (factor ?? 1));
}

const weekdays = "mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun";

const often: readonly (readonly [RegExp, string])[] = [
  [/\b(?:every|each|once an?|once per|per) hour\b|\bhourly\b/i, "hourly"],
  [
    /\b(?:(?:every|each|once a|once per|per) (?:day|night|morning|evening)|daily|nightly)\b/i,
    "daily",
  ],
  [/\b(?:(?:every|each|once a|once per|per) week|weekly)\b/i, "weekly"],
  [/\b(?:(?:every|each|once a|once per|per) month|monthly)\b/i, "monthly"],
];

/** Takes "at 4:40", "at 3am", "at midnight" off the words; "HH:MM". */
function takeTime(words: Words): string | undefined {
  if (words.take(/\b(?:at )?midnight\b/i)) return "00:00";
  if (words.take(/\b(?:at )?noon\b/i)) return "12:00";
  const clock =
    words.take(/\bat (\d{1,2})(?:[:.](\d{2}))?\s*(am|pm|o'clock|h)?(?![\w:.%])/i) ??
    words.take(/\b(\d{1,2}):(\d{2})\s*(am|pm)?(?![\w:])/i);
  if (!clock) return undefined;
  const half = clock[3]?.toLowerCase();
  const hour =
    (Number(clock[1]) % (half === "am" || half === "pm" ? 12 : 24)) + (half === "pm" ? 12 : 0);
  return `${String(hour).padStart(2, "0")}:${clock[2] ?? "00"}`;
}

/**
 * Takes how often something happens off the words, as a systemd calendar event: "weekly", "Sun
 * 03:00", "04:40". Undefined where the words say nothing of it.
 */
export function takeCalendar(words: Words): string | undefined {
  const hours = words.take(/\bevery (\d{1,2}|two|three|four|six|eight|twelve) hours\b/i)?.[1];
  if (hours) return `*-*-* 00/${numberOf(hours)}:00:00`;
  const minutes = words.take(/\bevery (\d{1,2}|five|ten) min(?:ute)?s\b/i)?.[1];
  if (minutes) return `*:0/${numberOf(minutes)}`;
  const day = words.take(
    new RegExp(
      `\\b(?:(?:every|each|on|once) )*(${weekdays})(?:days?)?\\b(?: nights?| mornings?)?`,
      "i",
    ),
  )?.[1];
  const found = day ? undefined : often.find(([pattern]) => words.has(pattern));
  if (found) words.take(found[0]);
  if (!day && !found)
    return words.has(/\bat (?:\d{1,2}[:.]\d{2}|\d{1,2} ?(?:am|pm|o'clock)|midnight|noon)\b/i)
      ? takeTime(words)
      : undefined;
  const time = found?.[1] === "hourly" ? undefined : takeTime(words);
  if (day) {
    const short = `${day[0]?.toUpperCase()}${day.slice(1, 3).toLowerCase()}`;
    return time ? `${short} ${time}` : short;
  }
  if (!time) return found?.[1];
  return { daily: time, weekly: `Mon ${time}`, monthly: `*-*-01 ${time}` }[found?.[1] ?? ""];
}
