import type { GoalCase } from "../support/goal-case.ts";

/**
 * Goals in the words of people on NixOS forums, written before the planner's first line and never
 * used to tune its tables; they are measured against the options of a real NixOS.
 * Target `laptop`, users alice (wheel) and bob.
 */
export const holdoutGoals: readonly GoalCase[] = [
  { goal: "I want docker on this machine", expect: ["virtualisation.docker.enable = true"] },
  {
    goal: "enable tailscale and let it through the firewall",
    expect: ["services.tailscale.enable = true", "services.tailscale.openFirewall = true"],
  },
  {
    goal: "install firefox and thunderbird",
    expect: ["environment.systemPackages += pkgs.firefox pkgs.thunderbird"],
  },
  {
    goal: "please set up jellyfin, and open its ports",
    expect: ["services.jellyfin.enable = true", "services.jellyfin.openFirewall = true"],
  },
  {
    goal: "turn off password logins for ssh",
    expect: ["services.openssh.settings.PasswordAuthentication = false"],
  },
  {
    goal: "my timezone should be America/New_York",
    expect: ['time.timeZone = "America/New_York"'],
  },
  {
    goal: "switch to the latest kernel",
    expect: ["boot.kernelPackages = pkgs.linuxPackages_latest"],
  },
  {
    goal: "enable flakes",
    expect: ['nix.settings.experimental-features += "nix-command" "flakes"'],
  },
  {
    goal: "clean up old generations every week automatically",
    expect: ["nix.gc.automatic = true", 'nix.gc.dates = "weekly"'],
  },
  {
    goal: "add my user alice to docker and libvirtd groups",
    expect: ['users.users.alice.extraGroups += "docker" "libvirtd"'],
  },
  {
    goal: "make zsh the default shell for alice",
    expect: ["users.users.alice.shell = pkgs.zsh", "programs.zsh.enable = true"],
  },
  {
    goal: "get plasma 6 running with sddm",
    expect: [
      "services.desktopManager.plasma6.enable = true",
      "services.displayManager.sddm.enable = true",
    ],
  },
  { goal: "allow unfree software", expect: ["nixpkgs.config.allowUnfree = true"] },
  {
    goal: "open port 25565 for my minecraft server",
    expect: ["networking.firewall.allowedTCPPorts += 25565"],
  },
  {
    goal: "expose 8096/tcp and 7359/udp",
    expect: [
      "networking.firewall.allowedTCPPorts += 8096",
      "networking.firewall.allowedUDPPorts += 7359",
    ],
  },
  {
    goal: "use systemd-boot and keep only 5 generations in the boot menu",
    expect: [
      "boot.loader.systemd-boot.enable = true",
      "boot.loader.systemd-boot.configurationLimit = 5",
    ],
  },
  {
    goal: "disable root login over ssh",
    expect: ['services.openssh.settings.PermitRootLogin = "no"'],
  },
  {
    goal: "I'd like bluetooth to be on, and powered at boot",
    expect: ["hardware.bluetooth.enable = true", "hardware.bluetooth.powerOnBoot = true"],
  },
  { goal: "give me steam", expect: ["programs.steam.enable = true"] },
  {
    goal: "set up postgres 16",
    expect: [
      "services.postgresql.enable = true",
      "services.postgresql.package = pkgs.postgresql_16",
    ],
  },
  { goal: "what ports are open?", expect: [], answer: /TCP/ },
  { goal: "make the swap use zram", expect: ["zramSwap.enable = true"] },
  {
    goal: "use pipewire instead of pulseaudio",
    expect: ["services.pipewire.enable = true", "services.pulseaudio.enable = false"],
  },
  {
    goal: "add an ssh key for bob: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq bob@laptop",
    expect: [
      'users.users.bob.openssh.authorizedKeys.keys += "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq bob@laptop"',
    ],
  },
  { goal: "rename the machine to nixbox", expect: ['networking.hostName = "nixbox"'] },
  {
    goal: "keyboard should be de nodeadkeys",
    expect: [
      'services.xserver.xkb.layout = "de"',
      'services.xserver.xkb.variant = "nodeadkeys"',
      'console.keyMap = "de"',
    ],
  },
  { goal: "use cloudflare dns", expect: ['networking.nameservers = "1.1.1.1" "1.0.0.1"'] },
  { goal: "set vm.swappiness to 10", expect: ['boot.kernel.sysctl."vm.swappiness" = 10'] },
  {
    goal: "auto-upgrade the system daily",
    expect: ["system.autoUpgrade.enable = true", 'system.autoUpgrade.dates = "daily"'],
  },
  {
    goal: "install vscode, discord and spotify for bob",
    expect: ["users.users.bob.packages += pkgs.vscode pkgs.discord pkgs.spotify"],
  },
  {
    goal: "run home assistant with the firewall open",
    expect: [
      "services.home-assistant.enable = true",
      "services.home-assistant.openFirewall = true",
    ],
  },
  { goal: "allow alice to use sudo without a password", expect: [], asks: true },
  { goal: "block port 631", expect: ["networking.firewall.allowedTCPPorts -= 631"] },
  {
    goal: "enable nginx with a virtual host for example.org",
    expect: ["services.nginx.enable = true"],
    asks: true,
  },
  {
    goal: "remove libreoffice, I don't need it anymore",
    expect: ["environment.systemPackages -= pkgs.libreoffice"],
  },
  { goal: "mount my nas", expect: [], asks: true },
  {
    goal: "enable the ssh server on port 2222 and disable password auth",
    expect: [
      "services.openssh.enable = true",
      "services.openssh.ports = 2222",
      "services.openssh.settings.PasswordAuthentication = false",
    ],
  },
  {
    goal: "please don't let root log in via ssh",
    expect: ['services.openssh.settings.PermitRootLogin = "no"'],
  },
  {
    goal: "enable virtualbox and add alice to vboxusers",
    expect: [
      "virtualisation.virtualbox.host.enable = true",
      'users.users.alice.extraGroups += "vboxusers"',
    ],
  },
  { goal: "turn ipv6 off", expect: ["networking.enableIPv6 = false"] },
  { goal: "lock it down so nobody can ssh in from outside tailscale", expect: [], asks: true },
  { goal: "enable fingerprint reader", expect: ["services.fprintd.enable = true"] },
  { goal: "firmware updates via fwupd please", expect: ["services.fwupd.enable = true"] },
  { goal: "optimise the nix store automatically", expect: ["nix.optimise.automatic = true"] },
  {
    goal: "log in alice automatically",
    expect: [
      "services.displayManager.autoLogin.enable = true",
      'services.displayManager.autoLogin.user = "alice"',
    ],
  },
];
