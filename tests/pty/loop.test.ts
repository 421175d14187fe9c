import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agentix, bundle, cliEnv } from "../support/cli.ts";
import { openPty } from "../support/pty-screen.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";

/** The built program on a real terminal, real Nix and real git. */
describe("agentix tui on the homelab flake", () => {
  let home: string;
  let env: Record<string, string>;
  let flake: SampleFlake;
  const open = (...args: string[]) =>
    openPty([bundle, "-C", flake.root, ...args], { columns: 120, rows: 40 }, env);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "agentix-home-"));
    env = cliEnv(home);
    flake = await sampleFlake("homelab");
    await flake.git("config", "user.name", "Alice");
    await flake.git("config", "user.email", "alice@example.org");
  });
  afterAll(async () => {
    await flake.remove();
    await rm(home, { recursive: true, force: true });
  });

  test("goal, diff, decision, verification, approval, commit, audit", async () => {
    const screen = open("tui");
    try {
      await screen.until("✓ clean");
      screen.type("enable tailscale and open the firewall port\r");
      await screen.until("hunk 1/");
      expect(screen.text()).toContain("services.tailscale.enable  false → true");
      expect(await flake.git("status", "--porcelain")).toBe("");
      screen.type("A");
      await screen.until("tier high, or characters");
      expect(screen.text()).toContain("0/1 decided");
      screen.type("y");
      await screen.until("1/1 decided");
      screen.type("V");
      await screen.until("p1 evaluates and builds.");
      screen.type("P");
      await screen.until("Approve p1?");
      expect(screen.text()).toContain("opens 41641/udp");
      screen.type("\r");
      await screen.until("1/1 decided");
      expect(await flake.git("rev-parse", "HEAD")).toBe(flake.commit);
      screen.type("P");
      await screen.until("Approve p1?");
      screen.type("y");
      await screen.until("▸ Yes");
      screen.type("\r");
      await screen.until("p1 is approved");
      screen.type("C");
      await screen.until("p1 is applied");
      screen.type("5");
      await screen.until("the chain holds");
      await screen.until(/apply +p1 +applied/);
      screen.type("q");
      expect((await screen.exited).exitCode).toBe(0);
    } finally {
      screen.end();
    }
    expect(await flake.git("rev-parse", "HEAD^")).toBe(flake.commit);
    expect(await flake.git("status", "--porcelain")).toBe("");
    const audit = await agentix(env, ["-C", flake.root, "audit", "verify", "--json"]);
    expect(audit.code).toBe(0);
  });

  test("a refused apply says why, and keeps everything", async () => {
    const proposed = await agentix(env, ["-C", flake.root, "propose", "add btop", "--json"]);
    const { id } = proposed.json.proposal;
    await agentix(env, ["-C", flake.root, "review", id, "--accept-all"]);
    const file = join(flake.root, "flake.nix");
    const screen = open("review", id);
    try {
      await screen.until(/([1-9])\/\1 decided/);
      screen.type("V");
      await screen.until(`${id} evaluates and builds.`);
      screen.type("P");
      await screen.until(`Approve ${id}?`);
      screen.type("y");
      await screen.until("▸ Yes");
      screen.type("\r");
      await screen.until(`${id} is approved`);
      await writeFile(file, `${await readFile(file, "utf8")}\n# mine\n`);
      screen.type("C");
      await screen.until(/✗ .*flake\.nix/);
      expect(screen.text()).toContain(`${id} approved`);
      expect(await readFile(file, "utf8")).toContain("# mine");
    } finally {
      screen.end();
    }
  });

  test.each([["tui"], ["review", "p1"]])(
    "%s without a terminal names the commands to use",
    async (...args) => {
      const result = await agentix(env, ["-C", flake.root, ...args]);
      expect(result.code).toBe(2);
      expect(result.stdout).toBe("");
      expect(result.stderr).toMatch(/needs a terminal[\s\S]*agentix propose/);
      const json = await agentix(env, ["-C", flake.root, ...args, "--json"]);
      expect(json.json.error.code).toBe("not-a-terminal");
    },
  );

  test("what somebody else commits or stages shows by itself", async () => {
    await flake.git("checkout", "-q", "--", ".");
    const screen = open("tui");
    try {
      await screen.until("✓ clean");
      await writeFile(join(flake.root, "modules", "network.nix"), "{ }\n");
      await flake.git("add", "-A");
      await screen.until("1 uncommitted");
      await flake.git("commit", "-q", "-m", "by hand");
      await screen.until("✓ clean");
    } finally {
      screen.end();
    }
  });
});
