import { expect, test } from "vitest";
import { gitProblem } from "../../src/git/output.ts";
import { bytes } from "../support/repository.ts";

const exit = {
  code: 128,
  signal: null,
  stdout: new Uint8Array(),
  stderr: new Uint8Array(),
  missing: false,
  timedOut: false,
  cancelled: false,
  truncated: false,
};

/** What git 2.39 says, and the code that a person gets. */
const messages: [stderr: string, code: string][] = [
  [
    "error: insufficient permission for adding an object to repository database .git/objects\n",
    "read-only-repository",
  ],
  [
    "fatal: cannot lock ref 'refs/agentix/proposals/p1': unable to create directory for .git/refs/agentix/proposals/p1\n",
    "read-only-repository",
  ],
  ["error: unable to unlink old 'a.nix': Permission denied\n", "read-only-repository"],
  ["fatal: Unable to create '/r/.git/index.lock': Read-only file system\n", "read-only-repository"],
  ["error: unable to write loose object file: No space left on device\n", "state-unwritable"],
  ["error: unable to write file f1.nix\nerror: unable to write file f2.nix\n", "state-unwritable"],
  ["fatal: couldn't write '/r/.git/refs/agentix/applying/x.lock'\n", "state-unwritable"],
  ["fatal: bad object HEAD\n", "git-failed"],
];

for (const [stderr, code] of messages)
  test(`${stderr.split("\n")[0]} → ${code}`, () => {
    expect(gitProblem({ ...exit, stderr: bytes(stderr) }, "do it")).toMatchObject({
      problem: { code },
    });
  });

test("a missing git, and a signal without a word", () => {
  expect(gitProblem({ ...exit, code: null, missing: true }, "run")).toMatchObject({
    problem: { code: "no-git" },
  });
  expect(gitProblem({ ...exit, code: null, signal: "SIGKILL" }, "run")).toMatchObject({
    problem: { code: "git-failed", message: "git could not run: git ended with SIGKILL" },
  });
});
