import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import type { SampleName } from "../../src/commands/sample.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";

/** Target → an attribute of it that is cheap, the value that it has, and the whole of it. */
const targets: Record<SampleName, [target: string, cheap: string, value: string, whole: string][]> =
  {
    homelab: [nixos("web1"), nixos("nas1")],
    plain: [nixos("nixos")],
    dendritic: [nixos("birch"), nixos("willow")],
    home: [
      nixos("laptop"),
      [
        'homeConfigurations."alice@laptop"',
        "config.home.username",
        "alice",
        "activationPackage.drvPath",
      ],
    ],
  };

function nixos(host: string): [string, string, string, string] {
  return [
    `nixosConfigurations.${host}`,
    "config.networking.hostName",
    host,
    "config.system.build.toplevel.drvPath",
  ];
}

const made: SampleFlake[] = [];
async function sample(flake: SampleName, name?: string): Promise<SampleFlake> {
  const one = await sampleFlake(flake, name);
  made.push(one);
  return one;
}
afterEach(async () => {
  for (const one of made.splice(0)) await one.remove();
});

const evaluate = (one: SampleFlake, attribute: string, commit?: string) =>
  one.nix("eval", "--raw", "--no-write-lock-file", `${one.ref(commit)}#${attribute}`);

/** Commits the work tree's change of one file and gives the commit. */
async function change(one: SampleFlake, file: string, from: string, to: string): Promise<string> {
  const path = join(one.root, file);
  const before = await readFile(path, "utf8");
  expect(before).toContain(from);
  await writeFile(path, before.replace(from, to));
  await one.git(
    ...["-c", "user.name=Test", "-c", "user.email=test@example.org"],
    ...["commit", "--quiet", "--all", "-m", "change"],
  );
  return one.git("rev-parse", "HEAD");
}

describe.each(Object.entries(targets) as [SampleName, (typeof targets)[SampleName]][])(
  "the %s flake",
  (flake, itsTargets) => {
    test("evaluates every target from its commit, and stays clean", async () => {
      const one = await sample(flake);
      for (const [target, cheap, value, whole] of itsTargets) {
        expect(await evaluate(one, `${target}.${cheap}`)).toBe(value);
        expect(await evaluate(one, `${target}.${whole}`)).toMatch(/^\/nix\/store\/.+\.drv$/);
      }
      expect(await one.git("status", "--porcelain", "--ignored")).toBe("");
      expect(await one.git("rev-parse", "HEAD")).toBe(one.commit);
    });
  },
);

const oneChange: [SampleName, string, string, string][] = [
  ["homelab", "hosts/web1/services.nix", "[ 80 443 ]", "[ 80 443 8080 ]"],
  ["plain", "configuration.nix", "    wget\n", "    wget\n    htop\n"],
  ["dendritic", "modules/containers.nix", "dockerCompat = true", "dockerCompat = false"],
  ["home", "home/alice.nix", "    fd\n", "    fd\n    jq\n"],
];

test.each(oneChange)("one changed option changes the system of %s", async (flake, file, a, b) => {
  const one = await sample(flake);
  const wholes = targets[flake].map(([target, , , whole]) => `${target}.${whole}`);
  const before = await Promise.all(wholes.map((whole) => evaluate(one, whole)));
  const commit = await change(one, file, a, b);
  const after = await Promise.all(wholes.map((whole) => evaluate(one, whole, commit)));
  const changed = targets[flake].filter((_, index) => before[index] !== after[index]);
  const expected: Record<SampleName, string[]> = {
    homelab: ["nixosConfigurations.web1"],
    plain: ["nixosConfigurations.nixos"],
    dendritic: ["nixosConfigurations.birch"],
    home: ["nixosConfigurations.laptop", 'homeConfigurations."alice@laptop"'],
  };
  expect(changed.map(([target]) => target)).toEqual(expected[flake]);
});

test("the plain flake builds to a system with what it configures", async () => {
  const one = await sample("plain");
  const out = await one.nix(
    ...["build", "--no-link", "--print-out-paths"],
    `${one.ref()}#nixosConfigurations.nixos.config.system.build.toplevel`,
  );
  expect(await readFile(join(out, "sw/bin/wget"), "utf8")).toContain("wget 1.25.0");
  expect(await readFile(join(out, "bin/switch-to-configuration"), "utf8")).toMatch(/^#!/);
});

test("a path with spaces and umlauts is no obstacle", async () => {
  const one = await sample("plain", "mein Häuschen [1]");
  expect(await evaluate(one, "nixosConfigurations.nixos.config.networking.hostName")).toBe("nixos");
});
