import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;
const _tcp = "networking.firewall.allowedTCPPorts";
const vhost = (name: string): string => `services.nginx.virtualHosts."${name}"`;

/** Written after the first hundred and thirty were learned from, each expectation before its first run. */
export const wildSecondGoals: readonly GoalCase[] = [
  {
    goal: "put photos.home.lan behind nginx, it listens on 2342",
    expect: [
      on("services.nginx.enable"),
      `${vhost("photos.home.lan")}.locations."/".proxyPass = "http://127.0.0.1:2342"`,
    ],
  },
  {
    goal: "nginx should forward wiki.example.com to 10.0.0.7:8090",
    expect: [
      on("services.nginx.enable"),
      `${vhost("wiki.example.com")}.locations."/".proxyPass = "http://10.0.0.7:8090"`,
    ],
  },
  {
    goal: "host a static website example.org from /srv/site using nginx with https",
    expect: [
      on("services.nginx.enable"),
      `${vhost("example.org")}.root = "/srv/site"`,
      on(`${vhost("example.org")}.enableACME`),
      on(`${vhost("example.org")}.forceSSL`),
    ],
    question: /terms/,
  },
  {
    goal: "reverse proxy jellyfin.example.org -> localhost:8096",
    expect: [
      on("services.nginx.enable"),
      `${vhost("jellyfin.example.org")}.locations."/".proxyPass = "http://localhost:8096"`,
    ],
  },
  {
    goal: "i need postgresql with databases miniflux and gitea",
    expect: [
      on("services.postgresql.enable"),
      'services.postgresql.ensureDatabases += "miniflux" "gitea"',
    ],
  },
  {
    goal: "create a postgres database called tandoor and a user with the same name",
    expect: [
      on("services.postgresql.enable"),
      'services.postgresql.ensureDatabases += "tandoor"',
      'services.postgresql.ensureUsers += { name = "tandoor"; ensureDBOwnership = true; }',
    ],
  },
  {
    goal: "nightly postgres backups to /backup/pg",
    expect: [
      on("services.postgresql.enable"),
      on("services.postgresqlBackup.enable"),
      'services.postgresqlBackup.startAt = "daily"',
      'services.postgresqlBackup.location = "/backup/pg"',
    ],
  },
  {
    goal: "block ips with fail2ban for one day after 5 failed logins",
    expect: [
      on("services.fail2ban.enable"),
      'services.fail2ban.bantime = "1d"',
      "services.fail2ban.maxretry = 5",
    ],
  },
  {
    goal: "gc every week, keep 14 days",
    expect: [
      on("nix.gc.automatic"),
      'nix.gc.dates = "weekly"',
      'nix.gc.options = "--delete-older-than 14d"',
    ],
  },
  {
    goal: "delete generations older than two weeks automatically",
    expect: [on("nix.gc.automatic"), 'nix.gc.options = "--delete-older-than 14d"'],
  },
  {
    goal: "only 5 entries in the systemd-boot menu",
    expect: ["boot.loader.systemd-boot.configurationLimit = 5"],
  },
  {
    goal: "update the system automatically every friday at 22:00 without rebooting",
    expect: [
      on("system.autoUpgrade.enable"),
      'system.autoUpgrade.dates = "Fri 22:00"',
      off("system.autoUpgrade.allowReboot"),
    ],
  },
  {
    goal: "4 GB swapfile",
    expect: ['swapDevices += { device = "/var/lib/swapfile"; size = 4096; }'],
    note: /swapfile/,
  },
  { goal: "zram 75%", expect: [on("zramSwap.enable"), "zramSwap.memoryPercent = 75"] },
  {
    goal: "I want compressed swap in memory (zram), zstd",
    expect: [on("zramSwap.enable"), 'zramSwap.algorithm = "zstd"'],
  },
  {
    goal: "set a fixed ip 10.1.2.3/24 for eno1, gateway is 10.1.2.1 and dns 10.1.2.1",
    expect: [
      'networking.interfaces.eno1.ipv4.addresses += { address = "10.1.2.3"; prefixLength = 24; }',
      'networking.defaultGateway.address = "10.1.2.1"',
      'networking.nameservers = "10.1.2.1"',
    ],
  },
  {
    goal: "wireguard server on wg0, 10.8.0.1/24, udp port 51820, and open that port",
    expect: [
      'networking.wireguard.interfaces.wg0.ips += "10.8.0.1/24"',
      "networking.wireguard.interfaces.wg0.listenPort = 51820",
      "networking.firewall.allowedUDPPorts += 51820",
    ],
    question: /key/,
  },
  {
    goal: "map printer.lan to 192.168.1.77 in /etc/hosts",
    expect: ['networking.hosts."192.168.1.77" += "printer.lan"'],
  },
  {
    goal: "samba share /tank/backup named backup, writable, only for alice",
    expect: [
      on("services.samba.enable"),
      'services.samba.settings.backup.path = "/tank/backup"',
      'services.samba.settings.backup."read only" = "no"',
      'services.samba.settings.backup."valid users" = "alice"',
    ],
  },
  { goal: "mount //nas/media at /media/nas", expect: [], question: /credentials/ },
  {
    goal: "automount nas.lan:/export/home to /mnt/home via nfs4",
    expect: [
      'fileSystems."/mnt/home".device = "nas.lan:/export/home"',
      'fileSystems."/mnt/home".fsType = "nfs4"',
      'fileSystems."/mnt/home".options += "x-systemd.automount" "noauto"',
    ],
  },
  {
    goal: "mount /dev/disk/by-label/games with btrfs on /games, nofail",
    expect: [
      'fileSystems."/games".device = "/dev/disk/by-label/games"',
      'fileSystems."/games".fsType = "btrfs"',
      'fileSystems."/games".options += "nofail"',
    ],
  },
  {
    goal: "run the docker image vaultwarden/server:latest on port 8222:80 with volume /srv/vw:/data",
    expect: [
      'virtualisation.oci-containers.backend = "docker"',
      'virtualisation.oci-containers.containers.server.image = "vaultwarden/server:latest"',
      'virtualisation.oci-containers.containers.server.ports += "8222:80"',
      'virtualisation.oci-containers.containers.server.volumes += "/srv/vw:/data"',
    ],
  },
  {
    goal: "container uptime-kuma from louislam/uptime-kuma:1 on port 3001 with podman",
    expect: [
      'virtualisation.oci-containers.backend = "podman"',
      'virtualisation.oci-containers.containers.uptime-kuma.image = "louislam/uptime-kuma:1"',
      'virtualisation.oci-containers.containers.uptime-kuma.ports += "3001:3001"',
    ],
  },
  {
    goal: "restic: back up /home and /etc to sftp:backup@nas:/restic nightly at 1:30",
    expect: [
      'services.restic.backups.home.paths += "/home" "/etc"',
      'services.restic.backups.home.repository = "sftp:backup@nas:/restic"',
      'services.restic.backups.home.timerConfig.OnCalendar = "01:30"',
    ],
    question: /passwordFile/,
  },
  {
    goal: "ssh: port 2022, keys only, root not allowed",
    expect: [
      "services.openssh.ports = 2022",
      off("services.openssh.settings.PasswordAuthentication"),
      off("services.openssh.settings.KbdInteractiveAuthentication"),
      'services.openssh.settings.PermitRootLogin = "no"',
    ],
  },
  {
    goal: "enable openssh but forbid root and passwords",
    expect: [
      on("services.openssh.enable"),
      off("services.openssh.settings.PasswordAuthentication"),
      off("services.openssh.settings.KbdInteractiveAuthentication"),
      'services.openssh.settings.PermitRootLogin = "no"',
    ],
  },
  { goal: "only bob may ssh in", expect: ['services.openssh.settings.AllowUsers = "bob"'] },
  {
    goal: "make an account for my daughter lena with fish and no sudo",
    expect: [
      on("users.users.lena.isNormalUser"),
      "users.users.lena.shell = pkgs.fish",
      on("programs.fish.enable"),
    ],
    note: /without sudo/,
  },
  {
    goal: "user ci, system user, group ci, home /var/lib/ci",
    expect: [
      on("users.users.ci.isSystemUser"),
      'users.users.ci.group = "ci"',
      'users.users.ci.home = "/var/lib/ci"',
      "users.groups.ci = {  }",
    ],
  },
  {
    goal: "alice and bob into the docker group",
    expect: [
      'users.users.alice.extraGroups += "docker"',
      'users.users.bob.extraGroups += "docker"',
    ],
  },
  { goal: "clock to Tokyo time", expect: ['time.timeZone = "Asia/Tokyo"'] },
  {
    goal: "use german locale but english for messages",
    expect: [
      'i18n.defaultLocale = "de_DE.UTF-8"',
      'i18n.extraLocaleSettings.LC_MESSAGES = "en_US.UTF-8"',
    ],
  },
  {
    goal: "keyboard: us and de, switch with alt+shift",
    expect: ['services.xserver.xkb.layout = "us,de"', 'console.keyMap = "us"'],
    question: /alt\+shift/,
  },
  {
    goal: "lts kernel 6.12 with parameter mitigations=off",
    expect: [
      "boot.kernelPackages = pkgs.linuxPackages_6_12",
      'boot.kernelParams += "mitigations=off"',
    ],
  },
  { goal: "printer brother, cups, and find printers in the network", expect: [], asks: true },
];
