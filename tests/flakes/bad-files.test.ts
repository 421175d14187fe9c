import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approveAtTerminal } from "../support/terminal.ts";
import { openWorld, refusal, type World } from "../support/world.ts";

/** Files and names as they come, through the built program: every byte that is not the change stays. */
describe("files", () => {
  let world: World;
  const module = "modules/network.nix";
  const at = (path: string) => join(world.flake.root, path);
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  /** Commits other bytes for the module and proposes; gives both sides of the change. */
  async function proposeOn(change: (original: Buffer) => Buffer) {
    const { root, commit } = world.flake;
    world.git(root, "reset", "-q", "--hard", commit);
    writeFileSync(at(module), change(readFileSync(at(module))));
    world.git(root, "commit", "-qam", "other bytes");
    const result = await world.run("propose", "enable tailscale");
    const bytes = (revision: string) =>
      execFileSync("git", ["cat-file", "blob", `${revision}:${module}`], { cwd: root });
    return { result, before: bytes("HEAD"), after: (candidate: string) => bytes(candidate) };
  }

  const text = (original: Buffer) => original.toString("utf8");
  it.each<[string, (original: Buffer) => string, string]>([
    [
      "CRLF",
      (o) => text(o).replaceAll("\n", "\r\n"),
      "\r\n  services.tailscale.enable = true;\r\n",
    ],
    ["no final newline", (o) => text(o).trimEnd(), "\n  services.tailscale.enable = true;\n"],
    ["tabs", (o) => text(o).replaceAll("  ", "\t"), "\n\tservices.tailscale.enable = true;\n"],
  ])("%s stays as it is", async (_, change, line) => {
    const { result, before, after } = await proposeOn((o) => Buffer.from(change(o)));
    expect(result.code, result.stdout).toBe(0);
    const { candidate, files } = result.json.proposal;
    expect(files).toMatchObject([{ path: module }]);
    const changed = after(candidate).toString("utf8");
    expect(changed).toContain(line);
    const without = changed.replace(line, line.slice(0, line.indexOf("\n") + 1));
    expect(without.replaceAll(/\r?\n(?=\r?\n)/g, "")).toBe(
      text(before).replaceAll(/\r?\n(?=\r?\n)/g, ""),
    );
    expect(world.git(world.flake.root, "status", "--porcelain")).toBe("");
  });

  it("what is not UTF-8 is left alone; where it must be edited, that is said", async () => {
    const latin = (o: Buffer) => Buffer.concat([o, Buffer.from("# caf\u00e9\n", "latin1")]);
    const { result } = await proposeOn(latin);
    expect(result.json.proposal.files[0].path).not.toBe(module);
    const error = refusal(
      await world.run("propose", "disable ssh password authentication; disable openssh"),
    );
    expect(error).toMatchObject({ exit: 5 });
    expect(error.message).toContain("UTF-8");
  });

  it("a byte order mark, which Nix does not read, is named with its file", async () => {
    const { result } = await proposeOn((o) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), o]));
    const error = refusal(result);
    expect(error.message).toContain(`${module}:1`);
    expect(error.hint).toContain("without BOM");
  });

  it("a file that git writes with CRLF is clean before and after apply", async () => {
    const { root, commit } = world.flake;
    world.git(root, "reset", "-q", "--hard", commit);
    writeFileSync(at(".gitattributes"), "*.nix text eol=crlf\n");
    world.git(root, "add", "-A");
    world.git(root, "commit", "-qm", "eol");
    world.git(root, "rm", "-q", "--cached", module);
    world.git(root, "reset", "-q", "--hard");
    rmSync(at(module));
    world.git(root, "checkout", "-q", module);
    expect(readFileSync(at(module), "utf8")).toContain("\r\n");
    const { id } = (await world.run("propose", "enable tailscale")).json.proposal;
    expect((await world.run("verify", id, "--until", "evaluate")).code).toBe(0);
    expect((await approveAtTerminal(world.env, root, id, "y")).code).toBe(0);
    const applied = await world.run("apply", id);
    expect(applied.code, applied.stdout).toBe(0);
    expect(world.git(root, "status", "--porcelain")).toBe("");
    expect(readFileSync(at(module), "utf8")).toContain("services.tailscale.enable = true;\r\n");
  });
});

describe("names", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld("homelab", "we ird ünï'q\"#a?b%41&c=d\u202e");
  });
  afterAll(() => world.close());

  it("of repository and file may hold anything; people see it escaped, the loop goes through", async () => {
    const { root } = world.flake;
    const odd = "mod #1/nét \u001b[31m%20?.nix";
    mkdirSync(join(root, "mod #1"));
    world.git(root, "mv", "modules/network.nix", odd);
    const flake = readFileSync(join(root, "flake.nix"), "utf8");
    writeFileSync(
      join(root, "flake.nix"),
      flake.replace("./modules/network.nix", `(./. + "/${odd}")`),
    );
    world.git(root, "commit", "-qam", "odd");
    const proposed = await world.run("propose", "enable tailscale");
    expect(proposed.code, proposed.stdout).toBe(0);
    expect(proposed.json.proposal.files).toMatchObject([{ path: odd }]);
    expect((await world.run("verify", "p1")).code).toBe(0);
    const seen = await approveAtTerminal(world.env, root, "p1", "y");
    expect(seen.code, seen.text).toBe(0);
    expect(seen.text).toContain("mod #1/nét ␛[31m%20?.nix");
    expect((await world.run("apply", "p1")).code).toBe(0);
    expect(world.git(root, "status", "--porcelain")).toBe("");
    expect(readFileSync(join(root, odd), "utf8")).toContain("services.tailscale.enable = true;");
  });
});
