import type { GoalCase } from "../support/goal-case.ts";

/** The second half of the same goals. */
export const wildFifthGoals: readonly GoalCase[] = [
  { goal: "firmware updates", expect: ["services.fwupd.enable = true"] },
  { goal: "thunderbolt support", expect: ["services.hardware.bolt.enable = true"] },
  { goal: "logitech receiver", expect: ["hardware.logitech.wireless.enable = true"] },
  { goal: "bluetooth applet", expect: ["services.blueman.enable = true"] },
  { goal: "ssh agent", expect: ["programs.ssh.startAgent = true"] },
  {
    goal: "gpg agent with ssh support",
    expect: ["programs.gnupg.agent.enable = true", "programs.gnupg.agent.enableSSHSupport = true"],
  },
  { goal: "power profiles", expect: ["services.power-profiles-daemon.enable = true"] },
  {
    goal: "log alice in automatically",
    expect: [
      "services.displayManager.autoLogin.enable = true",
      'services.displayManager.autoLogin.user = "alice"',
    ],
  },
  { goal: "rootless docker", expect: ["virtualisation.docker.rootless.enable = true"] },
  {
    goal: "windows keeps the clock in local time",
    expect: ["time.hardwareClockInLocalTime = true"],
  },
  {
    goal: "install grub on /dev/sda",
    expect: ["boot.loader.grub.enable = true", 'boot.loader.grub.device = "/dev/sda"'],
  },
  { goal: "splash screen at boot", expect: ["boot.plymouth.enable = true"] },
  { goal: "quiet boot", expect: ['boot.kernelParams += "quiet"'] },
  { goal: "enable magic sysrq", expect: ['boot.kernel.sysctl."kernel.sysrq" = 1'] },
  { goal: "set swappiness to 10", expect: ['boot.kernel.sysctl."vm.swappiness" = 10'] },
  { goal: "systemd in the initrd", expect: ["boot.initrd.systemd.enable = true"] },
  {
    goal: "build for aarch64 on this machine",
    expect: ['boot.binfmt.emulatedSystems += "aarch64-linux"'],
  },
  { goal: "emulate arm", expect: ['boot.binfmt.emulatedSystems += "aarch64-linux"'] },
  { goal: "turn off core dumps", expect: ["systemd.coredump.enable = false"] },
  {
    goal: "doas instead of sudo",
    expect: ["security.doas.enable = true", "security.sudo.enable = false"],
  },
  { goal: "immutable users", expect: ["users.mutableUsers = false"] },
  { goal: "nix sandbox", expect: ["nix.settings.sandbox = true"] },
  { goal: "command-not-found", expect: ["programs.command-not-found.enable = true"] },
  {
    goal: "direnv with nix-direnv",
    expect: ["programs.direnv.enable = true", "programs.direnv.nix-direnv.enable = true"],
  },
  { goal: "man page cache", expect: ["documentation.man.cache.enable = true"] },
  { goal: "no documentation", expect: ["documentation.enable = false"] },
  {
    goal: "dns over tls",
    expect: [
      "services.resolved.enable = true",
      "services.resolved.settings.Resolve.DNSOverTLS = true",
    ],
  },
  {
    goal: "enable dnssec",
    expect: ["services.resolved.enable = true", "services.resolved.settings.Resolve.DNSSEC = true"],
  },
  { goal: "iwd as wifi backend", expect: ['networking.networkmanager.wifi.backend = "iwd"'] },
  { goal: "use systemd-networkd", expect: ["networking.useNetworkd = true"] },
  {
    goal: "random mac address for wifi",
    expect: ['networking.networkmanager.wifi.macAddress = "random"'],
  },
  { goal: "nftables", expect: ["networking.nftables.enable = true"] },
  { goal: "log refused connections", expect: ["networking.firewall.logRefusedConnections = true"] },
  { goal: "kde connect", expect: ["programs.kdeconnect.enable = true"] },
  { goal: "obs virtual camera", expect: ["programs.obs-studio.enableVirtualCamera = true"] },
  {
    goal: "japanese input with fcitx5",
    expect: ["i18n.inputMethod.enable = true", 'i18n.inputMethod.type = "fcitx5"'],
  },
  { goal: "compose key on right alt", expect: ['services.xserver.xkb.options = "compose:ralt"'] },
  { goal: "no mouse acceleration", expect: ['services.libinput.mouse.accelProfile = "flat"'] },
  { goal: "tap to click", expect: ["services.libinput.touchpad.tapping = true"] },
  { goal: "natural scrolling", expect: ["services.libinput.touchpad.naturalScrolling = true"] },
  { goal: "autologin bob on tty1", expect: ['services.getty.autologinUser = "bob"'] },
  { goal: "enable ipv4 forwarding", expect: ['boot.kernel.sysctl."net.ipv4.ip_forward" = 1'] },
  { goal: "stop cups", expect: ["services.printing.enable = false"] },
  { goal: "get rid of avahi", expect: ["services.avahi.enable = false"] },
  {
    goal: "paperless on port 28981",
    expect: ["services.paperless.enable = true", "services.paperless.port = 28981"],
  },
  {
    goal: "open firewall for http and https",
    expect: ["networking.firewall.allowedTCPPorts += 80 443"],
  },
  { goal: "allow mosh", expect: ["programs.mosh.enable = true"] },
  {
    goal: "I'd like htop and btop",
    expect: ["programs.htop.enable = true", "environment.systemPackages += pkgs.btop"],
  },
  {
    goal: "set my git name to Alice Example and email alice@example.org",
    expect: [
      "programs.git.enable = true",
      'programs.git.config.user.name = "Alice Example"',
      'programs.git.config.user.email = "alice@example.org"',
    ],
  },
  {
    goal: "enable syntax highlighting in zsh",
    expect: ["programs.zsh.syntaxHighlighting.enable = true"],
  },
  {
    goal: "oh-my-zsh with the git plugin",
    expect: [
      "programs.zsh.enable = true",
      "programs.zsh.ohMyZsh.enable = true",
      'programs.zsh.ohMyZsh.plugins += "git"',
    ],
  },
  {
    goal: "fish as login shell for bob",
    expect: ["users.users.bob.shell = pkgs.fish", "programs.fish.enable = true"],
  },
  {
    goal: "add my ssh key ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx to alice",
    expect: [
      'users.users.alice.openssh.authorizedKeys.keys += "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJx"',
    ],
  },
  { goal: "delete the user bob", expect: ["users.users.bob unset"] },
  {
    goal: "set the hostname to atlas and domain to example.org",
    expect: ['networking.hostName = "atlas"', 'networking.domain = "example.org"'],
  },
  {
    goal: "use google dns and disable dhcp",
    expect: ['networking.nameservers = "8.8.8.8" "8.8.4.4"', "networking.useDHCP = false"],
  },
  { goal: "set locale to en_GB", expect: ['i18n.defaultLocale = "en_GB.UTF-8"'] },
  {
    goal: "swiss german keyboard",
    expect: ['services.xserver.xkb.layout = "ch"', 'console.keyMap = "sg"'],
  },
  {
    goal: "colemak layout",
    expect: ['services.xserver.xkb.layout = "us"', 'services.xserver.xkb.variant = "colemak"'],
  },
  { goal: "limit nix builds to 4 jobs", expect: ["nix.settings.max-jobs = 4"] },
  {
    goal: "auto upgrade daily without reboot",
    expect: [
      "system.autoUpgrade.enable = true",
      'system.autoUpgrade.dates = "daily"',
      "system.autoUpgrade.allowReboot = false",
    ],
  },
  {
    goal: "garbage collect weekly deleting older than 14d",
    expect: [
      "nix.gc.automatic = true",
      'nix.gc.dates = "weekly"',
      'nix.gc.options = "--delete-older-than 14d"',
    ],
  },
  {
    goal: "keep 10 generations in the boot menu",
    expect: ["boot.loader.systemd-boot.configurationLimit = 10"],
  },
  {
    goal: "grafana and prometheus with node exporter",
    expect: [
      "services.grafana.enable = true",
      "services.prometheus.enable = true",
      "services.prometheus.exporters.node.enable = true",
    ],
  },
  {
    goal: "postgresql 15",
    expect: [
      "services.postgresql.enable = true",
      "services.postgresql.package = pkgs.postgresql_15",
    ],
  },
  {
    goal: "backup postgres daily",
    expect: [
      "services.postgresql.enable = true",
      "services.postgresqlBackup.enable = true",
      'services.postgresqlBackup.startAt = "daily"',
    ],
  },
  { goal: "redis", expect: ['services.redis.servers."".enable = true'] },
  {
    goal: "nginx with gzip and recommended tls settings",
    expect: [
      "services.nginx.enable = true",
      "services.nginx.recommendedGzipSettings = true",
      "services.nginx.recommendedTlsSettings = true",
    ],
  },
  {
    goal: "serve /srv/www on example.org with nginx",
    expect: [
      "services.nginx.enable = true",
      'services.nginx.virtualHosts."example.org".root = "/srv/www"',
    ],
  },
  { goal: "tor relay", expect: ["services.tor.relay.enable = true"] },
  { goal: "i2p", expect: ["services.i2p.enable = true"] },
  { goal: "monero node", expect: ["services.monero.enable = true"] },
  {
    goal: "sonarr radarr and prowlarr",
    expect: [
      "services.sonarr.enable = true",
      "services.radarr.enable = true",
      "services.prowlarr.enable = true",
    ],
  },
  { goal: "qbittorrent", expect: ["services.qbittorrent.enable = true"] },
];
