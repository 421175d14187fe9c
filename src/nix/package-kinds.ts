import { words } from "../core/words.ts";

/**
 * What people call a kind of program: phrases apart by `|`, then after `:` the attribute names of what experts
 * take for it, likeliest first. Those that a `pkgs` lacks are passed over; the rest of its packages follow by
 * what their descriptions say.
 */
const table = `
pdf viewer | pdf reader | pdf | read pdf | view pdf | open pdf | document viewer: zathura evince kdePackages.okular mupdf sioyek xpdf papers qpdfview
pdf editor | edit pdf | annotate pdf | sign pdf: xournalpp pdfarranger kdePackages.okular libreoffice rnote stirling-pdf
merge pdf | split pdf | pdf tool: pdftk qpdf pdfarranger poppler-utils
photo editor | edit photo | image editor | edit image | edit picture | picture editor | manipulate image | photoshop: gimp krita darktable rawtherapee pinta photoflare kdePackages.kolourpaint
raw photo | develop photo | lightroom | photo: darktable rawtherapee digikam shotwell gimp
organise photo | photo library | manage photo | photo manager | photo album: digikam shotwell darktable
paint | painting | draw | drawing | digital art | illustration: krita inkscape gimp mypaint kdePackages.kolourpaint pinta
vector graphics | vector | svg | edit svg | illustrator: inkscape
image viewer | view image | photo viewer | view photo | look picture | picture viewer | view picture: loupe kdePackages.gwenview imv feh nomacs qimgv eog
resize image | convert image | convert picture | image convert: imagemagick graphicsmagick
screenshot | screen shot | take screenshot | capture screen: flameshot grim kdePackages.spectacle ksnip maim gnome-screenshot
record screen | screen recorder | screencast | screen record | stream screen: obs-studio kooha simplescreenrecorder wf-recorder peek
video player | movie player | play video | watch video | watch movie | media player | play movie: mpv vlc celluloid kdePackages.haruna
video editor | edit video | video editing | cut video | movie editor: kdePackages.kdenlive shotcut openshot-qt davinci-resolve losslesscut-bin olive-editor
convert video | transcode | encode video | rip dvd: ffmpeg handbrake
download video | youtube download | download youtube: yt-dlp parabolic
music player | play music | listen music | audio player: spotify rhythmbox strawberry cmus amberol audacious quodlibet clementine elisa ncmpcpp
audio editor | edit audio | sound editor | record audio | edit sound | audio recorder: audacity tenacity ardour ocenaudio
music production | daw | make music | compose music | record music: ardour reaper lmms bitwig-studio zrythm qtractor
sheet music | music notation | score: musescore lilypond frescobaldi
tag music | music tag | mp3 tag: picard easytag puddletag beets
web browser | browser | internet browser | browse web: firefox chromium brave librewolf google-chrome vivaldi ungoogled-chromium qutebrowser
private browser | tor: tor-browser librewolf mullvad-browser
email | mail client | email client | mail program | read mail | mail: thunderbird evolution geary claws-mail neomutt aerc
chat | messenger | instant message | messaging: signal-desktop telegram-desktop element-desktop discord pidgin gajim
matrix client | matrix chat: element-desktop fractal nheko
irc | irc client: weechat irssi hexchat halloy
video call | video conference | meeting: zoom-us jitsi-meet-electron teams-for-linux
voice chat: mumble discord teamspeak6-client
text editor | editor | notepad | edit text: neovim vim helix emacs kdePackages.kate gnome-text-editor micro nano vscode zed-editor
code editor | ide | write code | programming editor | development environment: vscode vscodium neovim zed-editor emacs jetbrains.idea helix
visual studio code | vs code: vscode vscodium
markdown editor | write markdown: obsidian marktext ghostwriter apostrophe zettlr
note | notes | note taking | take note | second brain: obsidian joplin-desktop logseq standardnotes zettlr zk
handwriting | handwritten note: xournalpp rnote
office | office suite | word processor | write document | microsoft office | word | excel: libreoffice onlyoffice-desktopeditors abiword
spreadsheet: libreoffice gnumeric onlyoffice-desktopeditors visidata
presentation | slide | powerpoint: libreoffice onlyoffice-desktopeditors
latex | tex: texliveFull texstudio lyx tectonic
ebook reader | e book reader | epub reader | read book | ebook | read ebook: calibre foliate koreader kdePackages.okular
reference manager | citation | bibliography: zotero jabref
terminal | terminal emulator: alacritty kitty wezterm foot ghostty kdePackages.konsole gnome-terminal
terminal multiplexer | multiplexer: tmux zellij screen
shell: fish zsh nushell bash
file manager | browse file | file browser: nautilus kdePackages.dolphin thunar pcmanfm yazi ranger lf nemo mc
terminal file manager | file manager terminal: yazi ranger lf nnn mc
find file | search file | find in file | fuzzy find | search text | grep: ripgrep fd fzf silver-searcher
disk usage | disk space | space used | full disk: ncdu gdu dust baobab duf kdePackages.filelight
partition | partition editor | partition disk: gparted kdePackages.partitionmanager gnome-disk-utility parted
usb stick | bootable usb | write iso | flash usb | burn iso: ventoy popsicle impression caligula
burn cd | burn dvd: brasero kdePackages.k3b xfburn
archive | unzip | zip | unpack | rar | extract archive: unzip p7zip zip unrar file-roller kdePackages.ark peazip
backup | back up: restic borgbackup kopia deja-dup vorta rsync timeshift
sync file | cloud sync | sync folder: syncthing rclone nextcloud-client dropbox unison
torrent | torrent client | bittorrent | download torrent: qbittorrent transmission_4-gtk deluge fragments
download manager | download file: aria2 wget uget kdePackages.kget
ftp | ftp client | sftp: filezilla lftp
password manager | password | store password: keepassxc bitwarden-desktop pass _1password-gui gopass
process viewer | system monitor | task manager | process monitor | cpu usage | monitor process: htop btop bottom glances kdePackages.plasma-systemmonitor mission-center
gpu monitor | gpu usage: nvtopPackages.full radeontop intel-gpu-tools
system info | hardware info | fetch | system information: fastfetch inxi hwinfo lshw
benchmark | stress test: sysbench stress-ng phoronix-test-suite geekbench
network analyse | packet capture | network traffic | sniff: wireshark tcpdump termshark
bandwidth | network monitor | bandwidth monitor: iftop nethogs bandwhich nload
network scan | port scan | scan network: nmap rustscan angryryscan
http client | api client | test api | rest client: curl httpie bruno insomnia postman xh
remote desktop | rdp | vnc: remmina freerdp tigervnc rustdesk anydesk
virtual machine | vm | virtualisation: virt-manager qemu gnome-boxes quickemu
container: podman docker distrobox
kubernetes: kubectl k9s kubernetes-helm
windows program | run windows | exe | wine: wineWowPackages.stable wineWow64Packages.stable bottles lutris winetricks
game launcher | game | gaming | play game: steam lutris heroic bottles prismlauncher retroarch
minecraft: prismlauncher
emulator | retro game | game emulator | console emulator: retroarch dolphin-emu pcsx2 ppsspp mame
chess: gnome-chess stockfish scid-vs-pc
3d model | 3d modelling | 3d | animation: blender freecad openscad
cad | technical drawing: freecad librecad openscad kicad
electronics | circuit | pcb | schematic: kicad ngspice qucs-s
3d print | slicer | print model: prusa-slicer orca-slicer cura-appimage
database client | database gui | sql client | browse database: dbeaver-bin pgadmin4 sqlitebrowser
git client | git gui | git interface: lazygit gitui git-cola gitg gitkraken
diff | compare file | merge tool: meld delta difftastic kdePackages.kdiff3 diffutils
json: jq fx jless yq-go
calculator: qalculate-gtk gnome-calculator kdePackages.kcalc bc speedcrunch
calendar: gnome-calendar evolution khal kdePackages.merkuro
todo | task | to do: taskwarrior3 todoist-electron planify
finance | accounting | money | budget: gnucash kmymoney hledger ledger homebank
time track: timewarrior watson
map | gps: gnome-maps qgis organicmaps marble
weather: gnome-weather wttrbar
astronomy | star | planetarium: stellarium kstars celestia
math | mathematics | algebra | statistic: octave maxima R sage
language learn | flashcard | vocabulary: anki
translate | translation: translate-shell dialect
spell check | spelling | dictionary: hunspell aspell hunspellDicts.en_US
font manager | font viewer: gnome-font-viewer font-manager
clipboard | clipboard manager: wl-clipboard copyq cliphist xclip
color picker | colour picker: hyprpicker gcolor3 gpick
launcher | application launcher | app launcher: rofi wofi fuzzel ulauncher
status bar: waybar polybar
wallpaper: swaybg hyprpaper nitrogen feh swww
notification: dunst mako swaynotificationcenter
lock screen | screen locker: swaylock hyprlock i3lock
bluetooth manager | bluetooth: blueman overskride
volume | sound mixer | audio control: pavucontrol pulsemixer easyeffects
partition recover | recover file | undelete | data recovery: testdisk ddrescue
antivirus | virus scan: clamav
encrypt file | encryption | encrypt: gnupg age veracrypt cryptomator
c compiler | compile c: gcc clang
python: python3
rust: rustc cargo rustup
javascript: nodejs deno bun
java: jdk
go: go
`;

/** Words that together name a kind of program, and what is of that kind. */
export interface PackageKind {
  readonly words: readonly string[];
  readonly names: readonly string[];
}

/** Forms of a stemmed word that stand for the same here: "editor", "editing". */
export function kindWord(word: string): string {
  return word.replace(/(?:er|or|s)$/, "");
}

/** A phrase for every line's kinds, in stemmed words. */
export const packageKinds: readonly PackageKind[] = table
  .trim()
  .split("\n")
  .flatMap((line) => {
    const [phrases = "", names = ""] = line.split(": ");
    return phrases.split(" | ").map((phrase) => ({
      words: [...new Set(words(phrase).map(kindWord))],
      names: names.split(" "),
    }));
  });
