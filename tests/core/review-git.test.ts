import { execFileSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cutPatch } from "../../src/core/patch/cuts.ts";
import { parsePatch } from "../../src/core/patch/patch.ts";
import { selectHunks } from "../../src/core/patch/select-hunks.ts";
import { hunksOf } from "../../src/core/proposal.ts";
import { decisionOf, unsaved } from "../../src/core/review/review-state.ts";
import { piecePatch, sectionsOf } from "../support/piece-patch.ts";
import { driven, reviewing } from "../support/reviewing.ts";
import { openedFrom } from "../support/sample-review.ts";
import { contents, torture } from "../support/torture.ts";
import { value } from "../support/value.ts";

test("whatever keys a reviewer presses, what is chosen is the tree that git apply makes of it", {
  timeout: 120_000,
}, async () => {
  const { repo, base, commit } = await torture();
  const patch = value(await repo.git.patch(base, commit));
  const files = parsePatch(patch);
  const sections = sectionsOf(patch, files);
  const read = await contents(repo, base, commit, files);
  const opened = openedFrom(files);
  const git = (args: string[], input?: Buffer) =>
    execFileSync("git", args, {
      cwd: repo.root,
      env: { ...repo.env, GIT_INDEX_FILE: join(repo.home, "pieces-index") },
      ...(input ? { input } : {}),
    })
      .toString()
      .trim();
  const selected = async (cut: typeof files, chosen: ReadonlySet<string>) => {
    const selection = selectHunks(cut, chosen, read.before, read.after);
    const made = value(await repo.git.commit({ parent: base, ...selection, message: "chosen" }));
    return value(await repo.git.treeOf(made));
  };
  const applied = (cut: typeof files, chosen: ReadonlySet<string>) => {
    git(["read-tree", base]);
    const text = piecePatch(cut, chosen, sections);
    if (text.length > 0)
      git(["apply", "--cached", "--whitespace=nowarn", "--unidiff-zero", "-"], text);
    return git(["write-tree"]);
  };
  const [baseTree, fullTree] = [
    value(await repo.git.treeOf(base)),
    value(await repo.git.treeOf(commit)),
  ];
  await fc.assert(
    fc.asyncProperty(reviewing, fc.constantFrom(80, 120), async (events, columns) => {
      const { review, stored } = driven(opened, events, columns);
      const cut = [...cutPatch(files, review.cuts)];
      const ids = cut.flatMap(({ hunks }) => hunks.map(({ id }) => id));
      expect(review.hunks.map(({ hunk }) => hunk.id)).toEqual(ids);
      for (const wanted of ["accepted", "rejected"] as const) {
        const isAccepted = wanted === "accepted";
        const chosen = new Set(
          ids.filter((id) => (decisionOf(review, id) === wanted) === isAccepted),
        );
        expect(await selected(cut, chosen)).toBe(applied(cut, chosen));
      }
      expect(await selected(cut, new Set(ids))).toBe(fullTree);
      expect(await selected(cut, new Set())).toBe(baseTree);
      expect(unsaved(review)).toEqual({});
      expect(stored.proposal.cuts ?? {}).toEqual(review.cuts);
      expect(hunksOf(stored.proposal).map(({ id, decision }) => [id, decision])).toEqual(
        ids.map((id) => [id, decisionOf(review, id)]),
      );
    }),
    { numRuns: 10, endOnFailure: true },
  );
});

test("what reviewers do here reaches every text hunk, and goes back and forth over cuts", async () => {
  const { repo, base, commit } = await torture();
  const files = parsePatch(value(await repo.git.patch(base, commit)));
  const opened = openedFrom(files);
  const cut = new Set<string>();
  const seen = { lines: 0, undoneCuts: 0, redoneCuts: 0 };
  for (const events of fc.sample(reviewing, { numRuns: 100, seed: 1 })) {
    const run = driven(opened, events, 80);
    for (const id of run.cut) cut.add(id);
    for (const name of ["lines", "undoneCuts", "redoneCuts"] as const) seen[name] += run.seen[name];
  }
  const whole = files.flatMap(({ path, hunks }) =>
    hunks.filter((one) => one.kind === "text" && !cut.has(one.id)).map(() => path),
  );
  // One changed line, or an end without a newline that must not come before other lines.
  expect(whole).toEqual([
    ...["empty.nix", "gets-no-eol.nix", "new/deep/file.nix", "new/run.sh", "no-eol.nix"],
    ...["three.nix", "three.nix"],
  ]);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});
