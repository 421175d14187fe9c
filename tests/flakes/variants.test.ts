import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { type Variant, variantFile } from "../support/nix-variants.ts";
import { nixProgram } from "../support/sample-flake.ts";
import { openWorld, type World } from "../support/world.ts";

/** Real Nix behind a program that names itself, and tells its settings, as another variant does. */
describe("a Nix of another name", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld("plain");
  });
  afterAll(() => world.close());

  async function status(variant: Variant) {
    const program = join(world.home, variant);
    const calls = `${program}.calls`;
    for (const file of ["version.txt", "config.json"])
      await writeFile(`${program}.${file}`, variantFile(variant, file));
    const script = `#!/bin/sh
      case "$1" in
        --version) exec cat '${program}.version.txt' ;;
        config) exec cat '${program}.config.json' ;;
      esac
      echo $(echo "$*" | tr '\\n*' '  ') >> '${calls}'
      exec '${nixProgram()}' "$@"
    `;
    await writeFile(program, script);
    await chmod(program, 0o755);
    const env = { ...world.env, AGENTIX_NIX: program };
    const done = await agentix(env, ["-C", world.flake.root, "--json", "status"]);
    return { done, calls: (await readFile(calls, "utf8")).trim().split("\n") };
  }

  it("is Lix by what it says of itself, with its features", async () => {
    const { done, calls } = await status("lix");
    expect(done.code, done.stderr).toBe(0);
    expect(done.json).toMatchObject({
      nix: { variant: "lix", version: "2.95.1", features: ["pipe-operators"] },
      flake: { targets: [{ kind: "nixos", name: "nixos" }] },
    });
    for (const call of calls) expect(call).not.toContain("lazy-trees");
  });

  it("is Determinate, and its lazy trees are switched off in every call", async () => {
    const { done, calls } = await status("determinate");
    expect(done.code, done.stderr).toBe(0);
    expect(done.json).toMatchObject({
      nix: {
        variant: "determinate",
        version: "2.35.2",
        features: ["pipe-operators", "lazy-trees", "lazy-locks", "parallel-evaluation"],
      },
      flake: { targets: [{ kind: "nixos", name: "nixos" }] },
    });
    for (const call of calls) expect(call).toContain("--option lazy-trees false");
  });
});
