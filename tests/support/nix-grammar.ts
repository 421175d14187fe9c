import { bindings, deepest, expression, simple } from "./nix-grammar-expression.ts";
import { laidOut, scattered } from "./nix-grammar-layout.ts";
import { type Choose, chooser, pick, strings, type Words } from "./nix-grammar-words.ts";
import { options } from "./nix-module-text.ts";

/** A module file by a seed: every production of the grammar that can stand in one, comments anywhere. */
export function grammarFile(seed: number): string {
  const choose = chooser(seed);
  const odd = [
    "",
    "\n",
    "# only a comment",
    "{ }",
    "_: { }",
    "{...}:{}",
    "{ }: { }",
    "args: rec { }\n",
  ];
  if (choose(40) === 0) return pick(choose, odd);
  const { head, names } = header(choose);
  const words = [...head, ...body(choose, names, 0)];
  const wild = choose(3) === 0;
  const text = wild ? scattered(choose, words) : laidOut(words, pick(choose, ["  ", "    ", "\t"]));
  const lead = choose(4) === 0 ? "# ünï 😀 { a = 1; }\n" : "";
  const whole = `${lead}${text}${choose(3) === 0 ? "" : "\n"}`;
  return choose(6) === 0 ? whole.replaceAll("\n", "\r\n") : whole;
}

function header(choose: Choose): { head: Words; names: string[] } {
  const all = ["config", "lib", "pkgs"];
  const formals = pick<Words>(choose, [
    ["{", "config", ",", "lib", ",", "pkgs", ",", "...", "}"],
    [
      "{",
      "config",
      "?",
      "{",
      "}",
      ",",
      "lib",
      ",",
      "pkgs",
      "?",
      "import",
      "<nixpkgs>",
      "{",
      "}",
      "}",
    ],
    ["{", "config", ",", "lib", ",", "pkgs", ",", "}"],
  ]);
  switch (choose(8)) {
    case 0:
      return { head: [], names: [] };
    case 1:
      return { head: [...formals, "@", "args", ":"], names: [...all, "args"] };
    case 2:
      return { head: ["args", "@", ...formals, ":"], names: [...all, "args"] };
    case 3:
      return {
        head: pick(choose, [
          ["{", "...", "}", ":"],
          ["{", "}", ":"],
        ]),
        names: [],
      };
    case 4:
      return { head: ["args", ":"], names: ["args"] };
    case 5:
      return { head: ["inputs", ":", ...formals, ":"], names: [...all, "inputs"] };
    default:
      return { head: [...formals, ":"], names: all };
  }
}

/** A module's body: a set in the dresses that people put on it. */
function body(choose: Choose, names: readonly string[], depth: number): Words {
  const inner = (more: readonly string[] = []): Words =>
    body(choose, [...names, ...more], depth + 1);
  const condition = expression(choose, names, deepest - 1);
  switch (depth >= deepest ? 99 : choose(16)) {
    case 0:
      return ["with", ...simple(choose, names, deepest), ";", ...inner()];
    case 1:
      return ["let", ...bindings(choose, names, ["a", "b'"]), "in", ...inner(["a", "b'"])];
    case 2:
      return ["assert", ...condition, ";", ...inner()];
    case 3:
      return ["if", ...condition, "then", ...inner(), "else", ...inner()];
    case 4:
      return ["(", ...inner(), ")"];
    case 5:
      return [...set(choose, names), "//", ...set(choose, names)];
    case 6:
      if (!names.includes("lib")) break;
      return ["lib", ".", "mkMerge", "[", ...set(choose, names), "(", ...inner(), ")", "]"];
    case 7:
      if (!names.includes("lib")) break;
      return ["lib.mkIf", "(", ...condition, ")", ...set(choose, names)];
    case 8:
      return ["{", "imports", "=", "[", "./x.nix", "]", ";", "config", "=", ...inner(), ";", "}"];
    case 9:
      return ["rec", ...set(choose, names)];
    default:
  }
  return set(choose, names);
}

/** A set of options, whole or in pieces, and of things that are none. */
function set(choose: Choose, names: readonly string[]): Words {
  const found: string[] = [];
  const from = choose(options.length);
  for (const option of options.slice(from, from + choose(5))) {
    const path = option.path.map((name) => key(choose, name));
    const value = [
      ...(choose(4) === 0 ? expression(choose, names, 1) : plain(choose, option.kind, names)),
      ";",
    ];
    // All of one head in one way: Nix refuses a set and a dotted path of it where one is computed.
    found.push(...path.flatMap((name, i) => (i === 0 ? [name] : [".", name])), "=", ...value);
  }
  for (let i = choose(4); i > 0; i--) found.push(...extra(choose, names, i));
  return ["{", ...found, "}"];
}

function key(choose: Choose, name: string): string {
  const bare = /^[A-Za-z]+$/.test(name);
  const form = choose(8);
  return form === 0 ? `"${name}"` : form === 1 ? `\${"${name}"}` : bare ? name : `"${name}"`;
}

/** A value of an option's kind, perhaps in a wrapper. */
function plain(choose: Choose, kind: string, names: readonly string[]): Words {
  const lib = names.includes("lib");
  const wrapper =
    lib && choose(3) === 0 ? pick(choose, ["lib.mkForce", "lib.mkDefault", "lib.mkIf true"]) : "";
  const lone = (text: string): Words => (wrapper === "" ? [text] : [...wrapper.split(" "), text]);
  if (kind === "bool") return lone(pick(choose, ["true", "false"]));
  if (kind === "int") return wrapper === "" ? [pick(choose, ["1", "-2", "- 3"])] : lone("(-4)");
  if (kind === "text" || kind === "lines") return lone(pick(choose, strings));
  const one = {
    ints: ["1", "(-2)"],
    texts: ['"a"', "''b''"],
    packages: names.includes("pkgs") ? ["pkgs.vim", "pkgs.git"] : [],
  };
  const items = Array.from({ length: choose(4) }, () => one[kind as keyof typeof one]).flatMap(
    (of) => (of.length === 0 ? [] : [pick(choose, of)]),
  );
  return [...(wrapper === "" ? [] : wrapper.split(" ")), "[", ...items, "]"];
}

/** A binding beside the options: inherited, computed, quoted, nested. */
function extra(choose: Choose, names: readonly string[], unique: number): Words {
  const value = expression(choose, names, 0);
  const [first] = names;
  switch (choose(6)) {
    case 0:
      return first === undefined || unique !== 1 ? [] : ["inherit", first, ";"];
    case 1:
      return ["inherit", "(", ...value, ")", `i${unique}`, `"j ${unique}"`, ";"];
    case 2:
      return first === undefined ? [] : [`\${${first}.name}`, ".", "x", "=", ...value, ";"];
    case 3:
      return [
        `"${pick(choose, ["a b", "ünï", "1"])} ${unique}"`,
        ".",
        "deep",
        ".",
        `"\${"s"}"`,
        "=",
        ...value,
        ";",
      ];
    case 4:
      return [`or${unique}`, "=", ...value, ";"];
    default:
      return [`x-${unique}'`, ".", "y", "=", ...value, ";"];
  }
}
