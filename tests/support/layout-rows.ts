import type { GoalOutcome } from "./goal-check.ts";
import type { LayoutName } from "./layout-flake.ts";

/** What must come of goals on flakes that are laid out in other ways than the samples. */
export const layoutRows: Readonly<Record<LayoutName, readonly GoalOutcome[]>> = {
  custom: [
    {
      goal: "set the blog port to 9000",
      files: ["orchard.nix"],
      lines: ["+blog.port = 9000;"],
      effects: [
        "orchard my.blog.port = 9000",
        "orchard networking.firewall.allowedTCPPorts = [9000]",
      ],
    },
    {
      goal: "my.blog.theme = dark",
      files: ["orchard.nix"],
      effects: ['orchard my.blog.theme = "dark"'],
    },
    { goal: "my.blog.theme = purple", files: [], answer: "question" },
    {
      goal: "add grace to the blog authors",
      files: ["orchard.nix"],
      effects: ['orchard my.blog.authors = ["ada","grace"]'],
    },
    {
      goal: "enable fail2ban",
      files: ["orchard.nix"],
      effects: ["orchard services.fail2ban.enable = true"],
    },
  ],
  disks: [
    { goal: "enable fstrim", files: [], answer: "edit-not-possible" },
    { goal: 'set fileSystems."/".device to "/dev/sda2"', files: [], answer: "edit-not-possible" },
    {
      goal: "set disko.devices.disk.main.device to /dev/sda",
      files: [],
      answer: "edit-not-possible",
    },
  ],
  kinds: [
    {
      goal: "install ripgrep",
      files: ["modules/common.nix"],
      lines: ["+environment.systemPackages = with pkgs; [ git ripgrep vim ];"],
      effects: [],
    },
    {
      goal: "show hidden files in finder",
      files: ["hosts/mac.nix"],
      lines: ["+finder.AppleShowAllFiles = true;"],
      effects: ["darwin:mac system.defaults.finder.AppleShowAllFiles = true"],
    },
    {
      goal: "enable tailscale",
      files: ["modules/common.nix"],
      effects: [
        "darwin:mac services.tailscale.enable = true",
        "tower services.tailscale.enable = true",
      ],
    },
    {
      goal: "enable tailscale on mac",
      files: ["hosts/mac.nix"],
      effects: ["darwin:mac services.tailscale.enable = true"],
    },
    {
      goal: "add iterm2 to homebrew.casks",
      files: ["hosts/mac.nix"],
      lines: ['+casks = [ "firefox" "iterm2" ];'],
    },
    {
      goal: "install ripgrep for ada on mac",
      files: ["hosts/mac.nix"],
      lines: ["+home-manager.users.ada.home.packages = [ pkgs.ripgrep ];"],
    },
    {
      goal: "enable starship",
      hosts: ["home:ada@box"],
      files: ["home/alone.nix"],
      effects: ["home:ada@box programs.starship.enable = true"],
    },
    { goal: "set the dock orientation to sideways", files: [], answer: "question" },
  ],
  mkhost: [
    {
      goal: "enable tailscale on crow",
      files: ["hosts/crow/default.nix"],
      effects: ["crow services.tailscale.enable = true"],
    },
    {
      goal: "install ripgrep",
      files: ["modules/base.nix"],
      lines: ["+environment.systemPackages = [ pkgs.git pkgs.ripgrep pkgs.vim ];"],
    },
    {
      goal: "disable printing on heron",
      files: ["hosts/heron/default.nix"],
      lines: ["+services.printing.enable = lib.mkForce false;"],
      effects: ["heron services.printing.enable = false"],
    },
  ],
  parts: [
    {
      // modules/web.nix serves only bellows, too, but is about one thing.
      goal: "enable tailscale on bellows",
      files: ["hosts/bellows/default.nix"],
      effects: ["bellows services.tailscale.enable = true"],
    },
    {
      goal: "enable nginx on anvil",
      files: ["hosts/anvil/default.nix"],
      note: /modules\/web\.nix sets services\.nginx\.enable for bellows: importing that file is another way/,
    },
    {
      goal: "open port 8443 on bellows",
      files: ["modules/web.nix"],
      lines: ["+networking.firewall.allowedTCPPorts = [ 80 443 8443 ];"],
      effects: ["bellows networking.firewall.allowedTCPPorts = [22,80,443,8443]"],
    },
    { goal: "install ripgrep", files: ["modules/common.nix"] },
  ],
  pile: [
    {
      goal: "enable tailscale on elm",
      files: ["hosts/elm.nix"],
      effects: ["elm services.tailscale.enable = true"],
    },
  ],
  readdir: [
    {
      goal: "set the time zone to Europe/Riga",
      files: ["modules/base/locale.nix"],
      effects: ['fern time.timeZone = "Europe/Riga"', 'moss time.timeZone = "Europe/Riga"'],
    },
    { goal: "install ripgrep on fern", files: ["hosts/fern/configuration.nix"] },
    {
      goal: "enable tailscale and open its firewall port",
      files: ["modules/services/tailscale.nix"],
      lines: ["+services.tailscale.enable = true;", "+services.tailscale.openFirewall = true;"],
    },
  ],
  secrets: [
    {
      goal: "add ada to the wheel group",
      files: ["hosts/vault.nix"],
      effects: ['vault users.users.ada.extraGroups = ["wheel"]'],
    },
    {
      goal: 'set sops.secrets."restic/password".owner to "ada"',
      files: [],
      answer: "policy-refused",
    },
    { goal: "set the wifi psk of attic to hunter22", files: [], answer: "question" },
  ],
  values: [
    {
      goal: "open port 8080 on wave",
      files: ["hosts/wave.nix"],
      effects: ["wave networking.firewall.allowedTCPPorts = [2222,3000,8080]"],
    },
    {
      goal: "enable fail2ban",
      files: ["hosts/wave.nix", "modules/base.nix"],
      effects: ["tide services.fail2ban.enable = true", "wave services.fail2ban.enable = true"],
    },
    { goal: "enable fail2ban on tide", files: [], answer: "edit-not-possible" },
    { goal: "enable fail2ban on wave", files: [], answer: "edit-not-possible" },
    { goal: "close port 2222", files: [], answer: "edit-not-possible" },
    {
      goal: "close port 3000",
      files: ["modules/proxy.nix"],
      lines: ["-config.services.grafana.settings.server.http_port"],
      effects: [
        "tide networking.firewall.allowedTCPPorts = [2222]",
        "wave networking.firewall.allowedTCPPorts = [2222]",
      ],
    },
    {
      goal: "set the time zone to Europe/Riga",
      files: ["vars.nix"],
      lines: ['+zone = "Europe/Riga";'],
      effects: ['tide time.timeZone = "Europe/Riga"', 'wave time.timeZone = "Europe/Riga"'],
    },
    {
      goal: "change the ssh port to 2200",
      files: ["modules/proxy.nix"],
      lines: ["+sshPort = 2200;"],
      effects: ["tide", "wave"].flatMap((host) => [
        `${host} services.openssh.ports = [2200]`,
        `${host} networking.firewall.allowedTCPPorts = [2200,3000]`,
      ]),
      tiers: ["high"],
    },
    { goal: "set networking.domain to quay.example.org", files: [], answer: "question" },
    {
      goal: "set networking.domain to quay.example.org at its source",
      files: ["vars.nix"],
      effects: ["tide", "wave"].flatMap((host) => [
        `${host} networking.domain = "quay.example.org"`,
        `${host} services.grafana.settings.server.domain = "grafana.quay.example.org"`,
      ]),
    },
    {
      goal: "set networking.domain to quay.example.org with a value of its own",
      files: ["modules/base.nix"],
      lines: ['+networking.domain = lib.mkDefault "quay.example.org";'],
      effects: ["tide", "wave"].map((host) => `${host} networking.domain = "quay.example.org"`),
    },
    {
      goal: "set services.prometheus.exporters.node.port to 9200 on tide",
      files: ["hosts/tide.nix"],
      lines: ["+harbour.metricsPort = 9200;"],
      effects: [
        "tide harbour.metricsPort = 9200",
        "tide services.prometheus.exporters.node.port = 9200",
      ],
    },
  ],
};
