/** The machine itself: network, security, desktop, hardware, boot, Nix, people, disks. See option-topics.ts. */
export const hostTopics = `
port | open port | firewall port | tcp port | tcp firewall | http firewall: networking.firewall.allowedTCPPorts networking.firewall.allowedUDPPorts
udp port | udp firewall | allow udp | incoming udp: networking.firewall.allowedUDPPorts networking.firewall.allowedTCPPorts
port range: networking.firewall.allowedTCPPortRanges networking.firewall.allowedUDPPortRanges
firewall | firewall off: networking.firewall.enable networking.firewall.allowedTCPPorts
trust interface | firewall interface: networking.firewall.trustedInterfaces networking.firewall.interfaces
ping: networking.firewall.allowPing
nftables: networking.nftables.enable
dns | dns server | nameserver | name server | resolver: networking.nameservers services.resolved.enable
hostname | host name | machine name | call machine | rename machine | computer name | box call: networking.hostName
hosts | etc hosts | hosts entry: networking.hosts networking.extraHosts
ip forward | ip forwarding | packet forward: boot.kernel.sysctl networking.nat.enable
sysctl | kernel setting | swappiness: boot.kernel.sysctl
nat | share internet | masquerade: networking.nat.enable networking.nat.internalInterfaces networking.nat.externalInterface
wifi | wlan | wireless network: networking.networkmanager.enable networking.wireless.enable networking.wireless.networks
network manager: networking.networkmanager.enable
networkd | systemd network: systemd.network.enable networking.useNetworkd systemd.network.networks
static ip | static address | fixed ip | ip address | ipv4 address: networking.interfaces.<name>.ipv4.addresses networking.defaultGateway
gateway | default route: networking.defaultGateway
dhcp: networking.useDHCP networking.interfaces.<name>.useDHCP
ipv6: networking.enableIPv6
bridge: networking.bridges
vlan: networking.vlans
wake lan: networking.interfaces.<name>.wakeOnLan.enable
vpn: services.tailscale.enable networking.wireguard.enable networking.wg-quick.interfaces services.openvpn.servers
wireguard: networking.wireguard.interfaces networking.wg-quick.interfaces networking.wireguard.enable
tailscale exit node | tailscale subnet: services.tailscale.useRoutingFeatures services.tailscale.extraSetFlags services.tailscale.extraUpFlags
tailscale login | tailscale auth: services.tailscale.authKeyFile
openvpn: services.openvpn.servers
http proxy | proxy server: networking.proxy.default
ntp | time sync | clock sync | synchronise clock: services.timesyncd.enable services.chrony.enable services.ntp.enable
mdns | avahi | bonjour | local name | find local: services.avahi.enable services.avahi.nssmdns4 services.avahi.publish.enable
ssh | sshd | ssh server | ssh access | remote login: services.openssh.enable
ssh port | sshd port: services.openssh.ports
ssh key | authorized key | authorise key | public key: users.users.<name>.openssh.authorizedKeys.keys users.users.<name>.openssh.authorizedKeys.keyFiles
ssh password | password authentication | password login | ssh key login | only key: services.openssh.settings.PasswordAuthentication services.openssh.settings.KbdInteractiveAuthentication
root login | root ssh: services.openssh.settings.PermitRootLogin
ssh user: services.openssh.settings.AllowUsers
known host: programs.ssh.knownHosts
ssh agent: programs.ssh.startAgent
sudo password | sudo without password | passwordless sudo | wheel password | wheel without password: security.sudo.wheelNeedsPassword security.sudo-rs.wheelNeedsPassword security.sudo.extraRules
sudo | sudo rule: security.sudo.extraRules security.sudo.enable
sudo right | sudo user | admin user | wheel group: users.users.<name>.extraGroups security.sudo.wheelNeedsPassword
doas: security.doas.enable
polkit: security.polkit.enable
pam limit | open file | file limit | ulimit | nofile: security.pam.loginLimits
fail2ban | brute force | ban ip: services.fail2ban.enable services.sshguard.enable
acme | lets encrypt | letsencrypt | tls certificate | ssl certificate: security.acme.certs security.acme.acceptTerms security.acme.defaults.email
root certificate | ca certificate | trust certificate | company certificate: security.pki.certificateFiles security.pki.certificates
fingerprint: services.fprintd.enable
yubikey | u2f | security key: security.pam.u2f.enable security.pam.yubico.enable services.pcscd.enable
smart card: services.pcscd.enable
gpg agent | gpg: programs.gnupg.agent.enable programs.gnupg.agent.enableSSHSupport services.gpg-agent.enable
gnome keyring | keyring: services.gnome.gnome-keyring.enable
antivirus | virus: services.clamav.daemon.enable services.clamav.updater.enable services.clamav.scanner.enable
audit: security.auditd.enable security.audit.enable
realtime | rtkit: security.rtkit.enable
tpm: security.tpm2.enable
timezone | time zone: time.timeZone
hardware clock | windows clock | local time: time.hardwareClockInLocalTime
locale | language | system language: i18n.defaultLocale
date format | locale format | extra locale | number format: i18n.extraLocaleSettings
supported locale | generate locale: i18n.supportedLocales i18n.extraLocales
input method | fcitx | ibus: i18n.inputMethod.enable i18n.inputMethod.type
keyboard | keyboard layout | keyboard language: services.xserver.xkb.layout console.keyMap
keymap | console keyboard | console keymap: console.keyMap services.xserver.xkb.layout
console font | tty font: console.font
caps lock | compose key | swap ctrl: services.xserver.xkb.options
remap key | key remap: services.keyd.enable services.kanata.enable
font | nerd font | more font: fonts.packages
default font | monospace font | serif font: fonts.fontconfig.defaultFonts.monospace fonts.fontconfig.defaultFonts.sansSerif fonts.fontconfig.defaultFonts.serif
emoji | emoji font: fonts.fontconfig.defaultFonts.emoji fonts.packages
plasma | kde | kde desktop: services.desktopManager.plasma6.enable
gnome | gnome desktop: services.desktopManager.gnome.enable services.xserver.desktopManager.gnome.enable
gnome app | gnome default app | gnome exclude: environment.gnome.excludePackages
kde app | plasma app | kde program | plasma exclude: environment.plasma6.excludePackages
cosmic: services.desktopManager.cosmic.enable
xfce: services.xserver.desktopManager.xfce.enable
cinnamon: services.xserver.desktopManager.cinnamon.enable
desktop | desktop environment: services.desktopManager.plasma6.enable services.desktopManager.gnome.enable services.xserver.enable
x11 | xorg | x server | graphical: services.xserver.enable
wayland: programs.sway.enable programs.hyprland.enable programs.xwayland.enable
hyprland: programs.hyprland.enable
sway: programs.sway.enable
niri: programs.niri.enable
i3: services.xserver.windowManager.i3.enable
auto login | autologin | log automatically | login automatically | login without password: services.displayManager.autoLogin.user services.displayManager.autoLogin.enable services.getty.autologinUser
login screen | display manager | login manager | greeter: services.displayManager.sddm.enable services.displayManager.gdm.enable services.greetd.enable services.xserver.displayManager.lightdm.enable
gdm: services.displayManager.gdm.enable services.xserver.displayManager.gdm.enable
sddm: services.displayManager.sddm.enable
default session: services.displayManager.defaultSession
touchpad | trackpad | tap click | tapping: services.libinput.enable services.libinput.touchpad.tapping
natural scroll | scroll direction: services.libinput.touchpad.naturalScrolling services.libinput.mouse.naturalScrolling
sound | audio | pipewire | pulseaudio: services.pipewire.enable services.pipewire.pulse.enable services.pulseaudio.enable
jack: services.pipewire.jack.enable
screen share | xdg portal | portal: xdg.portal.enable xdg.portal.extraPortals
night light | blue light | colour temperature | color temperature: services.redshift.enable services.gammastep.enable services.wlsunset.enable
flatpak: services.flatpak.enable
steam | game: programs.steam.enable
steam remote: programs.steam.remotePlay.openFirewall
game mode | gamemode: programs.gamemode.enable
appimage: programs.appimage.enable programs.appimage.binfmt
brightness | backlight: programs.light.enable hardware.acpilight.enable services.illum.enable hardware.brillo.enable
bluetooth | bluetooth headset | bluetooth headphone: hardware.bluetooth.enable services.blueman.enable hardware.bluetooth.powerOnBoot
bluetooth boot: hardware.bluetooth.powerOnBoot
laptop lid | close lid | lid | lid switch | lid sleep: services.logind.settings.Login.HandleLidSwitch services.logind.settings.Login services.logind.lidSwitch
power button | power key: services.logind.settings.Login.HandlePowerKey services.logind.powerKey
suspend | sleep | hibernate | idle suspend: services.logind.settings.Login systemd.sleep.settings.Sleep systemd.sleep.extraConfig systemd.targets.sleep.enable boot.resumeDevice
hibernate | hibernation | resume device | hibernate swap: boot.resumeDevice swapDevices
trim | trim ssd | ssd | fstrim: services.fstrim.enable services.fstrim.interval
nvidia | nvidia driver | nvidia gpu: services.xserver.videoDrivers hardware.nvidia.open hardware.nvidia.modesetting.enable hardware.nvidia.package
video driver | graphic driver: services.xserver.videoDrivers hardware.graphics.enable
nvidia prime | hybrid graphic | optimus: hardware.nvidia.prime.offload.enable hardware.nvidia.prime.sync.enable
graphic | opengl | vulkan | gpu acceleration | hardware acceleration: hardware.graphics.enable hardware.graphics.extraPackages
32 bit: hardware.graphics.enable32Bit
printer | printing | cups | print: services.printing.enable services.printing.drivers
network printer | find printer | discover printer: services.avahi.enable services.avahi.nssmdns4 services.printing.browsed.enable
scanner | scan document: hardware.sane.enable hardware.sane.extraBackends
battery | battery life | power saving | save power: services.tlp.enable powerManagement.enable services.power-profiles-daemon.enable services.auto-cpufreq.enable
charge battery | charge threshold | battery threshold: services.tlp.settings
cpu governor | governor: powerManagement.cpuFreqGovernor
laptop hot | overheat | thermal | cpu temperature: services.thermald.enable services.thinkfan.enable
microcode | amd microcode: hardware.cpu.amd.updateMicrocode hardware.cpu.intel.updateMicrocode
intel microcode: hardware.cpu.intel.updateMicrocode
firmware update | update bios | update firmware: services.fwupd.enable
firmware | nonfree firmware | missing firmware: hardware.enableRedistributableFirmware hardware.enableAllFirmware hardware.firmware
udev rule | udev: services.udev.extraRules services.udev.packages
usb automount | usb stick | mount usb | mount usb stick: services.udisks2.enable services.gvfs.enable services.devmon.enable
gamepad | xbox controller | game controller: hardware.xone.enable hardware.xpadneo.enable hardware.steam-hardware.enable
kernel | linux kernel | late kernel | latest kernel | new kernel | kernel version | zen kernel: boot.kernelPackages
kernel parameter | kernel command line | kernel option | boot parameter: boot.kernelParams
kernel module | load module: boot.kernelModules boot.extraModulePackages boot.initrd.kernelModules
blacklist | blacklist module | blacklist driver: boot.blacklistedKernelModules
bootloader | boot loader | systemd boot: boot.loader.systemd-boot.enable boot.loader.grub.enable
grub: boot.loader.grub.enable boot.loader.grub.device
grub window | dual boot | os prober: boot.loader.grub.useOSProber
boot generation | generation menu | generation boot menu | old boot entry | boot entry: boot.loader.systemd-boot.configurationLimit boot.loader.grub.configurationLimit
boot timeout | boot menu wait | boot menu: boot.loader.timeout
efi variable: boot.loader.efi.canTouchEfiVariables
efi partition | efi mount: boot.loader.efi.efiSysMountPoint
boot splash | plymouth | splash screen: boot.plymouth.enable
quiet boot | silent boot | boot message | boot log: boot.consoleLogLevel boot.kernelParams boot.initrd.verbose
luks | encrypt disk | decrypt disk | disk encryption | full disk encryption: boot.initrd.luks.devices
ssh initrd | unlock remote | ssh unlock | remote unlock: boot.initrd.network.ssh.enable
initrd module: boot.initrd.availableKernelModules boot.initrd.kernelModules
tmp ram | tmpfs | tmp tmpfs | tmp memory: boot.tmp.useTmpfs
clean tmp | empty tmp: boot.tmp.cleanOnBoot
emulate | emulation | arm | aarch64 | cross build: boot.binfmt.emulatedSystems
virtual camera: programs.obs-studio.enableVirtualCamera boot.extraModulePackages
zfs: boot.supportedFilesystems boot.zfs.extraPools networking.hostId
zfs snapshot: services.sanoid.enable services.zfs.autoSnapshot.enable
ntfs: boot.supportedFilesystems
flake | experimental feature | nix command: nix.settings.experimental-features
garbage | garbage collect | garbage collection | collect garbage | gc | clean store | free store: nix.gc.automatic nix.gc.dates nix.gc.options
garbage weekly | garbage daily | garbage schedule: nix.gc.dates nix.gc.automatic
delete old generation | old generation | delete generation: nix.gc.options nix.gc.automatic
trust user | trusted user | trust nix user: nix.settings.trusted-users
binary cache | cache | substituter | cachix: nix.settings.substituters nix.settings.trusted-public-keys nix.settings.trusted-substituters
cache key | public key cache: nix.settings.trusted-public-keys
optimise store | deduplicate store | optimize store | hard link store: nix.settings.auto-optimise-store nix.optimise.automatic
unfree | unfree package | unfree software | nonfree software: nixpkgs.config
overlay: nixpkgs.overlays
automatic update | auto upgrade | automatic upgrade | upgrade automatic | update every: system.autoUpgrade.enable system.autoUpgrade.dates system.autoUpgrade.flake
remote build | build machine | build remote machine | remote builder | distribute build: nix.buildMachines nix.distributedBuilds
core build | build core: nix.settings.cores
build job | parallel job | parallel build | max job: nix.settings.max-jobs
registry | flake registry: nix.registry
nix version | nix package: nix.package
sandbox: nix.settings.sandbox
nix path: nix.nixPath
state version: system.stateVersion home.stateVersion
foreign binary | unpatched binary | nix ld | run binary | dynamic binary: programs.nix-ld.enable programs.nix-ld.libraries
install package | install | install program | system package | global package: environment.systemPackages home.packages
user | create user | new user | add user: users.users users.users.<name>.isNormalUser
user group | add group | into group | docker group: users.users.<name>.extraGroups users.groups.<name>.members
create group: users.groups
user password | initial password: users.users.<name>.hashedPassword users.users.<name>.initialPassword users.users.<name>.hashedPasswordFile
immutable user | mutable user | password only configuration: users.mutableUsers
user shell | login shell: users.users.<name>.shell users.defaultUserShell
default shell | shell everyone | default user shell | everyone login shell: users.defaultUserShell
zsh | default shell zsh: programs.zsh.enable users.defaultUserShell
fish | fish shell: programs.fish.enable
linger | after log out | user service logout: users.users.<name>.linger
user package: users.users.<name>.packages
motd | message day: users.motd
environment variable | global variable | variable: environment.variables environment.sessionVariables home.sessionVariables
shell alias | alias: environment.shellAliases programs.bash.shellAliases home.shellAliases
default editor | editor | editor variable: environment.variables programs.neovim.defaultEditor programs.vim.defaultEditor environment.sessionVariables
etc file | file etc: environment.etc
command not find | command-not-found: programs.command-not-found.enable
bash completion | tab completion: programs.bash.completion.enable
swap | swap file | swap partition: swapDevices zramSwap.enable
zram | compress swap | compress memory: zramSwap.enable zramSwap.memoryPercent
out memory | oom | memory run out: services.earlyoom.enable systemd.oomd.enable
mount | file system | mount disk | mount drive | second disk | mount partition: fileSystems
btrfs scrub | scrub btrfs: services.btrfs.autoScrub.enable
disk health | smart disk | watch disk | hard disk health: services.smartd.enable
hard disk: fileSystems services.smartd.enable
btrfs snapshot | snapper | snapshot: services.snapper.configs services.btrbk.instances
`;
