import type { GoalCase } from "../support/goal-case.ts";

/**
 * Goals as people type them, about devices, habits and services. They were tried while the words for them were
 * written, so they guard what is read and say nothing of new goals.
 */
export const wildFourthGoals: readonly GoalCase[] = [
  { goal: "make bash completion work", expect: ["programs.bash.completion.enable = true"] },
  {
    goal: "garbage collect old generations every week, keep 30 days",
    expect: [
      "nix.gc.automatic = true",
      'nix.gc.dates = "weekly"',
      'nix.gc.options = "--delete-older-than 30d"',
    ],
  },
  {
    goal: "give the machine a static ip 192.168.1.50/24 on eth0, gateway 192.168.1.1",
    expect: [
      'networking.interfaces.eth0.ipv4.addresses += { address = "192.168.1.50"; prefixLength = 24; }',
      'networking.defaultGateway.address = "192.168.1.1"',
    ],
  },
  { goal: "use cloudflare dns", expect: ['networking.nameservers = "1.1.1.1" "1.0.0.1"'] },
  {
    goal: "I want KDE with SDDM",
    expect: [
      "services.desktopManager.plasma6.enable = true",
      "services.displayManager.sddm.enable = true",
    ],
  },
  {
    goal: "switch to gnome with gdm",
    expect: [
      "services.desktopManager.gnome.enable = true",
      "services.displayManager.gdm.enable = true",
    ],
  },
  {
    goal: "make caps lock an extra escape",
    expect: ['services.xserver.xkb.options = "caps:escape"'],
  },
  {
    goal: "british keyboard",
    expect: ['services.xserver.xkb.layout = "gb"', 'console.keyMap = "uk"'],
  },
  {
    goal: "enable bluetooth and power it on at boot",
    expect: ["hardware.bluetooth.enable = true", "hardware.bluetooth.powerOnBoot = true"],
  },
  {
    goal: "pipewire instead of pulseaudio",
    expect: ["services.pipewire.enable = true", "services.pulseaudio.enable = false"],
  },
  {
    goal: "print to my HP printer",
    expect: ["services.printing.enable = true", "services.printing.drivers += pkgs.hplip"],
  },
  { goal: "scan with my epson scanner", expect: ["hardware.sane.enable = true"] },
  {
    goal: "nvidia open drivers",
    expect: ['services.xserver.videoDrivers += "nvidia"', "hardware.nvidia.open = true"],
  },
  { goal: "use the lts kernel", expect: ["boot.kernelPackages = pkgs.linuxPackages"] },
  { goal: "add the kernel parameter quiet", expect: ['boot.kernelParams += "quiet"'] },
  { goal: "blacklist the nouveau module", expect: ['boot.blacklistedKernelModules += "nouveau"'] },
  {
    goal: "zfs with weekly scrub",
    expect: ["services.zfs.autoScrub.enable = true", 'services.zfs.autoScrub.interval = "weekly"'],
  },
  {
    goal: "mount /dev/disk/by-label/media at /media as ext4",
    expect: [
      'fileSystems."/media".device = "/dev/disk/by-label/media"',
      'fileSystems."/media".fsType = "ext4"',
    ],
  },
  {
    goal: "8GB swap file at /swapfile",
    expect: ['swapDevices += { device = "/swapfile"; size = 8192; }'],
  },
  { goal: "put /tmp in ram", expect: ["boot.tmp.useTmpfs = true"] },
  {
    goal: "docker for user bob",
    expect: ["virtualisation.docker.enable = true", 'users.users.bob.extraGroups += "docker"'],
  },
  {
    goal: "podman with docker compatibility",
    expect: ["virtualisation.podman.enable = true", "virtualisation.podman.dockerCompat = true"],
  },
  {
    goal: "virt-manager and kvm",
    expect: ["programs.virt-manager.enable = true", "virtualisation.libvirtd.enable = true"],
  },
  {
    goal: "run home assistant and open port 8123",
    expect: [
      "services.home-assistant.enable = true",
      "networking.firewall.allowedTCPPorts += 8123",
    ],
  },
  {
    goal: "caddy reverse proxy for git.example.org to port 3000",
    expect: [
      "services.caddy.enable = true",
      'services.caddy.virtualHosts."git.example.org".extraConfig = "reverse_proxy 127.0.0.1:3000"',
    ],
  },
  {
    goal: "grafana on port 3001",
    expect: ["services.grafana.enable = true", "services.grafana.settings.server.http_port = 3001"],
  },
  {
    goal: "fail2ban for sshd, ban for a day",
    expect: ["services.fail2ban.enable = true", 'services.fail2ban.bantime = "1d"'],
  },
  { goal: "disable root ssh login", expect: ['services.openssh.settings.PermitRootLogin = "no"'] },
  { goal: "change ssh port to 2222", expect: ["services.openssh.ports = 2222"] },
  {
    goal: "nfs export /srv to 192.168.1.0/24",
    expect: [
      "services.nfs.server.enable = true",
      'services.nfs.server.exports += "/srv 192.168.1.0/24(rw,sync,no_subtree_check)"',
    ],
  },
  {
    goal: "vaultwarden on port 8222",
    expect: [
      "services.vaultwarden.enable = true",
      "services.vaultwarden.config.ROCKET_PORT = 8222",
    ],
  },
  {
    goal: "adguard home on port 3000",
    expect: ["services.adguardhome.enable = true", "services.adguardhome.port = 3000"],
  },
  {
    goal: "mosquitto mqtt broker with anonymous access",
    expect: [
      "services.mosquitto.enable = true",
      'services.mosquitto.listeners += { acl = "pattern readwrite #"; omitPasswordAuth = true; settings = { allow_anonymous = true; }; }',
    ],
  },
  { goal: "starship prompt", expect: ["programs.starship.enable = true"] },
  {
    goal: "neovim as default editor",
    expect: ["programs.neovim.enable = true", "programs.neovim.defaultEditor = true"],
  },
  { goal: "add alice to the docker group", expect: ['users.users.alice.extraGroups += "docker"'] },
  {
    goal: "create user carol with home dir and sudo",
    expect: ["users.users.carol.isNormalUser = true", 'users.users.carol.extraGroups += "wheel"'],
  },
  { goal: "passwordless sudo for wheel", expect: ["security.sudo.wheelNeedsPassword = false"] },
  { goal: "set hostname to thor", expect: ['networking.hostName = "thor"'] },
  {
    goal: "time zone Berlin, German locale, German keyboard",
    expect: [
      'time.timeZone = "Europe/Berlin"',
      'i18n.defaultLocale = "de_DE.UTF-8"',
      'services.xserver.xkb.layout = "de"',
      'console.keyMap = "de"',
    ],
  },
  {
    goal: "enable nix flakes",
    expect: ['nix.settings.experimental-features += "nix-command" "flakes"'],
  },
  { goal: "allow unfree packages", expect: ["nixpkgs.config.allowUnfree = true"] },
  {
    goal: "limit journald to 500M",
    expect: ['services.journald.extraConfig += "SystemMaxUse=500M"'],
  },
  {
    goal: "disable suspend when lid closes",
    expect: ['services.logind.settings.Login.HandleLidSwitch = "ignore"'],
  },
  { goal: "auto cpu freq on laptop", expect: ["services.auto-cpufreq.enable = true"] },
  {
    goal: "tlp with battery threshold 80",
    expect: ["services.tlp.enable = true", "services.tlp.settings.STOP_CHARGE_THRESH_BAT0 = 80"],
  },
  {
    goal: "firewall: allow udp 5353 and tcp ports 8000-8010",
    expect: [
      "networking.firewall.allowedUDPPorts += 5353",
      "networking.firewall.allowedTCPPortRanges += { from = 8000; to = 8010; }",
    ],
  },
  { goal: "disable ipv6", expect: ["networking.enableIPv6 = false"] },
  { goal: "ntp via chrony", expect: ["services.chrony.enable = true"] },
  {
    goal: "fstrim weekly",
    expect: ["services.fstrim.enable = true", 'services.fstrim.interval = "weekly"'],
  },
  {
    goal: "smartd mail to root",
    expect: ["services.smartd.enable = true", "services.smartd.notifications.mail.enable = true"],
  },
  { goal: "appimage support", expect: ["programs.appimage.enable = true"] },
  {
    goal: "run a minecraft server, accept the eula",
    expect: ["services.minecraft-server.enable = true", "services.minecraft-server.eula = true"],
  },
  {
    goal: "postgres 16 with database gitea owned by gitea",
    expect: [
      "services.postgresql.enable = true",
      "services.postgresql.package = pkgs.postgresql_16",
      'services.postgresql.ensureDatabases += "gitea"',
      'services.postgresql.ensureUsers += { name = "gitea"; ensureDBOwnership = true; }',
    ],
  },
  {
    goal: "open port 25565 only on the lan interface enp3s0",
    expect: ["networking.firewall.interfaces.enp3s0.allowedTCPPorts += 25565"],
  },
  {
    goal: "automatic updates from github:me/config at 4am, no reboot",
    expect: [
      "system.autoUpgrade.enable = true",
      'system.autoUpgrade.flake = "github:me/config"',
      'system.autoUpgrade.dates = "04:00"',
      "system.autoUpgrade.allowReboot = false",
    ],
  },
  {
    goal: "use the open source nvidia driver",
    expect: ['services.xserver.videoDrivers += "nvidia"', "hardware.nvidia.open = true"],
  },
  { goal: "set up my amd gpu", expect: ["hardware.graphics.enable = true"] },
  { goal: "fingerprint login", expect: ["services.fprintd.enable = true"] },
  { goal: "install all firmware", expect: ["hardware.enableRedistributableFirmware = true"] },
];
