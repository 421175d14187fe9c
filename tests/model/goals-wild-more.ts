import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;

/** More of them: services with settings, refusals, questions, people's slips. */
export const wildMoreGoals: readonly GoalCase[] = [
  {
    goal: "nextcloud at cloud.example.org with https",
    expect: [
      on("services.nextcloud.enable"),
      'services.nextcloud.hostName = "cloud.example.org"',
      on("services.nextcloud.https"),
    ],
  },
  {
    goal: "gitea on port 3001 with domain git.home.arpa",
    expect: [
      on("services.gitea.enable"),
      "services.gitea.settings.server.HTTP_PORT = 3001",
      'services.gitea.settings.server.DOMAIN = "git.home.arpa"',
    ],
  },
  {
    goal: "vaultwarden without signups",
    expect: [on("services.vaultwarden.enable"), off("services.vaultwarden.config.SIGNUPS_ALLOWED")],
  },
  {
    goal: "jellyfin with open firewall, running as user media",
    expect: [
      on("services.jellyfin.enable"),
      on("services.jellyfin.openFirewall"),
      'services.jellyfin.user = "media"',
    ],
  },
  {
    goal: "syncthing for alice with data in /home/alice/Sync",
    expect: [
      on("services.syncthing.enable"),
      'services.syncthing.user = "alice"',
      'services.syncthing.dataDir = "/home/alice/Sync"',
    ],
  },
  {
    goal: "prometheus node exporter on port 9200",
    expect: [
      on("services.prometheus.exporters.node.enable"),
      "services.prometheus.exporters.node.port = 9200",
    ],
  },
  {
    goal: "prometheus that keeps data for 90 days",
    expect: [on("services.prometheus.enable"), 'services.prometheus.retentionTime = "90d"'],
  },
  { goal: "redis with 256 MB max memory", expect: [], asks: true },
  {
    goal: "restic backup of /home every day to /mnt/backup",
    expect: [
      'services.restic.backups.home.paths += "/home"',
      'services.restic.backups.home.repository = "/mnt/backup"',
      'services.restic.backups.home.timerConfig.OnCalendar = "daily"',
    ],
    question: /passwordFile|password/,
  },
  {
    goal: "adguard home on port 3000, and let others reach it",
    expect: [
      on("services.adguardhome.enable"),
      "services.adguardhome.port = 3000",
      on("services.adguardhome.openFirewall"),
    ],
  },
  {
    goal: "tailscale as an exit node",
    expect: [
      on("services.tailscale.enable"),
      'services.tailscale.useRoutingFeatures = "server"',
      'services.tailscale.extraSetFlags += "--advertise-exit-node"',
    ],
  },
  {
    goal: "home assistant with port 8124",
    expect: [
      on("services.home-assistant.enable"),
      "services.home-assistant.config.http.server_port = 8124",
    ],
  },
  // Packages and environment.
  {
    goal: "install firefox, vlc and libreoffice",
    expect: ["environment.systemPackages += pkgs.firefox pkgs.vlc pkgs.libreoffice"],
  },
  {
    goal: "remove nano and make neovim the default editor",
    expect: [
      off("programs.nano.enable"),
      on("programs.neovim.enable"),
      on("programs.neovim.defaultEditor"),
    ],
  },
  {
    goal: "set the environment variable EDITOR to hx",
    expect: ['environment.variables.EDITOR = "hx"'],
  },
  { goal: "alias ll to ls -la", expect: ['environment.shellAliases.ll = "ls -la"'] },
  {
    goal: "git with my name Anna Schmidt and email anna@example.org",
    expect: [
      on("programs.git.enable"),
      'programs.git.config.user.name = "Anna Schmidt"',
      'programs.git.config.user.email = "anna@example.org"',
    ],
  },
  {
    goal: "flakes and unfree software please",
    expect: [
      'nix.settings.experimental-features += "nix-command" "flakes"',
      on("nixpkgs.config.allowUnfree"),
    ],
  },
  {
    goal: "add the cachix cache https://nix-community.cachix.org with key nix-community.cachix.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=",
    expect: [
      'nix.settings.substituters += "https://nix-community.cachix.org"',
      'nix.settings.trusted-public-keys += "nix-community.cachix.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs="',
    ],
  },
  {
    goal: "let nix build with at most 4 jobs and 2 cores each",
    expect: ["nix.settings.max-jobs = 4", "nix.settings.cores = 2"],
  },
  { goal: "make alice a trusted nix user", expect: ['nix.settings.trusted-users += "alice"'] },
  // Refused, flagged, impossible.
  { goal: "disable the firewall", expect: [off("networking.firewall.enable")] },
  {
    goal: "permit root login over ssh",
    expect: ['services.openssh.settings.PermitRootLogin = "yes"'],
  },
  { goal: "make my computer faster", expect: [], asks: true },
  { goal: "delete all my files in /home", expect: [], asks: true },
  { goal: "set my wifi password to hunter2", expect: [], asks: true },
  { goal: "connect to the wifi HomeNet with password geheim123", expect: [], asks: true },
  { goal: "downgrade to nixos 23.11", expect: [], asks: true },
  { goal: "remove the root user", expect: [], asks: true },
];

/** On web1 and nas1, machines of the same flake. */
export const wildHostGoals: readonly GoalCase[] = [
  { goal: "jellyfin only on nas1", expect: ["nas1: services.jellyfin.enable = true"] },
  {
    goal: "on web1: nginx for www.example.org with root /srv/www, and open ports 80 and 443",
    expect: [
      "web1: services.nginx.enable = true",
      'web1: services.nginx.virtualHosts."www.example.org".root = "/srv/www"',
      "web1: networking.firewall.allowedTCPPorts += 80 443",
    ],
  },
  {
    goal: "disable password login for ssh everywhere",
    expect: ["web1,nas1: services.openssh.settings.PasswordAuthentication = false"],
  },
  { goal: "set hostname of web1 to frontend", expect: ['web1: networking.hostName = "frontend"'] },
  {
    goal: "samba on nas1 and postgres with a database blog on web1",
    expect: [
      "nas1: services.samba.enable = true",
      "web1: services.postgresql.enable = true",
      'web1: services.postgresql.ensureDatabases += "blog"',
    ],
  },
];

/** In alice's standalone home. */
export const wildHomeGoals: readonly GoalCase[] = [
  {
    goal: "git with name Alice Smith and email alice@example.org",
    expect: [
      on("programs.git.enable"),
      'programs.git.settings.user.name = "Alice Smith"',
      'programs.git.settings.user.email = "alice@example.org"',
    ],
  },
  {
    goal: "zsh with autosuggestions and syntax highlighting",
    expect: [
      on("programs.zsh.enable"),
      on("programs.zsh.autosuggestion.enable"),
      on("programs.zsh.syntaxHighlighting.enable"),
    ],
  },
  {
    goal: "starship prompt and direnv with nix-direnv",
    expect: [
      on("programs.starship.enable"),
      on("programs.direnv.enable"),
      on("programs.direnv.nix-direnv.enable"),
    ],
  },
  { goal: "alias gs to git status", expect: ['home.shellAliases.gs = "git status"'] },
  {
    goal: "set EDITOR to nvim",
    expect: [on("programs.neovim.enable"), on("programs.neovim.defaultEditor")],
  },
  {
    goal: "tmux with mouse support and prefix ctrl-a",
    expect: [on("programs.tmux.enable"), on("programs.tmux.mouse"), 'programs.tmux.prefix = "C-a"'],
  },
];
