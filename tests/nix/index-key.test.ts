import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { optionSources } from "../../src/nix/index-key.ts";

let tree: string;
beforeEach(async () => {
  tree = await mkdtemp(join(tmpdir(), "agentix-tree-"));
  await mkdir(join(tree, "modules"));
  await write("flake.nix", "{ outputs = _: { }; }");
  await write("flake.lock", "{ }");
  await write("host.nix", host("ssh", "80"));
  await write("modules/own.nix", '{ options.my.port = lib.mkOption { default = "1"; }; }');
});
afterEach(() => rm(tree, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFile(join(tree, file), text);
const host = (aspect: string, port: string) => `{ config, ... }:
{
  imports = with config.flake.modules.nixos; [
    base
    ${aspect}
  ];
  networking.firewall.allowedTCPPorts = [ ${port} ];
}
`;

it.each([
  ["another value", "host.nix", host("ssh", "443"), true],
  ["another aspect, in a list over several lines", "host.nix", host("web", "80"), false],
  ["another declaration", "modules/own.nix", "{ options.my.host = lib.mkOption { }; }", false],
  [
    "words about options that set none",
    "host.nix",
    `${host("ssh", "80")}# see options.html\n# { fileSystems."/".options = [ "ro" ]; }`,
    true,
  ],
  ["another lock", "flake.lock", '{ "version": 7 }', false],
  ["a new file that only sets", "modules/set.nix", "{ services.x.enable = true; }", false],
] as const)("%s", async (_, file, text, same) => {
  const before = await optionSources(tree);
  await write(file, text);
  expect((await optionSources(tree)) === before).toBe(same);
});

it("reads a line of a megabyte at once", async () => {
  await write("data.nix", `{ a = "${"x".repeat(1_000_000)}"; }`);
  expect(await optionSources(tree)).toMatch(/^[0-9a-f]{64}$/);
});

it("is null for what is no tree", async () => {
  expect(await optionSources(join(tree, "nothing"))).toBeNull();
});
