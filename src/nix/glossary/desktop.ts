/** Screens, windows, input, looks; the desktop of a machine and of a home. See glossary.ts. */
export const desktop = `
services.desktopManager.plasma6.enable: kde plasma desktop environment windows like
services.desktopManager.gnome.enable: gnome desktop environment mac like
services.desktopManager.cosmic.enable: cosmic desktop system76 rust
services.xserver.desktopManager.xfce.enable services.xserver.desktopManager.mate.enable services.xserver.desktopManager.lxqt.enable: desktop light old slow pc environment simple
services.xserver.desktopManager.cinnamon.enable: mint desktop windows like
services.desktopManager.budgie.enable services.desktopManager.pantheon.enable: elementary desktop pretty
programs.hyprland.enable wayland.windowManager.hyprland.enable: tiling wayland animation compositor eyecandy
programs.sway.enable wayland.windowManager.sway.enable: tiling i3 wayland compositor
programs.niri.enable: scroll tiling wayland column
programs.river-classic.enable programs.labwc.enable programs.wayfire.enable programs.dwl.enable programs.mangowc.enable: wayland compositor stacking openbox
services.xserver.windowManager.i3.enable xsession.windowManager.i3.enable: i3 tiling x11 window manager
services.xserver.windowManager.awesome.enable services.xserver.windowManager.dwm.enable services.xserver.windowManager.bspwm.enable services.xserver.windowManager.xmonad.enable services.xserver.windowManager.qtile.enable: tiling window manager x11 haskell lua python
services.xserver.enable: x11 graphical display xorg
programs.xwayland.enable: x11 program wayland old
environment.gnome.excludePackages services.gnome.core-apps.enable services.gnome.games.enable: gnome without app game bloat preinstalled remove
environment.plasma6.excludePackages: kde without app bloat preinstalled remove kate konsole
environment.cosmic.excludePackages environment.xfce.excludePackages: desktop without app
services.gnome.tinysparql.enable services.gnome.localsearch.enable: file index search cpu tracker
services.gnome.gnome-online-accounts.enable: google account calendar gnome
services.gnome.sushi.enable: preview file space
services.gnome.gnome-browser-connector.enable: gnome extension browser
services.gnome.evolution-data-server.enable: calendar contact gnome
services.displayManager.sddm.enable services.displayManager.gdm.enable services.greetd.enable services.displayManager.ly.enable services.xserver.displayManager.lightdm.enable: login screen greeter graphical password display manager sign in
services.displayManager.autoLogin.enable services.displayManager.autoLogin.user: login automatic without password boot straight desktop alone directly skip log in
services.displayManager.defaultSession: session default start which wayland x11 choose
services.displayManager.sddm.theme programs.regreet.theme.name: login screen theme look background
services.displayManager.sddm.wayland.enable: login wayland x11
services.displayManager.sddm.autoNumlock: numlock number pad login
services.xserver.xkb.layout: keyboard layout language german us uk french swiss dvorak colemak qwertz azerty type login screen umlaut
services.xserver.xkb.variant: keyboard variant altgr intl dead key accent umlaut us international nodeadkeys
services.xserver.xkb.options: caps lock escape ctrl control swap compose key remap toggle layout switch alt euro menu super
services.xserver.xkb.extraLayouts: custom keyboard layout own
services.keyd.enable services.kanata.enable services.kmonad.enable: remap key caps lock layer tap hold home row keyboard macbook escape vim arrow
services.keyd.keyboards services.kanata.keyboards: remap key keyboard which device layer caps
services.evremap.enable services.input-remapper.enable services.interception-tools.enable services.evdevremapkeys.enable: remap key mouse button macro
services.xserver.autoRepeatDelay services.xserver.autoRepeatInterval: key repeat fast slow hold delay
services.libinput.enable: touchpad mouse input
services.libinput.touchpad.naturalScrolling services.libinput.mouse.naturalScrolling: scroll direction reverse wrong invert mac natural
services.libinput.touchpad.tapping: tap click touch touchpad
services.libinput.touchpad.disableWhileTyping: palm typing cursor jump touchpad
services.libinput.touchpad.clickMethod services.libinput.touchpad.tappingButtonMap: two finger right click middle three clickfinger
services.libinput.touchpad.middleEmulation services.libinput.mouse.middleEmulation: middle click both button
services.libinput.touchpad.scrollMethod: two finger edge scroll
services.libinput.mouse.accelProfile services.libinput.mouse.accelSpeed: mouse speed acceleration flat fast slow pointer sensitive game
services.libinput.touchpad.accelSpeed: touchpad speed pointer
services.libinput.mouse.leftHanded services.libinput.touchpad.leftHanded: left handed button swap
services.touchegg.enable fusuma: gesture swipe finger workspace touchpad three four
services.xserver.dpi: dpi scale hidpi big small 4k
services.xserver.resolutions services.xserver.xrandrHeads: resolution monitor screen
services.xserver.serverFlagsSection services.xserver.displayManager.sessionCommands: screen blank dpms turn off xset session start
services.xserver.exportConfiguration: xorg.conf
services.xserver.excludePackages: xterm remove
services.autorandr.enable programs.autorandr.enable services.autorandr.profiles: monitor dock plug external screen layout arrange profile x11 hotplug
kanshi shikane way-displays grobi: monitor dock plug external screen layout arrange second wayland output automatically
services.redshift.enable services.gammastep.enable wlsunset hyprsunset sctd: night blue light eye warm red yellow evening colour temperature screen sunset
darkman: dark light theme switch sunset automatic evening
services.colord.enable: color profile icc calibrate photo monitor
services.picom.enable: compositor tear transparency shadow fade blur x11 window
services.picom.vSync: tearing vsync x11 video
services.flatpak.enable: flathub store sandbox
xdg.portal.enable xdg.portal.wlr.enable xdg.portal.extraPortals: screen share wayland portal file dialog meeting obs flatpak browser zoom teams
xdg.mime.defaultApplications xdg.mimeApps.defaultApplications: open link pdf with default browser double click file type viewer image application
xdg.mimeApps.enable: default application
xdg.autostart.enable xdg.autostart.entries: autostart program start login desktop session launch
xdg.autostart.readOnly: autostart program add themselves prevent
xdg.userDirs.enable xdg.userDirs.download: download desktop documents folder name location english lowercase move
xdg.configFile xdg.dataFile: config file dotfile place link
xdg.desktopEntries: menu entry launcher icon own application shortcut desktop
xdg.terminal-exec.enable: terminal default
home.file: dotfile file place link home managed script
home.packages: install program tool software user git me command
home.sessionVariables: environment variable editor browser export
home.sessionPath: path directory bin ~/bin command find
home.shellAliases: alias shortcut command ll
home.keyboard.layout home.keyboard.options: keyboard layout caps x11 user
home.language.base: language locale user translation
home.pointerCursor home.pointerCursor.size home.pointerCursor.name: cursor mouse pointer theme size big tiny x11 wayland
home.activation: script every switch activation
home.username home.homeDirectory: user name home directory
home.stateVersion: release version
home.preferXdgDirectories: clutter home dotfile xdg
home.shell.enableShellIntegration: shell integration
home.enableNixpkgsReleaseCheck: version mismatch warn
gtk.theme gtk.theme.name gtk.theme.package: theme dark look gtk application window adwaita catppuccin dracula
gtk.colorScheme gtk.gtk3.extraConfig gtk.gtk4.extraConfig: dark mode prefer gtk everything night black
gtk.iconTheme gtk.iconTheme.name: icon theme papirus
gtk.font gtk.font.name gtk.font.size: font size gtk application interface
gtk.cursorTheme.name: cursor theme
gtk.gtk3.bookmarks: bookmark file manager sidebar nautilus
qt.enable qt.style.name qt.platformTheme.name: qt kde application theme look same gtk dark
dconf.settings: gnome setting background dark button dock favorite keybinding shortcut shell extension color-scheme touchpad text scaling
programs.dconf.enable: gtk setting save gnome
programs.gnome-shell.extensions programs.gnome-shell.enable: gnome extension
fonts.fontconfig.enable: font user installed find
services.dunst.enable services.mako.enable services.swaync.enable fnott twmn: notification popup message desktop bubble toast
services.dunst.settings services.mako.settings: notification look position timeout corner long
services.swayidle.enable services.hypridle.enable services.swayidle.timeouts services.hypridle.settings xidlehook services.screen-locker.enable: idle minute lock screen off turn automatic away nobody blank inactivity suspend
programs.swaylock.enable programs.hyprlock.enable programs.i3lock.enable programs.gtklock.enable programs.slock.enable betterlockscreen wlock: lock screen password blur locker
services.screen-locker.inactiveInterval: lock minute idle
programs.xss-lock.enable: lock suspend
services.caffeine.enable: awake prevent sleep screen film presentation
xscreensaver programs.xscreensaver.enable: screensaver animation idle fancy nobody
services.hyprpaper.enable services.wpaperd.enable services.awww.enable services.random-background.enable programs.wpaperd.enable programs.mpvpaper.enable services.linux-wallpaperengine.enable: wallpaper background picture image behind window desktop change random rotate video
programs.feh.enable: image wallpaper view
fractalart: wallpaper
pywal wallust: color scheme wallpaper palette
programs.waybar.enable services.polybar.enable programs.ashell.enable programs.hyprpanel.enable programs.eww.enable programs.yambar.enable services.taffybar.enable programs.i3status-rust.enable programs.i3blocks.enable: bar status panel top clock battery workspace tray widget show taskbar
programs.waybar.settings programs.waybar.style: bar module look css clock battery
services.conky.enable: system monitor desktop widget cpu
programs.quickshell.enable programs.dms-shell.enable services.wayle.enable: desktop shell widget bar
programs.rofi.enable programs.wofi.enable programs.fuzzel.enable programs.tofi.enable programs.walker.enable programs.anyrun.enable services.walker.enable programs.bemenu.enable programs.vicinae.enable programs.sherlock.enable: launcher start program menu search type run spotlight alfred dmenu keyboard application
services.cliphist.enable services.copyq.enable services.clipman.enable services.clipse.enable services.clipcat.enable services.clipmenu.enable services.parcellite.enable programs.gpaste.enable greenclip services.ringboard.wayland.enable: clipboard history copy paste remember old earlier copied
services.wl-clip-persist.enable: clipboard lost close window keep
services.flameshot.enable programs.hyprshot.enable programs.satty.enable programs.swappy.enable: screenshot capture region annotate arrow snip print screen
services.gromit-mpx.enable: draw screen annotate presentation
services.udiskie.enable: usb stick mount automatic tray
services.network-manager-applet.enable programs.nm-applet.enable: wifi tray icon applet network
services.blueman-applet.enable: bluetooth tray icon
services.pasystray.enable: volume tray sound icon
services.snixembed.enable services.xembed-sni-proxy.enable: tray icon old legacy systray
services.stalonetray.enable services.trayer.enable: tray icon systray x11
services.status-notifier-watcher.enable: tray icon
services.kdeconnect.enable programs.kdeconnect.enable: phone android notification pair file sms pc clipboard remote
services.easyeffects.enable: equalizer sound
services.playerctld.enable services.mpris-proxy.enable: media key play pause music headphone headset button bluetooth control last player
services.sxhkd.enable: hotkey keybinding shortcut x11
wayland.windowManager.hyprland.settings: keybinding shortcut monitor gap border rule animation hyprland configure input workspace
wayland.windowManager.sway.config wayland.windowManager.sway.config.keybindings: sway keybinding shortcut bar output gap modifier
wayland.windowManager.sway.config.input: keyboard touchpad sway layout
wayland.windowManager.sway.config.output: monitor resolution scale wallpaper sway position
wayland.windowManager.sway.config.startup xsession.windowManager.i3.config.startup: start program sway i3 login
wayland.windowManager.sway.config.modifier: mod key super windows
xsession.windowManager.i3.config.keybindings: i3 keybinding shortcut
services.autotiling.enable programs.workstyle.enable: split workspace icon i3 sway
services.unclutter.enable unclutter-xfixes xbanish: mouse cursor hide idle typing
services.xcape.enable: tap modifier escape caps
services.safeeyes.enable services.rsibreak.enable: break pause eye rest remind sit
services.tomat.enable programs.comodoro.enable: pomodoro timer focus work break
services.batsignal.enable services.poweralertd.enable services.cbatticon.enable: battery low warn notification empty popup
services.avizo.enable services.swayosd.enable services.wob.enable services.volnoti.enable services.syshud.enable: volume brightness popup overlay osd bar show key
services.espanso.enable: text expand abbreviation snippet type signature
services.synergy.server.enable services.synergy.client.enable services.rkvm.server.enable: share mouse keyboard two computer kvm across screen
services.wayvnc.enable programs.wayvnc.enable: vnc remote desktop view screen
services.remmina.enable: remote desktop client rdp vnc connect windows
services.orca.enable services.speechd.enable services.brltty.enable: blind screen reader speak braille accessibility see
services.gnome.at-spi2-core.enable: accessibility
services.buffyboard.enable: on-screen keyboard touch virtual
services.cage.enable: kiosk single program full screen display sign
programs.thunar.enable programs.thunar.plugins: file manager light xfce
services.tumbler.enable programs.gdk-pixbuf.modulePackages: thumbnail preview image file manager heic webp
programs.gnome-disks.enable programs.partition-manager.enable: disk partition format graphical tool
programs.evince.enable: pdf document view
programs.k3b.enable: burn cd dvd
programs.cdemu.enable: mount iso image virtual drive
programs.weylus.enable: ipad tablet second screen draw
programs.ydotool.enable: automate mouse click type wayland
programs.zoom-us.enable: zoom meeting
programs.localsend.enable: share file phone send nearby
programs.nautilus-open-any-terminal.enable: right click terminal nautilus
programs.uwsm.enable: session wayland systemd
programs.wshowkeys.enable: show key
qt.platformTheme: qt look
services.psd.enable: browser profile ram ssd faster
services.ayatana-indicators.enable: indicator
services.zeitgeist.enable: activity log
services.packagekit.enable: package graphical update
services.accounts-daemon.enable: user picture login
services.geoclue2.enable: location sunset weather
services.arrpc.enable: discord rich presence
services.devilspie2.enable: window rule position
services.keynav.enable: mouse keyboard control
services.xsuspender.enable: background program suspend cpu
services.jankyborders.enable services.skhd.enable programs.aerospace.enable programs.rectangle.enable programs.sketchybar.enable: mac macos window tiling bar hotkey
targets.darwin.defaults: macos defaults dock finder
targets.genericLinux.enable: ubuntu fedora debian other distribution not nixos icon menu
targets.genericLinux.gpu.enable: opengl graphics non nixos ubuntu
`;
