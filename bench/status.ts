import { nixOptions, nixProgram, sampleFlake } from "../tests/support/sample-flake.ts";
import { figure, type Group } from "./figure.ts";
import { BUNDLE, output, race } from "./timing.ts";

/** The first look at a flake, when everything that may be cached is cached. */
export const status: Group = {
  name: "status",
  about: "agentix status --json on the homelab flake, warm",
  async measure() {
    const flake = await sampleFlake("homelab");
    try {
      const targets = [
        "eval",
        "--json",
        `${flake.ref()}#nixosConfigurations`,
        "--apply",
        "builtins.attrNames",
      ];
      const [floor = Number.NaN, ours = Number.NaN] = race(
        [
          { name: "nix", run: () => output(nixProgram(), [...targets, ...nixOptions]) },
          {
            name: "agentix",
            run: () => JSON.parse(output(BUNDLE, ["-C", flake.root, "status", "--json"])),
          },
        ],
        9,
        2,
      );
      return [
        figure({
          group: "status",
          name: "agentix status --json",
          value: ours,
          unit: "ms",
          reference: { name: "nix eval of the target names", value: floor, unit: "ms" },
          bar: 1000,
        }),
      ];
    } finally {
      await flake.remove();
    }
  },
};
