import { append, type Concept, remove, set, toggle } from "./concept.ts";

/** Hardware, desktop, power, kernel and network switches. */
export const machineConcepts: readonly Concept[] = [
  {
    all: ["bluetooth", "boot|startup|powered|power|power-on|start"],
    extra: "up|powering|automatically",
    on: () => [set("hardware.bluetooth.enable", true), set("hardware.bluetooth.powerOnBoot", true)],
    off: () => [set("hardware.bluetooth.powerOnBoot", false)],
  },
  {
    all: ["zram|zramswap|zram-swap"],
    extra: "swap|compressed|memory|ram|use|using|percent|%|as|device|size|half",
    slots: ["number"],
    on: ({ number }) => [
      set("zramSwap.enable", true),
      ...(number ? [set("zramSwap.memoryPercent", number)] : []),
    ],
    off: () => [set("zramSwap.enable", false)],
  },
  {
    all: ["nvidia"],
    extra: "driver|drivers|proprietary|graphics|gpu|card|closed|official|video",
    on: () => [append("services.xserver.videoDrivers", ["nvidia"])],
    off: () => [remove("services.xserver.videoDrivers", ["nvidia"])],
    notes: (on) =>
      on
        ? [
            "hardware.nvidia.open must be set as well for recent drivers (true from Turing on), and the driver is unfree.",
          ]
        : [],
  },
  {
    all: ["ping|pings|icmp"],
    extra: "reply|replies|answer|requests|respond|responses|firewall|echo|incoming|being|pinged",
    ...toggle("networking.firewall.allowPing"),
  },
  {
    all: ["tmpfs|ram|memory", "tmp|/tmp"],
    extra: "put|mount|mounted|as|hold|keep|directory",
    ...toggle("boot.tmp.useTmpfs"),
  },
  {
    all: ["tmp|/tmp", "clean|clear|wipe|wiped|empty|cleaned|cleared|delete", "boot|reboot|startup"],
    extra: "every|each|directory|out|be|is",
    alwaysOn: true,
    ...toggle("boot.tmp.cleanOnBoot"),
  },
  {
    all: ["caps|capslock|caps-lock", "escape|esc|ctrl|control"],
    extra:
      "lock|map|remap|key|an|additional|another|extra|make|swap|as|into|act|behave|like|bind|rebind|be",
    on: ({ words }) => [
      set(
        "services.xserver.xkb.options",
        words.has("swap")
          ? words.has("escape") || words.has("esc")
            ? "caps:swapescape"
            : "ctrl:swapcaps"
          : words.has("escape") || words.has("esc")
            ? "caps:escape"
            : "ctrl:nocaps",
      ),
    ],
    notes: () => ["For the text console too, set console.useXkbConfig."],
  },
  {
    all: ["forwarding|forward|ip_forward|routing", "ip|ipv4|packet|packets|ip_forward"],
    extra: "kernel",
    on: () => [set(["boot", "kernel", "sysctl", "net.ipv4.ip_forward"], 1)],
    off: () => [set(["boot", "kernel", "sysctl", "net.ipv4.ip_forward"], 0)],
  },
  {
    all: ["tailscale", "exit|exit-node|subnet|exitnode"],
    extra: "node|router|routes|routing|as|advertise|run|act|be|make|this|machine|host",
    on: ({ words }) => [
      set(
        "services.tailscale.useRoutingFeatures",
        "server",
        "lets the kernel forward packets for others",
      ),
      ...(words.has("subnet")
        ? []
        : [append("services.tailscale.extraSetFlags", ["--advertise-exit-node"])]),
    ],
  },
  {
    all: ["lid"],
    extra:
      "close|closing|closed|closes|ignore|ignoring|do|nothing|suspend|when|laptop|is|switch|sleep|shut|i|not|action|suspending",
    on: ({ words }) => {
      const action =
        words.has("ignore") ||
        words.has("ignoring") ||
        words.has("nothing") ||
        words.has("not") ||
        words.has("don't")
          ? "ignore"
          : words.has("suspend") || words.has("sleep")
            ? "suspend"
            : undefined;
      return action
        ? [set("services.logind.settings.Login.HandleLidSwitch", action)]
        : "What should closing the lid do: ignore, suspend, hibernate, lock or poweroff?";
    },
    off: () => [set("services.logind.settings.Login.HandleLidSwitch", "ignore")],
    otherwise: (on, { words }) => [
      set(
        "services.logind.lidSwitch",
        !on || words.has("ignore") || words.has("nothing") ? "ignore" : "suspend",
      ),
    ],
  },
  {
    all: ["wayland", "sddm"],
    extra: "session|under",
    ...toggle("services.displayManager.sddm.wayland.enable"),
  },
  {
    all: ["suspend|sleep|hibernate|hibernation|suspending|sleeping"],
    extra: "system|machine|and|going|to|mode|auto|automatic|computer|laptop|completely|ever|going",
    on: () =>
      ["sleep", "suspend", "hibernate", "hybrid-sleep"].map((t) =>
        set(["systemd", "targets", t, "enable"], true),
      ),
    off: () =>
      ["sleep", "suspend", "hibernate", "hybrid-sleep"].map((t) =>
        set(["systemd", "targets", t, "enable"], false),
      ),
  },
  {
    all: ["32bit|32-bit|32", "graphics|opengl|gpu|driver|drivers|support"],
    extra: "libraries|libs|games|bit",
    ...toggle("hardware.graphics.enable32Bit"),
    otherwise: (on) => [set("hardware.opengl.driSupport32Bit", on)],
  },
  {
    all: ["docker", "podman"],
    extra: "compat|compatibility|alias|replacement|drop-in|socket|as|like|mode|command|instead",
    on: () => [
      set("virtualisation.podman.enable", true),
      set("virtualisation.podman.dockerCompat", true),
    ],
  },
  {
    all: ["trim|fstrim"],
    extra: "ssd|ssds|discard|periodic|weekly|drive|disk|disks|automatic",
    ...toggle("services.fstrim.enable"),
  },
  {
    all: ["firmware"],
    extra: "redistributable|nonfree|non-free|linux-firmware|linux|device",
    ...toggle("hardware.enableRedistributableFirmware"),
  },
  {
    all: ["firmware", "update|updates|updating|updater|fwupd"],
    extra: "lvfs|bios|uefi|automatic|device",
    ...toggle("services.fwupd.enable"),
  },
  {
    all: ["numlock|num-lock"],
    extra: "boot|startup|login|sddm",
    ...toggle("services.displayManager.sddm.autoNumlock"),
  },
  {
    all: ["discovery|avahi|mdns|.local", "printer|printers|printing|network"],
    extra: "resolution|names|local|lan|hostname|resolve|hostnames",
    on: () => [
      set("services.avahi.enable", true),
      set("services.avahi.nssmdns4", true),
      set("services.avahi.openFirewall", true),
    ],
    off: () => [set("services.avahi.enable", false)],
  },
  {
    all: ["wifi|wi-fi|wlan|wireless", "powersave|power|power-saving|powersaving"],
    extra: "saving|save|management|mode",
    ...toggle("networking.networkmanager.wifi.powersave"),
  },
  {
    all: ["nouveau|pcspkr"],
    extra: "driver|module|kernel|pc|speaker|beep",
    off: ({ words }) => [
      append("boot.blacklistedKernelModules", [words.has("nouveau") ? "nouveau" : "pcspkr"]),
    ],
  },
];
