import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;
const _tcp = "networking.firewall.allowedTCPPorts";
const vhost = (name: string): string => `services.nginx.virtualHosts."${name}"`;

/** Home-labbers, laptop owners, admins, people from other systems: goals of one thing and of many. */
export const wildGoals: readonly GoalCase[] = [
  // Servers with a name of their own.
  {
    goal: "nginx as a reverse proxy for git.example.org to port 3000",
    expect: [
      on("services.nginx.enable"),
      `${vhost("git.example.org")}.locations."/".proxyPass = "http://127.0.0.1:3000"`,
    ],
  },
  {
    goal: "a virtual host git.example.org with nginx that proxies to port 3000",
    expect: [
      on("services.nginx.enable"),
      `${vhost("git.example.org")}.locations."/".proxyPass = "http://127.0.0.1:3000"`,
    ],
  },
  {
    goal: "set up an nginx virtual host cloud.example.com that proxies to localhost:8080 with a let's encrypt certificate",
    expect: [
      on("services.nginx.enable"),
      `${vhost("cloud.example.com")}.locations."/".proxyPass = "http://localhost:8080"`,
      on(`${vhost("cloud.example.com")}.enableACME`),
      on(`${vhost("cloud.example.com")}.forceSSL`),
    ],
    question: /acceptTerms|terms/,
  },
  {
    goal: "serve /var/www/blog at blog.example.org with nginx",
    expect: [on("services.nginx.enable"), `${vhost("blog.example.org")}.root = "/var/www/blog"`],
  },
  {
    goal: "proxy grafana.lan to http://127.0.0.1:3001 with nginx and turn on websockets for it",
    expect: [
      on("services.nginx.enable"),
      `${vhost("grafana.lan")}.locations."/".proxyPass = "http://127.0.0.1:3001"`,
      on(`${vhost("grafana.lan")}.locations."/".proxyWebsockets`),
    ],
  },
  {
    goal: "caddy reverse proxy for paste.example.net to port 8000",
    expect: [
      on("services.caddy.enable"),
      'services.caddy.virtualHosts."paste.example.net".extraConfig = "reverse_proxy 127.0.0.1:8000"',
    ],
  },
  // Databases.
  {
    goal: "postgres with a database named app",
    expect: [on("services.postgresql.enable"), 'services.postgresql.ensureDatabases += "app"'],
  },
  {
    goal: "set up postgresql with a database nextcloud owned by a user nextcloud",
    expect: [
      on("services.postgresql.enable"),
      'services.postgresql.ensureDatabases += "nextcloud"',
      'services.postgresql.ensureUsers += { name = "nextcloud"; ensureDBOwnership = true; }',
    ],
  },
  {
    goal: "enable mysql with a database shop and a user shop",
    expect: [
      on("services.mysql.enable"),
      'services.mysql.ensureDatabases += "shop"',
      'services.mysql.ensureUsers += { name = "shop"; ensurePermissions = { shop.* = "ALL PRIVILEGES"; }; }',
    ],
    question: /services\.mysql\.package/,
  },
  {
    goal: "enable postgres 15 and back it up every day",
    expect: [
      on("services.postgresql.enable"),
      "services.postgresql.package = pkgs.postgresql_15",
      on("services.postgresqlBackup.enable"),
      'services.postgresqlBackup.startAt = "daily"',
    ],
  },
  // Bans, timers, cleaning.
  {
    goal: "fail2ban that bans for an hour",
    expect: [on("services.fail2ban.enable"), 'services.fail2ban.bantime = "1h"'],
  },
  {
    goal: "enable fail2ban with a ban time of 24 hours and at most 3 retries",
    expect: [
      on("services.fail2ban.enable"),
      'services.fail2ban.bantime = "24h"',
      "services.fail2ban.maxretry = 3",
    ],
  },
  {
    goal: "collect garbage weekly and delete everything older than 30 days",
    expect: [
      on("nix.gc.automatic"),
      'nix.gc.dates = "weekly"',
      'nix.gc.options = "--delete-older-than 30d"',
    ],
  },
  {
    goal: "run the nix garbage collector every sunday at 3am",
    expect: [on("nix.gc.automatic"), 'nix.gc.dates = "Sun 03:00"'],
  },
  {
    goal: "keep 10 generations in the boot menu",
    expect: ["boot.loader.systemd-boot.configurationLimit = 10"],
  },
  {
    goal: "auto upgrade every night at 4:40 and allow reboots",
    expect: [
      on("system.autoUpgrade.enable"),
      'system.autoUpgrade.dates = "04:40"',
      on("system.autoUpgrade.allowReboot"),
    ],
  },
  {
    goal: "automatic upgrades weekly, but never reboot by itself",
    expect: [
      on("system.autoUpgrade.enable"),
      'system.autoUpgrade.dates = "weekly"',
      off("system.autoUpgrade.allowReboot"),
    ],
  },
  {
    goal: "system.autoUpgrade from github:me/flake every day",
    expect: [
      on("system.autoUpgrade.enable"),
      'system.autoUpgrade.flake = "github:me/flake"',
      'system.autoUpgrade.dates = "daily"',
    ],
  },
  {
    goal: "trim my ssd once a week",
    expect: [on("services.fstrim.enable"), 'services.fstrim.interval = "weekly"'],
  },
  {
    goal: "optimise the nix store every night",
    expect: [on("nix.optimise.automatic"), 'nix.optimise.dates = "daily"'],
  },
  {
    goal: "run /home/alice/backup.sh every night at 2",
    expect: [],
    asks: true,
  },
  {
    goal: "every hour run a script that syncs my photos",
    expect: [],
    asks: true,
  },
  {
    goal: "limit the journal to 500 MB",
    expect: ['services.journald.extraConfig += "SystemMaxUse=500M"'],
  },
  {
    goal: "keep logs for two weeks only",
    expect: ['services.journald.extraConfig += "MaxRetentionSec=2w"'],
  },
  // Memory.
  {
    goal: "swap with zram at half the ram",
    expect: [on("zramSwap.enable"), "zramSwap.memoryPercent = 50"],
  },
  {
    goal: "zram swap using 25% of memory with the lz4 algorithm",
    expect: [on("zramSwap.enable"), "zramSwap.memoryPercent = 25", 'zramSwap.algorithm = "lz4"'],
  },
  {
    goal: "add a 8 GB swap file at /swapfile",
    expect: ['swapDevices += { device = "/swapfile"; size = 8192; }'],
  },
  {
    goal: "make a swapfile of 16G",
    expect: ['swapDevices += { device = "/var/lib/swapfile"; size = 16384; }'],
  },
  {
    goal: "mount /tmp in ram, at most 4 gigabytes",
    expect: [on("boot.tmp.useTmpfs"), 'boot.tmp.tmpfsSize = "4G"'],
  },
  { goal: "set swappiness to 10", expect: ['boot.kernel.sysctl."vm.swappiness" = 10'] },
];
