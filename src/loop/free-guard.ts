import { namesOption, ownWords } from "../core/free-goal.ts";
import { showPath } from "../core/option.ts";
import type { EditFault, FreeEdit, FreeText } from "../core/plan-parts.ts";
import { judgeOption } from "../policy/decide.ts";
import { builtinPolicy } from "../policy/policy.ts";
import type { Syntax } from "../ports/syntax.ts";

/** A definition as it can be found again elsewhere: its option, and its words without blanks. */
interface Written {
  readonly option: string;
  readonly path: readonly string[];
  readonly line: number;
  readonly text: string;
  /** Plain: its value is true, false or null. */
  readonly plain: boolean;
  /** What it sets below its path is computed. */
  readonly computed: boolean;
}

/**
 * What free edits newly set though the goal does not speak of it; what the guarded table names has to be named
 * outright. Code moves about freely: only an option that no text of the edit set before, or a guarded switch that is
 * turned, counts.
 */
export function guardedFaults(
  syntax: Syntax,
  goal: string,
  texts: readonly FreeText[],
  edits: readonly FreeEdit[],
): EditFault[] {
  const before = texts.flatMap(({ before: text }) => (text === null ? [] : written(syntax, text)));
  const known = new Set(before.map(({ option }) => option));
  const same = new Set(before.map(({ option, text }) => `${option}\0${text}`));
  return texts.flatMap(({ file, after }) =>
    written(syntax, after)
      .filter(
        (one) => !known.has(one.option) || (one.plain && !same.has(`${one.option}\0${one.text}`)),
      )
      .filter(({ path }) => !isNamedOutright(goal, path))
      .flatMap(({ path, option, line, computed }) => {
        const { tier, reason } = judgeOption(builtinPolicy(), { path, known: !computed });
        const isGuarded = tier === "protected" || tier === "high";
        if (!isGuarded && (known.has(option) || isFrame(path) || namesOption(ownWords(goal), path)))
          return [];
        const why = isGuarded ? `: ${reason}` : "";
        const message = `${file}:${line}: the goal does not speak of ${option}${why}`;
        return [{ edit: edits.findIndex((edit) => edit.file === file), message }];
      }),
  );
}

function written(syntax: Syntax, text: string): Written[] {
  const lines = text.split("\n");
  return syntax
    .definitions(text)
    .filter(({ valueKind }) => valueKind !== "set")
    .map(({ path, line, endLine, valueKind }) => ({
      option: showPath(path),
      path,
      line,
      text: lines
        .slice(line - 1, endLine)
        .join("")
        .replaceAll(/\s+/g, "")
        .replace(/^.*?=/, "="),
      plain: valueKind === "literal",
      computed: valueKind === "expression",
    }));
}

/** Parts of modules and flakes that set no option: what is imported, declared, put together. */
function isFrame([head = ""]: readonly string[]): boolean {
  return ["imports", "options", "modules", "outputs", "description"].includes(head);
}

/** Whether the person's own words have the option's path, or all words of its last name. */
function isNamedOutright(goal: string, path: readonly string[]): boolean {
  const said = ownWords(goal).toLowerCase();
  if (said.includes(showPath(path).toLowerCase())) return true;
  const leaf = path.at(-1) ?? "";
  const words = leaf
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  if (words.every((word) => ["enable", "settings", "config", ""].includes(word))) return false;
  return words.every((word) => new RegExp(`\\b${word.replace(/(?<=...)s$/, "")}`).test(said));
}
