import { append, type Concept, remove, set, toggle } from "./concept.ts";

/** Devices, the desktop's habits and what starts with the machine, in words that name no option. */
export const thingConcepts: readonly Concept[] = [
  {
    all: ["nvidia", "open|open-source|opensource|free"],
    extra: "source|driver|drivers|kernel|module|modules|gpu|card|graphics",
    on: () => [
      append("services.xserver.videoDrivers", ["nvidia"]),
      set("hardware.nvidia.open", true),
    ],
    off: () => [set("hardware.nvidia.open", false)],
    notes: (on) => (on ? ["The open kernel modules need a card from Turing on."] : []),
  },
  {
    all: ["amd|amdgpu|radeon", "gpu|graphics|card|driver|drivers"],
    extra: "open|amdgpu|3d|acceleration",
    ...toggle("hardware.graphics.enable"),
    notes: (on) => (on ? ["The amdgpu driver itself is part of the kernel."] : []),
  },
  {
    all: ["thunderbolt"],
    extra: "support|dock|devices|device|authorization",
    ...toggle("services.hardware.bolt.enable"),
  },
  {
    all: ["logitech"],
    extra: "unifying|receiver|wireless|mouse|keyboard|devices|support|bolt",
    ...toggle("hardware.logitech.wireless.enable"),
  },
  {
    all: ["bluetooth", "applet|manager|gui|tray"],
    ...toggle("services.blueman.enable"),
  },
  {
    all: ["scan|scanner|scanners|scanning"],
    extra: "documents|pages|paper|usb|epson|hp|canon|brother|fujitsu|support|printer",
    on: () => [set("hardware.sane.enable", true)],
    off: () => [set("hardware.sane.enable", false)],
    notes: (on) =>
      on
        ? [
            'Who scans has to be in the group "scanner"; some devices need a driver in hardware.sane.extraBackends.',
          ]
        : [],
  },
  {
    all: ["splash|plymouth|bootsplash"],
    extra: "screen|boot|graphical|animation|start|startup",
    ...toggle("boot.plymouth.enable"),
  },
  {
    all: ["quiet|silent", "boot"],
    extra: "messages|without|text|start",
    on: () => [append("boot.kernelParams", ["quiet"])],
    off: () => [remove("boot.kernelParams", ["quiet"])],
  },
  {
    all: [
      "core|coredump|coredumps|core-dump|core-dumps",
      "dump|dumps|coredump|coredumps|core-dumps",
    ],
    extra: "crash|save|write|keep|systemd",
    ...toggle("systemd.coredump.enable"),
  },
  {
    all: ["sysrq"],
    extra: "magic|key|keys",
    on: () => [set(["boot", "kernel", "sysctl", "kernel.sysrq"], 1)],
    off: () => [set(["boot", "kernel", "sysctl", "kernel.sysrq"], 0)],
  },
  {
    all: ["local|localtime|local-time", "clock|rtc|hwclock"],
    extra: "time|windows|dual|boot|hardware|keep|keeps|uses|because|as",
    ...toggle("time.hardwareClockInLocalTime"),
  },
  {
    all: ["windows|os-prober|osprober", "grub|os-prober|osprober"],
    extra: "dual|boot|dual-boot|find|finds|detect|it|other|systems|menu|add|show|entry|look",
    ...toggle("boot.loader.grub.useOSProber"),
  },
  {
    all: ["mouse", "acceleration"],
    extra: "flat|profile|pointer",
    on: () => [set("services.libinput.mouse.accelProfile", "adaptive")],
    off: () => [set("services.libinput.mouse.accelProfile", "flat")],
  },
  {
    all: ["tap|tapping|tap-to-click"],
    extra: "click|touchpad|trackpad|on",
    ...toggle("services.libinput.touchpad.tapping"),
  },
  {
    all: ["natural|reverse|reversed", "scroll|scrolling"],
    extra: "touchpad|trackpad",
    ...toggle("services.libinput.touchpad.naturalScrolling"),
  },
  {
    all: ["compose"],
    extra: "key|right|left|alt|ctrl|control|menu|caps|lock|capslock|windows|super|win|as",
    on: ({ words }) => {
      const side = words.has("left") ? "l" : "r";
      const key = ["alt", "ctrl", "control", "windows", "super", "win"].find((w) => words.has(w));
      if (words.has("caps") || words.has("capslock"))
        return [set("services.xserver.xkb.options", "compose:caps")];
      if (words.has("menu")) return [set("services.xserver.xkb.options", "compose:menu")];
      if (!key) return "Which key should compose: right alt, menu, caps lock?";
      const name = { alt: "alt", ctrl: "ctrl", control: "ctrl" }[key] ?? "win";
      return [set("services.xserver.xkb.options", `compose:${side}${name}`)];
    },
  },
  {
    all: ["colemak|dvorak|workman|neo"],
    extra: "keyboard|layout|keymap|us",
    on: ({ words }) =>
      words.has("neo")
        ? [set("services.xserver.xkb.layout", "de"), set("services.xserver.xkb.variant", "neo")]
        : [
            set("services.xserver.xkb.layout", "us"),
            set(
              "services.xserver.xkb.variant",
              ["colemak", "dvorak", "workman"].find((w) => words.has(w)) ?? "",
            ),
          ],
    notes: () => ["For the text console too, set console.useXkbConfig."],
  },
  {
    all: ["fcitx5|fcitx|ibus"],
    extra: "input|method|methods|japanese|chinese|korean|ime|typing|type|editor",
    on: ({ words }) => [
      set("i18n.inputMethod.enable", true),
      set("i18n.inputMethod.type", words.has("ibus") ? "ibus" : "fcitx5"),
    ],
    off: () => [set("i18n.inputMethod.enable", false)],
    notes: (on) => (on ? ["Its engine for a language (mozc, rime, hangul) is an addon."] : []),
  },
  {
    all: ["autologin|auto-login|login|log", "tty|tty1|console|getty"],
    extra: "automatic|automatically|text|in|user|auto",
    slots: ["user"],
    on: ({ user }) =>
      user === undefined
        ? "Who should be logged in on the console?"
        : [set("services.getty.autologinUser", user)],
  },
  {
    all: ["gnome", "apps|applications|core-apps"],
    extra: "default|core|bundled|preinstalled|its|standard",
    ...toggle("services.gnome.core-apps.enable"),
  },
  {
    all: ["man", "cache|caches"],
    extra: "page|pages|index|apropos|generate|whatis",
    ...toggle("documentation.man.cache.enable"),
    otherwise: (on) => [set("documentation.man.generateCaches", on)],
  },
];

/** Names on the network, scrubs, services whose switch is called otherwise. */
export const serviceConcepts: readonly Concept[] = [
  {
    all: ["dns", "tls|dot"],
    extra: "resolved|systemd-resolved|encrypted|encrypt|queries|lookups",
    on: () => [
      set("services.resolved.enable", true),
      set("services.resolved.settings.Resolve.DNSOverTLS", true),
    ],
    off: () => [set("services.resolved.settings.Resolve.DNSOverTLS", false)],
    otherwise: (on) => [
      ...(on ? [set("services.resolved.enable", true)] : []),
      set("services.resolved.dnsovertls", on ? "true" : "false"),
    ],
  },
  {
    all: ["dnssec"],
    extra: "validation|validate|resolved|systemd-resolved|check|checks",
    on: () => [
      set("services.resolved.enable", true),
      set("services.resolved.settings.Resolve.DNSSEC", true),
    ],
    off: () => [set("services.resolved.settings.Resolve.DNSSEC", false)],
    otherwise: (on) => [
      ...(on ? [set("services.resolved.enable", true)] : []),
      set("services.resolved.dnssec", on ? "true" : "false"),
    ],
  },
  {
    all: ["iwd", "wifi|wi-fi|wireless|networkmanager|backend|wlan"],
    extra: "backend|instead|wpa_supplicant|network|manager",
    on: () => [set("networking.networkmanager.wifi.backend", "iwd")],
    off: () => [set("networking.networkmanager.wifi.backend", "wpa_supplicant")],
  },
  {
    all: [
      "avahi|mdns|zeroconf|bonjour|.local|local",
      "resolve|resolves|resolution|lookup|lookups|nss",
      "names|name|hosts|hostnames|.local|avahi|mdns",
    ],
    extra: "network|other|lan|hostname|machines|so",
    on: () => [set("services.avahi.enable", true), set("services.avahi.nssmdns4", true)],
    off: () => [set("services.avahi.nssmdns4", false)],
  },
  {
    all: ["zfs|btrfs", "scrub|scrubs|scrubbing|scrubbed"],
    extra:
      "automatic|automatically|auto|regular|regularly|schedule|scheduled|pool|pools|filesystem|filesystems|run",
    slots: ["frequency"],
    on: ({ words, frequency }) => {
      const kind = words.has("zfs") ? "zfs" : "btrfs";
      return [
        set(`services.${kind}.autoScrub.enable`, true),
        ...(frequency ? [set(`services.${kind}.autoScrub.interval`, frequency)] : []),
      ];
    },
    off: ({ words }) => [
      set(`services.${words.has("zfs") ? "zfs" : "btrfs"}.autoScrub.enable`, false),
    ],
  },
  {
    all: ["zfs", "snapshot|snapshots|autosnapshot"],
    extra: "automatic|automatically|auto|regular|take",
    ...toggle("services.zfs.autoSnapshot.enable"),
  },
  {
    all: ["redis"],
    extra: "server|cache|database|db|instance|default",
    on: () => [set(["services", "redis", "servers", "", "enable"], true)],
    off: () => [set(["services", "redis", "servers", "", "enable"], false)],
    notes: (on) => (on ? ["This is the unnamed server, which other modules call redis."] : []),
  },
  {
    all: ["nix", "sandbox|sandboxing|sandboxed"],
    extra: "builds|build|building",
    ...toggle("nix.settings.sandbox"),
  },
  {
    all: ["gzip|compression", "nginx"],
    extra: "recommended|settings|use|compress|responses",
    ...toggle("services.nginx.recommendedGzipSettings"),
  },
  {
    all: ["tls|ssl|https", "nginx", "recommended|settings|modern"],
    extra: "recommended|settings|secure",
    ...toggle("services.nginx.recommendedTlsSettings"),
  },
  {
    all: ["smartd|smart", "mail|mails|email|emails"],
    extra: "send|sends|warnings|notifications|warn|alerts|report|disk|disks|errors|root",
    on: () => [
      set("services.smartd.enable", true),
      set("services.smartd.notifications.mail.enable", true),
    ],
    off: () => [set("services.smartd.notifications.mail.enable", false)],
    notes: (on) =>
      on
        ? ["Mail goes to services.smartd.notifications.mail.recipient (root unless it is set)."]
        : [],
  },
  {
    all: ["mosquitto|mqtt", "anonymous|unauthenticated"],
    extra: "broker|access|server|clients|allow|users|login",
    on: () => [
      set("services.mosquitto.enable", true),
      append("services.mosquitto.listeners", [
        {
          $attrs: {
            acl: ["pattern readwrite #"],
            omitPasswordAuth: true,
            settings: { $attrs: { allow_anonymous: true } },
          },
        },
      ]),
    ],
    notes: () => ["Whoever reaches the broker may read and write every topic."],
  },
];
