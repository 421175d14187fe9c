import type { GoalCase } from "../support/goal-case.ts";

/** Goals that were once read wrongly or not at all, against the options of a real NixOS; all must hold. */
export const learnedGoals: readonly GoalCase[] = [
  {
    goal: "set the hostname of laptop to lichen",
    expect: ['networking.hostName = "lichen"'],
    note: /does not rename the flake output/,
  },
  {
    goal: "set the grafana port to 3001",
    expect: [],
    question: /not understand/,
    choice: "set services.grafana.settings.server.http_port to 3001",
  },
  { goal: "set the wifi psk of attic to hunter22", expect: [], question: /Secrets do not belong/ },
  { goal: "use lix instead of nix", expect: [], question: /no option for "lix"/ },
  { goal: "run a dhcp server for my lan", expect: [], question: /Which DHCP server/ },
  {
    goal: "use Berlin time and a German keyboard",
    expect: [
      'time.timeZone = "Europe/Berlin"',
      'services.xserver.xkb.layout = "de"',
      'console.keyMap = "de"',
    ],
  },
  { goal: "set up a wireguard server", expect: ["networking.wireguard.enable = true"] },
  { goal: "enable node exporter", expect: ["services.prometheus.exporters.node.enable = true"] },
  {
    goal: "disable ssh password and root login",
    expect: [
      "services.openssh.settings.PasswordAuthentication = false",
      'services.openssh.settings.PermitRootLogin = "no"',
    ],
  },
  {
    goal: "enable ssh, disable root login and password auth",
    expect: [
      "services.openssh.enable = true",
      'services.openssh.settings.PermitRootLogin = "no"',
      "services.openssh.settings.PasswordAuthentication = false",
    ],
  },
  {
    goal: "enable the firewall but allow ssh and http",
    expect: [
      "networking.firewall.enable = true",
      "services.openssh.openFirewall = true",
      "networking.firewall.allowedTCPPorts += 80",
    ],
  },
  { goal: "allow ssh", expect: [], question: /let through the firewall/ },
  {
    goal: "install neovim and make it the default editor",
    expect: [
      "environment.systemPackages += pkgs.neovim",
      "programs.neovim.enable = true",
      "programs.neovim.defaultEditor = true",
    ],
  },
  { goal: "make it the default editor", expect: [], asks: true },
  { goal: "update firmware", expect: ["services.fwupd.enable = true"] },
  {
    goal: "limit journald to 500M",
    expect: ['services.journald.extraConfig += "SystemMaxUse=500M"'],
  },
  { goal: "set the max open files to 10000", expect: [], asks: true },
  { goal: "disable the systemd-boot editor", expect: ["boot.loader.systemd-boot.editor = false"] },
  { goal: "don't start docker on boot", expect: ["virtualisation.docker.enableOnBoot = false"] },
  { goal: "enable docker swarm", expect: [], asks: true },
  { goal: "enable docker but only for alice", expect: [], asks: true },
  { goal: "enable nginx reverse proxy for grafana", expect: [], asks: true },
  {
    goal: "set up let's encrypt for example.org",
    expect: ["security.acme.acceptTerms = true"],
    question: /for example.org/,
  },
  {
    goal: "set services.nginx.virtualHosts.example.org.root to /srv",
    expect: [],
    choice: 'services.nginx.virtualHosts."example.org".root = /srv',
    asks: true,
  },
  { goal: "set environment variable FOO to Bar", expect: ['environment.variables.FOO = "Bar"'] },
  {
    goal: "use podman instead of docker",
    expect: ["virtualisation.podman.enable = true", "virtualisation.docker.enable = false"],
  },
  { goal: "enable everything", expect: [], asks: true },
  { goal: "make it faster", expect: [], asks: true },
  { goal: "restart nginx", expect: [], asks: true },
  {
    goal: 'set console.keyMap to "de" and time.timeZone to "Europe/Vienna"',
    expect: ['console.keyMap = "de"', 'time.timeZone = "Europe/Vienna"'],
  },
];
