import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observe } from "../../src/loop/observe.ts";
import { test } from "../../src/loop/test.ts";
import { candidateOf, type LoopWorld, openLoop } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

const way = "lockout-way-in";

/** Ways to be shut out, each spelled so that no line says so. */
const rows: readonly (readonly [string, string, string, string])[] = [
  [
    "a socket of another port",
    "{ lib, ... }: { services.openssh.ports = lib.mkForce [ 2222 ]; services.openssh.openFirewall = false; }",
    way,
    "not reachable",
  ],
  [
    "a listener on loopback",
    `{ services.openssh.listenAddresses = [ { addr = "127.0.0.1"; port = 22; } ]; }`,
    way,
    "not reachable",
  ],
  [
    "a list of users that is somebody else's",
    `{ services.openssh.settings.AllowUsers = [ "bob" ]; }`,
    way,
    "may become root",
  ],
  [
    "an account without its group",
    `{ lib, ... }: { users.users.alice.extraGroups = lib.mkForce [ ]; users.allowNoPasswordLogin = true; }`,
    way,
    "may become root",
  ],
  [
    "a shell that is none",
    `{ lib, ... }: { users.users.alice.shell = lib.mkForce "/run/current-system/sw/bin/nologin"; }`,
    way,
    "get in",
  ],
  [
    "sudo with a password that nobody has",
    "{ lib, ... }: { security.sudo.wheelNeedsPassword = lib.mkForce true; }",
    way,
    "become root",
  ],
  [
    "keys that are gone, where others may have been set by hand",
    "{ lib, ... }: { users.users.alice.openssh.authorizedKeys.keys = lib.mkForce [ ]; users.allowNoPasswordLogin = true; }",
    way,
    "set by hand",
  ],
  ["programs without setuid", "{ security.enableWrappers = false; }", "lockout-wrappers", "sudo"],
  [
    "a machine without a network",
    `{ lib, ... }: { networking.useDHCP = false; networking.defaultGateway = lib.mkForce null; networking.interfaces = lib.mkForce { }; }`,
    "lockout-route",
    "no network",
  ],
];

describe("a change that shuts everybody out", () => {
  let flake: SampleFlake;
  let world: LoopWorld;

  beforeAll(async () => {
    flake = await sampleFlake("homelab");
    const host = join(flake.root, "hosts/web1/default.nix");
    const text = await readFile(host, "utf8");
    await writeFile(host, text.replace("./services.nix", "./services.nix\n    ./extra.nix"));
    await writeFile(join(flake.root, "hosts/web1/extra.nix"), "{ }\n");
    await flake.git("add", "-A");
    await flake.git("commit", "-qm", "a file to attack");
    world = await openLoop(flake.root);
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  it.each(rows)("is told of: %s", async (_, module, rule, says) => {
    const observation = value(await observe(world.context));
    const files = { "hosts/web1/extra.nix": `${module}\n` };
    const proposal = await candidateOf(world.context, observation, files);
    const { findings, steps } = value(await test(world.context, observation, proposal, "evaluate"));
    const found = findings.find((one) => one.rule === rule);
    const all = JSON.stringify({ findings, steps }, null, 1);
    expect(found?.message ?? "", all).toContain(says);
    expect(["high", "protected"], all).toContain(found?.tier);
  });
});
