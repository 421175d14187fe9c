import type { Target } from "../../src/core/target.ts";
import { openOptionIndex } from "../../src/nix/option-index.ts";
import { homeRows, nixosRows } from "./homelab-options.ts";
import { optionRow } from "./option-table.ts";
import type { Setting } from "./plan-context.ts";

const details: Readonly<Record<string, Parameters<typeof optionRow>[2]>> = {
  "system.build.toplevel": { readOnly: true },
  "services.tailscale.openFirewall": { default: "false" },
};

async function nixos(name: string): Promise<Setting["targets"][number]> {
  const target: Target = { kind: "nixos", name };
  return {
    target,
    index: await openOptionIndex(
      target,
      nixosRows.map(([path, type]) => optionRow(path, type, details[path])),
    ),
  };
}

const home: Target = { kind: "home", name: "alice@desk" };
const names =
  "btop ripgrep fd git zsh fish bash neovim firefox python3Packages.requests docker-compose postgresql_16 linuxPackages_latest hello".split(
    " ",
  );

const shared = {
  values: {
    "users.users": {
      alice: { isNormalUser: true },
      bob: { isNormalUser: true },
      root: { isNormalUser: false },
    },
    "services.openssh.enable": true,
    "services.openssh.openFirewall": true,
    "services.openssh.ports": [22],
    "services.tailscale.openFirewall": false,
    "services.gitea.settings.server.HTTP_PORT": 3333,
    "networking.firewall.allowedTCPPorts": [80, 631],
    "networking.firewall.allowedUDPPorts": [],
  },
  packages: {
    ...Object.fromEntries(names.map((name) => [name, { version: "1.0" }])),
    vscode: { version: "1.0", problem: "unfree" },
    oldthing: { problem: "oldthing was removed in 2024" },
  },
};

/** One host, web1. */
export const oneHost: Setting = { ...shared, targets: [await nixos("web1")] };

/** web1 and nas1, and a standalone home. */
export const threeTargets: Setting = {
  ...shared,
  targets: [
    await nixos("web1"),
    await nixos("nas1"),
    {
      target: home,
      index: await openOptionIndex(
        home,
        homeRows.map(([path, type]) => optionRow(path, type)),
      ),
    },
  ],
};
