import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nixEnvironment } from "../../src/nix/environment.ts";
import { flakeUrl } from "../../src/nix/flake-url.ts";
import { nixString } from "../../src/nix/literal.ts";

describe("a Nix string literal", () => {
  it("escapes what ends it or starts an antiquotation", () => {
    expect(nixString('a"b\\c${d}$e$${f}\n\t')).toBe('"a\\"b\\\\c\\${d}$e$\\${f}\\n\\t"');
  });
  it("read back by Nix's rules is the text itself", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("$", "{", "}", '"', "\\", "\n", "a", "ü") }),
        (text) => {
          expect(readBack(nixString(text))).toBe(text);
        },
      ),
    );
  });
});

/** Nix's own rules: a backslash quotes the next character; an unquoted `${` or quote would be code. */
function readBack(literal: string): string {
  const body = literal.slice(1, -1);
  let text = "";
  for (let at = 0; at < body.length; at += 1) {
    const char = body[at] ?? "";
    if (char === '"' || (char === "$" && body[at + 1] === "{"))
      throw new Error(`code at ${at} in ${literal}`);
    if (char !== "\\") text += char;
    else {
      at += 1;
      const next = body[at] ?? "";
      text += { n: "\n", r: "\r", t: "\t" }[next] ?? next;
    }
  }
  return text;
}

describe("a flake reference", () => {
  const ref = {
    root: "/home/a b/ünï?#%",
    commit: "c".repeat(40),
    dir: "",
    shallow: false,
    submodules: false,
  };
  it("encodes every character that a URL would take apart", () => {
    expect(flakeUrl(ref)).toBe(
      `git+file:///home/a%20b/%C3%BCn%C3%AF%3F%23%25?rev=${"c".repeat(40)}`,
    );
    expect(
      flakeUrl({ ...ref, root: "/r", dir: "sub dir/x", shallow: true, submodules: true }),
    ).toBe(`git+file:///r?rev=${"c".repeat(40)}&dir=sub%20dir/x&shallow=1&submodules=1`);
  });
});

describe("the environment of Nix", () => {
  it("holds nothing that the user's shell could smuggle in", () => {
    const env = nixEnvironment(
      {
        PATH: "/bin",
        NIX_CONFIG: "plugin-files = x",
        NIX_PATH: "y",
        HOME: "/home/me",
        XDG_DATA_HOME: "/d",
        LD_PRELOAD: "z",
        NIX_REMOTE: "daemon",
        LC_ALL: "C",
        NIX_USER_CONF_FILES: "/evil",
      },
      "/cache",
    );
    expect(env).toMatchObject({
      PATH: "/bin",
      NIX_REMOTE: "daemon",
      LC_ALL: "C",
      NIX_USER_CONF_FILES: "/dev/null",
    });
    for (const name of ["NIX_CONFIG", "NIX_PATH", "LD_PRELOAD"])
      expect(env).not.toHaveProperty(name);
    for (const name of ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"])
      expect(env[name]).toMatch(/^\/cache\//);
  });
});
