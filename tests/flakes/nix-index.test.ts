import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changed, host, nix, refTo, sample, usingNix } from "../support/nix-port.ts";
import { value } from "../support/value.ts";

usingNix();

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

describe("options that cannot be described", () => {
  /** The plain sample with a module of its own. */
  async function withModule(options: string) {
    const one = await sample("plain");
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    return changed(one, {
      "own.nix": `{ lib, ... }: with lib; { options.own = ${options}; }`,
      "configuration.nix": text.replace(/imports\s*=\s*\[/, "imports = [ ./own.nix "),
    });
  }

  it("cost themselves only, and are named with Nix's reason", async () => {
    const ref = await withModule(`{
      aborts = mkOption { type = types.int; description = abort "no words"; };
      group = abort "no group";
      inner = mkOption { type = types.submodule { options.x = abort "no inside"; }; };
      missing = mkOption { type = types.int; default = { }.nothing; };
      recursive = mkOption { type = types.int; default = let x = x + 1; in x; };
      sum = mkOption { type = types.int; default = 1 + "a"; };
      throws = mkOption { type = types.int; description = throw "no words"; };
      typeless = mkOption { type = abort "no type"; };
      zero = mkOption { type = types.int; default = 0; description = "Is fine."; };
    }`);
    const index = value(await nix.index(ref, host));
    for (const name of ["aborts", "inner", "missing", "recursive", "sum", "throws", "zero"])
      expect(index.get(["own", name])?.path, name).toEqual(["own", name]);
    expect(index.get(["own", "missing"])?.type).toEqual({ kind: "int" });
    expect(index.get(["own", "zero"])).toMatchObject({ default: "0", description: "Is fine." });
    expect(index.get(["services", "openssh", "enable"])?.type).toEqual({ kind: "bool" });
    expect(index.get(["users", "users", "zoe", "shell"])).toBeDefined();
    const parts = Object.fromEntries(
      (index.leftOut ?? []).map(({ path, part, why }) => [path.join("."), { part, why }]),
    );
    expect(parts).toMatchObject({
      "own.aborts": { part: "details", why: expect.stringContaining("no words") },
      "own.group": { part: "all", why: expect.stringContaining("no group") },
      "own.missing": { part: "details", why: expect.stringContaining("nothing") },
      "own.recursive": { part: "details" },
      "own.sum": { part: "details" },
    });
    expect(parts["own.zero"]).toBeUndefined();
    const again = value(await nix.index(ref, host));
    expect(again.leftOut).toEqual(index.leftOut);
  });

  it("in great number cost their group, not the rest of the system", async () => {
    const many = Array.from({ length: 40 }, (_, at) => `o${10 + at} = abort "bad ${at}";`);
    const ref = await withModule(
      `{ deep.er = { ${many.join(" ")} }; other.enable = mkEnableOption "it"; }`,
    );
    const index = value(await nix.index(ref, host));
    expect(index.get(["own", "other", "enable"])?.type).toEqual({ kind: "bool" });
    expect(index.get(["services", "openssh", "enable"])).toBeDefined();
    expect(index.leftOut?.at(-1)).toMatchObject({ path: ["own", "deep", "er"], part: "all" });
  });
});

describe("an index of an earlier tree", () => {
  it("serves, says so, and gives way to the right one", async () => {
    const one = await sample("plain");
    const before = value(await nix.index(refTo(one.root, one.commit), host));
    expect(before.stale).toBeUndefined();
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const file = "configuration.nix";
    const sets = await changed(one, {
      [file]: text.replace(/networking\.hostName = "[^"]*"/, 'networking.hostName = "other"'),
    });
    expect(value(await nix.index(sets, host)).stale).toBe("settings");
    const ref = await changed(one, {
      "own.nix": `{ lib, ... }: { options.my.level = lib.mkOption { type = lib.types.int; default = 3; }; }`,
      [file]: text.replace(/imports\s*=\s*\[/, "imports = [ ./own.nix "),
    });
    const old = value(await nix.index(ref, host));
    expect(old.stale).toBe("modules");
    expect(old.size).toBe(before.size);
    expect(old.get(["my", "level"])).toBeUndefined();
    const words: string[] = [];
    const fresh = await old.fresh?.({ onProgress: (word) => words.push(word) });
    if (!fresh) throw new Error("a stale index has no fresh one");
    expect(value(fresh).get(["my", "level"])).toBeDefined();
    expect(words.join("\n")).toMatch(/\d+ of about \d+, at /);
    const now = value(await nix.index(ref, host));
    expect(now.stale).toBeUndefined();
    expect(now.size).toBe(before.size + 1);
  });

  it("is left as it is by a refresh that is ended, and by two that end at once", async () => {
    const one = await sample("plain");
    const before = value(await nix.index(refTo(one.root, one.commit), host));
    const ref = await changed(one, { "note.txt": "another tree" });
    const old = value(await nix.index(ref, host));
    const ending = new AbortController();
    const ended = old.fresh?.({ signal: ending.signal, onProgress: () => ending.abort() });
    expect(await ended).toMatchObject({ ok: false, problem: { code: "interrupted" } });
    expect(value(await nix.index(ref, host)).stale).toBe("settings");
    await Promise.all([old.fresh?.(), old.fresh?.()]);
    const now = value(await nix.index(ref, host));
    expect([now.stale, now.size]).toEqual([undefined, before.size]);
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
