import { append, auto, type Concept, remove, set, toggle } from "./concept.ts";

/** Nix itself, its store, upgrades and the boot menu. */
export const nixConcepts: readonly Concept[] = [
  {
    all: ["flake|flakes"],
    extra: "nix|nix-command|command|commands|experimental|features|feature|nix's|new|cli",
    on: () => [append("nix.settings.experimental-features", ["nix-command", "flakes"])],
    off: () => [remove("nix.settings.experimental-features", ["flakes"])],
  },
  {
    all: ["nix-command"],
    extra: "experimental|feature|new|cli",
    on: () => [append("nix.settings.experimental-features", ["nix-command"])],
    off: () => [remove("nix.settings.experimental-features", ["nix-command"])],
  },
  {
    all: ["unfree|nonfree|non-free|proprietary|allowunfree|closed-source"],
    extra:
      "package|packages|software|apps|programs|nixpkgs|pkgs|licenses|licences|installing|globally",
    ...toggle("nixpkgs.config.allowUnfree"),
  },
  {
    all: ["garbage|gc|garbage-collect|garbage-collection|generations|garbagecollection"],
    extra: `${auto}|nix|collect|collection|collector|collecting|clean|cleanup|cleaning|up|old|delete|deletes|deletion|remove|prune|store|than|older|get|rid|unused|system|keep|run|schedule`,
    slots: ["frequency", "days"],
    alwaysOn: true,
    on: ({ frequency, days }) => [
      set("nix.gc.automatic", true),
      ...(frequency ? [set("nix.gc.dates", frequency)] : []),
      ...(days ? [set("nix.gc.options", `--delete-older-than ${days}d`)] : []),
    ],
    off: () => [set("nix.gc.automatic", false)],
  },
  {
    all: [
      "optimise|optimize|optimisation|optimization|optimiser|optimizer|dedup|deduplicate|deduplication|dedupe|hardlink|auto-optimise|auto-optimise-store",
      "store|nix|nix-store|auto-optimise-store",
    ],
    extra: `${auto}|files|build|duplicates`,
    slots: ["frequency"],
    on: ({ words, frequency }) =>
      words.has("build") || words.has("auto-optimise-store")
        ? [set("nix.settings.auto-optimise-store", true)]
        : [
            set("nix.optimise.automatic", true),
            ...(frequency ? [set("nix.optimise.dates", [frequency])] : []),
          ],
    off: () => [set("nix.optimise.automatic", false)],
  },
  {
    all: [
      "upgrade|upgrades|upgrading|update|updates|updating|auto-upgrade|auto-upgrades|auto-update|auto-updates|autoupgrade|autoupgrades|autoupdate|autoupdates",
      `${auto}|auto-upgrade|auto-upgrades|auto-update|auto-updates|autoupgrade|autoupgrades|autoupdate|autoupdates`,
    ],
    extra: "system|nixos|os|reboot|reboots|rebooting|security|machine|itself|packages",
    slots: ["frequency"],
    on: ({ frequency, words }) => [
      set("system.autoUpgrade.enable", true),
      ...(frequency ? [set("system.autoUpgrade.dates", frequency)] : []),
      ...(words.has("reboot") || words.has("reboots") || words.has("rebooting")
        ? [set("system.autoUpgrade.allowReboot", true)]
        : []),
    ],
    off: () => [set("system.autoUpgrade.enable", false)],
    notes: (on) =>
      on
        ? [
            "system.autoUpgrade.flake names the flake that is pulled; without it the channel is used.",
          ]
        : [],
  },
  {
    all: [
      "generations|entries|configurations|generation",
      "boot|bootloader|menu|systemd-boot|grub|loader",
    ],
    extra:
      "keep|only|last|limit|limited|number|show|at|most|max|maximum|configuration|latest|previous|recent|cap|store|up",
    slots: ["number"],
    on: ({ number, words }) =>
      number === undefined
        ? "How many generations should the boot menu keep?"
        : [
            set(
              words.has("grub")
                ? "boot.loader.grub.configurationLimit"
                : "boot.loader.systemd-boot.configurationLimit",
              number,
            ),
          ],
  },
  {
    all: ["timeout", "boot|bootloader|loader|grub|systemd-boot"],
    extra: "menu|seconds|second|sec|s|set|change",
    slots: ["number"],
    on: ({ number }) =>
      number === undefined
        ? "How many seconds should the boot menu wait?"
        : [set("boot.loader.timeout", number)],
  },
  {
    all: [
      "aarch64|arm64|aarch64-linux|arm",
      "binfmt|emulate|emulation|emulated|cross|build|builds|qemu|emulating",
    ],
    extra:
      "cross-compile|cross-compilation|compile|compilation|linux|binaries|packages|system|systems|run|able",
    on: () => [append("boot.binfmt.emulatedSystems", ["aarch64-linux"])],
    off: () => [remove("boot.binfmt.emulatedSystems", ["aarch64-linux"])],
  },
  {
    all: ["riscv|riscv64|riscv64-linux", "binfmt|emulate|emulation|cross|build"],
    on: () => [append("boot.binfmt.emulatedSystems", ["riscv64-linux"])],
  },
  {
    all: ["reboot|reboots", "auto-upgrade|upgrade|upgrades|autoupgrade|updates"],
    extra: `${auto}|after|when|needed|system|allow|kernel|changes`,
    ...toggle("system.autoUpgrade.allowReboot"),
  },
];
