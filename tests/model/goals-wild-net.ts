import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;
const tcp = "networking.firewall.allowedTCPPorts";
const _vhost = (name: string): string => `services.nginx.virtualHosts."${name}"`;

/** Networks, shares, mounts and containers. */
export const wildNetGoals: readonly GoalCase[] = [
  // Networks.
  {
    goal: "static ip 192.168.1.50/24 on enp3s0 with gateway 192.168.1.1",
    expect: [
      'networking.interfaces.enp3s0.ipv4.addresses += { address = "192.168.1.50"; prefixLength = 24; }',
      'networking.defaultGateway.address = "192.168.1.1"',
    ],
  },
  {
    goal: "give eth0 the address 10.0.0.5/16",
    expect: [
      'networking.interfaces.eth0.ipv4.addresses += { address = "10.0.0.5"; prefixLength = 16; }',
    ],
  },
  {
    goal: "use a static ip address of 192.168.0.10",
    expect: [],
    question: /interface/,
  },
  {
    goal: "set up wireguard wg0 with address 10.100.0.1/24 listening on port 51820",
    expect: [
      'networking.wireguard.interfaces.wg0.ips += "10.100.0.1/24"',
      "networking.wireguard.interfaces.wg0.listenPort = 51820",
    ],
    question: /key/,
  },
  { goal: "I want a wireguard vpn to my server", expect: [], question: /key|interface|peer/ },
  {
    goal: "use 1.1.1.1 and 9.9.9.9 as dns servers",
    expect: ['networking.nameservers = "1.1.1.1" "9.9.9.9"'],
  },
  {
    goal: "add 192.168.1.20 nas.local to the hosts file",
    expect: ['networking.hosts."192.168.1.20" += "nas.local"'],
  },
  {
    goal: "open tcp ports 6000 to 6010 and udp 5353",
    expect: [
      "networking.firewall.allowedTCPPortRanges += { from = 6000; to = 6010; }",
      "networking.firewall.allowedUDPPorts += 5353",
    ],
  },
  { goal: "close port 631 and open 8096", expect: [`${tcp} -= 631`, `${tcp} += 8096`] },
  { goal: "disable ipv6", expect: [off("networking.enableIPv6")] },
  { goal: "turn off wifi power saving", expect: [off("networking.networkmanager.wifi.powersave")] },
  {
    goal: "mac address randomisation for wifi",
    expect: ['networking.networkmanager.wifi.macAddress = "random"'],
  },
  { goal: "set the mtu of eth0 to 1400", expect: ["networking.interfaces.eth0.mtu = 1400"] },
  {
    goal: "enable wake on lan on enp4s0",
    expect: [on("networking.interfaces.enp4s0.wakeOnLan.enable")],
  },
  { goal: "no dhcp on eth1", expect: [off("networking.interfaces.eth1.useDHCP")] },
  // Shares and mounts.
  {
    goal: "share /srv/media over samba as media, read only, guests allowed",
    expect: [
      on("services.samba.enable"),
      'services.samba.settings.media.path = "/srv/media"',
      'services.samba.settings.media."read only" = "yes"',
      'services.samba.settings.media."guest ok" = "yes"',
    ],
  },
  {
    goal: "a samba share called photos for /data/photos",
    expect: [on("services.samba.enable"), 'services.samba.settings.photos.path = "/data/photos"'],
  },
  {
    goal: "export /srv/nfs to 192.168.1.0/24 over nfs",
    expect: [
      on("services.nfs.server.enable"),
      'services.nfs.server.exports += "/srv/nfs 192.168.1.0/24(rw,sync,no_subtree_check)"',
    ],
  },
  {
    goal: "mount the nfs share 192.168.1.10:/export/media at /mnt/media",
    expect: [
      'fileSystems."/mnt/media".device = "192.168.1.10:/export/media"',
      'fileSystems."/mnt/media".fsType = "nfs"',
    ],
  },
  {
    goal: "mount nas:/volume1/backup on /backup with nfs, only when accessed",
    expect: [
      'fileSystems."/backup".device = "nas:/volume1/backup"',
      'fileSystems."/backup".fsType = "nfs"',
      'fileSystems."/backup".options += "x-systemd.automount" "noauto"',
    ],
  },
  { goal: "mount my second disk at /data", expect: [], asks: true },
  // Containers.
  {
    goal: "run a docker container nginx:alpine called web on port 8080:80",
    expect: [
      'virtualisation.oci-containers.backend = "docker"',
      'virtualisation.oci-containers.containers.web.image = "nginx:alpine"',
      'virtualisation.oci-containers.containers.web.ports += "8080:80"',
    ],
  },
  {
    goal: "podman container for ghcr.io/home-assistant/home-assistant:stable with volume /srv/ha:/config and port 8123",
    expect: [
      'virtualisation.oci-containers.backend = "podman"',
      'virtualisation.oci-containers.containers.home-assistant.image = "ghcr.io/home-assistant/home-assistant:stable"',
      'virtualisation.oci-containers.containers.home-assistant.volumes += "/srv/ha:/config"',
      'virtualisation.oci-containers.containers.home-assistant.ports += "8123:8123"',
    ],
  },
  {
    goal: "podman instead of docker, with docker compatibility",
    expect: [
      on("virtualisation.podman.enable"),
      on("virtualisation.podman.dockerCompat"),
      off("virtualisation.docker.enable"),
    ],
  },
  {
    goal: "docker with weekly pruning",
    expect: [
      on("virtualisation.docker.enable"),
      on("virtualisation.docker.autoPrune.enable"),
      'virtualisation.docker.autoPrune.dates = "weekly"',
    ],
  },
  {
    goal: "enable docker and add alice to the docker group",
    expect: [on("virtualisation.docker.enable"), 'users.users.alice.extraGroups += "docker"'],
  },
];
