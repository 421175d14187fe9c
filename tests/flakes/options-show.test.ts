import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** Everything about one option, from evaluation, the modules' syntax and the guarded table. */
describe("options show", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    const { root } = world.flake;
    const users = join(root, "modules/users.nix");
    writeFileSync(
      users,
      readFileSync(users, "utf8").replace(
        'description = "Bob";',
        'description = "Bob";\n    hashedPassword = "$6$salt$nobodyshouldreadthis";',
      ),
    );
    world.git(root, "commit", "-qam", "a password");
  });
  afterAll(() => world.close());
  const text = async (path: string) =>
    (await agentix(world.env, ["-C", world.flake.root, "options", "show", path])).stdout;

  it("tells value, strength, place and what a change would be, on every host", async () => {
    const ssh = await text("services.openssh.enable");
    expect(ssh).toMatch(/type +boolean/);
    expect(ssh).toMatch(/a change is +high: .*ssh.* \(guard-\d+\)/);
    for (const id of ["web1", "nas1"])
      expect(ssh).toMatch(
        new RegExp(`${id}: true {2}\\(set plainly\\)\n +defined in modules/network\\.nix:\\d+`),
      );
    const { json } = await world.run("options", "show", "services.openssh.enable");
    expect(json).toMatchObject({
      option: "services.openssh.enable",
      typeText: "boolean",
      default: "false",
      guard: { tier: "high" },
      values: { web1: { value: true, from: [{ file: "modules/network.nix" }] } },
    });
  });

  it("resolves names inside of submodules, where nobody set them, too", async () => {
    const root = await text('services.nginx.virtualHosts."a.b".root');
    expect(root).toContain("declared as  services.nginx.virtualHosts.<name>.root");
    expect(root).toContain("web1: unset  (the default)");
  });

  it("says no secret, to people and to programs", async () => {
    const path = "users.users.bob.hashedPassword";
    const { stdout } = await world.run("options", "show", path);
    const page = await text(path);
    for (const said of [stdout, page]) expect(said).not.toContain("nobodyshouldreadthis");
    expect(page).toMatch(/web1: ‹secret› {2}\(set plainly\)\n +defined in modules\/users\.nix:\d+/);
  });

  it("names those that are close to one that there is not", async () => {
    const error = refusal(await world.run("options", "show", "services.opensshh.enable"));
    expect(error.code).toBe("unknown-option");
    expect(error.details?.near).toContain("services.openssh.enable");
  });
});

it("options show reads a home inside of a host where evaluation shows it", async () => {
  const world = await openWorld("home");
  const path = "home-manager.users.alice.programs.git.enable";
  const { json } = await world.run("--host", "laptop", "options", "show", path);
  expect(json.values.laptop).toMatchObject({
    exists: true,
    value: true,
    from: expect.arrayContaining([expect.objectContaining({ file: "home/git.nix" })]),
  });
  await world.close();
});
