import type { SampleName } from "../../src/commands/sample.ts";
import type { GoalOutcome } from "./goal-check.ts";

/** One goal on a sample flake and what must come of it. */
export interface GoalRow extends GoalOutcome {
  readonly flake: SampleName;
}

const both = (effect: string) => [`nas1 ${effect}`, `web1 ${effect}`];

/** Goals as people say them; where each must land, and what may change. */
export const goalRows: readonly GoalRow[] = [
  // A change for all hosts goes into what they share; one for a host stays there.
  {
    flake: "homelab",
    goal: "enable tailscale and open the firewall port on web1",
    files: ["hosts/web1/services.nix"],
    lines: ["+services.tailscale = {", "+enable = true;", "+openFirewall = true;"],
    effects: [
      "web1 networking.firewall.allowedUDPPorts = [41641]",
      "web1 services.tailscale.enable = true",
      "web1 services.tailscale.openFirewall = true",
    ],
  },
  {
    flake: "homelab",
    goal: "turn on automatic upgrades",
    files: ["modules/common.nix"],
    lines: ["+system.autoUpgrade.enable = true;"],
    effects: both("system.autoUpgrade.enable = true"),
  },
  {
    flake: "homelab",
    goal: "open tcp ports 8000-8010 on nas1",
    files: ["hosts/nas1/services.nix"],
    effects: ['nas1 networking.firewall.allowedTCPPortRanges = [{"from":8000,"to":8010}]'],
  },
  // The list of web1 holds only with nginx: the port must not depend on that.
  {
    flake: "homelab",
    goal: "open port 8080",
    files: ["modules/network.nix"],
    lines: ["+allowedTCPPorts = [ sshPort 8080 ];"],
    effects: [
      "nas1 networking.firewall.allowedTCPPorts = [22,139,445,3000,8080,9100]",
      "web1 networking.firewall.allowedTCPPorts = [22,80,443,8080,9100]",
    ],
  },
  {
    flake: "homelab",
    goal: "open port 8080",
    hosts: ["web1"],
    files: ["hosts/web1/default.nix"],
    lines: ["+networking.firewall.allowedTCPPorts = [ 8080 ];"],
    effects: ["web1 networking.firewall.allowedTCPPorts = [22,80,443,8080,9100]"],
  },
  // What is so on one host is not written there again.
  {
    flake: "homelab",
    goal: "disable smartd",
    files: ["hosts/nas1/services.nix"],
    lines: ["+services.smartd.enable = false;"],
    effects: ["nas1 services.smartd.enable = false"],
  },
  { flake: "homelab", goal: "install ripgrep", files: [], answer: "already" },
  {
    flake: "homelab",
    goal: "disable password authentication for ssh",
    files: [],
    answer: "already",
  },
  { flake: "homelab", goal: "open port 9100", files: [], answer: "already" },
  // What a shared file says cannot be taken from one host, nor can what is computed.
  { flake: "homelab", goal: "remove htop on web1", files: [], answer: "edit-not-possible" },
  { flake: "homelab", goal: "close port 22", files: [], answer: "edit-not-possible" },
  {
    flake: "homelab",
    goal: "close port 3000 on nas1",
    files: ["hosts/nas1/services.nix"],
    lines: ["-networking.firewall.allowedTCPPorts = [ 3000 ];"],
    effects: ["nas1 networking.firewall.allowedTCPPorts = [22,139,445,9100]"],
  },
  {
    flake: "homelab",
    goal: "install btop and lazygit on nas1",
    files: ["hosts/nas1/default.nix"],
    lines: ["+pkgs.btop", "+pkgs.lazygit"],
  },
  {
    flake: "homelab",
    goal: "add 1.1.1.1 to the nameservers",
    files: ["modules/network.nix"],
    lines: ['+nameservers = [ "192.168.10.1" "9.9.9.9" "1.1.1.1" ];'],
    effects: both('networking.nameservers = ["192.168.10.1","9.9.9.9","1.1.1.1"]'),
  },
  {
    flake: "homelab",
    goal: "set vm.swappiness to 60 on nas1",
    files: ["hosts/nas1/default.nix"],
    lines: ['+"vm.swappiness" = 60;'],
    effects: ['nas1 boot.kernel.sysctl."vm.swappiness" = 60'],
  },
  {
    flake: "homelab",
    goal: "create a user carol with sudo rights",
    files: ["modules/users.nix"],
    lines: ["+users.users.carol = {", "+isNormalUser = true;", '+extraGroups = [ "wheel" ];'],
    effects: [
      ...both('users.users.carol.extraGroups = ["wheel"]'),
      ...both("users.users.carol.isNormalUser = true"),
    ],
  },
  {
    flake: "homelab",
    goal: "set boot.kernelPackages to linuxPackages_latest",
    files: ["modules/common.nix"],
    lines: ["+boot.kernelPackages = pkgs.linuxPackages_latest;"],
  },
  // Every host reads every file of a dendritic flake; what they are made of decides.
  {
    flake: "dendritic",
    goal: "open port 8443 on birch",
    files: ["modules/web.nix"],
    lines: ["+8443"],
    effects: ["birch networking.firewall.allowedTCPPorts = [22,80,443,8443]"],
  },
  {
    flake: "dendritic",
    goal: "install vlc",
    hosts: ["willow"],
    files: ["modules/hosts/willow.nix"],
    lines: ["+environment.systemPackages = [ pkgs.firefox pkgs.vlc ];"],
  },
  // A new file arrives as the layout's other modules do.
  {
    flake: "homelab",
    goal: "enable jellyfin on nas1 in a new file",
    files: ["hosts/nas1/default.nix", "hosts/nas1/jellyfin.nix"],
    lines: ["+./jellyfin.nix", "+services.jellyfin.enable = true;"],
    effects: ["nas1 services.jellyfin.enable = true"],
  },
  {
    flake: "homelab",
    goal: "enable jellyfin in modules/media.nix",
    files: ["flake.nix", "modules/media.nix"],
    lines: ["+./modules/media.nix"],
    effects: both("services.jellyfin.enable = true"),
  },
  {
    flake: "homelab",
    goal: "enable tailscale on web1 in modules/network.nix",
    files: [],
    answer: "edit-not-possible",
  },
  {
    flake: "dendritic",
    goal: "enable jellyfin on willow in a new file",
    files: ["modules/hosts/willow.nix", "modules/jellyfin.nix"],
    lines: ["+jellyfin", "+flake.modules.nixos.jellyfin = {"],
    effects: ["willow services.jellyfin.enable = true"],
  },
  {
    flake: "home",
    goal: "enable zoxide for alice in a new file",
    files: ["home/alice.nix", "home/zoxide.nix"],
    lines: ["+./zoxide.nix"],
  },
  // What others share is overridden, never changed, for one host.
  {
    flake: "homelab",
    goal: "disable the firewall on web1",
    files: ["hosts/web1/services.nix"],
    lines: ["+networking.firewall.enable = lib.mkForce false;"],
    answer: "question",
  },
  // No host is named: nginx runs on one.
  {
    flake: "homelab",
    goal: "set services.nginx.recommendedOptimisation to true",
    files: ["hosts/web1/services.nix"],
    effects: ["web1 services.nginx.recommendedOptimisation = true"],
  },
  {
    flake: "dendritic",
    goal: "enable printing on willow",
    files: ["modules/hosts/willow.nix"],
    lines: ["+services.printing.enable = true;"],
    effects: ["willow services.printing.enable = true"],
  },
  {
    flake: "dendritic",
    goal: "set the timezone to Asia/Tokyo",
    files: ["modules/base.nix"],
    effects: ['birch time.timeZone = "Asia/Tokyo"', 'willow time.timeZone = "Asia/Tokyo"'],
  },
  // The user's name is computed in two files; a third one can say it.
  {
    flake: "dendritic",
    goal: "add alice to the docker group",
    files: ["modules/base.nix"],
    effects: [
      'birch users.users.alice.extraGroups = ["wheel","docker"]',
      'willow users.users.alice.extraGroups = ["wheel","docker"]',
    ],
  },
  // Home Manager's options are in the home's files, the host's in the host's.
  {
    flake: "home",
    goal: "enable zoxide for alice",
    files: ["home/shell.nix"],
    effects: ["laptop home-manager.users.alice.programs.zoxide.enable = true"],
  },
  {
    flake: "home",
    goal: "enable neovim",
    files: ["hosts/laptop/configuration.nix"],
    effects: ["laptop programs.neovim.enable = true"],
  },
  {
    flake: "home",
    goal: "install lazygit for alice",
    files: ["home/alice.nix"],
    lines: ["+lazygit"],
  },
  { flake: "home", goal: "enable tailscale", files: [], answer: "already" },
  {
    flake: "plain",
    goal: "set my timezone to Europe/London",
    files: ["configuration.nix"],
    effects: ['nixos time.timeZone = "Europe/London"'],
  },
  { flake: "plain", goal: "enable the firewall", files: [], answer: "already" },
  { flake: "plain", goal: "enable flurbotron", files: [], answer: "question" },
];
