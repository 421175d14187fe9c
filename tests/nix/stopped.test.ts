import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callNix } from "../../src/nix/call.ts";
import { openProcess } from "../../src/system/process.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-stopped-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a program in the place of Nix that ends itself by a signal. */
async function endedBy(signal: string, through?: { file: string; args: string[] }) {
  const nix = join(folder, `nix-${signal}`);
  await writeFile(nix, `#!/bin/sh\necho 'error: stack overflow' >&2\nkill -${signal} $$\n`);
  await chmod(nix, 0o755);
  const tools = {
    process: openProcess(),
    nix,
    cacheDir: folder,
    allowIfd: false,
    memoryBytes: 4 * 1024 ** 3,
    env: {},
  };
  return callNix(tools, ["eval"], {
    through: through && { file: through.file, args: [...through.args, nix] },
  });
}

describe("a Nix that is stopped from outside", () => {
  test.each(["KILL", "TERM", "HUP"])(
    "by SIG%s is no failure of what is evaluated",
    async (name) => {
      const called = await endedBy(name);
      expect("problem" in called && called.problem.message).toBe(
        `Nix was stopped from outside (SIG${name}).`,
      );
    },
  );

  test("is told as well by what runs it and lives on", async () => {
    const shell = { file: "/bin/sh", args: ["-c", '"$0"; exit $?'] };
    const called = await endedBy("KILL", shell);
    expect("problem" in called && called.problem.message).toBe(
      "Nix was stopped from outside (SIGKILL).",
    );
  });

  test("by its own fault is one", async () => {
    const called = await endedBy("SEGV");
    expect("problem" in called).toBe(false);
    expect("plain" in called && called.plain).toContain("error: stack overflow");
  });
});
