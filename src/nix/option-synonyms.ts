import { stem } from "../core/words.ts";

/** Words that people use: words that options are named with, the likeliest first. */
const table = `
ssh: openssh sshd
sshd: openssh
vpn: wireguard tailscale openvpn
clock: timezone timesyncd ntp chrony
time europe america asia utc berlin: timezone
locale: i18n
language translation: i18n locale
keyboard: xkb keymap layout keyd
keymap: xkb layout
hostname internet lan: networking
hostnames: hosts
package software: packages systempackages
program app application: packages
sound audio: pipewire alsa pulseaudio
speaker microphone: pipewire alsa
headphone headset: bluetooth pipewire
wifi wlan: networkmanager wireless iwd
wireless: networkmanager iwd
network: networking networkmanager
ethernet: interface networking
nic: interface
ip: address networking
gateway: defaultgateway
router: nat forward
route: routing
printer print: printing cups
scanner scan: sane
container: docker podman oci
docker: podman
vm: libvirtd virtualisation qemu
virtual: virtualisation libvirtd
virtualization: virtualisation
hypervisor qemu: libvirtd
database: postgresql mysql
postgres psql: postgresql
mariadb: mysql
db: database postgresql mysql
webserver web: nginx caddy httpd
website: nginx caddy virtualhosts
site: virtualhosts nginx
vhost: virtualhosts
proxy: proxypass nginx
apache: httpd
https: acme ssl forcessl
ssl: acme forcessl tls
tls: acme ssl
letsencrypt: acme
certificate: acme pki certs
cert: acme pki
ca: pki
dns: nameservers resolved unbound
nameserver: nameservers
resolver: resolved
mdns zeroconf bonjour: avahi
garbage cleanup: gc
upgrade update patch: autoupgrade
cache substituter: substituters
flake: experimental registry
unfree: nixpkgs allowunfree
nonfree: nixpkgs redistributable
proprietary: nvidia unfree
store dedupe: optimise
desktop: desktopmanager xserver
window wm: windowmanager
tiling: windowmanager sway i3
wayland: sway hyprland xwayland
x11 xorg x: xserver
kde: plasma6 kdeconnect
plasma: plasma6
greeter: displaymanager greetd
login: displaymanager getty autologin
logon: displaymanager
autologin: autologin displaymanager
user people person: users
account: users accounts
member: extragroups members
group: extragroups groups
admin: wheel sudo extragroups
administrator: wheel sudo
wheel: sudo
root: permitrootlogin
password: hashedpassword passwordauthentication wheelneedspassword
passphrase: password
passwordless: wheelneedspassword
key: authorizedkeys keys
publickey: authorizedkeys
swap: swapdevices zramswap
zram: zramswap
ram: memory zramswap tmpfs
memory: zram oom earlyoom
oom: earlyoom
bootloader: loader grub
uefi: efi systemdboot
efi: systemdboot
generation: configurationlimit
splash bootsplash: plymouth
kernel: kernelpackages kernelparams
parameter cmdline: kernelparams
module: kernelmodules
driver: videodrivers kernelmodules
forward: forwarding nat
blacklist: blacklistedkernelmodules
encrypt decrypt encryption: luks
graphic: graphics opengl videodrivers
gpu: graphics nvidia amdgpu videodrivers
opengl vulkan: graphics
video: videodrivers graphics
monitor: prometheus xrandr autorandr display
monitoring: prometheus grafana
metric: prometheus exporters
dashboard: grafana homepage
touchpad trackpad mouse: libinput
scroll: naturalscrolling
font: fonts fontconfig
emoji: fontconfig fonts
theme: gtk qt stylix
cursor: pointercursor
wallpaper: background
notification: dunst mako
screenshot: flameshot
clipboard: clipman cliphist copyq
launcher: rofi wofi fuzzel
bar: waybar polybar
lock: swaylock hyprlock i3lock
screensaver: xscreensaver
battery: tlp upower
power energy: powermanagement tlp
suspend: logind sleep lidswitch
sleep: logind suspend lidswitch
hibernate: resumedevice sleep
lid: logind lidswitch
laptop: tlp logind
ssd trim nvme: fstrim
disk: filesystems smartd luks udisks2
drive: filesystems udisks2
partition: filesystems
mount: filesystems automount
usb: udisks2 usbguard
stick: udisks2
raid: swraid mdadm
filesystem: filesystems supportedfilesystems
snapshot: snapper btrbk sanoid
fan: thinkfan
temperature: thermald
firmware: fwupd redistributable
bios: fwupd
microcode: updatemicrocode
fingerprint: fprintd
smartcard: pcscd
yubikey: u2f yubico pcscd
2fa: googleauthenticator u2f
antivirus virus malware: clamav
bruteforce ban: fail2ban
brute: fail2ban sshguard
adblock ad: adguardhome blocky
sync synchronise synchronize: syncthing
backup: restic borgbackup
share: samba nfs
smb cifs windows: samba
export: exports nfs
git: gitea forgejo
forge: gitea forgejo gitlab
mail: postfix dovecot email msmtp
email: mail postfix
smtp: postfix msmtp
imap: dovecot
chat: matrix mattermost
messenger: matrix
media movie film: jellyfin plex
music: navidrome mpd
photo picture: immich photoprism
ebook: calibre
book: calibre kavita
feed rss: freshrss miniflux
wiki: mediawiki dokuwiki outline
calendar: radicale baikal
torrent: transmission deluge qbittorrent
download: transmission aria2
game gaming: steam gamemode
controller gamepad: xone xpadneo
llm ai: ollama
kubernetes: k3s
k8s: k3s kubernetes
mqtt: mosquitto
smarthome hass: homeassistant
zigbee: zigbee2mqtt
log: journald rsyslogd
journal: journald
syslog: rsyslogd syslogd
cron: systemcronjobs timers
schedule job: timers cron
timer: timers startat
daemon unit: systemd
autostart: autostart systemd
environment env: variables sessionvariables
variable: sessionvariables variables
alias: shellaliases
shell: defaultusershell bash zsh fish
prompt: starship promptinit
completion: completion enablecompletion
editor: defaulteditor vim neovim
nvim: neovim
vi: vim neovim
code: vscode
browser: firefox chromium
terminal: kitty alacritty foot
tty: console getty
phone: kdeconnect
android: adb waydroid
screen: display xrandr
brightness: brightnessctl light
redlight: redshift
nightlight: redshift gammastep wlsunset
night: redshift gammastep
portal: xdg
mime: mimeapps
banner: motd
binary: nixld binarycache
emulate emulation: binfmt emulatedsystems
cross arm aarch64: emulatedsystems
overclock: overdrive
address static: ipv4 addresses
dhcp: usedhcp dhcpcd kea
limit ulimit: loginlimits
sudo: doas
gpg pgp pinentry: gnupg gpgagent
keyring: gnomekeyring
secret: sops age
repository: registry
channel: nixpath registry
overlay: overlays
builder: buildmachines
remote: buildmachines distributedbuilds
`;

const synonyms = new Map<string, string[]>();
for (const line of table.trim().split("\n")) {
  const [word = "", others = ""] = line.split(": ");
  const key = stem(word);
  const known = synonyms.get(key) ?? [];
  synonyms.set(key, [
    ...known,
    ...others
      .split(" ")
      .map(stem)
      .filter((other) => other !== key),
  ]);
}

/** Other (stemmed) words to look for, for a stemmed word of a question. */
export function alsoCalled(word: string): readonly string[] {
  return synonyms.get(word) ?? [];
}
