import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";

let home: SampleFlake;
beforeAll(async () => {
  home = await sampleFlake("home");
});
afterAll(() => home.remove());

const ask = async (attribute: string, apply: string) =>
  JSON.parse(await home.nix("eval", "--json", `${home.ref()}#${attribute}`, "--apply", apply));

describe("the small Home Manager", () => {
  test("evaluates a home alone, with the options of Home Manager", async () => {
    const seen = await ask(
      'homeConfigurations."alice@laptop"',
      `h: { inherit (h.config.home) username; type = h.options.home.packages.type.description;
        packages = map (p: p.pname or p.name) h.config.home.packages;
        declared = h ? options.programs.git.settings; }`,
    );
    expect(seen).toMatchObject({ username: "alice", type: "list of package", declared: true });
    for (const name of ["bat", "ripgrep", "home-manager", "git"]) {
      expect(seen.packages).toContain(name);
    }
  });

  test("is a submodule inside the system, whose parts reach the system", async () => {
    const seen = await ask(
      "nixosConfigurations.laptop",
      `s: { unit = s.config.systemd.services ? home-manager-alice;
        own = map (p: p.name) s.config.users.users.alice.packages;
        editor = s.config.home-manager.users.alice.home.sessionVariables.EDITOR;
        sub = (s.options.home-manager.users.type.getSubOptions [ ]).home.packages.type.description; }`,
    );
    expect(seen).toEqual({
      unit: true,
      own: ["home-manager-path"],
      editor: "nvim",
      sub: "list of package",
    });
  });

  test("an unknown option of a home names its path in the system", async () => {
    const failed = await ask(
      "nixosConfigurations.laptop",
      `s: (s.extendModules { modules = [ { _file = "h.nix"; home-manager.users.alice.programs.starhsip.enable = true; } ]; })
        .config.home-manager.users.alice.home.username`,
    ).catch((error: Error) => error.message);
    expect(failed).toContain(
      "The option `home-manager.users.alice.programs.starhsip' does not exist.",
    );
    expect(failed).toContain("`home-manager.users.alice.programs.starship'");
  });

  test("builds what `activate` puts in place", async () => {
    const built = await home.nix(
      "build",
      "--no-link",
      "--print-out-paths",
      `${home.ref()}#homeConfigurations."alice@laptop".activationPackage`,
    );
    expect(built).toMatch(/-home-manager-generation$/);
  });
});
