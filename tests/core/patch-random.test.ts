import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePatch } from "../../src/core/patch/patch.ts";
import { selectHunks } from "../../src/core/patch/select-hunks.ts";
import { bytes, sampleRepository } from "../support/repository.ts";

/** Few different lines, so that hunks have equal neighbours and equal content. */
const line = fc.constantFrom(
  "a\n",
  "b\n",
  "{\n",
  "}\n",
  "\n",
  "a\r\n",
  "-- a\n",
  "+ b\n",
  "@@ -1 +1 @@\n",
  "ü\n",
);
const text = fc
  .tuple(fc.array(line, { maxLength: 40 }), fc.boolean())
  .map(([lines, cut]) => (cut ? lines.join("").slice(0, -1) : lines.join("")));

test("random texts: any choice of hunks is what git apply makes of them", {
  timeout: 60_000,
}, async () => {
  const repo = sampleRepository({});
  const git = (args: string[], input?: string | Uint8Array, env = {}) =>
    execFileSync("git", args, {
      cwd: repo.root,
      env: { ...repo.env, GIT_INDEX_FILE: join(repo.home, "index"), ...env },
      ...(input === undefined ? {} : { input }),
    }).toString();
  const treeOf = (content: string) => {
    const blob = git(["hash-object", "-w", "--stdin"], content).trim();
    return git(["mktree"], `100644 blob ${blob}\tx\n`).trim();
  };
  await fc.assert(
    fc.asyncProperty(text, text, fc.infiniteStream(fc.boolean()), async (before, after, coins) => {
      fc.pre(before !== after && before !== "" && after !== "");
      const base = treeOf(before);
      const options = ["--no-renames", "--full-index", "--binary", "-U3"];
      const patch = execFileSync("git", ["diff-tree", "-p", ...options, base, treeOf(after)], {
        cwd: repo.root,
        env: repo.env,
      });
      const files = parsePatch(patch);
      const hunks = files[0]?.hunks ?? [];
      const kept = hunks.filter(() => coins.next().value);
      const { files: selected } = selectHunks(
        files,
        new Set(kept.map((hunk) => hunk.id)),
        () => bytes(before),
        () => bytes(after),
      );
      const [head = "", ...pieces] = patch.toString("latin1").split(/^(?=@@ )/m);
      let shift = 0;
      const cut = pieces
        .filter((_, at) => kept.includes(hunks[at] as (typeof hunks)[number]))
        // The new side begins where the hunks that were kept put it: git apply starts looking there.
        .map((piece, at) => {
          const hunk = kept[at] as (typeof kept)[number];
          const gap = (hunk.newLines === 0 ? -1 : 0) + (hunk.oldLines === 0 ? 1 : 0);
          const start = hunk.oldStart + shift + gap;
          shift += hunk.newLines - hunk.oldLines;
          return piece.replace(/^@@ -(\S+) \+\d+/, `@@ -$1 +${start}`);
        });
      git(["read-tree", base]);
      if (cut.length > 0)
        git(
          ["apply", "--cached", "--whitespace=nowarn", "-"],
          Buffer.from(head + cut.join(""), "latin1"),
        );
      expect(Buffer.from(selected.get("x") ?? bytes(before)).toString("latin1")).toBe(
        Buffer.from(git(["cat-file", "blob", ":x"])).toString("latin1"),
      );
    }),
    { numRuns: 40 },
  );
});
