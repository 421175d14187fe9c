import type { NixValue } from "../../../core/edit.ts";
import type { OptionType } from "../../../core/option.ts";
import type { Env } from "../env.ts";
import { fits, plainType } from "../fits.ts";
import { size, sizeText, span, spanText, takeCalendar } from "../recipes/amounts.ts";
import { wordsOf as takeable } from "../recipes/words.ts";
import type { Change } from "../request.ts";
import { textOf } from "../tokens.ts";
import type { Piece } from "./aspect.ts";
import { partsOf, stem } from "./aspect-names.ts";

const units: Readonly<Record<string, RegExp>> = {
  s: /sec(?:onds?)?$/i,
  m: /min(?:utes?)?$/i,
  h: /hours?$/i,
  d: /days?$/i,
  w: /weeks?$/i,
};

/** How an option writes amounts: as its default or example does, else by the unit in its name. */
function written(
  option: { default?: string; example?: string; path: readonly string[]; type: OptionType },
  wanted: string,
): NixValue | undefined {
  const kinds = plainType(option.type).kind;
  if (kinds === "str" || kinds === "either")
    return [option.default, option.example].some((text) => /^"?\d+ ?[a-zA-Z]+"?$/.test(text ?? ""))
      ? wanted
      : undefined;
  const unit = wanted.replace(/^[\d.]+/, "");
  const number = Number.parseFloat(wanted);
  if (kinds === "int" && units[unit]?.test(option.path.at(-1) ?? "")) return number;
  return undefined;
}

/** "keeps data for 90 days", "a ban time of an hour", "max memory 256 MB", "every day". */
export function amount(
  env: Env,
  root: readonly string[],
  options: readonly string[][],
  piece: Piece,
  typeOf: (path: readonly string[]) => OptionType,
): Change[] | undefined {
  const words = takeable(textOf(piece.words, env.source));
  const time = words.take(new RegExp(String.raw`\b(?:for |of )?${spanText}`, "i"));
  const room = time ? undefined : words.take(new RegExp(String.raw`\b(?:of )?${sizeText}`, "i"));
  const when = time || room ? undefined : takeCalendar(words);
  const wanted =
    time?.[1] && time[2]
      ? span(time[1], time[2])
      : room?.[1] && room[2]
        ? size(room[1], room[2])
        : when;
  if (wanted === undefined) return undefined;
  const left = words
    .left()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "…");
  const said = new Set(
    left
      .map(stem)
      .map((word) => (/^(keep|kept|stor|hold|retain)$/.test(word) ? "retention" : word)),
  );
  said.delete("data");
  const hits = options.flatMap((path) => {
    const option = env.world.get(path)?.option;
    const own = partsOf(path.slice(root.length));
    const last = path.at(-1) ?? "";
    const named =
      said.size > 0 && [...said].every((word) => own.includes(word) || own.join("").includes(word));
    const timed =
      when !== undefined &&
      said.size === 0 &&
      /^(?:dates|interval|startAt|schedule|frequency|OnCalendar)$/.test(last);
    if (!option || (!named && !timed)) return [];
    const value =
      when !== undefined ? (fits(typeOf(path), when) ? when : undefined) : written(option, wanted);
    return value !== undefined && fits(typeOf(path), value) ? [{ path, value }] : [];
  });
  const [only, ...more] = hits;
  return only && more.length === 0
    ? [{ path: only.path, operation: "set", value: only.value }]
    : undefined;
}
