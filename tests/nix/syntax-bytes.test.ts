import { beforeAll, describe, expect, it } from "vitest";
import type { Edit } from "../../src/core/edit.ts";
import { loadSyntax, type Syntax } from "../../src/nix/syntax/syntax.ts";

let syntax: Syntax;
beforeAll(async () => {
  syntax = await loadSyntax();
});

const tailscale: Edit = {
  operation: "set",
  path: ["services", "tailscale", "enable"],
  value: true,
};
const btop: Edit = {
  operation: "append",
  path: ["environment", "systemPackages"],
  value: { $package: "btop" },
};

function edited(source: string, edit: Edit): string {
  const done = syntax.edit(source, edit);
  return done.ok ? done.value.text : `✗ ${done.problem.message}`;
}

describe("bytes that must survive", () => {
  it("keeps CRLF", () => {
    const source = "{ ... }:\r\n{\r\n  services.a.enable = true;\r\n}\r\n";
    const added = "  services.a.enable = true;\r\n  services.tailscale.enable = true;\r\n}";
    expect(edited(source, tailscale)).toBe(`{ ... }:\r\n{\r\n${added}\r\n`);
  });

  it("keeps a byte order mark and a missing final newline", () => {
    expect(edited("\uFEFF{\n  a = 1;\n}", tailscale)).toBe(
      "\uFEFF{\n  a = 1;\n  services.tailscale.enable = true;\n}",
    );
  });

  it("indents with tabs where the file does", () => {
    const source = "{ pkgs, ... }:\n{\n\tservices = {\n\t\ta.enable = true;\n\t};\n}\n";
    expect(edited(source, tailscale)).toContain("\n\t\ttailscale.enable = true;\n");
    expect(
      edited("{\n\ta = {\n\t\tb = 1;\n\t};\n}\n", {
        operation: "set",
        path: ["c"],
        value: "x\ny\n",
      }),
    ).toContain('c = "x\\ny\\n";');
  });

  it("counts in characters, not in bytes", () => {
    const source =
      "# ünïcödé 😀😀\n{ pkgs, ... }: {\n  environment.systemPackages = [ pkgs.git /* 😀 */ ]; # 😀\n}\n";
    expect(edited(source, btop)).toBe(source.replace("pkgs.git", "pkgs.git pkgs.btop"));
  });

  it("escapes what would change a string's meaning", () => {
    const set = (value: string): string =>
      edited("{ a = 1; }", { operation: "set", path: ["a"], value });
    expect(set('"; evil = "')).toBe(String.raw`{ a = "\"; evil = \""; }`);
    expect(set("${pkgs.x} $${y} \\ \t")).toBe(String.raw`{ a = "\${pkgs.x} $\${y} \\ \t"; }`);
  });
});

describe("files that are hard to read", () => {
  it("edits beside an error that the parser recovers from", () => {
    const source = "{ config, pkgs, }:\n{\n  services.a.enable = true;\n}\n";
    expect(edited(source, btop)).toContain("environment.systemPackages = [ pkgs.btop ];");
    expect(edited("{ config, lib, }:\n{ }\n", btop)).toContain("{ config, lib, pkgs, }:");
  });

  it("reads what the grammar does not know: a last comma, pipes, paths in the home folder", () => {
    const source =
      '{\n  config, # , }\n  lib, /* , } */\n}:\n{\n  a = [ 1 ] |> map (x: x + 1);\n  b = f <| ~/${lib.x}/y;\n  c = "~/${lib.x} |> , }";\n}\n';
    expect(syntax.problems(source)).toEqual([]);
    expect(edited(source, tailscale)).toBe(
      source.replace(/\}\n$/, "  services.tailscale.enable = true;\n}\n"),
    );
    expect(edited(source, btop)).toContain("  lib, /* , } */\n  pkgs,\n}:");
    expect(edited(source, { operation: "set", path: ["c"], value: "d" })).toContain('c = "d";');
    expect(edited(source, { operation: "append", path: ["a"], value: 1 })).toBe(
      "✗ `a` is set to the expression `[ 1 ] |> map (x: x + 1)` at line 6; edit the source instead",
    );
  });

  it("sees that a computed text or value already has what was added", () => {
    const text = '{ a = "x ${y}"; b = lib.mkIf c "${y}"; }';
    const lines = edited(text, { operation: "append", path: ["a"], value: "z" });
    expect(lines).toBe('{ a = "x ${y}\\nz"; b = lib.mkIf c "${y}"; }');
    const call = edited(text, { operation: "set", path: ["b"], value: { $expr: "f x" } });
    expect(call).toBe('{ a = "x ${y}"; b = lib.mkIf c (f x); }');
  });

  it("does not touch a stretch that does not parse", () => {
    const source = "{\n  a.list = [ 1 -2 ];\n  b = 1;\n}\n";
    expect(edited(source, { operation: "set", path: ["b"], value: 2 })).toContain("b = 2;");
    expect(edited(source, { operation: "set", path: ["a", "list"], value: [] })).toBe(
      "✗ line 2 does not parse as it stands; mend it first",
    );
  });

  it("says what is wrong with files that hold no module", () => {
    expect(edited("", tailscale)).toBe("✗ the file is empty");
    expect(edited("# only a comment\n", tailscale)).toBe("✗ the file is empty");
    expect(edited("import ./other.nix\n", tailscale)).toMatch(
      /^✗ the module is set to the expression/,
    );
    expect(edited("[ 1 2 ]", tailscale)).toBe(
      "✗ this file holds no attribute set that a setting could be added to",
    );
    expect(edited("{ a = ", tailscale)).toMatch(/^✗ /);
    expect(syntax.problems("{ a = ")).toMatchObject([{ line: 1 }]);
    expect(syntax.problems("{ a = 1; }")).toEqual([]);
  });

  it("takes no value that is not one", () => {
    const bad = (value: Edit["value"]): string =>
      edited("{ }", { operation: "set", path: ["a"], ...(value === undefined ? {} : { value }) });
    expect(bad({ $expr: "1; evil = 2" })).toContain("is not one Nix expression");
    expect(bad({ $expr: "1 # tail" })).toContain("is not one Nix expression");
    expect(bad({ $package: "a b" })).toContain("is not a package name");
    expect(bad(Number.NaN)).toContain("is not a Nix number");
    expect(bad("a\0b")).toContain("NUL");
    expect(bad(undefined)).toContain("no value");
  });
});

describe("files made to hurt", () => {
  it("does not run in circles", () => {
    const circle =
      "let a = b; b = a; s = { x = s; }; in { l = a; deep = s; services.a.enable = true; }";
    expect(edited(circle, { operation: "append", path: ["l"], value: 1 })).toMatch(/^✗ /);
    expect(edited(circle, tailscale)).toContain("services.tailscale.enable = true;");
    expect(syntax.definitions(circle).length).toBeLessThan(50);
    expect(edited("rec { a = a; }", { operation: "set", path: ["a"], value: 1 })).toMatch(/^✗ /);
  });

  it("does not multiply", { timeout: 60_000 }, () => {
    const names = Array.from({ length: 12 }, (_, i) => `n${i}`);
    const doubling = names.map((name, i) => `${name} = ${`n${i + 1} ++ `.repeat(40)}[ ];`);
    const sets = names.map(
      (name, i) =>
        `s${name} = { ${Array.from({ length: 20 }, (_, k) => `a${k} = sn${i + 1};`).join(" ")} };`,
    );
    const source = `let n12 = [ 1 ]; sn12 = 1; ${doubling.join(" ")} ${sets.join(" ")} in { l = n0; s = sn0; }`;
    expect(syntax.edit(source, { operation: "append", path: ["l"], value: 2 })).toHaveProperty(
      "ok",
    );
    expect(syntax.definitions(source).length).toBeLessThan(1_000_000);
  });

  it("does not exhaust the stack", () => {
    const deep = `{ a = ${"[".repeat(20_000)}${"]".repeat(20_000)}; b = ${"(".repeat(5000)}1${")".repeat(5000)}; }`;
    expect(syntax.edit(deep, tailscale)).toHaveProperty("ok");
    expect(syntax.problems(deep).length).toBeGreaterThan(0);
  });
});

describe("definitions and modules", () => {
  it("tells where options are set, under which condition and priority", () => {
    const source = [
      "{ lib, config, ... }: {",
      "  options.x = 1;",
      "  config = lib.mkMerge [",
      "    { services.a.enable = lib.mkForce true; }",
      "    (lib.mkIf config.y {",
      "      b.list = [ ];",
      "      ${config.z}.c = config.d;",
      "    })",
      "  ];",
      "}",
    ].join("\n");
    const scope = { kind: "file" };
    expect(syntax.definitions(source)).toEqual([
      {
        path: ["services", "a", "enable"],
        line: 4,
        endLine: 4,
        conditional: false,
        priority: "force",
        scope,
        valueKind: "literal",
      },
      { path: ["b", "list"], line: 6, endLine: 6, conditional: true, scope, valueKind: "list" },
      {
        path: ["${config.z}", "c"],
        line: 7,
        endLine: 7,
        conditional: true,
        scope,
        valueKind: "expression",
        dynamic: true,
      },
    ]);
  });

  it("finds the modules of a dendritic file", () => {
    const source = [
      "{ inputs, ... }: {",
      "  flake.modules.nixos.ssh = { pkgs, ... }: {",
      "    services.openssh.enable = true;",
      "  };",
      "  flake.modules.homeManager.ssh.programs.ssh.enable = true;",
      "}",
    ].join("\n");
    expect(syntax.modules(source)).toEqual([
      {
        scope: { kind: "attribute", path: ["flake", "modules", "nixos", "ssh"] },
        line: 2,
        endLine: 4,
        hasPkgs: true,
        defines: ["services"],
      },
      {
        scope: { kind: "attribute", path: ["flake", "modules", "homeManager", "ssh"] },
        line: 1,
        endLine: 6,
        hasPkgs: false,
        defines: ["programs"],
      },
    ]);
    const home: Edit["scope"] = {
      kind: "attribute",
      path: ["flake", "modules", "homeManager", "ssh"],
    };
    const edit: Edit = {
      operation: "set",
      path: ["programs", "ssh", "compression"],
      value: true,
      scope: home,
    };
    expect(edited(source, edit)).toContain(
      "\n  flake.modules.homeManager.ssh.programs.ssh.compression = true;\n",
    );
  });
});
