import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Piece, piecesOf, usableCuts } from "../../src/core/patch/cuts.ts";
import { parsePatch } from "../../src/core/patch/patch.ts";
import { splitCuts } from "../../src/core/patch/split.ts";
import { hunkOf, randomChange } from "../support/random-patch.ts";
import { bytes } from "../support/repository.ts";

/** The hunk of these lines, each with its sign. */
function hunk(lines: string) {
  const list = lines.replace(/^\n/, "").replace(/\n *$/, "").split("\n");
  const count = (sign: string) => list.filter((line) => line[0] === " " || line[0] === sign).length;
  const id = (letter: string) => letter.repeat(40);
  const patch = `diff --git a/x b/x\nindex ${id("1")}..${id("2")} 100644\n--- a/x\n+++ b/x\n@@ -1,${count("-")} +1,${count("+")} @@\n${list.join("\n")}\n`;
  return parsePatch(bytes(patch))[0]?.hunks[0] as Piece["hunk"];
}

const text = ({ hunk: { lines } }: Piece) =>
  lines.map((line) => line.sign + new TextDecoder().decode(line.text)).join("\n");

/** The pieces after splitting, and after splitting each of those again. */
function split(lines: string, times = 1): string[] {
  const whole = hunk(lines);
  let pieces = piecesOf(whole);
  for (let time = 0; time < times; time += 1) {
    const cuts = pieces.flatMap((piece) => [...splitCuts(piece), piece.to]);
    pieces = piecesOf(whole, usableCuts(whole, cuts));
  }
  return pieces.map(text);
}

describe("splitting", () => {
  test("parts the changes; unchanged lines go to the nearer one", () => {
    const lines = " {\n-  a = 1;\n+  a = 2;\n   b = 1;\n   c = 1;\n   d = 1;\n+  e = 1;\n }";
    expect(split(lines)).toEqual([
      " {\n-  a = 1;\n+  a = 2;\n   b = 1;\n   c = 1;",
      "   d = 1;\n+  e = 1;\n }",
    ]);
  });

  test("parts new lines at their bindings, with the comments above them, then each binding", () => {
    const lines = `
 {
+  # the mesh
+  services.tailscale = {
+    enable = true;
+    openFirewall = true;
+  };
+
+  networking.firewall.allowedTCPPorts = [ 443 ];
 }`;
    expect(split(lines)).toEqual([
      " {\n+  # the mesh\n+  services.tailscale = {\n+    enable = true;\n+    openFirewall = true;\n+  };\n+",
      "+  networking.firewall.allowedTCPPorts = [ 443 ];\n }",
    ]);
    expect(split(lines, 2)).toEqual([
      " {\n+  # the mesh\n+  services.tailscale = {",
      "+    enable = true;",
      "+    openFirewall = true;",
      "+  };\n+",
      "+  networking.firewall.allowedTCPPorts = [ 443 ];\n }",
    ]);
    expect(split(lines, 3)).toEqual(split(lines, 2));
  });

  test("pairs what was there with what takes its place, by name", () => {
    const lines = `
-  a.enable = false;
-  b.enable = false;
-  d = 1;
+  a.enable = true;
+  c.enable = true;
+  d = 2;
+  e = 1;`;
    expect(split(lines)).toEqual([
      "-  a.enable = false;\n+  a.enable = true;",
      "-  b.enable = false;\n+  c.enable = true;",
      "-  d = 1;\n+  d = 2;",
      "+  e = 1;",
    ]);
  });

  test("parts a list that was one line from what is new beside it", () => {
    const lines = "-  ports = [ 22 ];\n+  ports = [ 22 443 ];\n+  udp = [ 53 ];";
    expect(split(lines)).toEqual([
      "-  ports = [ 22 ];\n+  ports = [ 22 443 ];",
      "+  udp = [ 53 ];",
    ]);
  });

  test("has nothing to split in one line, in one pair of lines, and in a file as a whole", () => {
    expect(split(" {\n+  a = 1;\n }")).toHaveLength(1);
    expect(split("-  a = 1;\n+  a = 2;")).toHaveLength(1);
    const binary = { ...hunk("+a"), kind: "whole" as const, lines: [] };
    const [piece] = piecesOf(binary);
    expect(splitCuts(piece as Piece)).toEqual([]);
  });

  test("comes to an end, and every step makes more pieces", () => {
    fc.assert(
      fc.property(randomChange, (change) => {
        const whole = hunkOf(change);
        let pieces = piecesOf(whole);
        for (let left = 60; left > 0; left -= 1) {
          const cuts = pieces.flatMap((piece) => [...splitCuts(piece), piece.to]);
          const next = piecesOf(whole, cuts);
          if (next.length === pieces.length) break;
          expect(next.length).toBeGreaterThan(pieces.length);
          expect(left).toBeGreaterThan(1);
          pieces = next;
        }
      }),
      { numRuns: 200 },
    );
  });
});
