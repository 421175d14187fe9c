import { openOptionIndex } from "../../src/nix/option-index.ts";
import type { Setting } from "./plan-context.ts";
import { realOptions } from "./real-options.ts";

const names =
  "firefox thunderbird btop ripgrep fd htop git vim neovim emacs vscode discord spotify libreoffice zsh fish bash nushell tmux wget curl steam obs-studio docker-compose google-chrome chromium gimp vlc mpv kitty alacritty wezterm postgresql_16 postgresql_15 jq tree python3 nodejs go gcc signal-desktop telegram-desktop python3Packages.requests python3Packages.numpy hello cowsay fastfetch neofetch bat eza fzf starship lazygit gh obsidian brave nerd-fonts.jetbrains-mono nerd-fonts.fira-code noto-fonts jetbrains-mono linuxPackages_latest linuxPackages_zen linuxPackages_6_12 nextcloud31 jellyfin tailscale openssh nginx zip unzip p7zip nmap wireshark iotop lsof file dnsutils pciutils usbutils prismlauncher lutris heroic bitwarden-desktop keepassxc blender inkscape krita audacity kdePackages.kate networkmanagerapplet virt-manager vesktop ghostty helix zed-editor micro nano yt-dlp ffmpeg imagemagick rustc cargo rustup terraform kubectl k9s helm kubernetes-helm ansible alejandra nixfmt nil nixd direnv".split(
    " ",
  );

/** A laptop with every option of a real NixOS, two people and a usual set of packages. */
export async function realSetting(): Promise<Setting | undefined> {
  const options = realOptions("nixos");
  if (!options) return undefined;
  const target = { kind: "nixos", name: "laptop" } as const;
  return {
    targets: [{ target, index: await openOptionIndex(target, options) }],
    values: {
      "users.users": {
        alice: { isNormalUser: true, extraGroups: ["wheel"] },
        bob: { isNormalUser: true },
        root: { isNormalUser: false },
        nobody: { isNormalUser: false },
      },
      "programs.nano.enable": true,
      "services.openssh.openFirewall": true,
      "services.openssh.ports": [22],
      "networking.firewall.allowedTCPPorts": [80, 631],
    },
    packages: Object.fromEntries(
      names.map((name) => [
        name,
        /^(vscode|discord|spotify|steam|google-chrome|obsidian)$/.test(name)
          ? { version: "1.0", problem: "unfree" }
          : { version: "1.0" },
      ]),
    ),
  };
}

/** The same on two hosts of one flake. */
export async function realHosts(): Promise<Setting | undefined> {
  const setting = await realSetting();
  const index = setting?.targets[0]?.index;
  if (!setting || !index) return undefined;
  const targets = ["web1", "nas1"].map((name) => {
    const target = { kind: "nixos", name } as const;
    return { target, index: { ...index, target } };
  });
  return { ...setting, targets };
}

/** A standalone home with every option of a real Home Manager. */
export async function realHome(): Promise<Setting | undefined> {
  const options = realOptions("home-manager");
  if (!options) return undefined;
  const target = { kind: "home", name: "alice" } as const;
  return {
    targets: [{ target, index: await openOptionIndex(target, options) }],
    values: {},
    packages: {},
  };
}
