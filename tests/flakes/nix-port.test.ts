import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BuildEvent } from "../../src/core/build-event.ts";
import type { Result } from "../../src/core/result.ts";
import type { Target } from "../../src/core/target.ts";
import { openNix } from "../../src/nix/open.ts";
import type { FlakeRef, Nix } from "../../src/ports.ts";
import { openClock } from "../../src/system/clock.ts";
import { openProcess } from "../../src/system/process.ts";
import { nixProgram, type SampleFlake, sampleEnv, sampleFlake } from "../support/sample-flake.ts";

const run = promisify(execFile);
let cacheDir = "";
let nix: Nix;
const made: (() => Promise<void>)[] = [];

beforeAll(async () => {
  cacheDir = await mkdtemp(join(await realpath(tmpdir()), "agentix-nix-"));
  nix = openNix({ process: openProcess(), clock: openClock(), nix: nixProgram(), cacheDir });
});
afterAll(() => rm(cacheDir, { recursive: true, force: true }));
afterEach(async () => {
  for (const remove of made.splice(0)) await remove();
});

const host: Target = { kind: "nixos", name: "nixos" };
const refTo = (root: string, commit: string, extra: Partial<FlakeRef> = {}): FlakeRef => ({
  root,
  commit,
  dir: "",
  shallow: false,
  submodules: false,
  ...extra,
});
function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

async function sample(...args: Parameters<typeof sampleFlake>): Promise<SampleFlake> {
  const one = await sampleFlake(...args);
  made.push(() => one.remove());
  return one;
}

/** Commits these files on top of a sample and gives a reference to that commit. */
async function changed(one: SampleFlake, files: Record<string, string>): Promise<FlakeRef> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(one.root, path)), { recursive: true });
    await writeFile(join(one.root, path), text);
  }
  await one.git("add", "-A");
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  await one.git(...who, "commit", "--quiet", "-m", "change");
  return refTo(one.root, await one.git("rev-parse", "HEAD"));
}

/** A repository with just these files. */
async function repository(files: Record<string, string>, name = "repo"): Promise<FlakeRef> {
  const folder = await mkdtemp(join(await realpath(tmpdir()), "agentix-tiny-"));
  made.push(() => rm(folder, { recursive: true, force: true }));
  const root = join(folder, name);
  await mkdir(root);
  const git = async (...args: string[]) =>
    (await run("git", args, { cwd: root, env: sampleEnv() })).stdout.trim();
  await git("init", "--quiet", "-b", "main");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await git("add", "-A");
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
  await git(...who, "commit", "--quiet", "--allow-empty", "-m", "first");
  return refTo(root, await git("rev-parse", "HEAD"));
}

/** A flake whose host is made by hand: enough for what needs no module system. */
const handmade = (host: string) =>
  `{ outputs = { self }: { nixosConfigurations.nixos = ${host}; }; }`;

describe("the targets of a flake", () => {
  it("are hosts and homes, by name, in a path with spaces and unicode", async () => {
    const one = await sample("home", "mein flake #1 – ü%20");
    expect(value(await nix.targets(refTo(one.root, one.commit)))).toEqual([
      { kind: "nixos", name: "laptop" },
      { kind: "home", name: "alice@laptop" },
    ]);
  });

  it("are not forced, and may have names that look like code", async () => {
    const name = 'a b."c${builtins.abort "x"}\'';
    const ref = await repository({
      "flake.nix": `{ outputs = { self }: { nixosConfigurations = { ${JSON.stringify(name).replaceAll("${", "\\${")} = abort "forced"; }; }; }`,
    });
    expect(value(await nix.targets(ref))).toEqual([{ kind: "nixos", name }]);
  });

  it("are found at a commit on no branch, below a folder, in a shallow clone", async () => {
    const ref = await repository({ "sub dir/flake.nix": handmade("{ }"), "README.md": "x" });
    const git = (...args: string[]) => run("git", args, { cwd: ref.root, env: sampleEnv() });
    const who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
    const tree = (await git("rev-parse", "HEAD^{tree}")).stdout.trim();
    const loose = (
      await git(...who, "commit-tree", "-p", ref.commit, "-m", "loose", tree)
    ).stdout.trim();
    expect(value(await nix.targets({ ...ref, commit: loose, dir: "sub dir" }))).toEqual([host]);

    const clone = `${ref.root}-shallow`;
    await run("git", ["clone", "--quiet", "--depth", "1", `file://${ref.root}`, clone], {
      env: sampleEnv(),
    });
    expect(
      value(await nix.targets(refTo(clone, ref.commit, { dir: "sub dir", shallow: true }))),
    ).toEqual([host]);
  });

  it.each([
    ["no flake.nix", { "README.md": "x" }, "no-flake", /no flake\.nix/],
    [
      "no configurations",
      { "flake.nix": "{ outputs = { self }: { x = 1; }; }" },
      "no-targets",
      /no host/,
    ],
    [
      "a syntax error",
      { "flake.nix": "{ outputs = { self }: { ; }; }" },
      "evaluation-failed",
      /flake\.nix:1/,
    ],
    [
      "an input that nobody has",
      {
        "flake.nix":
          '{ inputs.gone.url = "path:/nonexistent/input"; outputs = { self, gone }: { nixosConfigurations = gone.hosts; }; }',
        "flake.lock": JSON.stringify({
          nodes: {
            gone: {
              locked: {
                lastModified: 1,
                narHash: `sha256-${"A".repeat(43)}=`,
                path: "/nonexistent/input",
                type: "path",
              },
              original: { path: "/nonexistent/input", type: "path" },
            },
            root: { inputs: { gone: "gone" } },
          },
          root: "root",
          version: 7,
        }),
      },
      "missing-input",
      /`gone`/,
    ],
    [
      "an input that is not locked",
      {
        "flake.nix":
          '{ inputs.x.url = "github:a/b"; outputs = { self, x }: { nixosConfigurations.y = x; }; }',
      },
      "missing-input",
      /flake\.lock does not cover/,
    ],
  ] as const)("%s is a problem of its own", async (_, files, code, says) => {
    const result = await nix.targets(await repository(files));
    expect(result.ok ? undefined : result.problem.code).toBe(code);
    if (!result.ok) {
      expect(result.problem.message).toMatch(says);
      expect(result.problem.hint).toBeTruthy();
    }
  });
});

describe("option states", () => {
  it("tell value, priority and the files of the repository that define it", async () => {
    const one = await sample("homelab");
    const web: Target = { kind: "nixos", name: "web1" };
    const states = value(
      await nix.states(
        refTo(one.root, one.commit),
        [web],
        [
          ["services", "openssh", "enable"],
          ["services", "openssh", "openFirewall"],
          ["services", "openssh"],
          ["services", "nope", "enable"],
        ],
      ),
    ).web1;
    expect(states?.["services.openssh.enable"]).toMatchObject({
      exists: true,
      defined: true,
      value: true,
      priority: 100,
    });
    expect(states?.["services.openssh.enable"]?.definitions.map(({ file }) => file)).toEqual([
      "modules/network.nix",
    ]);
    expect(states?.["services.openssh.openFirewall"]).toMatchObject({
      exists: true,
      defined: false,
      priority: 1500,
    });
    expect(states?.["services.openssh"]).toMatchObject({ exists: false });
    expect(states?.["services.nope.enable"]).toMatchObject({ exists: false });
  });

  it("reach into values: users that are not there yet, freeform settings, forced ones", async () => {
    const one = await sample("plain");
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const ref = await changed(one, {
      "more.nix": `{ lib, ... }: {
        services.openssh.settings.X11Forwarding = lib.mkForce true;
        users.users.zoe = lib.mkIf true { isNormalUser = true; extraGroups = [ "wheel" ]; };
      }`,
      "configuration.nix": text.replace(/imports\s*=\s*\[/, "imports = [ ./more.nix "),
    });
    const paths = [
      ["services", "openssh", "settings", "X11Forwarding"],
      ["services", "openssh", "settings", "NotSetYet"],
      ["users", "users", "zoe", "extraGroups"],
      ["users", "users", "bob.by", "extraGroups"],
      ["users", "users", "zoe", "extraGroup"],
    ];
    const states = value(await nix.states(ref, [host], paths)).nixos;
    expect(states?.["services.openssh.settings.X11Forwarding"]).toMatchObject({
      exists: true,
      defined: true,
      value: true,
      priority: 50,
      definitions: [{ file: "more.nix", value: true }],
    });
    expect(states?.["services.openssh.settings.NotSetYet"]).toMatchObject({
      exists: true,
      defined: false,
      value: null,
    });
    expect(states?.["users.users.zoe.extraGroups"]).toMatchObject({
      defined: true,
      definitions: [{ file: "more.nix", value: ["wheel"] }],
    });
    expect(states?.['users.users."bob.by".extraGroups']).toMatchObject({
      exists: true,
      defined: false,
    });
    expect(states?.["users.users.zoe.extraGroup"]).toMatchObject({ exists: false });
  });

  it("of one option that cannot be evaluated cost that one only", async () => {
    const one = await sample("plain");
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const ref = await changed(one, {
      "bad.nix": `{ time.timeZone = abort "no time"; i18n.defaultLocale = throw "no tongue"; }`,
      "configuration.nix": text
        .replace(/imports\s*=\s*\[/, "imports = [ ./bad.nix ")
        .replace(/^\s*(time\.timeZone|i18n\.defaultLocale).*$/gm, ""),
    });
    const states = value(
      await nix.states(
        ref,
        [host],
        [
          ["time", "timeZone"],
          ["networking", "hostName"],
          ["i18n", "defaultLocale"],
          ["services", "openssh", "enable"],
        ],
      ),
    ).nixos;
    expect(states?.["time.timeZone"]?.error).toMatch(/no time/);
    expect(states?.["i18n.defaultLocale"]?.error).toBeTruthy();
    expect(states?.["networking.hostName"]?.value).toBe("nixos");
    expect(states?.["services.openssh.enable"]?.value).toBe(true);
  });

  it("of a module written inline in flake.nix are attributed to flake.nix", async () => {
    const one = await sample("plain");
    const flake = await readFile(join(one.root, "flake.nix"), "utf8");
    const ref = await changed(one, {
      "flake.nix": flake.replace(
        /modules\s*=\s*\[/,
        "modules = [ { programs.zsh.enable = true; } ({ lib, ... }: { services.fail2ban.enable = lib.mkDefault true; }) ",
      ),
    });
    const states = value(
      await nix.states(
        ref,
        [host],
        [
          ["programs", "zsh", "enable"],
          ["services", "fail2ban", "enable"],
        ],
      ),
    ).nixos;
    expect(states?.["programs.zsh.enable"]?.definitions.map(({ file }) => file)).toEqual([
      "flake.nix",
    ]);
    expect(states?.["services.fail2ban.enable"]?.definitions.map(({ file }) => file)).toEqual([
      "flake.nix",
    ]);
  });

  it("strip how a dendritic definition came about, and keep it", async () => {
    const one = await sample("dendritic");
    const birch: Target = { kind: "nixos", name: "birch" };
    const states = value(
      await nix.states(refTo(one.root, one.commit), [birch], [["services", "openssh", "enable"]]),
    ).birch;
    const [definition] = states?.["services.openssh.enable"]?.definitions ?? [];
    expect(definition?.file).toBe("modules/ssh.nix");
    expect(definition?.where).toMatch(/via option flake\.modules\.nixos\.ssh$/);
  });
});

describe("files", () => {
  it("that a target reads are its own, those of homes inside it included", async () => {
    const one = await sample("home");
    const reads = value(
      await nix.reads(refTo(one.root, one.commit), [
        { kind: "nixos", name: "laptop" },
        { kind: "home", name: "alice@laptop" },
      ]),
    );
    expect(reads.laptop?.files).toContain("home/alice.nix");
    expect(reads.laptop?.files).not.toContain("home/standalone.nix");
    expect(reads["home:alice@laptop"]?.files).not.toContain("hosts/laptop/configuration.nix");
  });

  it("are told apart from files that are only read, a folder by its default.nix", async () => {
    const one = await sample("homelab");
    const use = value(
      await nix.modules(refTo(one.root, one.commit), { kind: "nixos", name: "nas1" }),
    );
    const files = use.map(({ file }) => file);
    expect(files).toContain("modules/network.nix");
    expect(files).toContain("hosts/nas1/default.nix");
    for (const file of files) expect(existsSync(join(one.root, file))).toBe(true);
  });

  it("are told for each host where every host reads every file", async () => {
    const one = await sample("dendritic");
    const ref = refTo(one.root, one.commit);
    const willow = value(await nix.modules(ref, { kind: "nixos", name: "willow" }));
    expect(willow).toContainEqual({
      file: "modules/ssh.nix",
      via: ["flake", "modules", "nixos", "ssh"],
    });
    expect(willow.map(({ file }) => file)).not.toContain("modules/web.nix");
    expect(willow.map(({ file }) => file)).not.toContain("modules/hosts/birch.nix");
  });
});

describe("the option index", () => {
  it("is evaluated once, then comes from the cache, and is asked again on wish", async () => {
    const one = await sample("plain");
    const ref = refTo(one.root, one.commit);
    const words: string[] = [];
    const first = value(
      await nix.index(ref, host, { refresh: true, onProgress: (text) => words.push(text) }),
    );
    expect(words.length).toBeGreaterThan(0);
    words.length = 0;
    const second = value(await nix.index(ref, host, { onProgress: (text) => words.push(text) }));
    expect(words).toEqual([]);
    expect(second.size).toBe(first.size);
    expect(second.get(["services", "openssh", "enable"])).toEqual(
      first.get(["services", "openssh", "enable"]),
    );
  });

  it("knows types, suboptions, freeform settings and what a user's own module declares", async () => {
    const one = await sample("plain");
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const ref = await changed(one, {
      "own.nix": `{ lib, ... }: { options.my.level = lib.mkOption { type = lib.types.ints.between 1 9; default = 3; description = "How much."; }; }`,
      "configuration.nix": text.replace(/imports\s*=\s*\[/, "imports = [ ./own.nix "),
    });
    const index = value(await nix.index(ref, host));
    expect(index.get(["my", "level"])).toMatchObject({
      type: { kind: "int", min: 1, max: 9 },
      default: "3",
      description: "How much.",
      declarations: ["own.nix"],
    });
    expect(index.get(["networking", "firewall", "allowedTCPPorts"])?.type).toEqual({
      kind: "listOf",
      element: { kind: "port" },
    });
    expect(index.get(["users", "users", "zoe", "extraGroups"])?.path).toEqual([
      "users",
      "users",
      "<name>",
      "extraGroups",
    ]);
    expect(index.get(["services", "openssh", "settings", "Whatever"])?.path.at(-1)).toBe(
      "Whatever",
    );
    expect(index.get(["services", "openssh", "whatever"])).toBeUndefined();
    expect(index.children(["services"])).toContain("openssh");
    expect(index.search("tailscale", 3)[0]?.option.path.slice(0, 2)).toEqual([
      "services",
      "tailscale",
    ]);
  });
});

describe("packages", () => {
  it("are those of the target, with version, or null, or why not", async () => {
    const one = await sample("plain");
    const ref = refTo(one.root, one.commit);
    const found = value(await nix.packages(ref, host, ["ripgrep", "no-such-package", "lib"]));
    expect(found.ripgrep?.version).toMatch(/^\d+\./);
    expect(found["no-such-package"]).toBeNull();
    expect(found.lib).toBeNull();
    expect(value(await nix.similarPackages(ref, host, "rigrep", 3))).toContain("ripgrep");
  });
});

describe("evaluation and build", () => {
  it("of a broken change end in a diagnostic with its file and line", async () => {
    const one = await sample("plain");
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const withLine = (line: string) => text.replace(/\}\s*$/, `  ${line}\n}\n`);
    const lines = withLine("X").split("\n");
    const at = lines.findIndex((line) => line.includes("  X")) + 1;
    const check = async (line: string, depth: "cheap" | "system") => {
      const result = value(
        await nix.evaluate(
          await changed(one, { "configuration.nix": withLine(line) }),
          host,
          depth,
        ),
      );
      return result.ok ? [] : result.diagnostics;
    };
    expect(await check("services.tailscael.enable = true;", "cheap")).toMatchObject([
      {
        kind: "unknown-option",
        option: "services.tailscael",
        file: "configuration.nix",
        hint: expect.stringMatching(/tailscale/),
      },
    ]);
    expect(await check('programs.zsh.enable = "yes";', "system")).toMatchObject([
      { kind: "wrong-type", option: "programs.zsh.enable", file: "configuration.nix" },
    ]);
    expect(await check("programs.zsh.enable = ture;", "system")).toMatchObject([
      { kind: "undefined-variable", file: "configuration.nix", line: at },
    ]);
    expect(await check("programs.zsh.enable = true", "cheap")).toMatchObject([
      { kind: "syntax", file: "configuration.nix" },
    ]);
    expect(
      await check('assertions = [ { assertion = false; message = "not like this"; } ];', "system"),
    ).toMatchObject([{ kind: "assertion", message: "not like this" }]);
  });

  it("give the system, and what it grew by", async () => {
    const one = await sample("plain");
    const base = refTo(one.root, one.commit);
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const next = await changed(one, {
      "configuration.nix": text.replace(/\}\s*$/, "  services.tailscale.enable = true;\n}\n"),
    });
    const out: string[] = [];
    for (const [name, ref] of [
      ["base", base],
      ["next", next],
    ] as const) {
      const evaluated = value(await nix.evaluate(ref, host, "system"));
      if (!evaluated.ok) throw new Error(JSON.stringify(evaluated));
      const events: BuildEvent[] = [];
      const gcRoot = join(cacheDir, `root-${name}`);
      const built = value(
        await nix.build({
          drvPath: evaluated.drvPath,
          gcRoot,
          root: one.root,
          onEvent: (event) => events.push(event),
        }),
      );
      if (!built.ok) throw new Error(JSON.stringify(built));
      expect(await realpath(gcRoot)).toBe(built.outPath);
      expect(events.at(-1)).toEqual({ kind: "finished", ok: true });
      expect(value(await nix.builtSystem(ref, host))).toBe(built.outPath);
      out.push(built.outPath);
    }
    const change = value(await nix.closureChange(out[0] ?? null, out[1] ?? ""));
    expect(change.added.some((name) => name.startsWith("tailscale "))).toBe(true);
    expect(change.bytes).toBeGreaterThan(0);
  });

  it("that fails tells which derivation, and its last words", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.system.build.toplevel = derivation { name = "bad-1.0"; system = builtins.currentSystem or "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo last words; exit 7" ]; }; }`,
      ),
    });
    const evaluated = value(await nix.evaluate(ref, host, "system"));
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated));
    const built = value(
      await nix.build({
        drvPath: evaluated.drvPath,
        gcRoot: join(cacheDir, "bad"),
        root: ref.root,
        onEvent: () => {},
      }),
    );
    expect(built).toMatchObject({
      ok: false,
      diagnostics: [
        { kind: "build-failed", message: "bad-1.0 failed to build (exit code 7).\n  last words" },
      ],
    });
    expect(value(await nix.builtSystem(ref, host))).toBeNull();
  });

  it("can be interrupted", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.system.build.toplevel = derivation { name = "slow"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo started; while :; do :; done" ]; }; }`,
      ),
    });
    const evaluated = value(await nix.evaluate(ref, host, "system"));
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated));
    const abort = new AbortController();
    const result = await nix.build({
      drvPath: evaluated.drvPath,
      gcRoot: join(cacheDir, "slow"),
      root: ref.root,
      signal: abort.signal,
      onEvent: (event) => event.kind === "log" && abort.abort(),
    });
    expect(result.ok ? undefined : result.problem.code).toBe("interrupted");
  });
});

describe("a hostile flake", () => {
  it("builds nothing during evaluation", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.networking.hostName = builtins.readFile (derivation { name = "ifd"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo x > $out" ]; }); }`,
      ),
    });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({
      ok: false,
      diagnostics: [{ kind: "ifd", file: "flake.nix" }],
    });
  });

  it("cannot set Nix's configuration", async () => {
    const canary = join(cacheDir, "canary");
    const ref = await repository({
      "flake.nix": `{ nixConfig.post-build-hook = "/bin/touch-${canary}"; nixConfig.allow-import-from-derivation = true; outputs = { self }: { nixosConfigurations.nixos = { config.networking.hostName = builtins.readFile (derivation { name = "ifd2"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo x > $out" ]; }); }; }; }`,
    });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({
      ok: false,
      diagnostics: [{ kind: "ifd" }],
    });
    expect(existsSync(canary)).toBe(false);
  });

  it("cannot read the machine", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.networking.hostName = builtins.readFile /etc/passwd + builtins.getEnv "HOME"; }`,
      ),
    });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({
      ok: false,
      diagnostics: [{ message: expect.stringMatching(/outside the flake/) }],
    });
  });
});

describe("a text", () => {
  it("parses, or says where not", async () => {
    expect(value(await nix.parse("{ a = 1; }", "x.nix"))).toBeNull();
    expect(value(await nix.parse("{\n  a = 1\n  b = 2;\n}", "dir/x.nix"))).toMatchObject({
      kind: "syntax",
      file: "dir/x.nix",
      line: 3,
    });
    expect(value(await nix.parse("{ a = missing; }", "x.nix"))).toMatchObject({
      kind: "undefined-variable",
    });
    expect(value(await nix.parse('builtins.abort "not run"', "x.nix"))).toBeNull();
  });
});
