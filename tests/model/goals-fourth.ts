import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;
const tcp = "networking.firewall.allowedTCPPorts";
const group = (user: string, ...names: string[]): string =>
  `users.users.${user}.extraGroups += ${names.map((n) => JSON.stringify(n)).join(" ")}`;

/**
 * A fourth set, written after the rules were made to cover every word, each expectation before its
 * first run (30 of 40 were understood then) and learned from since. Target `laptop`, users alice (wheel) and bob.
 */
export const fourthGoals: readonly GoalCase[] = [
  { goal: "add bob to the audio and video groups pls", expect: [group("bob", "audio", "video")] },
  { goal: "bob needs docker access", expect: [group("bob", "docker")] },
  { goal: "bob should be able to use sudo", expect: [group("bob", "wheel")] },
  { goal: "revoke alice's sudo rights", expect: ['users.users.alice.extraGroups -= "wheel"'] },
  {
    goal: "create a new user frank in the wheel and networkmanager groups",
    expect: [
      on("users.users.frank.isNormalUser"),
      'users.users.frank.extraGroups += "wheel" "networkmanager"',
    ],
  },
  {
    goal: "I need an account for grandma, without sudo",
    expect: [on("users.users.grandma.isNormalUser")],
    note: /without sudo/,
  },
  { goal: "delete the user bob", expect: ["users.users.bob unset"] },
  {
    goal: "please add two users, kim and lee",
    expect: [],
    asks: true,
  },
  {
    goal: "add users kim and lee with sudo",
    expect: [
      on("users.users.kim.isNormalUser"),
      'users.users.kim.extraGroups += "wheel"',
      on("users.users.lee.isNormalUser"),
      'users.users.lee.extraGroups += "wheel"',
    ],
  },
  { goal: "open up port 3000 for my dev server", expect: [`${tcp} += 3000`] },
  { goal: "close 631", expect: [`${tcp} -= 631`] },
  {
    goal: "run grafana on port 3001 and make it accessible from the network",
    expect: [
      on("services.grafana.enable"),
      "services.grafana.settings.server.http_port = 3001",
      "services.grafana.openFirewall = true",
    ],
  },
  {
    goal: "tailscale + mosh",
    expect: [on("services.tailscale.enable"), on("programs.mosh.enable")],
  },
  { goal: "networking.firewall.allowedTCPPorts += 8080", expect: [`${tcp} += 8080`] },
  {
    goal: "services.openssh.settings.PermitRootLogin = no",
    expect: ['services.openssh.settings.PermitRootLogin = "no"'],
  },
  { goal: "turn off the firewall temporarily", expect: [], question: /temporarily/ },
  { goal: "nvidia drivers pls", expect: ['services.xserver.videoDrivers += "nvidia"'] },
  {
    goal: "my keyboard is danish",
    expect: ['services.xserver.xkb.layout = "dk"', 'console.keyMap = "dk"'],
  },
  { goal: "I live in Tokyo, fix the clock", expect: [], asks: true },
  { goal: "timezone should be Tokyo", expect: ['time.timeZone = "Asia/Tokyo"'] },
  {
    goal: "set hostname to atlas and locale to de_DE",
    expect: ['networking.hostName = "atlas"', 'i18n.defaultLocale = "de_DE.UTF-8"'],
  },
  {
    goal: "pls disable ipv6 & enable avahi",
    expect: [off("networking.enableIPv6"), on("services.avahi.enable")],
  },
  {
    goal: "enable jellyfin but keep the firewall closed",
    expect: [on("services.jellyfin.enable")],
  },
  { goal: "get rid of nano", expect: ["programs.nano.enable = false"] },
  {
    goal: "i'd love to have vscode and discord",
    expect: [on("programs.vscode.enable"), "environment.systemPackages += pkgs.discord"],
  },
  {
    goal: "install fire fox",
    expect: ["environment.systemPackages += pkgs.firefox"],
    note: /fire fox/,
  },
  {
    goal: "enable virtmanager and libvirtd, and put alice in the libvirtd group",
    expect: [
      on("programs.virt-manager.enable"),
      on("virtualisation.libvirtd.enable"),
      group("alice", "libvirtd"),
    ],
  },
  {
    goal: "don't let root log in over ssh",
    expect: ['services.openssh.settings.PermitRootLogin = "no"'],
  },
  { goal: "enable ssh but only with keys", expect: [], asks: true },
  { goal: "make the firewall allow 53/udp", expect: ["networking.firewall.allowedUDPPorts += 53"] },
  { goal: "disalbe bluetooth", expect: [], question: /disalbe/, choice: "disable bluetooth" },
  { goal: "give alice zsh", expect: [], asks: true },
  {
    goal: "use systemd-boot instead of grub",
    expect: [on("boot.loader.systemd-boot.enable"), off("boot.loader.grub.enable")],
  },
  {
    goal: "enable postgresql 15 with port 5433",
    expect: [
      on("services.postgresql.enable"),
      "services.postgresql.package = pkgs.postgresql_15",
      "services.postgresql.settings.port = 5433",
    ],
  },
  { goal: "start nginx when the machine boots", expect: [], asks: true },
  {
    goal: "ensure cups and avahi are enabled",
    expect: [on("services.printing.enable"), on("services.avahi.enable")],
  },
  {
    goal: "can we have podman instead of docker?",
    expect: [on("virtualisation.podman.enable"), off("virtualisation.docker.enable")],
  },
  { goal: "add a cronjob that runs backup.sh", expect: [], asks: true },
  { goal: "use cloudflare dns", expect: ['networking.nameservers = "1.1.1.1" "1.0.0.1"'] },
  {
    goal: "make bob's shell fish and install eza for him",
    expect: [
      "users.users.bob.shell = pkgs.fish",
      on("programs.fish.enable"),
      "users.users.bob.packages += pkgs.eza",
    ],
  },
];

/** A fifth set, written the same way after the fourth was learned (19 of 30 at first). */
export const fifthGoals: readonly GoalCase[] = [
  {
    goal: "webserver + postgres, thanks",
    expect: [on("services.nginx.enable"), on("services.postgresql.enable")],
  },
  { goal: "alice wants to use wireshark", expect: [group("alice", "wireshark")] },
  {
    goal: "add a user called media that is in the video group and has no password",
    expect: [on("users.users.media.isNormalUser"), group("media", "video")],
  },
  {
    goal: `create user gina, zsh shell, wheel, key ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqTestKeyTestKeyTestKeyTestKey g@x`,
    expect: [
      on("users.users.gina.isNormalUser"),
      group("gina", "wheel"),
      "users.users.gina.shell = pkgs.zsh",
      on("programs.zsh.enable"),
      'users.users.gina.openssh.authorizedKeys.keys += "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqTestKeyTestKeyTestKeyTestKey g@x"',
    ],
  },
  {
    goal: "add user hal with uid 1500",
    expect: [on("users.users.hal.isNormalUser"), "users.users.hal.uid = 1500"],
  },
  {
    goal: "enable jellyfin with port 8097",
    expect: [on("services.jellyfin.enable")],
    question: /port/,
  },
  {
    goal: "enable gitea with its ports open to the LAN",
    expect: [on("services.gitea.enable"), `${tcp} += 3000`],
  },
  {
    goal: "I want immich, reachable from my phone",
    expect: [on("services.immich.enable"), on("services.immich.openFirewall")],
  },
  {
    goal: "enable syncthing with user alice",
    expect: [on("services.syncthing.enable"), 'services.syncthing.user = "alice"'],
  },
  {
    goal: "enable openssh with password auth off",
    expect: [
      on("services.openssh.enable"),
      off("services.openssh.settings.PasswordAuthentication"),
    ],
  },
  {
    goal: "enable nginx with recommended proxy settings and gzip",
    expect: [
      on("services.nginx.enable"),
      on("services.nginx.recommendedProxySettings"),
      on("services.nginx.recommendedGzipSettings"),
    ],
  },
  {
    goal: "enable docker with the btrfs storage driver",
    expect: [on("virtualisation.docker.enable"), 'virtualisation.docker.storageDriver = "btrfs"'],
  },
  {
    goal: "install neovim, tmux and ripgrep for alice",
    expect: ["users.users.alice.packages += pkgs.neovim pkgs.tmux pkgs.ripgrep"],
  },
  { goal: "instal btop", expect: [], question: /instal/, choice: "install btop" },
  { goal: "remove docker completely", expect: [], asks: true },
  {
    goal: "my laptop should not sleep when i close the lid",
    expect: ['services.logind.settings.Login.HandleLidSwitch = "ignore"'],
  },
  {
    goal: "language: german, keyboard: german",
    expect: [
      'i18n.defaultLocale = "de_DE.UTF-8"',
      'services.xserver.xkb.layout = "de"',
      'console.keyMap = "de"',
    ],
  },
  {
    goal: "tailscale as exit node",
    expect: [
      on("services.tailscale.enable"),
      'services.tailscale.useRoutingFeatures = "server"',
      'services.tailscale.extraSetFlags += "--advertise-exit-node"',
    ],
  },
  {
    goal: "open port 22 only for tailscale0",
    expect: ["networking.firewall.interfaces.tailscale0.allowedTCPPorts += 22"],
  },
  { goal: "allow alice to run nixos-rebuild without password", expect: [], asks: true },
  {
    goal: "let's use the zen kernel and plymouth",
    expect: ["boot.kernelPackages = pkgs.linuxPackages_zen", on("boot.plymouth.enable")],
  },
  {
    goal: "enable samba and share /srv/media read only",
    expect: [
      on("services.samba.enable"),
      'services.samba.settings.media.path = "/srv/media"',
      'services.samba.settings.media."read only" = "yes"',
    ],
  },
  {
    goal: "enable blutooth",
    expect: [],
    question: /blutooth/,
    choice: "hardware.bluetooth.enable = true",
  },
  {
    goal: "add trusted-users alice to nix settings",
    expect: [],
    asks: true,
  },
  { goal: "who has sudo?", expect: [], answer: /wheel/ },
  {
    goal: "enable home assistant and mosquitto but only open the port of home assistant",
    expect: [on("services.home-assistant.enable"), on("services.mosquitto.enable")],
    question: /only open the port/,
    choice: "open the port of home assistant",
  },
  {
    goal: "set git user name to Alice",
    expect: [on("programs.git.enable"), 'programs.git.config.user.name = "Alice"'],
  },
  { goal: "update everything", expect: [], asks: true },
  {
    goal: "make a group family with alice and bob in it",
    expect: ["users.groups.family = {  }", group("alice", "family"), group("bob", "family")],
  },
  {
    goal: "no more docker, podman please",
    expect: [off("virtualisation.docker.enable"), off("virtualisation.podman.enable")],
  },
];
