import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observe } from "../../src/loop/observe.ts";
import { test } from "../../src/loop/test.ts";
import { candidateOf, type LoopWorld, openLoop } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

const overlay = (body: string) =>
  `{ pkgs, ... }: { nixpkgs.overlays = [ (final: prev: { ${body} }) ]; }\n`;

/** Ways around the options: each is built, and found in what is built. */
const rows = [
  {
    how: "an overlay that puts another program under the same name",
    module: overlay(
      `openssh = prev.runCommand prev.openssh.name { } "cp -r \${prev.openssh} $out; chmod -R u+w $out; printf evil >> $out/bin/sshd";`,
    ),
    rule: "artifact-lifeline",
    says: "sshd",
  },
  {
    how: "the raw text of a unit",
    module: `{ systemd.units."beacon.service".text = "[Service]\\nExecStart=/bin/sh -c true\\n"; }\n`,
    rule: "artifact-root",
    says: "etc/systemd/system/beacon.service is new",
  },
  {
    how: "a file of /etc that goes by another name",
    module: `{ environment.etc."motd" = { target = "ssh/sshd_config.d/99.conf"; text = "PermitRootLogin yes"; }; }\n`,
    rule: "artifact-login",
    says: "etc/ssh/sshd_config.d/99.conf is new",
  },
  {
    how: "commands of the builder that touch the activation script",
    module: `{ system.systemBuilderCommands = "echo 'echo evil' >> $out/activate"; }\n`,
    rule: "artifact-script",
    says: "activate changes",
  },
  {
    how: "a kernel parameter",
    module: `{ boot.kernelParams = [ "init=/bin/sh" ]; }\n`,
    rule: "artifact-boot",
    says: "kernel-params changes",
  },
  {
    how: "something new to download",
    module: `{ pkgs, ... }: { environment.etc."motd".source = pkgs.fetchurl { url = "https://evil.example/motd"; hash = ""; }; }\n`,
    rule: "artifact-fetch",
    says: "https://evil.example/motd",
  },
  {
    how: "the configuration of Agentix itself",
    module: `{ environment.etc = builtins.listToAttrs [ { name = "agentix" + "/config.toml"; value.text = "x"; } ]; }\n`,
    rule: "guard-1",
    says: "agentix",
  },
] as const;

describe("what is built is compared with what the base builds", () => {
  let flake: SampleFlake;
  let world: LoopWorld;

  beforeAll(async () => {
    flake = await sampleFlake("homelab");
    const put = async (path: string, text: string) => {
      await mkdir(dirname(join(flake.root, path)), { recursive: true });
      await writeFile(join(flake.root, path), text);
    };
    const host = join(flake.root, "hosts/web1/default.nix");
    const text = await readFile(host, "utf8");
    await writeFile(host, text.replace("./services.nix", "./services.nix\n    ./extra.nix"));
    await put("hosts/web1/extra.nix", "{ }\n");
    await flake.git("add", "-A");
    await flake.git("commit", "-qm", "a file to attack");
    world = await openLoop(flake.root);
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  const verified = async (module: string) => {
    const observation = value(await observe(world.context));
    const proposal = await candidateOf(world.context, observation, {
      "hosts/web1/extra.nix": module,
    });
    return value(await test(world.context, observation, proposal, "build"));
  };

  it.each(rows.map((row) => [row.how, row] as const))("by %s", async (_, row) => {
    const { findings, steps, ok } = await verified(row.module);
    const found = findings.filter(({ rule }) => rule === row.rule);
    const all = JSON.stringify({ findings, steps }, null, 1);
    expect(found.map(({ message }) => message).join("\n"), all).toContain(row.says);
    expect(ok, all).toBe(row.rule !== "guard-1");
  });

  it("and nothing is said where nothing differs", async () => {
    const { findings, steps, artifact } = await verified("# a comment\n{ }\n");
    expect(findings).toEqual([]);
    expect(artifact).toEqual([]);
    const status = Object.fromEntries(steps.map(({ name, status }) => [name, status]));
    expect(status).toMatchObject({ closure: "passed", artifact: "passed" });
  });
});
