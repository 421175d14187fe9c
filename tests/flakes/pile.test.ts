import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agentix, cliEnv } from "../support/cli.ts";
import { type LayoutName, layoutFlake } from "../support/layout-flake.ts";
import { nixProgram, type SampleFlake, sampleEnv } from "../support/sample-flake.ts";
import { approveAtTerminal } from "../support/terminal.ts";

const run = promisify(execFile);

/** The built program on a flake of this layout. */
function opened(name: LayoutName) {
  const world = {} as { home: string; env: Record<string, string>; flake: SampleFlake };
  beforeAll(async () => {
    world.home = await mkdtemp(join(tmpdir(), "agentix-home-"));
    world.env = cliEnv(world.home);
    world.flake = await layoutFlake(name);
  });
  afterAll(async () => {
    await world.flake.remove();
    await rm(world.home, { recursive: true, force: true });
  });
  const cli = (...args: string[]) => agentix(world.env, ["-C", world.flake.root, ...args]);
  const proposed = async (goal: string) =>
    (await cli("propose", goal, "--planner", "builtin", "--json")).json;
  /** What plain Nix says of a commit, not through agentix. */
  const nix = async (commit: string, host: string, attribute: string): Promise<unknown> => {
    const flags = ["--extra-experimental-features", "nix-command flakes"];
    const installable = `${world.flake.ref(commit)}#nixosConfigurations.${host}.config.${attribute}`;
    const { stdout } = await run(nixProgram(), ["eval", "--json", ...flags, installable], {
      env: sampleEnv(),
    });
    return JSON.parse(stdout);
  };
  const systems = (commit: string, hosts: readonly string[]) =>
    Promise.all(hosts.map((host) => nix(commit, host, "system.build.toplevel.drvPath")));
  return { world, cli, proposed, nix, systems };
}

describe("a repository in which things have piled up", { timeout: 300_000 }, () => {
  const { world, cli, proposed, nix, systems } = opened("pile");
  const both = ["ash", "elm"];

  test("says so, offers the refactor beside, and plain Nix sees the same systems before and after", async () => {
    const { proposal, beside } = await proposed("set services.fail2ban.bantime to 2h");
    const { notes } = proposal.explanation;
    expect(notes).toContain(
      "services.fail2ban.maxretry is forced (mkForce) in two places: modules/base.nix:4 and modules/hardening.nix:4. Both count, because they say the same.",
    );
    expect(notes.join("\n")).toMatch(
      /services\.fail2ban\.enable is set in three places: hosts\/ash\.nix:6, modules\/base\.nix:3 and modules\/hardening\.nix:3\./,
    );
    expect(notes.join("\n")).toMatch(/modules\/laptop\.nix does nothing: all that it sets/);
    expect(beside).toEqual({
      id: "p2",
      goal: "put services.fail2ban.maxretry and services.fail2ban.enable in one place",
    });
    const second = (await cli("show", "p2", "--json")).json.proposal;
    expect(second).toMatchObject({ besides: "p1", base: proposal.base, state: "proposed" });
    expect(second.explanation.effects).toEqual([]);
    expect(second.files.map(({ path }: { path: string }) => path)).toEqual([
      "hosts/ash.nix",
      "modules/hardening.nix",
    ]);
    expect(await systems(second.candidate, both)).toEqual(await systems(second.base, both));
    expect((await cli("list")).stdout).toMatch(/^p2 .*in one place \(beside p1\)$/m);
  });

  test("the second alone, applied: values stay, and the pile is gone for the next goal", async () => {
    const { commit } = world.flake;
    expect((await cli("verify", "p2")).code).toBe(0);
    expect((await approveAtTerminal(world.env, world.flake.root, "p2", "y")).code).toBe(0);
    const applied = await cli("apply", "p2", "--json");
    expect(applied.code, applied.stdout).toBe(0);
    const head = await world.flake.git("rev-parse", "HEAD");
    expect(head).not.toBe(commit);
    for (const host of both) {
      expect(await nix(head, host, "services.fail2ban.enable")).toBe(true);
      expect(await nix(head, host, "services.fail2ban.maxretry")).toBe(5);
    }
    const { proposal, beside } = await proposed("set services.fail2ban.bantime to 3h");
    expect(beside).toBeUndefined();
    expect(proposal.explanation.notes.join("\n")).not.toMatch(/places/);
  });

  test("what every host says for itself goes where all can share it", async () => {
    const { proposal, beside } = await proposed("set the time zone to Europe/Oslo");
    expect(proposal.explanation.notes.join("\n")).toContain(
      "time.timeZone is Europe/Riga in every host's own file: hosts/ash.nix:4 and hosts/elm.nix:4.",
    );
    expect(beside.goal).toBe("put time.timeZone in one place");
    const patch = (await cli("show", beside.id, "--patch")).stdout;
    expect(patch.match(/^[+-]\s+time\.timeZone = "Europe\/Riga";/gm)).toHaveLength(3);
  });

  test("a number that two files add is added once; a list that keeps what is twice in it is only told of", async () => {
    const ports = await proposed("open port 8080");
    expect(ports.proposal.explanation.notes.join("\n")).toContain(
      "22 is added to networking.firewall.allowedTCPPorts in two places:",
    );
    expect(ports.beside.goal).toBe("put networking.firewall.allowedTCPPorts in one place");
    const packages = await proposed("install ripgrep");
    expect(packages.proposal.explanation.notes.join("\n")).toMatch(
      /git-[\d.]+ is added to environment\.systemPackages in two places:/,
    );
    expect(packages.beside).toBeUndefined();
    const names = await proposed("add 9.9.9.9 to networking.nameservers");
    expect(names.proposal.explanation.notes.join("\n")).toMatch(
      /1\.1\.1\.1 is added to networking\.nameservers in two places/,
    );
    expect(names.beside).toBeUndefined();
  });

  test("a file that nobody imports is told of where it speaks of the goal", async () => {
    const { proposal } = await proposed("set services.fail2ban.ignoreIP to 10.0.0.0/8");
    expect(proposal.explanation.notes.join("\n")).toContain(
      "modules/mail.nix:3 sets services.fail2ban.ignoreIP, but no host or home reads that file",
    );
  });
});

describe("an option that two modules force", { timeout: 300_000 }, () => {
  const { proposed, cli, systems } = opened("values");

  test("stays with the module that all hosts share", async () => {
    const { proposal, beside } = await proposed("set services.fail2ban.maxretry to 4");
    expect(proposal.explanation.notes.join("\n")).toContain(
      "services.fail2ban.enable is forced (mkForce) in two places: modules/base.nix:6 and hosts/wave.nix:7. On tide modules/base.nix is the only one. On wave both count, because they say the same.",
    );
    const second = (await cli("show", beside.id, "--json")).json.proposal;
    expect(second.files.map(({ path }: { path: string }) => path)).toEqual(["hosts/wave.nix"]);
    const hosts = ["tide", "wave"];
    expect(await systems(second.candidate, hosts)).toEqual(await systems(second.base, hosts));
  });
});
