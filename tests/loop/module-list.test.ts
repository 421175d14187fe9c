import { describe, expect, it } from "vitest";
import { conventions } from "../../src/loop/convention.ts";
import { moduleLists, pathLiterals, withElement } from "../../src/loop/module-list.ts";
import { fileNameFor } from "../../src/loop/new-file.ts";
import type { Site } from "../../src/loop/sites.ts";

function added(source: string, element: string): string {
  const [list] = moduleLists(source);
  if (!list) throw new Error("no list");
  return withElement(source, list, element);
}

describe("a list of modules", () => {
  it.each([
    ["{ imports = [ ./a.nix ./c.nix ]; }", "./b.nix", "{ imports = [ ./a.nix ./b.nix ./c.nix ]; }"],
    ["{ imports = [ ./c.nix ./a.nix ]; }", "./b.nix", "{ imports = [ ./c.nix ./a.nix ./b.nix ]; }"],
    ["{ imports = [ ./b.nix ./c.nix ]; }", "./a.nix", "{ imports = [ ./a.nix ./b.nix ./c.nix ]; }"],
    ["{ imports = [ ]; }", "./a.nix", "{ imports = [ ./a.nix ]; }"],
    [
      "{\n  imports = [\n    # ./z.nix\n    ./b.nix # the ] web\n    ./c.nix\n  ];\n}\n",
      "./bb.nix",
      "{\n  imports = [\n    # ./z.nix\n    ./b.nix # the ] web\n    ./bb.nix\n    ./c.nix\n  ];\n}\n",
    ],
    [
      "{ imports = with m; [ base ssh ] ++ lib.optionals x [ ./y.nix ]; }",
      "web",
      "{ imports = with m; [ base ssh web ] ++ lib.optionals x [ ./y.nix ]; }",
    ],
    [
      "modules = [\n  ./modules/a.nix\n  ./hosts/${name}\n  (import ./x.nix { inherit y; })\n];",
      "./modules/b.nix",
      "modules = [\n  ./modules/a.nix\n  ./modules/b.nix\n  ./hosts/${name}\n  (import ./x.nix { inherit y; })\n];",
    ],
  ])("takes an element in its order and layout: %j", (source, element, text) => {
    expect(added(source, element)).toBe(text);
  });

  it("reads paths outside of comments and strings, and none that is computed", () => {
    expect(pathLiterals('[ ./a.nix # ./b.nix\n "./c.nix" ../d /* ./e.nix */ ./f/${x} ]')).toEqual([
      "./a.nix",
      "../d",
    ]);
  });
});

describe("conventions", () => {
  const site = (file: string, users: string[]): Site => ({
    file,
    users: new Set(users),
    options: [{ path: ["a", "b"], conditional: false }],
  });
  const question = (sites: readonly Site[], targets: string[]) => ({
    path: ["services", "restic", "enable"],
    operation: "set" as const,
    targets,
    allowed: new Set(targets),
    sites,
    definers: {},
  });

  it("finds a folder of which nobody names the files", () => {
    const sites = [
      site("modules/a.nix", ["x"]),
      site("modules/net/b.nix", ["x"]),
      site("modules/c.nix", ["x"]),
    ];
    const texts = new Map([
      ["flake.nix", "{ outputs = i: import-tree ./modules; }"],
      ...sites.map(({ file }) => [file, "{ a.b = 1; }"] as const),
    ]);
    expect(conventions(question(sites, ["x"]), texts)[0]).toMatchObject({
      kind: "folder",
      folder: "modules",
      why: "every file below modules/ is imported (import-tree)",
    });
  });

  it("never takes a list that serves others as well", () => {
    const sites = [site("shared.nix", ["x", "y"]), site("x.nix", ["x"])];
    const texts = new Map([
      ["flake.nix", "{ outputs = i: { modules = [ ./shared.nix ./x.nix ]; }; }"],
      ["shared.nix", "{ imports = [ ./other.nix ]; }"],
      ["x.nix", "{ imports = [ ./mine.nix ]; }"],
    ]);
    const found = conventions(question(sites, ["x"]), texts);
    expect(found.map(({ list }) => list?.file)).toEqual(["x.nix"]);
  });

  it.each([
    ["services.restic.backups", "restic"],
    ["environment.systemPackages", "packages"],
    ["services.gitlabRunner.enable", "gitlab-runner"],
    ["time.timeZone", "time"],
    ['services."../../evil".x', "evil"],
  ])("names a file after what it is about: %s", (option, name) => {
    const path = option.includes('"') ? ["services", "../../evil", "x"] : option.split(".");
    expect(fileNameFor(path)).toBe(name);
  });
});
