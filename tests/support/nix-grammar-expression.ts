import {
  type Choose,
  numbers,
  operators,
  paths,
  pick,
  strings,
  type Words,
} from "./nix-grammar-words.ts";

/** So deep expressions nest. */
export const deepest = 3;

/** What a `let` binds. */
export function bindings(
  choose: Choose,
  names: readonly string[],
  bound: readonly string[],
): Words {
  return bound.flatMap((name) => [name, "=", ...expression(choose, [...names, ...bound], 1), ";"]);
}

/** An expression that needs no parentheses as an argument. */
export function simple(choose: Choose, names: readonly string[], depth: number): Words {
  if (depth >= deepest || choose(3) === 0) return atom(choose, names);
  return ["(", ...expression(choose, names, depth + 1), ")"];
}

function atom(choose: Choose, names: readonly string[]): Words {
  const name = pick(choose, [...names, "true", "null", "builtins"]);
  const hole = `\${${name}.x or "y"}`;
  switch (choose(9)) {
    case 0:
      return [pick(choose, numbers)];
    case 1:
      return [pick(choose, paths)];
    case 2:
      return [pick(choose, strings)];
    case 3:
      return [
        pick(choose, [`"a ${hole} b${hole}"`, `''\n  a ${hole}\n    ${hole}''`, `./a/${hole}/c`]),
      ];
    case 4:
      return [name, ".", "a", ".", `"b c"`, ".", `\${"d"}`];
    case 5:
      return ["[", "]"];
    case 6:
      return ["rec", "{", "a", "=", "b", ";", "b", "=", "1", ";", "}"];
    default:
      return [name];
  }
}

/** Any expression. */
export function expression(choose: Choose, names: readonly string[], depth: number): Words {
  if (depth >= deepest) return atom(choose, names);
  const one = (): Words => simple(choose, names, depth);
  const any = (more: readonly string[] = []): Words =>
    expression(choose, [...names, ...more], depth + 1);
  const formals = [
    "{",
    "a",
    ",",
    "b",
    "?",
    ...any(["a", "b"]),
    ...pick(choose, [[",", "..."], []]),
    "}",
  ];
  switch (choose(18)) {
    case 0:
      return [...one(), pick(choose, operators), ...one()];
    case 1:
      return ["-", ...one()];
    case 2:
      return ["!", ...one()];
    case 3:
      return [...one(), "?", "a", ".", `"b"`];
    case 4:
      return ["(", ...any(), ")", ".", "a", "or", ...one()];
    case 5:
      return [...one(), ...one(), ...one()];
    case 6:
      return ["x", ":", ...any(["x"])];
    case 7:
      return [
        ...pick(choose, [
          ["c", "@", ...formals],
          [...formals, "@", "c"],
        ]),
        ":",
        ...any(["a", "b", "c"]),
      ];
    case 8:
      return [
        "let",
        ...bindings(choose, names, ["p", "q"]),
        "inherit",
        "(",
        "p",
        ")",
        "r",
        ";",
        "in",
        ...any(["p", "q", "r"]),
      ];
    case 9:
      return ["with", ...one(), ";", ...any()];
    case 10:
      return ["assert", ...any(), ";", ...any()];
    case 11:
      return ["if", ...any(), "then", ...any(), "else", ...any()];
    case 12:
      return ["let", "{", "body", "=", ...any(), ";", "}"];
    case 13:
      return ["[", ...one(), ...one(), ...one(), "]"];
    case 14:
      return ["{", "a", "=", ...any(), ";", "b", ".", "c", "=", ...any(), ";", "}"];
    case 15:
      return [...one(), "++", ...one(), "++", "[", ...one(), "]"];
    case 16:
      return [...one(), "//", "{", "a", "=", ...any(), ";", "}"];
    default:
      return atom(choose, names);
  }
}
