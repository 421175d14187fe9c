import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Target } from "../../src/core/target.ts";
import {
  changed,
  handmade,
  host,
  nix,
  refTo,
  repository,
  run,
  sample,
  usingNix,
} from "../support/nix-port.ts";
import { sampleEnv } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

usingNix();

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
