import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readlink, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildFixture, evaluateFixture } from "../support/evaluate-fixture.ts";

const before = `host [ { networking.hostName = "h"; services.openssh.enable = true; services.cron.enable = true; } ]`;
const after = `host [ { networking.hostName = "h"; services.openssh = { enable = true; ports = [ 2222 ]; };
  services.tailscale = { enable = true; openFirewall = true; }; services.dbus.implementation = "dbus"; } ]`;

let root = "";
let [old, next] = ["", ""];
beforeAll(async () => {
  root = await mkdtemp(join(await realpath(tmpdir()), "agentix-system-"));
  [old, next] = (await Promise.all(
    [before, after].map((host) => buildFixture(`(${host}).config.system.build.toplevel`)),
  )) as [string, string];
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Runs switch-to-configuration below the temporary root; gives its code and what it said, line by line. */
async function activate(system: string, action: string, env: Record<string, string> = {}) {
  const options = { env: { PATH: process.env.PATH ?? "", AGENTIX_ROOT: root, ...env } };
  return promisify(execFile)(
    join(system, "bin", "switch-to-configuration"),
    [action],
    options,
  ).then(
    ({ stderr }) => ({ code: 0, lines: stderr.trim().split("\n") }),
    (error: { code: number; stderr: string }) => ({
      code: error.code,
      lines: error.stderr.trim().split("\n"),
    }),
  );
}

describe("a built system", () => {
  test("has the parts that tools look for", async () => {
    expect(old).toMatch(/-nixos-system-h-26\.05/);
    for (const part of ["kernel", "initrd", "init", "activate", "sw/bin/sshd", "etc/os-release"]) {
      expect(existsSync(join(old, part)), part).toBe(true);
    }
    const read = (file: string) => readFile(join(old, file), "utf8");
    expect(await read("nixos-version")).toMatch(/^26\.05/);
    expect(await read("system")).toBe("x86_64-linux");
    expect(JSON.parse(await read("switch-inhibitors"))).toMatchObject({
      "dbus-implementation": "broker",
    });
    expect(await read("etc/ssh/sshd_config")).toContain("Port 22\n");
    expect(await read("etc/systemd/system/sshd.service")).toMatch(
      /^\[Unit\]\n.*\n\[Service\]\n.*ExecStart=/s,
    );
    expect(existsSync(join(old, "etc/systemd/system/multi-user.target.wants/sshd.service"))).toBe(
      true,
    );
  });

  test("shows an option's change in its files", async () => {
    expect(await readFile(join(next, "etc/ssh/sshd_config"), "utf8")).toContain("Port 2222\n");
    expect(await readFile(join(next, "etc/nixos/firewall.rules"), "utf8")).toContain(
      "-p udp --dport 41641 ",
    );
  });

  test("a value that cannot be had says why", async () => {
    const name = await evaluateFixture(`(${before}).config.networking.fqdn`);
    expect(name.error).toContain("The FQDN is required but cannot be determined.");
  });
});

describe("switch-to-configuration", () => {
  test("switches, and remembers", async () => {
    const done = await activate(old, "switch");
    expect(done.code).toBe(0);
    expect(done.lines).toContain("activating the configuration...");
    expect(await readlink(join(root, "run", "current-system"))).toBe(old);
    expect(await readlink(join(root, "boot", "default-system"))).toBe(old);
  });

  test("refuses a switch that an inhibitor forbids", async () => {
    const done = await activate(next, "test");
    expect(done.code).toBe(1);
    expect(done.lines).toEqual([
      "Checking switch inhibitors...",
      "There are changes to critical components of the system:",
      "",
      "dbus-implementation : broker -> dbus",
      "",
      "Switching into this system is not recommended.",
      "Pre-switch check 'switchInhibitors' failed",
      "Pre-switch checks failed",
    ]);
    expect(await readlink(join(root, "run", "current-system"))).toBe(old);
  });

  test("says what it would do", async () => {
    const done = await activate(next, "dry-activate", { NIXOS_NO_CHECK: "1" });
    expect(done).toEqual({
      code: 0,
      lines: [
        "would stop the following units: cron.service",
        "would activate the configuration...",
        "would reload the following units: firewall.service",
        "would restart the following units: sshd.service",
        "would start the following units: tailscaled.service",
      ],
    });
  });

  test("boot leaves what runs; test leaves what boots", async () => {
    expect((await activate(next, "boot")).code).toBe(0);
    expect(await readlink(join(root, "run", "current-system"))).toBe(old);
    expect(await readlink(join(root, "boot", "default-system"))).toBe(next);
    expect((await activate(old, "boot")).code).toBe(0);
    const tried = await activate(next, "test", {
      NIXOS_NO_CHECK: "1",
      AGENTIX_STC_FAIL_UNITS: "tailscaled.service",
    });
    expect(tried.code).toBe(4);
    expect(tried.lines.at(-1)).toBe("warning: the following units failed: tailscaled.service");
    expect(await readlink(join(root, "run", "current-system"))).toBe(next);
    expect(await readlink(join(root, "boot", "default-system"))).toBe(old);
  });

  test.each([
    ["switch", { AGENTIX_STC_FAIL_BOOTLOADER: "1" }, 1],
    ["test", { AGENTIX_STC_FAIL_ACTIVATE: "1" }, 2],
    ["dry-activate", { AGENTIX_STC_EXIT_dry_activate: "100" }, 100],
    ["nonsense", {}, 1],
  ])("%s with %j ends with %i", async (action, env, code) => {
    expect((await activate(next, action, { NIXOS_NO_CHECK: "1", ...env })).code).toBe(code);
  });
});
