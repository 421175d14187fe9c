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
