import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;
const tcp = "networking.firewall.allowedTCPPorts";

/** The second half of the same fresh set. */
export const wildThirdGoals: readonly GoalCase[] = [
  {
    goal: "pipewire with alsa 32 bit and pulse",
    expect: [
      on("services.pipewire.enable"),
      on("services.pipewire.alsa.enable"),
      on("services.pipewire.alsa.support32Bit"),
      on("services.pipewire.pulse.enable"),
    ],
  },
  {
    goal: "hyprland with xwayland disabled",
    expect: [on("programs.hyprland.enable"), off("programs.hyprland.xwayland.enable")],
  },
  {
    goal: "suspend when the lid is closed",
    expect: ['services.logind.settings.Login.HandleLidSwitch = "suspend"'],
  },
  {
    goal: "charge the battery only up to 85%",
    expect: ["services.tlp.settings.STOP_CHARGE_THRESH_BAT0 = 85"],
    note: /tlp/i,
  },
  {
    goal: "forgejo on port 3030, domain code.example.org, data in /tank/forgejo",
    expect: [
      on("services.forgejo.enable"),
      "services.forgejo.settings.server.HTTP_PORT = 3030",
      'services.forgejo.settings.server.DOMAIN = "code.example.org"',
      'services.forgejo.stateDir = "/tank/forgejo"',
    ],
  },
  {
    goal: "paperless with media in /tank/docs on port 28982",
    expect: [
      on("services.paperless.enable"),
      'services.paperless.mediaDir = "/tank/docs"',
      "services.paperless.port = 28982",
    ],
  },
  {
    goal: "grafana on port 3005 with domain grafana.lan and anonymous access",
    expect: [
      on("services.grafana.enable"),
      "services.grafana.settings.server.http_port = 3005",
      'services.grafana.settings.server.domain = "grafana.lan"',
    ],
    question: /anonymous/,
  },
  {
    goal: "prometheus on port 9091 with 15 days of retention",
    expect: [
      on("services.prometheus.enable"),
      "services.prometheus.port = 9091",
      'services.prometheus.retentionTime = "15d"',
    ],
  },
  { goal: "loki and alloy", expect: [on("services.loki.enable"), on("services.alloy.enable")] },
  {
    goal: "immich at photos.example.org with media in /tank/photos and open its port",
    expect: [
      on("services.immich.enable"),
      'services.immich.mediaLocation = "/tank/photos"',
      on("services.immich.openFirewall"),
    ],
    question: /photos\.example\.org/,
  },
  {
    goal: "transmission with download dir /srv/dl, web ui on 9091",
    expect: [
      on("services.transmission.enable"),
      'services.transmission.settings.download-dir = "/srv/dl"',
    ],
    question: /web ui/,
  },
  {
    goal: "minecraft server with eula accepted and 4G of memory, open firewall",
    expect: [
      on("services.minecraft-server.enable"),
      on("services.minecraft-server.eula"),
      on("services.minecraft-server.openFirewall"),
    ],
    question: /memory/,
  },
  {
    goal: "tailscale with ssh and accept routes",
    expect: [on("services.tailscale.enable")],
    question: /ssh|routes/,
  },
  { goal: "mosquitto on port 1884", expect: [on("services.mosquitto.enable")], asks: true },
  {
    goal: "ntp server is time.cloudflare.com",
    expect: ['networking.timeServers = "time.cloudflare.com"'],
  },
  { goal: "allow http and https through the firewall", expect: [`${tcp} += 80 443`] },
  {
    goal: "disable the firewall on this laptop and let root in by ssh",
    expect: [
      off("networking.firewall.enable"),
      'services.openssh.settings.PermitRootLogin = "yes"',
    ],
  },
  { goal: "set the root password to secret", expect: [], asks: true },
  { goal: "install windows 11", expect: [], asks: true },
  { goal: "every 15 minutes run /opt/sync.sh as bob", expect: [], question: /systemd/ },
  { goal: "set sudo timeout to 30 minutes", expect: [], asks: true },
  {
    goal: "environment variable HTTP_PROXY=http://proxy.lan:3128",
    expect: ['environment.variables.HTTP_PROXY = "http://proxy.lan:3128"'],
  },
  { goal: "abbreviation k for kubectl", expect: [], asks: true },
  {
    goal: "use the cache https://cache.example.org with key cache.example.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs=",
    expect: [
      'nix.settings.substituters += "https://cache.example.org"',
      'nix.settings.trusted-public-keys += "cache.example.org-1:mB9FSh9qf2dCimDSUo8Zy7bkq5CX+/rkCWyvRCYg3Fs="',
    ],
  },
];
