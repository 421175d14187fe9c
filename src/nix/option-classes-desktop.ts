/** The same for desktops, devices and homes. See option-classes.ts. */
export const desktopClasses = `
hot | heat | overheat | cool | temperature laptop | fan loud: thermald tlp auto-cpufreq powerManagement.cpuFreqGovernor thinkfan throttled undervolt hardware.fancontrol.enable mbpfan
fan | fan control | fan speed: hardware.fancontrol.enable thinkfan mbpfan programs.coolercontrol.enable
undervolt: undervolt programs.corectrl.enable
battery charge | charge limit | charge percent | stop charging: services.tlp.settings tlp services.upower.percentageAction asusd
battery | power saving | save battery: tlp power-profiles-daemon auto-cpufreq upower powerManagement.powertop.enable
battery warn | battery low | warn battery: batsignal poweralertd cbatticon services.upower.percentageLow
power profile: power-profiles-daemon tuned
ups | power outage | power fail: power.ups.enable apcupsd
fingerprint | finger: fprintd security.pam.services.<name>.fprintAuth
face | face unlock | face recognition: howdy linux-enable-ir-emitter
yubikey | security key | hardware token | u2f | fido: security.pam.u2f.enable pcscd security.pam.yubico.enable yubikey-agent programs.yubikey-touch-detector.enable
smartcard | smart card | card reader: pcscd
hardware wallet | ledger wallet | trezor: hardware.ledger.enable trezord
tpm: security.tpm2.enable
bluetooth | bluetooth headphone: hardware.bluetooth.enable hardware.bluetooth.powerOnBoot blueman services.blueman-applet.enable
printer | print: services.printing.enable services.printing.drivers ipp-usb avahi
scanner | scan: hardware.sane.enable hardware.sane.extraBackends scanservjs services.saned.enable
brother scanner | scanner brother: hardware.sane.enable hardware.sane.brscan4.enable hardware.sane.brscan5.enable
label printer | receipt printer: services.printing.enable
webcam: hardware.facetimehd.enable programs.droidcam.enable
android phone | phone usb | adb: gvfs
iphone | ipad | ios device: usbmuxd
phone | phone integration: programs.kdeconnect.enable kdeconnect
gaming mouse | mouse dpi | mouse button | logitech: ratbagd hardware.logitech.wireless.enable logiops input-remapper
mouse | mouse speed | mouse acceleration: services.libinput.mouse.accelProfile services.libinput.mouse.accelSpeed services.libinput.enable
touchpad | trackpad | touchpad gesture | gesture: services.libinput.enable services.libinput.touchpad.tapping touchegg fusuma
tap click: services.libinput.touchpad.tapping
disable touchpad typing | touchpad typing: services.libinput.touchpad.disableWhileTyping
drawing tablet | graphics tablet | wacom | pen: hardware.opentabletdriver.enable services.xserver.wacom.enable
touchscreen | rotate screen | tablet rotation | orientation: hardware.sensor.iio.enable
remap key | caps lock | swap key | swap caps | key remap: keyd kanata services.xserver.xkb.options services.interception-tools.enable kmonad input-remapper evremap
keyboard firmware | qmk | via keyboard | split keyboard | keyboard configurator: hardware.keyboard.qmk.enable hardware.keyboard.zsa.enable programs.chrysalis.enable
keyboard light | rgb | led light: services.hardware.openrgb.enable hardware.openrazer.enable g810-led
razer: hardware.openrazer.enable
chinese | japanese | korean | pinyin | type chinese | input method | cjk: i18n.inputMethod.enable i18n.inputMethod.type i18n.inputMethod.fcitx5.addons i18n.inputMethod.ibus.engines fonts.packages
text expander | abbreviation | expand text: espanso
hotkey | keyboard shortcut | global shortcut: sxhkd actkbd triggerhappy services.xserver.windowManager.i3.enable
brightness | backlight | screen brightness | dim screen: hardware.acpilight.enable illum hardware.brillo.enable clight wluma
external monitor brightness | ddc: hardware.i2c.enable ddccontrol
night light | blue light | warm colour | eye strain | red evening: redshift gammastep wlsunset hyprsunset clight
dark evening | dark theme evening | dark light | theme evening | light dark: darkman gammastep
color profile | colour profile | calibrate: colord
monitor | arrange monitor | dock monitor | multiple monitor | external monitor | monitor layout: kanshi autorandr shikane way-displays grobi programs.autorandr.enable
firmware | update firmware: fwupd hardware.enableRedistributableFirmware
thunderbolt | dock thunderbolt: services.hardware.bolt.enable
usb block | unknown usb | block usb: usbguard
usb stick | usb drive | mount usb | automount | plug drive: udisks2 gvfs udiskie devmon
disk health | failing disk | smart | hard disk fail: smartd scrutiny
trim | ssd: services.fstrim.enable services.fstrim.interval
hybrid graphic | hybrid laptop | two gpu | offload gpu | prime: hardware.nvidia.prime.offload.enable hardware.nvidia.prime.sync.enable hardware.nvidia.open services.xserver.videoDrivers supergfxd
amd gpu | radeon | gpu overclock: hardware.graphics.enable hardware.amdgpu.initrd.enable lact programs.corectrl.enable hardware.amdgpu.opencl.enable
opencl | rocm: hardware.amdgpu.opencl.enable hardware.graphics.extraPackages
video decode | video acceleration | vaapi: hardware.graphics.extraPackages hardware.graphics.enable
hdmi audio | no sound: services.pipewire.enable services.pipewire.alsa.enable
low latency | music production | audio latency | realtime audio | daw: services.pipewire.enable services.pipewire.jack.enable services.jack.jackd.enable security.rtkit.enable
midi | synthesizer: fluidsynth services.pipewire.jack.enable timidity
noise suppression | microphone noise | background noise | noise cancel: programs.noisetorch.enable easyeffects
equalizer | audio effect | bass: easyeffects pulseeffects
volume popup | volume osd | volume overlay: avizo swayosd wob volnoti syshud
white noise | ambient sound: blanket
media key | play pause | mpris: playerctld mpris-proxy mpdris2 mpd-mpris
screen record | record screen | record video | screencast: obs-studio programs.gpu-screen-recorder.enable
screenshot: flameshot hyprshot swappy satty
clipboard | copied | clipboard manager | clipboard history: cliphist clipman copyq clipmenu clipcat clipse greenclip parcellite wl-clip-persist
launcher | app launcher | application menu | run menu: rofi wofi fuzzel tofi bemenu walker anyrun sherlock vicinae hyprlauncher
status bar | bar top | panel bar | taskbar: waybar polybar i3status-rust i3status i3blocks eww ashell hyprpanel xmobar yambar tint2
system tray | tray icon: stalonetray trayer snixembed
notification | notification daemon | desktop notification: mako dunst swaync fnott notify-osd
wallpaper | background image | desktop background: hyprpaper wpaperd random-background mpvpaper
lock screen | lock minute | lock idle | screen lock | lock automatically: swayidle hypridle swaylock hyprlock screen-locker xidlehook betterlockscreen xss-lock
idle | keep awake | prevent sleep: swayidle hypridle caffeine
logout menu | power menu: wlogout wleave waylogout
break | eye break | rest eye | take break | pause reminder: safeeyes rsibreak
pomodoro | focus timer: comodoro tomat
tiling | tiling window | wayland compositor | window manager: programs.sway.enable programs.hyprland.enable programs.niri.enable programs.river-classic.enable services.xserver.windowManager.i3.enable wayland.windowManager.sway.enable wayland.windowManager.hyprland.enable xsession.windowManager.i3.enable
kiosk | single application: cage
login screen | graphical login: services.displayManager.sddm.enable services.displayManager.gdm.enable greetd services.displayManager.ly.enable programs.regreet.enable
flathub | flatpak | app store | software center: services.flatpak.enable services.gnome.gnome-software.enable packagekit
appimage: programs.appimage.enable programs.appimage.binfmt
dotnet windows program | wine: programs.steam.enable
virtual machine | windows virtual | vm | run windows: virtualisation.libvirtd.enable programs.virt-manager.enable virtualisation.virtualbox.host.enable virtualisation.vmware.host.enable virtualisation.incus.enable
guest clipboard | qemu guest | vm guest | inside vm: spice-vdagentd qemuGuest virtualisation.vmware.guest.enable virtualisation.virtualbox.guest.enable
lxc | system container: virtualisation.incus.enable virtualisation.lxc.enable
android app | run android: virtualisation.waydroid.enable
bootable splash | boot animation | splash | boot logo: boot.plymouth.enable boot.plymouth.theme
secure boot: boot.loader.limine.secureBoot.enable
dual boot | windows boot | boot windows: boot.loader.grub.useOSProber boot.loader.systemd-boot.windows boot.loader.systemd-boot.extraEntries
ignore driver | stop load driver | stop loading | nouveau: boot.blacklistedKernelModules
bond | link aggregation | two network card | combine network: networking.bonds systemd.network.netdevs
random mac | mac address: networking.networkmanager.wifi.macAddress networking.interfaces.<name>.macAddress
iwd: networking.wireless.iwd.enable networking.networkmanager.wifi.backend
mobile broadband | lte | sim card | 4g modem: networking.modemmanager.enable
location | geolocation: geoclue2
travel timezone | automatic timezone | timezone location: automatic-timezoned localtimed tzupdate
motd | login message | message login | message after login | banner login: users.motd users.motdFile programs.rust-motd.enable
raid | software raid | mdadm: boot.swraid.enable boot.swraid.mdadmConf
snapshot hour | hourly snapshot | btrfs snapshot | snapshot: services.snapper.configs services.btrbk.instances sanoid
pool error | zfs scrub | scrub pool | check zfs: services.zfs.autoScrub.enable services.zfs.autoScrub.interval
deduplicate btrfs | dedupe file: services.beesd.filesystems
journal size | journal small | limit journal | log disk: services.journald.extraConfig services.journald.storage
clean old generation | old generation: nix.gc.automatic nix.gc.options programs.nh.clean.enable
upgrade machine | update night | upgrade night | update itself | automatic update: system.autoUpgrade.enable system.autoUpgrade.dates system.autoUpgrade.flake
find file | search file | locate: locate fd
which package | missing command: programs.nix-index.enable programs.command-not-found.enable
core dump | crash dump: systemd.coredump.enable
out memory | freeze memory | memory full: earlyoom systemd.oomd.enable nohang
responsive | desktop scheduler: ananicy scx system76-scheduler
sandbox program | sandbox application: programs.firejail.enable
braille | blind | screen reader | accessibility: services.orca.enable brltty speechd services.gnome.at-spi2-core.enable
shell prompt | prettier prompt | prompt: starship oh-my-posh powerline-go
shell history | search history | command history | ctrl r | history search: atuin mcfly hstr fzf
fuzzy | fuzzy finder: fzf skim television
jump directory | cd fast | smart cd | directory often | frequent directory: zoxide autojump z-lua broot pazi
project environment | environment cd | load environment | environment directory | dev shell: direnv programs.direnv.nix-direnv.enable mise lorri devenv
language version | node version | version manager: mise pyenv rbenv
side diff | git diff | diff color | diff: delta difftastic diff-so-fancy diff-highlight riff
git terminal | git tui: lazygit gitui jjui
git lfs | large file git: programs.git.lfs.enable
github | github cli: gh gh-dash
sign commit | commit signature: programs.git.signing.signByDefault programs.git.signing.key programs.git.signing.format
ls | list file color | ls replacement: eza lsd
cat | syntax cat: bat
grep | search text | search code: ripgrep ripgrep-all grep
file manager | file manager terminal: yazi ranger nnn lf broot vifm xplr superfile joshuto programs.thunar.enable mc
json: jq jqp
terminal | terminal emulator | fast terminal: alacritty kitty foot ghostty wezterm rio
terminal multiplexer | terminal session | split terminal: tmux zellij screen
browser | web browser: firefox chromium librewolf qutebrowser
editor | text editor | code editor: neovim vim helix emacs vscode kakoune micro zed-editor vscodium nano
tldr | command example | cheat sheet: tealdeer navi tldr-update
typo command | correct command: pay-respects
ssh key unlock | ssh agent | key unlock | key session | ssh passphrase: ssh-agent keychain services.gpg-agent.enableSshSupport gnome-keyring
keyring | save password: gnome-keyring pass-secret-service services.gnome.gnome-keyring.enable
pdf reader | pdf viewer | read pdf: zathura sioyek programs.evince.enable
open default | default application | file type | open pdf: xdg.mimeApps.defaultApplications xdg.mimeApps.enable xdg.mime.defaultApplications
video player | play video | watch video: mpv kodi
image viewer | view image: imv feh swayimg pqiv
picture music | visualizer | audio visualizer: cava cavalier
torrent terminal: rtorrent
bibliography | paper reference | citation: papis pubs
latex | tex: texlive
command line ai | ai terminal: aichat mods opencode claude-code
system info | neofetch: fastfetch hyfetch macchina
aws | cloud cli: awscli
kubernetes terminal: k9s kubecolor
cloud drive | mount cloud | google drive | one drive: rclone onedrive
autoupdate manual | manual page: programs.man.enable documentation.man.enable
mouse cursor hide | hide cursor: unclutter
`;
