import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;
const tcp = "networking.firewall.allowedTCPPorts";
const packages = "environment.systemPackages";

/** Goals for a model that fills in forms, on the host `web1` of tests/support/homelab.ts. */
export const formGoals: readonly GoalCase[] = [
  { goal: "enable tailscale", expect: [on("services.tailscale.enable")] },
  { goal: "please turn on tailscale", expect: [on("services.tailscale.enable")] },
  { goal: "disable printing", expect: [off("services.printing.enable")] },
  { goal: "turn off bluetooth", expect: [off("hardware.bluetooth.enable")] },
  { goal: "enable docker", expect: [on("virtualisation.docker.enable")] },
  { goal: "enable rootless docker", expect: [on("virtualisation.docker.rootless.enable")] },
  { goal: "set up home assistant", expect: [on("services.home-assistant.enable")] },
  { goal: "I want nginx running", expect: [on("services.nginx.enable")] },
  {
    goal: "enable docker and disable printing",
    expect: [on("virtualisation.docker.enable"), off("services.printing.enable")],
  },
  {
    goal: "enable tailscale, docker and grafana",
    expect: [
      on("services.tailscale.enable"),
      on("virtualisation.docker.enable"),
      on("services.grafana.enable"),
    ],
  },
  { goal: "enable ssh", expect: [on("services.openssh.enable")] },
  { goal: "enable zsh", expect: [on("programs.zsh.enable")] },
  { goal: "stop using podman", expect: [off("virtualisation.podman.enable")] },
  { goal: "disable ipv6", expect: [off("networking.enableIPv6")] },
  { goal: "enable zram swap", expect: [on("zramSwap.enable")] },
  { goal: "set zramSwap.memoryPercent to 40", expect: ["zramSwap.memoryPercent = 40"] },
  { goal: "set services.tailscale.port to 41642", expect: ["services.tailscale.port = 41642"] },
  { goal: "set the tailscale port to 41642", expect: ["services.tailscale.port = 41642"] },
  { goal: "set the prometheus port to 9091", expect: ["services.prometheus.port = 9091"] },
  {
    goal: "set the gitea http port to 3001",
    expect: ["services.gitea.settings.server.HTTP_PORT = 3001"],
  },
  { goal: "open port 8080", expect: [`${tcp} += 8080`] },
  { goal: "open tcp port 8080 and 8443", expect: [`${tcp} += 8080 8443`] },
  { goal: "close port 631", expect: [`${tcp} -= 631`] },
  { goal: "install btop", expect: [`${packages} += pkgs.btop`] },
  { goal: "install ripgrep and fd", expect: [`${packages} += pkgs.ripgrep pkgs.fd`] },
  { goal: "uninstall firefox", expect: [`${packages} -= pkgs.firefox`] },
  { goal: "install docker-compose", expect: [`${packages} += pkgs.docker-compose`] },
  { goal: 'set networking.hostName to "shelf"', expect: ['networking.hostName = "shelf"'] },
  { goal: "set time.timeZone to Europe/Berlin", expect: ['time.timeZone = "Europe/Berlin"'] },
  {
    goal: "set services.tailscale.useRoutingFeatures to server",
    expect: ['services.tailscale.useRoutingFeatures = "server"'],
  },
  {
    goal: "set boot.loader.systemd-boot.configurationLimit to 10",
    expect: ["boot.loader.systemd-boot.configurationLimit = 10"],
  },
  { goal: "set boot.loader.timeout to 3", expect: ["boot.loader.timeout = 3"] },
  {
    goal: "enable nginx recommended gzip settings",
    expect: [on("services.nginx.recommendedGzipSettings")],
  },
  {
    goal: "enable the prometheus node exporter",
    expect: [on("services.prometheus.exporters.node.enable")],
  },
  { goal: "enable automatic upgrades", expect: [on("system.autoUpgrade.enable")] },
  { goal: "enable nix optimise automatic", expect: [on("nix.optimise.automatic")] },
  {
    goal: "open the firewall for tailscale",
    expect: [on("services.tailscale.openFirewall")],
  },
  { goal: "enable steam", expect: [on("programs.steam.enable")] },
  { goal: "enable pipewire", expect: [on("services.pipewire.enable")] },
  { goal: "enable postgresql", expect: [on("services.postgresql.enable")] },
  {
    goal: 'set users.motd to "be kind"',
    expect: ['users.motd = "be kind"'],
  },
  {
    goal: 'add "1.1.1.1" to networking.nameservers',
    expect: ['networking.nameservers += "1.1.1.1"'],
  },
  { goal: "disable the firewall ping", expect: [off("networking.firewall.allowPing")] },
  { goal: "enable neovim", expect: [on("programs.neovim.enable")] },
];
