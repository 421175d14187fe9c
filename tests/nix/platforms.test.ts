import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mayBuild } from "../../src/nix/platforms.ts";
import { openProcess } from "../../src/system/process.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-platforms-"));
  await writeFile(join(folder, "none"), "# nobody\n\n");
  await writeFile(join(folder, "mac"), "# ours\nssh://mac aarch64-darwin\n");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  ["x86_64-linux", "", true],
  ["i686-linux", "", true],
  ["aarch64-darwin", "", false],
  ["aarch64-darwin", "@none", false],
  ["aarch64-darwin", "@missing", false],
  ["aarch64-darwin", "@mac", true],
  ["aarch64-darwin", "ssh://mac aarch64-darwin", true],
  ["", "", true],
])("%j with builders %j: %s", async (platform, builders, expected) => {
  const nix = join(folder, `nix-${Buffer.from(builders + platform).toString("hex")}`);
  const settings = {
    system: { value: "x86_64-linux" },
    "extra-platforms": { value: ["i686-linux"] },
    builders: { value: builders.replace("@", `@${folder}/`) },
  };
  await writeFile(nix, `#!/bin/sh\necho '${JSON.stringify(settings)}'\n`);
  await chmod(nix, 0o755);
  const tools = {
    process: openProcess(),
    nix,
    cacheDir: folder,
    allowIfd: false,
    memoryBytes: 4 * 1024 ** 3,
    env: process.env,
  };
  expect(await mayBuild(tools, platform)).toBe(expected);
});
