import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parsePatch } from "../../src/core/patch/patch.ts";
import { selectHunks } from "../../src/core/patch/select-hunks.ts";
import { bytes, type Sample, sampleRepository } from "../support/repository.ts";
import { contents, numbered, torture } from "../support/torture.ts";
import { value } from "../support/value.ts";

test("every file and hunk of a torture patch is found, ids unique", async () => {
  const { repo, base, commit } = await torture();
  const patch = value(await repo.git.patch(base, commit));
  const files = parsePatch(patch);
  const expected = repo.run("diff-tree", "-r", "-z", "--name-only", "--no-renames", base, commit);
  expect(files.map((file) => file.path)).toEqual(
    expected.split("\0").filter((path) => path !== ""),
  );
  const ids = files.flatMap((file) => file.hunks.map((hunk) => hunk.id));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-f]{12}$/.test(id))).toBe(true);
  // Content lines begin with a sign, so these are headers. Binary and empty files have none of their own.
  const headers = Buffer.from(patch)
    .toString("latin1")
    .match(/^(@@ |GIT binary patch|old mode )/gm);
  const empty = files.filter((file) => file.path.includes("empty") && file.status !== "modified");
  expect(ids.length).toBe((headers?.length ?? 0) + empty.length);
});

test("any choice of hunks is exactly the tree that git apply makes of them", {
  timeout: 60_000,
}, async () => {
  const { repo, base, commit } = await torture();
  const patch = value(await repo.git.patch(base, commit));
  const files = parsePatch(patch);
  const read = await contents(repo, base, commit, files);
  const ids = files.flatMap((file) => file.hunks.map((hunk) => hunk.id));
  const choices = fc.oneof(
    fc.subarray(ids),
    fc.constant(ids),
    fc.constantFrom(...ids).map((id) => [id]),
    fc.constantFrom(...ids).map((id) => ids.filter((each) => each !== id)),
  );
  await fc.assert(
    fc.asyncProperty(choices, async (chosen) => {
      const accepted = new Set(chosen);
      const selection = selectHunks(files, accepted, read.before, read.after);
      const made = value(await repo.git.commit({ parent: base, ...selection, message: "subset" }));
      expect(value(await repo.git.treeOf(made))).toBe(applied(repo, base, files, patch, accepted));
    }),
    { numRuns: 12 },
  );
});

/** The tree of `git apply --cached` with a patch that holds only the accepted hunks, cut by text from git's. */
function applied(
  repo: Sample,
  base: string,
  files: ReturnType<typeof parsePatch>,
  patch: Uint8Array,
  accepted: ReadonlySet<string>,
): string {
  const text = Buffer.from(patch).toString("latin1");
  const sections = text.split(/^(?=diff --git )/m).filter((part) => part !== "");
  // Content lines begin with a sign, so only real headers begin with "diff --git ".
  expect(sections.length).toBe(files.length);
  let cut = "";
  for (const [at, file] of files.entries()) {
    const section = sections[at] as string;
    const pieces = section.split(/^(?=@@ )/m);
    const head = pieces[0] as string;
    const wantsMode = file.hunks.some((hunk) => hunk.kind === "mode" && accepted.has(hunk.id));
    const wantsWhole = file.hunks.some((hunk) => hunk.kind === "whole" && accepted.has(hunk.id));
    const text = file.hunks.filter((hunk) => hunk.kind === "text");
    const kept = pieces.slice(1).filter((_, index) => accepted.has(text[index]?.id ?? ""));
    if (!wantsMode && !wantsWhole && kept.length === 0) continue;
    let header = head;
    if (file.hunks.some((hunk) => hunk.kind === "mode") && !wantsMode)
      header = head.replace(/^(old|new) mode .*\n/gm, "");
    if (file.hunks.some((hunk) => hunk.kind === "mode") && kept.length === 0)
      header = header.replace(/^(index|---|\+\+\+) .*\n/gm, "");
    cut += header + kept.join("");
  }
  const env = { ...repo.env, GIT_INDEX_FILE: join(repo.home, "subset-index") };
  const git = (args: string[], input?: Buffer) =>
    execFileSync("git", args, { cwd: repo.root, env, ...(input ? { input } : {}) })
      .toString()
      .trim();
  git(["read-tree", base]);
  if (cut !== "")
    git(
      ["apply", "--cached", "--whitespace=nowarn", "--unidiff-zero", "-"],
      Buffer.from(cut, "latin1"),
    );
  return git(["write-tree"]);
}

test("ids stay when lines above move, and differ for equal changes in two places", async () => {
  const text = `${numbered(20)}same\n${numbered(20)}${numbered(20)}same\n${numbered(20)}`;
  const repo = sampleRepository({ "a.nix": text });
  const base = repo.run("rev-parse", "HEAD");
  const changed = text.replaceAll("same\n", "other\n");
  repo.write("a.nix", changed);
  const commit = repo.commitAll();
  const first = parsePatch(value(await repo.git.patch(base, commit)))[0]?.hunks.map(
    (hunk) => hunk.id,
  );
  expect(new Set(first).size).toBe(2);
  repo.run("checkout", "-q", base);
  repo.write("a.nix", `above\n${text}`);
  const moved = repo.commitAll();
  const message = "rebased";
  const rebased = value(await repo.git.rebase({ base, commit, onto: moved, message }));
  const second = parsePatch(value(await repo.git.patch(moved, rebased)))[0]?.hunks.map(
    (hunk) => hunk.id,
  );
  expect(second).toEqual(first);
});

test("a hunk that does not fit the base is refused, not forced", () => {
  const patch = bytes(
    "diff --git a/a b/a\nindex 1111111..2222222 100644\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-old\n+new\n",
  );
  const files = parsePatch(patch);
  const accepted = new Set(files[0]?.hunks.map((hunk) => hunk.id));
  expect(() =>
    selectHunks(
      files,
      accepted,
      () => bytes("other\n"),
      () => null,
    ),
  ).toThrow(/does not match/);
});

test("attributes of the repository cannot hide text from the patch", async () => {
  const repo = sampleRepository({
    "a.nix": numbered(3),
    ".gitattributes": "*.nix binary -diff\n",
  });
  const base = repo.run("rev-parse", "HEAD");
  repo.write("a.nix", numbered(4));
  const commit = repo.commitAll();
  repo.write(".git/info/attributes-unused", "");
  expect(Buffer.from(value(await repo.git.patch(base, commit))).toString()).toContain("+line 4");
});
