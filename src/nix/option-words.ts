/** Words that people use → words that options are named with. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  ssh: ["openssh"],
  sshd: ["openssh"],
  vpn: ["wireguard", "openvpn", "tailscale"],
  timezone: ["timezone", "zone"],
  clock: ["timezone", "ntp", "timesyncd"],
  locale: ["defaultlocale", "i18n"],
  language: ["locale", "i18n"],
  keyboard: ["keymap", "xkb", "layout"],
  keymap: ["xkb", "layout"],
  hostname: ["hostname"],
  port: ["ports"],
  ports: ["port"],
  package: ["packages"],
  packages: ["systempackages"],
  install: ["systempackages", "packages"],
  program: ["programs"],
  bluetooth: ["bluetooth", "blueman"],
  sound: ["pipewire", "pulseaudio"],
  audio: ["pipewire", "pulseaudio"],
  wifi: ["wireless", "networkmanager"],
  wireless: ["wifi", "networkmanager"],
  network: ["networking"],
  printer: ["printing", "cups"],
  print: ["printing", "cups"],
  container: ["docker", "podman", "containers"],
  containers: ["docker", "podman"],
  vm: ["virtualisation", "libvirtd"],
  virtualization: ["virtualisation"],
  database: ["postgresql", "mysql"],
  postgres: ["postgresql"],
  webserver: ["nginx", "httpd", "caddy"],
  apache: ["httpd"],
  dns: ["nameservers", "resolved", "unbound"],
  gc: ["gc", "garbage"],
  garbage: ["gc"],
  upgrade: ["autoupgrade"],
  update: ["autoupgrade"],
  desktop: ["desktopmanager", "xserver"],
  gnome: ["gnome", "desktopmanager"],
  kde: ["plasma6", "desktopmanager"],
  plasma: ["plasma6"],
  login: ["displaymanager"],
  user: ["users"],
  group: ["groups", "extragroups"],
  shell: ["shell", "defaultusershell"],
  swap: ["swapdevices", "zramswap"],
  zram: ["zramswap"],
  bootloader: ["loader", "grub"],
  kernel: ["kernelpackages", "kernelparams"],
  graphics: ["graphics", "opengl"],
  gpu: ["graphics", "nvidia"],
  nvidia: ["nvidia", "videodrivers"],
  steam: ["steam"],
  flakes: ["experimental"],
  homeassistant: ["home", "assistant"],
  password: ["hashedpassword", "passwordauthentication"],
  root: ["permitrootlogin", "root"],
  sync: ["syncthing"],
  backup: ["restic", "borgbackup"],
  monitoring: ["prometheus", "grafana"],
  fan: ["thinkfan"],
  battery: ["tlp", "upower"],
  power: ["powermanagement", "tlp"],
  antivirus: ["clamav"],
  adblock: ["adguardhome", "blocky"],
};

/** Other words to look for, for a word of a question. */
export function alsoCalled(word: string): readonly string[] {
  return synonyms[word] ?? [];
}

/**
 * Words of a text or of an option path, lower case: camelCase and digits apart, plus each whole segment, with
 * light stemming (plural s). `allowedTCPPorts` → allowedtcpports, allowed, tcp, port.
 */
export function words(text: string): string[] {
  const result = new Set<string>();
  for (const whole of text.split(/[^\p{L}\p{N}]+/u)) {
    if (whole === "") continue;
    result.add(stem(whole.toLowerCase()));
    const parts = whole.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/);
    if (parts.length > 1) for (const part of parts) result.add(stem(part.toLowerCase()));
  }
  return [...result];
}

/** Plural and singular alike; short words and double s stay. */
export function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 3 && word.endsWith("s") && !/(?:ss|us|is|dns|tls|https|nfs)$/.test(word))
    return word.slice(0, -1);
  return word;
}
