import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observe } from "../../src/loop/observe.ts";
import { test } from "../../src/loop/test.ts";
import { indirectRows, siteData, siteFiles } from "../support/guarded-rows.ts";
import { candidateOf, type LoopWorld, openLoop } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

/** Guarded options are compared by evaluation, so it does not matter where and how a change is written. */
describe("T6: a guarded option that a change reaches without naming it", () => {
  let flake: SampleFlake;
  let world: LoopWorld;

  beforeAll(async () => {
    flake = await sampleFlake("homelab");
    const put = async (path: string, text: string) => {
      await mkdir(dirname(join(flake.root, path)), { recursive: true });
      await writeFile(join(flake.root, path), text);
    };
    const edit = async (path: string, from: string, to: string) =>
      put(path, (await readFile(join(flake.root, path), "utf8")).replace(from, to));
    for (const [path, text] of Object.entries(siteFiles)) await put(path, text);
    await edit(
      "flake.nix",
      "./modules/common.nix",
      "./modules/common.nix\n            ./modules/site.nix",
    );
    await edit("hosts/web1/default.nix", "./services.nix", "./services.nix\n    ./extra.nix");
    await put("hosts/web1/extra.nix", "{ }\n");
    await flake.git("add", "-A");
    await flake.git("commit", "-qm", "site");
    world = await openLoop(flake.root);
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  /** Verifies a tree without storing a proposal: what would be refused at once can be looked at, too. */
  const verified = async (files: Readonly<Record<string, string>>) => {
    const observation = value(await observe(world.context));
    const proposal = await candidateOf(world.context, observation, files);
    return value(await test(world.context, observation, proposal, "evaluate"));
  };

  it.each(indirectRows.map((row) => [row.how, row] as const))("by %s", async (_, row) => {
    const { findings, ok } = await verified(row.files);
    const found = findings.find(({ rule, option }) => rule === row.rule && option === row.option);
    expect(found, JSON.stringify(findings)).toBeDefined();
    expect(ok).toBe(findings.every(({ tier }) => tier !== "protected"));
  });

  it("on a host that the change is not about is told as well", async () => {
    const files = { "lib/site.nix": siteData({ forward: "true" }) };
    const observation = value(await observe(world.context));
    const proposal = await candidateOf(world.context, observation, files);
    const only = { ...proposal, targets: ["web1"] };
    const { findings } = value(await test(world.context, observation, only, "evaluate"));
    const beyond = findings.filter(({ rule }) => rule === "guard-142");
    expect(beyond).toMatchObject([{ tier: "high", target: "nas1" }]);
    expect(beyond[0]?.message).toContain("X11Forwarding");
  });

  it("is not told of where nothing guarded moves", async () => {
    const { findings, ok } = await verified({ "lib/site.nix": `# a comment\n${siteData()}` });
    expect(findings).toEqual([]);
    expect(ok).toBe(true);
  });

  it("is not told of units and accounts that a service of nixpkgs brings", async () => {
    const { findings } = await verified({
      "hosts/web1/extra.nix": "{ services.jellyfin.enable = true; }\n",
    });
    expect(findings.map(({ option }) => option)).toEqual(["services.jellyfin.enable"]);
  });
});
