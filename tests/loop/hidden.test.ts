import { expect, test } from "vitest";
import { parsePatch } from "../../src/core/patch/patch.ts";
import { hiddenIn } from "../../src/loop/hidden.ts";

function namesIn(added: string): (readonly string[])[] {
  const patch = `diff --git a/a.nix b/a.nix
index ${"1".repeat(40)}..${"2".repeat(40)} 100644
--- a/a.nix
+++ b/a.nix
@@ -1,1 +1,2 @@
 {
+${added}
`;
  const hunk = parsePatch(new TextEncoder().encode(patch))[0]?.hunks[0];
  return hunk ? hiddenIn(hunk).map(({ names }) => names) : [["no hunk"]];
}

test("an added line that is too long to be shown whole is told, with its length", () => {
  const line = `a = 1;${" ".repeat(2000)}users.users.root.password = "x";`;
  expect(namesIn(line)).toEqual([[`a line of ${line.length} bytes, too long to be shown whole`]]);
  expect(namesIn(`${"\t".repeat(600)}a = 1;`)).toHaveLength(1);
  expect(namesIn(`a = "${"x".repeat(1900)}";`)).toEqual([]);
});
