import { describe, expect, it } from "vitest";
import type { Decision } from "../../src/core/hunk.ts";
import type { PatchFile, PatchHunk } from "../../src/core/patch/patch.ts";
import { tied, tiesOf } from "../../src/loop/ties.ts";

function file(
  path: string,
  status: PatchFile["status"],
  id: string,
  ...lines: string[]
): PatchFile {
  const hunk = {
    kind: "text",
    id,
    lines: lines.map((line) => ({
      sign: line[0],
      text: new TextEncoder().encode(line.slice(1)),
      newline: true,
    })),
  } as unknown as PatchHunk;
  const blobs = { oldMode: null, newMode: null, oldBlob: null, newBlob: null, binary: false };
  return { path, status, ...blobs, hunks: [hunk] };
}

const module = file("modules/vpn.nix", "added", "new", "+{", "+  a.b = 1;", "+}");
const list = file(
  "hosts/web1/default.nix",
  "modified",
  "list",
  " imports = [",
  "+  ../../modules/vpn.nix",
  " ];",
);
const other = file("a.nix", "modified", "other", "+  x = ./modules/else.nix;");

describe("hunks that need each other", () => {
  it("are a new file and what imports it", () => {
    const tie = { file: "modules/vpn.nix", module: ["new"], importer: "list" };
    expect(tiesOf([module, list, other])).toEqual([tie]);
  });

  it("are a file that goes and the line that named it", () => {
    const gone = file("b/default.nix", "deleted", "gone", "-{ }");
    const from = file("flake.nix", "modified", "from", "-  ./b");
    expect(tiesOf([gone, from])).toMatchObject([{ module: ["gone"], importer: "from" }]);
  });

  it("are an attribute that is a module and its name", () => {
    const aspect = file(
      "modules/vpn.nix",
      "added",
      "new",
      "+{",
      "+  flake.modules.nixos.vpn = {",
      "+  };",
      "+}",
    );
    const host = file(
      "modules/web1.nix",
      "modified",
      "host",
      "+      config.flake.modules.nixos.vpn",
    );
    const prose = file("modules/nas1.nix", "modified", "prose", "+      vpn = 1;");
    expect(tiesOf([aspect, host, prose])).toMatchObject([{ importer: "host" }]);
  });

  const rows: readonly (readonly [string, Decision, Decision, string[], string])[] = [
    ["the file is turned down", "rejected", "undecided", ["new"], "rejected rejected"],
    ["the import is turned down", "accepted", "rejected", ["list"], "rejected rejected"],
    ["both are taken", "accepted", "accepted", ["new", "list"], "accepted accepted"],
    ["one is taken back", "rejected", "accepted", ["list"], "undecided accepted"],
    ["they contradict", "rejected", "accepted", ["new", "list"], "usage"],
  ];
  it.each(rows)("where %s", (_, first, second, said, expected) => {
    const chosen = new Map<string, Decision>([
      ["new", first],
      ["list", second],
    ]);
    const done = tied(tiesOf([module, list]), chosen, new Set(said));
    const shown = done.ok
      ? `${done.value.get("new")} ${done.value.get("list")}`
      : done.problem.code;
    expect(shown).toBe(expected);
  });
});
