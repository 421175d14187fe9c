import type { GoalCase } from "../support/goal-case.ts";

/** A second set in other words, also written before it was first run; same target and people. */
export const secondGoals: readonly GoalCase[] = [
  {
    goal: "I need mosquitto on this box with port 1883 open",
    expect: ["services.mosquitto.enable = true", "networking.firewall.allowedTCPPorts += 1883"],
  },
  {
    goal: "enable syncthing and open its default ports",
    expect: ["services.syncthing.enable = true", "services.syncthing.openDefaultPorts = true"],
  },
  { goal: "run vaultwarden", expect: ["services.vaultwarden.enable = true"] },
  { goal: "enable fail2ban", expect: ["services.fail2ban.enable = true"] },
  {
    goal: "Enable the GNOME desktop with gdm",
    expect: [
      "services.desktopManager.gnome.enable = true",
      "services.displayManager.gdm.enable = true",
    ],
  },
  { goal: "switch from gnome to plasma 6", expect: [], asks: true },
  { goal: "get hyprland working", expect: ["programs.hyprland.enable = true"] },
  {
    goal: "add steam, lutris and heroic",
    expect: ["environment.systemPackages += pkgs.steam pkgs.lutris pkgs.heroic"],
  },
  {
    goal: "install nerd fonts jetbrains mono",
    expect: ["fonts.packages += pkgs.nerd-fonts.jetbrains-mono"],
  },
  { goal: "enable nix-ld", expect: ["programs.nix-ld.enable = true"] },
  { goal: "set up direnv", expect: ["programs.direnv.enable = true"] },
  {
    goal: "enable gamemode and gamescope",
    expect: ["programs.gamemode.enable = true", "programs.gamescope.enable = true"],
  },
  { goal: "disable the systemd-boot editor", expect: ["boot.loader.systemd-boot.editor = false"] },
  {
    goal: "limit the boot menu to 10 entries",
    expect: ["boot.loader.systemd-boot.configurationLimit = 10"],
  },
  { goal: "set the boot timeout to 3 seconds", expect: ["boot.loader.timeout = 3"] },
  { goal: "quiet boot with plymouth", expect: [], asks: true },
  { goal: "enable plymouth", expect: ["boot.plymouth.enable = true"] },
  { goal: "let alice manage docker", expect: [], asks: true },
  {
    goal: "put alice into the networkmanager group",
    expect: ['users.users.alice.extraGroups += "networkmanager"'],
  },
  { goal: "give bob sudo access", expect: ['users.users.bob.extraGroups += "wheel"'] },
  {
    goal: "create a new user called dave with sudo rights",
    expect: ["users.users.dave.isNormalUser = true", 'users.users.dave.extraGroups += "wheel"'],
  },
  {
    goal: "use fish as the login shell for bob",
    expect: ["users.users.bob.shell = pkgs.fish", "programs.fish.enable = true"],
  },
  {
    goal: "make fish the default shell",
    expect: ["users.defaultUserShell = pkgs.fish", "programs.fish.enable = true"],
  },
  { goal: "trust alice as a nix user", expect: [], asks: true },
  { goal: "add alice to nix trusted users", expect: ['nix.settings.trusted-users += "alice"'] },
  { goal: "set max-jobs to 4", expect: ["nix.settings.max-jobs = 4"] },
  { goal: "turn on auto-optimise-store", expect: ["nix.settings.auto-optimise-store = true"] },
  {
    goal: "delete garbage older than 7 days daily",
    expect: [
      "nix.gc.automatic = true",
      'nix.gc.dates = "daily"',
      'nix.gc.options = "--delete-older-than 7d"',
    ],
  },
  {
    goal: "enable automatic system updates with reboot",
    expect: ["system.autoUpgrade.enable = true", "system.autoUpgrade.allowReboot = true"],
  },
  {
    goal: "enable avahi and open the firewall for it",
    expect: ["services.avahi.enable = true", "services.avahi.openFirewall = true"],
  },
  { goal: "allow ssh through the firewall", expect: ["services.openssh.openFirewall = true"] },
  {
    goal: "open ports 80 and 443 so that letsencrypt works",
    expect: ["networking.firewall.allowedTCPPorts += 80 443"],
  },
  { goal: "forward port 8080 to 80", expect: [], asks: true },
  { goal: "close all ports", expect: [], asks: true },
  { goal: "move ssh to port 2200", expect: ["services.openssh.ports = 2200"] },
  {
    goal: "only allow key based ssh logins",
    expect: [
      "services.openssh.settings.PasswordAuthentication = false",
      "services.openssh.settings.KbdInteractiveAuthentication = false",
    ],
  },
  {
    goal: "set X11Forwarding for ssh to true",
    expect: ["services.openssh.settings.X11Forwarding = true"],
  },
  {
    goal: "turn on X11 forwarding for ssh",
    expect: ["services.openssh.settings.X11Forwarding = true"],
  },
  {
    goal: "enable libvirtd and add alice to the libvirtd group",
    expect: [
      "virtualisation.libvirtd.enable = true",
      'users.users.alice.extraGroups += "libvirtd"',
    ],
  },
  {
    goal: "set up podman with docker compatibility",
    expect: ["virtualisation.podman.enable = true", "virtualisation.podman.dockerCompat = true"],
  },
  { goal: "make docker start on boot", expect: ["virtualisation.docker.enable = true"] },
  { goal: "don't start docker on boot", expect: ["virtualisation.docker.enableOnBoot = false"] },
  {
    goal: "enable the postgres database and install pgadmin4",
    expect: ["services.postgresql.enable = true"],
    asks: true,
  },
  { goal: "set the console font to ter-v32n", expect: ['console.font = "ter-v32n"'] },
  { goal: "use systemd-resolved for dns", expect: ["services.resolved.enable = true"] },
  { goal: "switch to networkmanager", expect: ["networking.networkmanager.enable = true"] },
  {
    goal: "use iwd as the wifi backend for networkmanager",
    expect: ['networking.networkmanager.wifi.backend = "iwd"'],
  },
  {
    goal: "disable wifi power saving",
    expect: ["networking.networkmanager.wifi.powersave = false"],
  },
  {
    goal: "set up tlp instead of power-profiles-daemon",
    expect: ["services.tlp.enable = true", "services.power-profiles-daemon.enable = false"],
  },
  {
    goal: "enable thermald, fstrim and fwupd",
    expect: [
      "services.thermald.enable = true",
      "services.fstrim.enable = true",
      "services.fwupd.enable = true",
    ],
  },
  { goal: "enable touchpad tapping", expect: ["services.libinput.touchpad.tapping = true"] },
  {
    goal: "enable natural scrolling",
    expect: ["services.libinput.touchpad.naturalScrolling = true"],
  },
  {
    goal: "set the default session to plasma",
    expect: ['services.displayManager.defaultSession = "plasma"'],
  },
  {
    goal: 'Set console.keyMap to "de" and time.timeZone to "Europe/Vienna"',
    expect: ['console.keyMap = "de"', 'time.timeZone = "Europe/Vienna"'],
  },
  {
    goal: "enable nextcloud at cloud.example.org",
    expect: [
      "services.nextcloud.enable = true",
      'services.nextcloud.hostName = "cloud.example.org"',
    ],
    asks: false,
  },
  { goal: "add a systemd timer that runs my backup script", expect: [], asks: true },
  { goal: "enable restic backups", expect: [], asks: true },
  { goal: "mount /dev/sdb1 on /data", expect: [], asks: true },
  { goal: "use btrfs compression", expect: [], asks: true },
  {
    goal: "enable k3s as a server",
    expect: ["services.k3s.enable = true", 'services.k3s.role = "server"'],
  },
  { goal: "make the fans quieter", expect: [], asks: true },
  { goal: "why does my laptop not sleep", expect: [], asks: true },
  { goal: "disable the nouveau driver", expect: ['boot.blacklistedKernelModules += "nouveau"'] },
  { goal: "use the zen kernel", expect: ["boot.kernelPackages = pkgs.linuxPackages_zen"] },
  { goal: "load the v4l2loopback kernel module", expect: ['boot.kernelModules += "v4l2loopback"'] },
  {
    goal: "set networking.firewall.allowedTCPPorts to [ 22 80 443 ]",
    expect: ["networking.firewall.allowedTCPPorts = 22 80 443"],
  },
  {
    goal: "install google chrome and enable unfree",
    expect: [
      "environment.systemPackages += pkgs.google-chrome",
      "nixpkgs.config.allowUnfree = true",
    ],
  },
  {
    goal: "enable flatpak, and also xdg portals",
    expect: ["services.flatpak.enable = true", "xdg.portal.enable = true"],
  },
  {
    goal: "set git's default branch to main",
    expect: ['programs.git.config.init.defaultBranch = "main"'],
  },
];
