import { bytes, type Sample } from "./repository.ts";
import { value } from "./value.ts";

/** A small flake for proposals. */
export const sampleFiles = {
  "flake.nix": "{ }\n",
  "a.nix": "{\n  a = 1;\n}\n",
  "gone/deep/x.nix": "{ }\n",
  "keep.nix": "{ }\n",
};

/** A candidate that edits, adds and deletes, made final as the user. */
export async function proposed(repo: Sample) {
  const base = repo.run("rev-parse", "HEAD");
  const candidate = value(
    await repo.git.commit({
      parent: base,
      files: new Map([
        ["a.nix", bytes("{\n  a = 2;\n}\n")],
        ["new/folder/ü b.nix", bytes("{ new = true; }\n")],
        ["gone/deep/x.nix", null],
      ]),
      message: "candidate",
    }),
  );
  const tree = value(await repo.git.treeOf(candidate));
  const commit = value(
    await repo.git.finalCommit({ tree, base, message: "enable a\n\nAgentix-Proposal: p1" }),
  );
  value(await repo.git.keep("p1", candidate));
  return { base, candidate, commit, request: { proposal: "p1", branch: "main", base, commit } };
}
