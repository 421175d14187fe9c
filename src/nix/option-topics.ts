import { stem } from "./option-words.ts";

/** What everybody means by these words, where the option exists: words of the question → options, best first. */
const topics: readonly (readonly [words: string, ...options: string[]])[] = [
  ["ssh server", "services.openssh.enable"],
  ["sshd", "services.openssh.enable"],
  ["ssh", "services.openssh.enable"],
  ["ssh key", "users.users.<name>.openssh.authorizedKeys.keys"],
  ["authorized key", "users.users.<name>.openssh.authorizedKeys.keys"],
  ["root login", "services.openssh.settings.PermitRootLogin"],
  ["password authentication", "services.openssh.settings.PasswordAuthentication"],
  ["vpn", "services.tailscale.enable", "networking.wireguard.enable", "services.openvpn.servers"],
  ["timezone", "time.timeZone"],
  ["time zone", "time.timeZone"],
  ["locale", "i18n.defaultLocale"],
  ["language", "i18n.defaultLocale"],
  ["hostname", "networking.hostName"],
  ["keyboard", "services.xserver.xkb.layout", "console.keyMap"],
  ["keyboard layout", "services.xserver.xkb.layout", "console.keyMap"],
  ["keymap", "console.keyMap", "services.xserver.xkb.layout"],
  ["garbage collection", "nix.gc.automatic", "nix.gc.dates", "nix.gc.options"],
  ["garbage", "nix.gc.automatic"],
  ["automatic update", "system.autoUpgrade.enable"],
  ["auto upgrade", "system.autoUpgrade.enable"],
  ["install package", "environment.systemPackages"],
  ["system package", "environment.systemPackages"],
  ["port", "networking.firewall.allowedTCPPorts", "networking.firewall.allowedUDPPorts"],
  ["open port", "networking.firewall.allowedTCPPorts", "networking.firewall.allowedUDPPorts"],
  ["firewall port", "networking.firewall.allowedTCPPorts", "networking.firewall.allowedUDPPorts"],
  [
    "open firewall port",
    "networking.firewall.allowedTCPPorts",
    "networking.firewall.allowedUDPPorts",
  ],
  ["firewall", "networking.firewall.enable"],
  ["dns server", "networking.nameservers"],
  ["nameserver", "networking.nameservers"],
  ["wifi", "networking.networkmanager.enable", "networking.wireless.enable"],
  ["web server", "services.nginx.enable", "services.caddy.enable", "services.httpd.enable"],
  ["webserver", "services.nginx.enable", "services.caddy.enable", "services.httpd.enable"],
  ["postgres", "services.postgresql.enable"],
  ["database", "services.postgresql.enable", "services.mysql.enable"],
  ["redis", "services.redis.servers"],
  ["docker", "virtualisation.docker.enable"],
  ["container", "virtualisation.podman.enable", "virtualisation.docker.enable"],
  ["virtual machine", "virtualisation.libvirtd.enable"],
  ["bootloader", "boot.loader.systemd-boot.enable", "boot.loader.grub.enable"],
  ["boot loader", "boot.loader.systemd-boot.enable", "boot.loader.grub.enable"],
  ["kernel", "boot.kernelPackages"],
  ["kernel parameter", "boot.kernelParams"],
  ["swap", "swapDevices", "zramSwap.enable"],
  ["sound", "services.pipewire.enable"],
  ["audio", "services.pipewire.enable"],
  ["printer", "services.printing.enable"],
  ["scanner", "hardware.sane.enable"],
  ["plasma", "services.desktopManager.plasma6.enable"],
  ["kde", "services.desktopManager.plasma6.enable"],
  ["gnome", "services.desktopManager.gnome.enable", "services.xserver.desktopManager.gnome.enable"],
  ["graphic", "hardware.graphics.enable"],
  ["flake", "nix.settings.experimental-features"],
  ["experimental feature", "nix.settings.experimental-features"],
  ["trusted user", "nix.settings.trusted-users"],
  ["unfree", "nixpkgs.config"],
  ["font", "fonts.packages"],
  ["user", "users.users"],
  ["user group", "users.users.<name>.extraGroups"],
  ["user shell", "users.users.<name>.shell"],
  ["sudo password", "security.sudo.wheelNeedsPassword"],
  ["environment variable", "environment.variables", "environment.sessionVariables"],
  ["ntp", "services.timesyncd.enable", "services.ntp.enable"],
  ["mount", "fileSystems"],
  ["file system", "fileSystems"],
  ["fish", "programs.fish.enable"],
  ["fish shell", "programs.fish.enable"],
];

const byWords = new Map(
  topics.map(([words, ...options]) => [key(words.split(" ").map(stem)), options] as const),
);

/** The options that are meant by exactly these words (stemmed, in any order). */
export function topicOptions(words: readonly string[]): readonly string[] {
  return byWords.get(key(words)) ?? [];
}

function key(words: readonly string[]): string {
  return [...new Set(words)].sort().join(" ");
}
