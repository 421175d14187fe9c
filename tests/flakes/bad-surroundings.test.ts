import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix } from "../support/cli.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

const goal = "enable tailscale";

/** The machine around: programs that are missing or old, folders that cannot be written, full disks. */
describe("surroundings", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const call = (env: Record<string, string | undefined>, ...args: string[]) => {
    const merged = Object.entries({ ...world.env, ...env }).filter(
      ([, value]) => value !== undefined,
    );
    return agentix(Object.fromEntries(merged) as Record<string, string>, [
      "-C",
      world.flake.root,
      "--json",
      ...args,
    ]);
  };

  /** A PATH with these programs of the system only. */
  function programs(name: string, ...wanted: string[]): string {
    const folder = join(world.home, name);
    mkdirSync(folder);
    for (const program of wanted) {
      const path = execFileSync("which", [program], { encoding: "utf8" }).trim();
      symlinkSync(path, join(folder, program));
    }
    return folder;
  }

  it("Nix missing, too old, or something else", async () => {
    const fake = join(world.home, "nix");
    const say = (text: string) => {
      writeFileSync(fake, `#!/bin/sh\necho '${text}'\n`);
      chmodSync(fake, 0o755);
    };
    say("nix (Nix) 2.18.1");
    const old = refusal(await call({ AGENTIX_NIX: fake }, "propose", goal));
    expect(old).toMatchObject({ code: "old-nix", exit: 7, details: { version: "2.18.1" } });
    say("hello");
    expect(refusal(await call({ AGENTIX_NIX: fake }, "propose", goal))).toMatchObject({
      code: "no-nix",
      exit: 7,
    });
    const absent = { AGENTIX_NIX: join(world.home, "no-nix") };
    expect(refusal(await call(absent, "propose", goal))).toMatchObject({ code: "no-nix", exit: 7 });
    expect((await call(absent, "list")).json.proposals).toEqual([]);
    expect((await call(absent, "status")).json.nix).toMatchObject({
      version: null,
      problem: { code: "no-nix" },
    });
    expect((await call(absent, "doctor")).code).toBe(7);
  });

  it("git missing", async () => {
    const PATH = programs("without-git", "sh", "env");
    for (const args of [["status"], ["propose", goal]])
      expect(refusal(await call({ PATH }, ...args))).toMatchObject({ code: "no-git", exit: 7 });
    const doctor = await call({ PATH }, "doctor");
    expect(doctor.code).toBe(7);
    expect(doctor.json.checks).toContainEqual(
      expect.objectContaining({ name: "repository", status: "missing" }),
    );
  });

  it("no HOME and relative XDG folders: what the user database says counts", async () => {
    const env = { HOME: undefined, XDG_CONFIG_HOME: "relative", XDG_CACHE_HOME: undefined };
    const status = await call(env, "status");
    expect(status.code, status.stdout).toBe(0);
    expect(readdirSync(world.flake.root)).not.toContain("relative");
  });

  it("folders that cannot be made are named", async () => {
    const nowhere = "/dev/null/x";
    const cache = refusal(await call({ XDG_CACHE_HOME: nowhere }, "propose", goal));
    expect(cache).toMatchObject({ code: "state-unwritable", exit: 1 });
    expect(cache.message).toContain(nowhere);
    const state = refusal(await call({ XDG_STATE_HOME: nowhere }, "propose", goal));
    expect(state).toMatchObject({ code: "state-unwritable", exit: 1 });
    expect((await world.run("list")).json.proposals).toEqual([]);
    expect((await call({ XDG_CONFIG_HOME: nowhere }, "list")).code).toBe(0);
  });

  const mountable = canMount();
  it.skipIf(!mountable)("a read-only repository can be looked at, and is not changed", async () => {
    const root = await world.copy("writable");
    const mounted = join(world.home, "read-only");
    mkdirSync(mounted);
    execFileSync("mount", ["--bind", root, mounted]);
    try {
      execFileSync("mount", ["-o", "remount,bind,ro", mounted]);
      expect(refusal(await world.runIn(mounted, "propose", goal))).toMatchObject({
        code: "read-only-repository",
        exit: 3,
      });
      for (const look of ["status", "list"])
        expect((await world.runIn(mounted, look)).code).toBe(0);
    } finally {
      execFileSync("umount", [mounted]);
    }
  });

  it.skipIf(!mountable)(
    "a full disk for state: nothing half-written, and it goes on with room",
    async () => {
      const root = await world.copy("full");
      const state = join(root, ".git/agentix");
      mkdirSync(state, { recursive: true });
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", state]);
      try {
        const filler = join(state, "filler");
        for (const free of [0, 12, 16, 20]) {
          writeFileSync(filler, Buffer.alloc((60 - free) * 1024));
          const result = await world.runIn(root, "propose", goal);
          if (result.code === 0) break;
          expect(refusal(result), `${free} kB free`).toMatchObject({
            code: "state-unwritable",
            exit: 1,
          });
          rmSync(filler);
          expect((await world.runIn(root, "list")).json).toEqual({
            schema: "agentix/1",
            proposals: [],
          });
          expect(readdirSync(join(state, "locks"))).toEqual([]);
        }
        rmSync(filler, { force: true });
        expect((await world.runIn(root, "propose", goal)).code).toBe(0);
        const { audit } = (await world.runIn(root, "audit", "verify")).json;
        expect(audit).toMatchObject({ ok: true });
      } finally {
        execFileSync("umount", [state]);
      }
    },
  );
});

/** Mounting needs privileges; without them the two cases are reported as skipped. */
function canMount(): boolean {
  const folder = execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=4k", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
