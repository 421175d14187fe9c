import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { propose } from "../../src/loop/propose.ts";
import { type LoopWorld, openLoop } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

let flake: SampleFlake;
let original: string;
let world: LoopWorld;

beforeAll(async () => {
  flake = await sampleFlake("plain");
  original = await readFile(join(flake.root, "flake.nix"), "utf8");
  world = await openLoop(flake.root);
});
afterAll(async () => {
  await world.close();
  await flake.remove();
});

/** What the flake's formatter is with this expression; the commit stays. */
async function withFormatter(expression: string) {
  const at = original.lastIndexOf("nixosConfigurations");
  const line = `formatter.x86_64-linux = ${expression};\n      `;
  await writeFile(join(flake.root, "flake.nix"), original.slice(0, at) + line + original.slice(at));
  await flake.git("commit", "-qam", "a formatter");
  const commit = await flake.git("rev-parse", "HEAD");
  const ref = { root: flake.root, commit, dir: "", shallow: false, submodules: false };
  return world.context.nix.formatter(ref);
}

it("knows a formatter by the name that nixpkgs gives it, and runs none", async () => {
  expect(await withFormatter('derivation { name = "alejandra-4.0"; }')).toBe("alejandra");
  expect(await withFormatter('{ pname = "treefmt"; }')).toBeNull();
  expect(await withFormatter('throw "no"')).toBeNull();
  expect(await withFormatter("{ }.gone")).toBeNull();
  expect(await withFormatter("nixpkgs.legacyPackages.x86_64-linux.nixfmt-rfc-style")).toBe(
    "nixfmt",
  );
});

it("breaks a long list as nixfmt does, where the file shows no other way", async () => {
  const servers = [
    "2001:db8:aaaa::53",
    "2001:db8:bbbb::53",
    "2001:db8:cccc::53",
    "2001:db8:dddd::53",
  ];
  const goal = `set networking.nameservers to ${servers.join(" and ")}`;
  const { proposal } = value(await propose(world.context, goal));
  const [file] = proposal?.files ?? [];
  const text = await flake.git("show", `${proposal?.candidate}:${file?.path}`);
  expect(text).toContain(
    `networking.nameservers = [\n${servers.map((one) => `    "${one}"\n`).join("")}  ];`,
  );
});
