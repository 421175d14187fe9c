import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqTestKeyTestKeyTestKeyTestKey bob@phone";
const ssh = "services.openssh.settings";

/**
 * A third set in the words of forum posts, chats and typos, each expectation written before its
 * first run (27 of 60 were understood then) and learned from since; on target `laptop` with every option of a real NixOS, users alice (wheel) and bob.
 */
export const thirdGoals: readonly GoalCase[] = [
  {
    goal: "enable tailscle",
    expect: [],
    question: /tailscle/,
    choice: "services.tailscale.enable = true",
  },
  {
    goal: "add user carol with sudo and docker, set timezone to Berlin",
    expect: [
      on("users.users.carol.isNormalUser"),
      'users.users.carol.extraGroups += "wheel" "docker"',
      'time.timeZone = "Europe/Berlin"',
    ],
  },
  {
    goal: "create a user called carol who can use sudo",
    expect: [on("users.users.carol.isNormalUser"), 'users.users.carol.extraGroups += "wheel"'],
  },
  { goal: "give dave sudo", expect: [], question: /dave/, choice: "give alice sudo" },
  {
    goal: "use en_US locale and German keyboard",
    expect: [
      'i18n.defaultLocale = "en_US.UTF-8"',
      'services.xserver.xkb.layout = "de"',
      'console.keyMap = "de"',
    ],
  },
  {
    goal: "serve /srv/www with nginx on port 8080",
    expect: [on("services.nginx.enable"), "services.nginx.defaultHTTPListenPort = 8080"],
    question: /\/srv\/www/,
  },
  {
    goal: "let alice use docker without sudo",
    expect: ['users.users.alice.extraGroups += "docker"'],
  },
  { goal: "rename this machine to atlas", expect: ['networking.hostName = "atlas"'] },
  {
    goal: "automatically upgrade every night",
    expect: [on("system.autoUpgrade.enable"), 'system.autoUpgrade.dates = "daily"'],
  },
  { goal: "stop ssh password logins", expect: [`${ssh}.PasswordAuthentication = false`] },
  { goal: "ban brute force ssh", expect: [on("services.fail2ban.enable")] },
  {
    goal: "install the jetbrains mono nerd font",
    expect: ["fonts.packages += pkgs.nerd-fonts.jetbrains-mono"],
  },
  { goal: "start syncthing for alice", expect: [], question: /alice/ },
  { goal: "auto-mount usb sticks", expect: [], asks: true },
  {
    goal: "jellyfin should be reachable from the LAN",
    expect: [on("services.jellyfin.openFirewall")],
  },
  { goal: "I'd like to have steam, thx", expect: [on("programs.steam.enable")] },
  { goal: "can you get bluetooth working?", expect: [on("hardware.bluetooth.enable")] },
  {
    goal: "enable home assistant with its firewall port",
    expect: [on("services.home-assistant.enable"), on("services.home-assistant.openFirewall")],
  },
  {
    goal: "enable jellyfin with hardware acceleration",
    expect: [on("services.jellyfin.enable"), on("services.jellyfin.hardwareAcceleration.enable")],
  },
  {
    goal: "open 8123 on the firewall for home assistant",
    expect: ["networking.firewall.allowedTCPPorts += 8123"],
  },
  {
    goal: "virtualisation.libvirtd.enable on, add bob to libvirtd",
    expect: [on("virtualisation.libvirtd.enable"), 'users.users.bob.extraGroups += "libvirtd"'],
  },
  {
    goal: "make bob an administrator",
    expect: ['users.users.bob.extraGroups += "wheel"'],
  },
  {
    goal: "new user dana, shell fish, groups wheel and networkmanager",
    expect: [
      on("users.users.dana.isNormalUser"),
      "users.users.dana.shell = pkgs.fish",
      on("programs.fish.enable"),
      'users.users.dana.extraGroups += "wheel" "networkmanager"',
    ],
  },
  { goal: "add a group called media", expect: ["users.groups.media = {  }"] },
  {
    goal: "my ssh should listen on port 2222 instead of 22",
    expect: ["services.openssh.ports = 2222"],
  },
  {
    goal: "ssh: keys only",
    expect: [
      `${ssh}.PasswordAuthentication = false`,
      `${ssh}.KbdInteractiveAuthentication = false`,
    ],
  },
  { goal: "grub timeout 2 seconds", expect: ["boot.loader.timeout = 2"] },
  {
    goal: "docker shouldn't start on boot",
    expect: ["virtualisation.docker.enableOnBoot = false"],
  },
  { goal: "install git for bob only", expect: ["users.users.bob.packages += pkgs.git"] },
  {
    goal: "sway with waybar",
    expect: [on("programs.sway.enable"), on("programs.waybar.enable")],
  },
  {
    goal: "need wireguard, port 51820 udp open",
    expect: [on("networking.wireguard.enable"), "networking.firewall.allowedUDPPorts += 51820"],
  },
  {
    goal: 'set environment.variables.EDITOR to "nvim"',
    expect: ['environment.variables.EDITOR = "nvim"'],
  },
  {
    goal: "enable vaultwarden behind nginx",
    expect: [on("services.vaultwarden.enable"), on("services.vaultwarden.configureNginx")],
    note: /behind nginx/,
  },
  {
    goal: "enable postgres and create a database called nextcloud",
    expect: [
      on("services.postgresql.enable"),
      'services.postgresql.ensureDatabases += "nextcloud"',
    ],
  },
  {
    goal: "podman with docker compat",
    expect: [on("virtualisation.podman.enable"), on("virtualisation.podman.dockerCompat")],
  },
  {
    goal: "change bob's shell to zsh",
    expect: ["users.users.bob.shell = pkgs.zsh", on("programs.zsh.enable")],
  },
  {
    goal: "enable nginx and postgress",
    expect: [on("services.nginx.enable")],
    question: /postgress/,
    choice: "services.postgresql.enable = true",
  },
  { goal: "intall htop", expect: [], question: /intall/, choice: "install htop" },
  {
    goal: "hey, could someone enable flatpak for me? thanks!",
    expect: [on("services.flatpak.enable")],
  },
  {
    goal: "I'd like plasma 6 with sddm on wayland",
    expect: [
      on("services.desktopManager.plasma6.enable"),
      on("services.displayManager.sddm.enable"),
      on("services.displayManager.sddm.wayland.enable"),
    ],
  },
  {
    goal: "firewall: allow 22, 80 and 443",
    expect: ["networking.firewall.allowedTCPPorts += 22 80 443"],
  },
  { goal: "hostname=atlas", expect: ['networking.hostName = "atlas"'] },
  {
    goal: "timezone Europe/Londn",
    expect: [],
    question: /Londn/,
    choice: "set time.timeZone to Europe/London",
  },
  {
    goal: "use fish as my shell",
    expect: [],
    question: /Which user/,
    choice: "make fish the shell of alice",
  },
  {
    goal: `add the key ${key} to bob`,
    expect: [`users.users.bob.openssh.authorizedKeys.keys += ${JSON.stringify(key)}`],
  },
  {
    goal: "enable ollama with cuda",
    // This nixpkgs has no services.ollama.acceleration any more: the package decides.
    expect: [on("services.ollama.enable")],
    question: /with cuda/,
  },
  {
    goal: "set up a minecraft server with 4GB of ram",
    expect: [on("services.minecraft-server.enable")],
    question: /4GB of ram/,
  },
  {
    goal: "let the wheel group sudo without password",
    expect: ["security.sudo.wheelNeedsPassword = false"],
  },
  { goal: "get my nvidia card working", expect: ['services.xserver.videoDrivers += "nvidia"'] },
  {
    goal: 'create user eve (full name "Eve Adams") with zsh as her shell',
    expect: [
      on("users.users.eve.isNormalUser"),
      'users.users.eve.description = "Eve Adams"',
      "users.users.eve.shell = pkgs.zsh",
      on("programs.zsh.enable"),
    ],
  },
];

/** The same on the hosts web1 and nas1 of the in-test table; users alice and bob. */
export const thirdHostGoals: readonly (GoalCase & {
  readonly at?: readonly string[];
  readonly named?: readonly string[];
})[] = [
  {
    goal: "turn the firewall off on nas1",
    expect: ["networking.firewall.enable = false"],
    at: ["nas1"],
  },
  {
    goal: "enable home assistant with its firewall port on nas1",
    expect: [on("services.home-assistant.enable"), on("services.home-assistant.openFirewall")],
    at: ["nas1"],
  },
  {
    goal: "nas1 needs grafana, reachable from outside",
    expect: [on("services.grafana.enable"), on("services.grafana.openFirewall")],
    at: ["nas1"],
  },
  {
    goal: "on web1 let bob into the docker group and turn docker on",
    expect: ['users.users.bob.extraGroups += "docker"', on("virtualisation.docker.enable")],
    at: ["web1"],
  },
  { goal: "web1: tailscale", expect: [on("services.tailscale.enable")], at: ["web1"] },
  {
    goal: "enable prometheus with the node exporter on nas1",
    expect: [on("services.prometheus.enable"), on("services.prometheus.exporters.node.enable")],
    at: ["nas1"],
  },
  {
    goal: "set services.tailscale.useRoutingFeatures to client on web1",
    expect: ['services.tailscale.useRoutingFeatures = "client"'],
    at: ["web1"],
  },
  {
    goal: "make sure nobody can log in as root over ssh on web1",
    expect: [`${ssh}.PermitRootLogin = "no"`],
    at: ["web1"],
  },
  { goal: "enable tailscale on web2", expect: [], question: /web2/ },
  {
    goal: "give carol admin rights on nas1",
    expect: [],
    question: /carol/,
    choice: "give bob sudo on nas1",
  },
  {
    goal: "enable tailscle on nas1",
    expect: [],
    question: /tailscle/,
    choice: "services.tailscale.enable = true on nas1",
  },
  {
    goal: "create bob's account with sudo on web1",
    expect: [on("users.users.bob.isNormalUser"), 'users.users.bob.extraGroups += "wheel"'],
    at: ["web1"],
  },
  {
    goal: "let zoe use docker on nas1",
    expect: [],
    question: /zoe/,
    choice: "create user zoe in the docker group on nas1",
  },
  { goal: "enable ssh, but not for root", expect: [], question: /but not for root/ },
  { goal: "add alice to wheel but not docker", expect: [], question: /but not docker/ },
  {
    goal: "let 80 and 443 through on nas1",
    expect: ["networking.firewall.allowedTCPPorts += 80 443"],
    at: ["nas1"],
  },
  {
    goal: "enable docker everywhere but not on nas1",
    expect: [on("virtualisation.docker.enable")],
    at: ["web1"],
  },
];
