import { describe, expect, it } from "vitest";
import type { Intent } from "../../src/core/intent.ts";
import { meant } from "../../src/loop/meant.ts";
import { exclusion, place } from "../../src/loop/placement.ts";
import type { Site } from "../../src/loop/sites.ts";
import type { OptionState } from "../../src/ports/nix.ts";

function file(path: string, users: string[], options: string[], excluded?: string): Site {
  return {
    file: path,
    users: new Set(users),
    options: options.map((option) => ({
      path: option.replace("?", "").split("."),
      conditional: option.startsWith("?"),
    })),
    ...(excluded ? { excluded } : {}),
  };
}

const lab = [
  file("flake.nix", ["web", "nas"], []),
  file(
    "modules/common.nix",
    ["web", "nas"],
    ["services.openssh.enable", "environment.systemPackages"],
  ),
  file(
    "modules/network.nix",
    ["web", "nas"],
    ["networking.firewall.enable", "networking.firewall.allowedTCPPorts"],
  ),
  file("hosts/web/default.nix", ["web"], ["networking.hostName"]),
  file("hosts/web/services.nix", ["web"], ["services.nginx.enable", "services.nginx.virtualHosts"]),
  file("hosts/nas/default.nix", ["nas"], ["networking.hostName", "services.samba.enable"]),
  file("hosts/web/hardware-configuration.nix", ["web"], ["services.qemuGuest.enable"], "generated"),
];

function at(
  option: string,
  targets: string[],
  definers: Record<string, string[]> = {},
  operation: "set" | "append" | "remove" = "set",
  priority: number | null = null,
  single = false,
) {
  const result = place({
    path: option.split("."),
    operation,
    single,
    targets,
    sites: lab,
    definers: Object.fromEntries(
      Object.entries(definers).map(([target, files]) => [
        target,
        lab.filter((site) => files.includes(site.file)),
      ]),
    ),
    allowed: new Set(targets),
    priorities: Object.fromEntries(targets.map((target) => [target, priority])),
  });
  return result.ok
    ? result.value.map(({ site, targets: served, over }) => [
        site.file,
        served,
        ...(over ? [over.force ? "force" : "plain"] : []),
      ])
    : result.problem.message;
}

/** The host's own module beside others that only it uses, and network.nix for all. */
function onAtlas(option: string, ...others: [string, string[]][]) {
  const own = "networking boot hardware powerManagement".split(" ").map((group) => `${group}.x`);
  const sites = [
    file("hosts/atlas/default.nix", ["atlas"], own),
    ...others.map(([path, options]) => file(path, ["atlas"], options)),
  ];
  const question = { operation: "set", sites, definers: {}, allowed: new Set(["atlas"]) } as const;
  const result = place({ ...question, path: option.split("."), targets: ["atlas"] });
  return result.ok ? result.value.map(({ site }) => site.file) : result.problem.message;
}

describe("a host's own module", () => {
  const entry = ["hosts/atlas/default.nix"];

  it("comes before a file that is called after a thing of its own", () => {
    const waydroid: [string, string[]] = [
      "optional/waydroid.nix",
      ["virtualisation.waydroid.enable", "environment.persistence"],
    ];
    expect(onAtlas("environment.systemPackages", waydroid)).toEqual(entry);
    expect(onAtlas("virtualisation.waydroid.package", waydroid)).toEqual([waydroid[0]]);
  });

  it("comes before a file that sets a thing or two by the way, not before one that sets many", () => {
    const few = ["services.router.enable", "services.nginx.virtualHosts"];
    const many = [...few, "services.jellyfin.enable"];
    expect(onAtlas("services.fail2ban.enable", ["hosts/atlas/llm.nix", few])).toEqual(entry);
    expect(onAtlas("services.fail2ban.enable", ["hosts/atlas/apps.nix", many])).toEqual([
      "hosts/atlas/apps.nix",
    ]);
    expect(onAtlas("services.fail2ban.enable", ["hosts/atlas/services.nix", few])).toEqual([
      "hosts/atlas/services.nix",
    ]);
  });

  it("leaves to a file what the file's group is", () => {
    const network: [string, string[]] = [
      "hosts/atlas/network.nix",
      ["networking.networkmanager.enable", "networking.firewall.enable"],
    ];
    expect(onAtlas("networking.nat.enable", network)).toEqual([network[0]]);
  });
});

describe("placement", () => {
  it("edits where the option is defined", () => {
    const both = ["modules/network.nix"];
    expect(at("networking.firewall.enable", ["web", "nas"], { web: both, nas: both })).toEqual([
      ["modules/network.nix", ["web", "nas"]],
    ]);
  });

  it("changes every definition that counts, where they do not add up", () => {
    const definers = {
      web: ["modules/network.nix", "hosts/web/default.nix"],
      nas: ["modules/network.nix"],
    };
    expect(at("services.fail2ban.enable", ["web", "nas"], definers, "set", 50, true)).toEqual([
      ["modules/network.nix", ["web", "nas"]],
      ["hosts/web/default.nix", ["web"]],
    ]);
    expect(at("services.fail2ban.enable", ["web"], definers, "set", 50, true)).toMatch(
      /is forced \(mkForce\) in modules\/network\.nix, which nas uses too/,
    );
  });

  it("puts a new option beside its siblings, in a file that serves just these targets", () => {
    expect(at("services.tailscale.enable", ["web", "nas"])).toEqual([
      ["modules/common.nix", ["web", "nas"]],
    ]);
    expect(at("services.tailscale.enable", ["web"])).toEqual([["hosts/web/services.nix", ["web"]]]);
    expect(at("services.tailscale.enable", ["nas"])).toEqual([["hosts/nas/default.nix", ["nas"]]]);
  });

  it("adds to a list in a host's own file when the shared file serves others too", () => {
    const shared = { web: ["modules/network.nix"] };
    expect(at("networking.firewall.allowedTCPPorts", ["web"], shared, "append")).toEqual([
      ["hosts/web/default.nix", ["web"]],
    ]);
  });

  it("overrides for one host what a shared file defines, unless that is forced", () => {
    const shared = { web: ["modules/network.nix"] };
    const set = (priority: number) =>
      at("networking.firewall.enable", ["web"], shared, "set", priority);
    expect(set(1000)).toEqual([["hosts/web/default.nix", ["web"], "plain"]]);
    expect(set(100)).toEqual([["hosts/web/default.nix", ["web"], "force"]]);
    expect(set(50)).toContain("which nas uses too");
  });

  it("never touches an excluded file", () => {
    expect(
      at("services.qemuGuest.enable", ["web"], { web: ["hosts/web/hardware-configuration.nix"] }),
    ).toContain("generated");
  });

  it("removes in every file that defines the option, and nowhere when none does", () => {
    expect(
      at("services.samba.enable", ["nas"], { nas: ["hosts/nas/default.nix"] }, "remove"),
    ).toEqual([["hosts/nas/default.nix", ["nas"]]]);
    expect(at("services.samba.enable", ["web"], {}, "remove")).toEqual([]);
  });

  it("uses one file for each host when they share none", () => {
    expect(at("services.jellyfin.enable", ["web", "nas"])).toEqual([
      ["modules/common.nix", ["web", "nas"]],
    ]);
    const apart = lab.filter((site) => site.file.startsWith("hosts/"));
    const result = place({
      path: ["services", "x", "enable"],
      operation: "set",
      targets: ["web", "nas"],
      sites: apart,
      definers: {},
      allowed: new Set(["web", "nas"]),
    });
    expect(result.ok && result.value.map(({ site }) => site.file)).toEqual([
      "hosts/web/services.nix",
      "hosts/nas/default.nix",
    ]);
  });

  it("knows generated files by name and by what they say", () => {
    expect(exclusion("hosts/a/hardware-configuration.nix", "")).toBeDefined();
    expect(exclusion("a.nix", "# Do not modify this file!")).toBeDefined();
    expect(exclusion("a.nix", "{ config, ... }:")).toBeUndefined();
  });
});

describe("a goal that names no host", () => {
  const intent = (path: string, value: unknown, operation: "set" | "append" = "set") =>
    ({
      path: path.split("."),
      operation,
      value,
      targets: ["web", "nas"],
      unnamed: true,
    }) as Intent;
  const state = (value: unknown, file?: string): OptionState => ({
    exists: true,
    defined: file !== undefined,
    value,
    priority: file ? 100 : 1500,
    definitions: file ? [{ file, where: file, value }] : [],
  });
  const said = (one: Intent, web: Record<string, OptionState>, nas: Record<string, OptionState>) =>
    meant(one, { states: { web, nas } });

  it("means the hosts where the service runs", () => {
    const gzip = intent("services.nginx.recommendedGzipSettings", true);
    const on = { "services.nginx.enable": state(true, "web.nix") };
    const off = { "services.nginx.enable": state(false) };
    expect(said(gzip, on, off)).toMatchObject({ targets: ["web"] });
    expect(said(gzip, on, on)).toMatchObject({ targets: ["web", "nas"] });
  });

  it("asks where some hosts set the option and others would change as well", () => {
    const firewall = "networking.firewall.enable";
    const off = intent(firewall, false);
    const set = { [firewall]: state(true, "web.nix") };
    expect(said(off, set, { [firewall]: state(true) }).question?.choices).toEqual([
      `set ${firewall} to false on web`,
      `set ${firewall} to false on web and nas`,
    ]);
    // Nothing would change on the other host, so there is nothing to ask.
    expect(said(off, set, { [firewall]: state(false) })).toMatchObject({ targets: ["web", "nas"] });
    // Where it is so already, only the others can be meant.
    expect(
      said(off, { [firewall]: state(false, "web.nix") }, { [firewall]: state(true) }),
    ).toMatchObject({ targets: ["web", "nas"] });
  });
});
