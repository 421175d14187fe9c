import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareSystems } from "../../../src/nix/artifact/compare.ts";

let store: string;
let serial = 0;

beforeAll(async () => {
  store = await mkdtemp(join(await realpath(tmpdir()), "agentix-store-"));
});
afterAll(() => rm(store, { recursive: true, force: true }));

const hashed = (name: string) => `${(serial++).toString(36).padStart(32, "0")}-${name}`;

/** A file of the store under a new hash. */
async function put(name: string, bytes: string | Buffer): Promise<string> {
  const path = join(store, hashed(name));
  await writeFile(path, bytes);
  return path;
}

/** A system of these files; a value that is a path of the store becomes a link to it. */
async function system(files: Readonly<Record<string, string>>): Promise<string> {
  const root = join(store, hashed("nixos-system-t-1"));
  await mkdir(root, { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (text.startsWith(store) || text.startsWith("/proc")) await symlink(text, join(root, path));
    else await writeFile(join(root, path), text);
  }
  return root;
}

const unit = (command: string, more = "") => `[Service]\nExecStart=${command}\n${more}`;
const changes = async (
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
) =>
  (await compareSystems(await system(before), await system(after))).map(
    ({ part, change, path }) => `${part} ${change} ${path}`,
  );

describe("two built systems", () => {
  it("that differ in hashes and in their own place only are the same", async () => {
    const [one, other] = [await put("tool-1", "same"), await put("tool-1", "same")];
    const text = (tool: string) => `exec ${tool} --now`;
    expect(
      await changes(
        { activate: text(one), "etc/hosts": "x" },
        { activate: text(other), "etc/hosts": "x" },
      ),
    ).toEqual([]);
    const before = await system({ activate: "x" });
    const after = await system({ activate: "x" });
    await writeFile(join(before, "init"), `systemConfig=${before}`);
    await writeFile(join(after, "init"), `systemConfig=${after}`);
    expect(await compareSystems(before, after)).toEqual([]);
  });

  it("differ in units, of which those that run as root are told apart", async () => {
    const at = "etc/systemd/system";
    expect(
      await changes(
        {
          [`${at}/old.service`]: unit("/bin/a"),
          [`${at}/web.service`]: unit("/bin/w", "User=www"),
        },
        {
          [`${at}/new.service`]: unit("/bin/b"),
          [`${at}/plus.service`]: unit("+/bin/b", "User=www"),
          [`${at}/safe.service`]: unit("/bin/b", "DynamicUser=yes"),
          [`${at}/web.service`]: unit("/bin/w", "User=root"),
          [`${at}/x.timer`]: "[Timer]\nOnBootSec=1",
          [`${at}/web.service.d/o.conf`]: unit("/bin/evil"),
        },
      ),
    ).toEqual([
      `root-unit added ${at}/new.service`,
      `root-unit removed ${at}/old.service`,
      `root-unit added ${at}/plus.service`,
      `unit added ${at}/safe.service`,
      `root-unit changed ${at}/web.service`,
      `root-unit added ${at}/web.service.d/o.conf`,
      `unit added ${at}/x.timer`,
    ]);
  });

  it("are followed into the scripts that a unit names, where the unit itself is the same", async () => {
    const at = "etc/systemd/system/a.service";
    const [one, other] = [await put("start", "run"), await put("start", "run evil")];
    expect(await changes({ [at]: unit(one) }, { [at]: unit(other) })).toEqual([
      `root-unit changed ${at} → start`,
    ]);
    // And one step further.
    const [outer, outer2] = [await put("wrap", `exec ${one}`), await put("wrap", `exec ${other}`)];
    expect(await changes({ activate: outer }, { activate: outer2 })).toEqual([
      "script changed activate → start",
    ]);
  });

  it("are followed into programs: another one under the same name is told, a rebuilt one is not", async () => {
    const at = "etc/systemd/system/a.service";
    const bytes = (text: string) => Buffer.from(`\0ELF${text}`);
    const [one, other] = [await put("sshd-1.0", bytes("a")), await put("sshd-1.0", bytes("b"))];
    expect(await changes({ [at]: unit(one) }, { [at]: unit(other) })).toEqual([
      "program changed sshd-1.0",
    ]);
    const rebuilt = await put("sshd-1.0", bytes("a"));
    expect(await changes({ [at]: unit(one) }, { [at]: unit(rebuilt) })).toEqual([]);
  });

  it("differ in what only a reboot brings, and in /etc behind links", async () => {
    const [sudo, sudo2] = [await put("sudoers", "a"), await put("sudoers", "b")];
    expect(
      await changes(
        { kernel: await put("bzImage", "1"), "kernel-params": "quiet", "etc/sudoers": sudo },
        { kernel: await put("bzImage", "2"), "kernel-params": "init=/x", "etc/sudoers": sudo2 },
      ),
    ).toEqual(["boot changed kernel", "boot changed kernel-params", "file changed etc/sudoers"]);
  });

  it("differ in a specialisation, which can be booted as well", async () => {
    const one = await system({ "kernel-params": "a" });
    const other = await system({ "kernel-params": "b" });
    expect(await changes({ "specialisation/x": one }, { "specialisation/x": other })).toEqual([
      "boot changed specialisation/x/kernel-params",
    ]);
  });

  it("are not followed out of the store, and a link in a circle ends", async () => {
    const [one, other] = [await put("a", "1"), await put("a", "2")];
    await chmod(one, 0o755);
    expect(
      await changes(
        { "etc/mtab": "/proc/mounts", "etc/a": one },
        { "etc/mtab": "/proc/mounts", "etc/a": other },
      ),
    ).toEqual(["file changed etc/a"]);
    const folder = join(store, hashed("loop"));
    await mkdir(folder);
    await symlink(folder, join(folder, "again"));
    const found = await changes({ "etc/x": "1" }, { "etc/x": folder });
    expect(found).toContain("file removed etc/x");
    expect(found.some((one) => one.startsWith("unreadable"))).toBe(true);
  });

  it("show what is run before the rest, without secrets", async () => {
    const [found] = await compareSystems(
      await system({}),
      await system({
        "etc/systemd/system/a.service": `[Unit]\nDescription=x\n[Service]\nEnvironment=API_TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345\nExecStart=/bin/evil\n`,
      }),
    );
    expect(found?.lines?.[0]).toBe("+ ExecStart=/bin/evil");
    expect(JSON.stringify(found)).not.toContain("ghp_0123");
  });
});
