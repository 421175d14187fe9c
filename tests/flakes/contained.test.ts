import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openNix } from "../../src/nix/open.ts";
import type { Nix } from "../../src/ports/nix.ts";
import { openClock } from "../../src/system/clock.ts";
import { openProcess } from "../../src/system/process.ts";
import {
  cacheDir,
  handmade,
  host,
  refTo,
  repository,
  run,
  sample,
  usingNix,
} from "../support/nix-port.ts";
import { nixProgram, sampleEnv } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

usingNix();

/** A server that nothing may reach; it keeps what was asked. */
let server: Server;
let address: string;
const asked: string[] = [];
const served = new Map<string, Buffer>();

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end(served.get(request.url ?? "") ?? "x");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  address = `http://127.0.0.1:${typeof bound === "object" ? bound?.port : 0}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const port = (env: Record<string, string | undefined>, more: object = {}): Nix =>
  openNix({
    process: openProcess(),
    clock: openClock(),
    nix: nixProgram(),
    cacheDir: join(cacheDir, "contained"),
    env,
    ...more,
  });

/** A PATH with git and without bubblewrap. */
function withoutBubblewrap(): Record<string, string | undefined> {
  const folder = join(cacheDir, "only-git");
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    for (const dir of (process.env.PATH ?? "").split(":"))
      if (existsSync(join(dir, "git")) && !existsSync(join(folder, "git")))
        symlinkSync(join(dir, "git"), join(folder, "git"));
  }
  return { ...sampleEnv(), PATH: folder };
}

const hash = `sha256-${"A".repeat(43)}=`;
const reaching = (how: string) => handmade(`{ config.networking.hostName = ${how}; }`);
const ways: readonly (readonly [string, () => string])[] = [
  [
    "fetchurl with a hash",
    () => `builtins.fetchurl { url = "${address}/T7?leak"; sha256 = "${hash}"; }`,
  ],
  ["fetchurl without one", () => `builtins.fetchurl "${address}/T7?bare"`],
  [
    "fetchTarball",
    () => `builtins.fetchTarball { url = "${address}/T7.tar.gz"; sha256 = "${hash}"; }`,
  ],
  [
    "fetchGit",
    () => `(builtins.fetchGit { url = "${address}/T7.git"; rev = "${"a".repeat(40)}"; }).outPath`,
  ],
  [
    "fetchTree",
    () =>
      `(builtins.fetchTree { type = "tarball"; url = "${address}/T7t.tar.gz"; narHash = "${hash}"; }).outPath`,
  ],
  ["getFlake", () => `(builtins.getFlake "tarball+${address}/T7f.tar.gz?narHash=${hash}").outPath`],
];

describe.each([
  ["a network namespace", () => sampleEnv(), "namespace"],
  ["Nix's restricted mode", withoutBubblewrap, "restricted"],
] as const)("T8: an evaluation with %s", (_, env, network) => {
  let nix: Nix;
  let holds = false;
  beforeAll(async () => {
    nix = port(env());
    holds = (await nix.containment()).network === network;
    if (!holds && network === "restricted") throw new Error("bubblewrap was found in no folder");
    if (!holds) console.warn("bubblewrap cannot be used here: the network namespace is not tested");
  });

  it.each(ways)("T7: sends nothing by %s", async (_name, how) => {
    if (!holds) return;
    const before = asked.length;
    const ref = await repository({ "flake.nix": reaching(how()) });
    const evaluated = await nix.evaluate(ref, host, "cheap");
    expect(evaluated.ok && evaluated.value.ok).toBe(false);
    expect(asked.slice(before)).toEqual([]);
  });

  it("still evaluates a flake whose inputs are locked", async () => {
    if (!holds) return;
    const one = await sample("plain");
    expect(value(await nix.evaluate(refTo(one.root, one.commit), host, "system"))).toMatchObject({
      ok: true,
      warnings: [],
    });
  });

  it("fetches an input that the lock names, and only that", async () => {
    if (!holds) return;
    const name = `locked-${network}-${Date.now()}`;
    const folder = join(cacheDir, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "flake.nix"), `{ outputs = _: { name = "${name}"; }; }\n`);
    const archive = join(cacheDir, `${name}.tar.gz`);
    await run("tar", ["-czf", archive, "-C", cacheDir, name]);
    served.set(`/${name}.tar.gz`, readFileSync(archive));
    const hashed = await run(
      nixProgram(),
      ["--extra-experimental-features", "nix-command", "hash", "path", folder],
      { env: sampleEnv() },
    );
    const original = { type: "tarball", url: `${address}/${name}.tar.gz` };
    const lock = {
      version: 7,
      root: "root",
      nodes: {
        root: { inputs: { x: "x" } },
        x: { original, locked: { ...original, narHash: hashed.stdout.trim(), lastModified: 1 } },
      },
    };
    const flake = (more: string) =>
      `{ inputs.x.url = "${original.url}"; outputs = { x, ... }: { nixosConfigurations.nixos.config.networking.hostName = x.name${more}; }; }`;
    const before = asked.length;
    const ref = await repository({ "flake.nix": flake(""), "flake.lock": JSON.stringify(lock) });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({ ok: true });
    expect(new Set(asked.slice(before))).toEqual(new Set([`/${name}.tar.gz`]));
    const more = ` + builtins.readFile (builtins.fetchurl { url = "${address}/T7?more"; sha256 = "${hash}"; })`;
    const other = await repository({
      "flake.nix": flake(more),
      "flake.lock": JSON.stringify(lock),
    });
    const evaluated = await nix.evaluate(other, host, "cheap");
    expect(evaluated.ok && evaluated.value.ok).toBe(false);
    expect(asked.filter((url) => url.includes("more"))).toEqual([]);
  });

  it("writes no lock", async () => {
    if (!holds) return;
    const ref = await repository({
      "flake.nix": `{ inputs.x.url = "${address}/T8-input.tar.gz"; outputs = { x, ... }: { nixosConfigurations.nixos.config.networking.hostName = x.outPath; }; }`,
    });
    const evaluated = await nix.evaluate(ref, host, "cheap");
    expect(evaluated.ok && evaluated.value.ok).toBe(false);
    expect(existsSync(join(ref.root, "flake.lock"))).toBe(false);
    expect(asked.filter((url) => url.includes("T8-input"))).toEqual([]);
  });
});

describe("an evaluation", () => {
  it("T8: that takes memory without end is stopped, and says so", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        "{ config.networking.hostName = toString (builtins.length (builtins.concatLists (let g = x: builtins.deepSeq x x; in g (builtins.genList (x: builtins.genList (y: { a = x * y; }) 100000) 100)))); }",
      ),
    });
    const small = port(sampleEnv(), { memoryBytes: 256 * 1024 * 1024 });
    const evaluated = await small.evaluate(ref, host, "cheap");
    expect(evaluated).toMatchObject({
      ok: false,
      problem: { code: "nix-failed", message: expect.stringContaining("256 MiB of memory") },
    });
  });

  it("T8: that prints without end is stopped, and says so", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.networking.hostName = let big = builtins.concatStringsSep "" (builtins.genList (x: "0123456789") 100000); f = n: builtins.trace big (f (n + 1)); in f 0; }`,
      ),
    });
    const evaluated = await port(sampleEnv()).evaluate(ref, host, "cheap");
    expect(evaluated).toMatchObject({
      ok: false,
      problem: { message: "The evaluation printed more than can be kept." },
    });
  });

  it("T9, T10: takes no settings from the caller, trusts nothing for later, and reads no configuration of theirs", async () => {
    const home = join(cacheDir, "their-home");
    const trusted = join(home, ".local/share/nix/trusted-settings.json");
    mkdirSync(join(home, ".local/share/nix"), { recursive: true });
    mkdirSync(join(home, ".config/nix"), { recursive: true });
    const canary = join(cacheDir, "T9-canary");
    const text = JSON.stringify({ "allow-import-from-derivation": { true: true } });
    writeFileSync(trusted, text);
    writeFileSync(join(home, ".config/nix/nix.conf"), `plugin-files = ${canary}.so\n`);
    const nix = port({
      ...sampleEnv(),
      HOME: home,
      XDG_DATA_HOME: join(home, ".local/share"),
      XDG_CONFIG_HOME: join(home, ".config"),
      NIX_CONFIG: `allow-import-from-derivation = true\nplugin-files = ${canary}.so\naccept-flake-config = true`,
      NIX_PATH: `nixpkgs=${cacheDir}`,
      NIX_USER_CONF_FILES: join(home, ".config/nix/nix.conf"),
    });
    const ref = await repository({
      "flake.nix": `{ nixConfig.allow-import-from-derivation = true; outputs = { self }: { nixosConfigurations.nixos = { config.networking.hostName = builtins.readFile (derivation { name = "T9"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo x > $out; echo x > ${canary}" ]; }); }; }; }`,
    });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({
      ok: false,
      diagnostics: [{ kind: "ifd" }],
    });
    expect(existsSync(canary)).toBe(false);
    expect(readFileSync(trusted, "utf8")).toBe(text);
  });
});
