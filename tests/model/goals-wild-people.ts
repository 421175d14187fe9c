import type { GoalCase } from "../support/goal-case.ts";

const on = (path: string): string => `${path} = true`;
const off = (path: string): string => `${path} = false`;
const _tcp = "networking.firewall.allowedTCPPorts";
const _vhost = (name: string): string => `services.nginx.virtualHosts."${name}"`;

/** People, ssh, languages, kernels and desktops. */
export const wildPeopleGoals: readonly GoalCase[] = [
  // People.
  {
    goal: "create a user anna with zsh in the wheel group",
    expect: [
      on("users.users.anna.isNormalUser"),
      'users.users.anna.extraGroups += "wheel"',
      "users.users.anna.shell = pkgs.zsh",
      on("programs.zsh.enable"),
    ],
  },
  {
    goal: "new user deploy with uid 1500, home /srv/deploy, groups docker and systemd-journal",
    expect: [
      on("users.users.deploy.isNormalUser"),
      "users.users.deploy.uid = 1500",
      'users.users.deploy.home = "/srv/deploy"',
      'users.users.deploy.extraGroups += "docker" "systemd-journal"',
    ],
  },
  {
    goal: "add a system user backup with group backup",
    expect: [
      on("users.users.backup.isSystemUser"),
      'users.users.backup.group = "backup"',
      "users.groups.backup = {  }",
    ],
  },
  {
    goal: "put bob into networkmanager, video and audio",
    expect: ['users.users.bob.extraGroups += "networkmanager" "video" "audio"'],
  },
  { goal: "bob must not be admin", expect: ['users.users.bob.extraGroups -= "wheel"'] },
  {
    goal: "zsh as default shell for everybody",
    expect: ["users.defaultUserShell = pkgs.zsh", on("programs.zsh.enable")],
  },
  {
    goal: "let alice log in automatically",
    expect: [
      on("services.displayManager.autoLogin.enable"),
      'services.displayManager.autoLogin.user = "alice"',
    ],
  },
  { goal: "create user max with password hunter2", expect: [], question: /password/i },
  // ssh.
  {
    goal: "don't let root log in over ssh",
    expect: ['services.openssh.settings.PermitRootLogin = "no"'],
  },
  {
    goal: "harden ssh: only keys, no root, port 2222",
    expect: [
      off("services.openssh.settings.PasswordAuthentication"),
      off("services.openssh.settings.KbdInteractiveAuthentication"),
      'services.openssh.settings.PermitRootLogin = "no"',
      "services.openssh.ports = 2222",
    ],
  },
  {
    goal: "ssh on port 2200 without passwords, only for alice and bob",
    expect: [
      on("services.openssh.enable"),
      "services.openssh.ports = 2200",
      off("services.openssh.settings.PasswordAuthentication"),
      off("services.openssh.settings.KbdInteractiveAuthentication"),
      'services.openssh.settings.AllowUsers = "alice" "bob"',
    ],
  },
  {
    goal: "permit root login via ssh with a key only",
    expect: ['services.openssh.settings.PermitRootLogin = "prohibit-password"'],
  },
  {
    goal: "allow only alice to ssh in",
    expect: ['services.openssh.settings.AllowUsers = "alice"'],
  },
  {
    goal: "disable x11 forwarding in sshd",
    expect: [off("services.openssh.settings.X11Forwarding")],
  },
  // Language and time.
  { goal: "the time zone should be Berlin", expect: ['time.timeZone = "Europe/Berlin"'] },
  { goal: "I moved to New York, fix my clock", expect: [], asks: true },
  { goal: "system language german, but keep english messages", expect: [], asks: true },
  {
    goal: "english locale with german dates and currency",
    expect: [
      'i18n.defaultLocale = "en_US.UTF-8"',
      'i18n.extraLocaleSettings.LC_TIME = "de_DE.UTF-8"',
      'i18n.extraLocaleSettings.LC_MONETARY = "de_DE.UTF-8"',
    ],
  },
  {
    goal: "swiss german keyboard layout and timezone zurich",
    expect: [
      'console.keyMap = "sg"',
      'services.xserver.xkb.layout = "ch"',
      'time.timeZone = "Europe/Zurich"',
    ],
  },
  {
    goal: "keyboard us with dvorak variant",
    expect: [
      'console.keyMap = "dvorak"',
      'services.xserver.xkb.layout = "us"',
      'services.xserver.xkb.variant = "dvorak"',
    ],
  },
  { goal: "caps lock should be escape", expect: ['services.xserver.xkb.options = "caps:escape"'] },
  // Kernel and boot.
  { goal: "use the latest kernel", expect: ["boot.kernelPackages = pkgs.linuxPackages_latest"] },
  {
    goal: "boot with kernel parameters quiet and splash",
    expect: ['boot.kernelParams += "quiet" "splash"'],
  },
  {
    goal: "add amd_pstate=active to the kernel command line",
    expect: ['boot.kernelParams += "amd_pstate=active"'],
  },
  { goal: "boot menu timeout 2 seconds", expect: ["boot.loader.timeout = 2"] },
  {
    goal: "pretty boot screen with plymouth",
    expect: [],
    asks: true,
    choice: "boot.plymouth.enable",
  },
  {
    goal: "load the module v4l2loopback at boot",
    expect: ['boot.kernelModules += "v4l2loopback"'],
  },
  { goal: "never use nouveau", expect: ['boot.blacklistedKernelModules += "nouveau"'] },
  // Desktop and hardware.
  {
    goal: "sound with pipewire including pulseaudio and jack support",
    expect: [
      on("services.pipewire.enable"),
      on("services.pipewire.pulse.enable"),
      on("services.pipewire.jack.enable"),
    ],
  },
  {
    goal: "bluetooth on, also at boot",
    expect: [on("hardware.bluetooth.enable"), on("hardware.bluetooth.powerOnBoot")],
  },
  {
    goal: "printing with hp drivers and network discovery",
    expect: [
      on("services.printing.enable"),
      "services.printing.drivers += pkgs.hplip",
      on("services.avahi.enable"),
      on("services.avahi.nssmdns4"),
      on("services.avahi.openFirewall"),
    ],
  },
  {
    goal: "i would like to have gnome desktop",
    expect: [on("services.desktopManager.gnome.enable")],
  },
  {
    goal: "kde plasma 6 with sddm on wayland",
    expect: [
      on("services.desktopManager.plasma6.enable"),
      on("services.displayManager.sddm.enable"),
      on("services.displayManager.sddm.wayland.enable"),
    ],
  },
  {
    goal: "natural scrolling on the touchpad",
    expect: [on("services.libinput.touchpad.naturalScrolling")],
  },
  {
    goal: "do nothing when i close the lid",
    expect: ['services.logind.settings.Login.HandleLidSwitch = "ignore"'],
  },
  {
    goal: "tlp: stop charging at 80 percent",
    expect: [on("services.tlp.enable"), "services.tlp.settings.STOP_CHARGE_THRESH_BAT0 = 80"],
  },
  {
    goal: "steam with remote play firewall open",
    expect: [on("programs.steam.enable"), on("programs.steam.remotePlay.openFirewall")],
  },
  {
    goal: "i need nerd font jetbrains mono",
    expect: ["fonts.packages += pkgs.nerd-fonts.jetbrains-mono"],
  },
];
