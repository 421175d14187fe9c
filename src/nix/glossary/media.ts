/** Photos, films, music, books, games, and what is made with them. See glossary.ts for the form of a line. */
export const media = `
immich photoprism photoview services.ente.api.enable: photo picture album gallery camera phone upload backup memory face people google icloud amazon family holiday vacation
immich: ai search mobile app map timeline
immich-public-proxy: share album link public friend relative without account
immichframe immich-kiosk: slideshow digital frame tablet living room show picture wall old
pixelfed: instagram share photo federated social
mediagoblin: host image video audio share
szurubooru ahoviewer: image board booru tag artwork collection
pict-rs imaginary: image resize convert api thumbnail
jellyfin plex services.xserver.desktopManager.kodi.enable kodi serviio: movie film video series show dvd bluray rip watch stream tv television living room netflix library collection media center family
jellyfin: emby alternative free open source no account
tautulli: plex statistic who watched history
services.ersatztv.enable: own tv channel live schedule
stash porn-vault whisparr: adult porn
shoko: anime collection catalogue
syncplay: watch movie together remote friend synchronise playback
pinchflat: youtube channel playlist archive download new video automatic subscribe
invidious freetube: youtube without ad google tracking watch private
castsponsorskip: skip sponsor youtube chromecast
peertube: youtube alternative video host federated upload
owncast broadcast-box: twitch alternative live stream own viewer
mediamtx go2rtc ustreamer mjpg-streamer: rtsp rtmp camera webcam stream relay
tdarr: transcode convert video h265 hevc compress library space
minidlna mediatomb services.gnome.rygel.enable: dlna upnp tv television stream playstation xbox see network folder film
sonarr: tv series episode season new automatic download
radarr: film movie automatic download wanted
lidarr headphones: album artist music automatic download
readarr shelfmark: ebook audiobook automatic download
bazarr: subtitle movie episode language missing
prowlarr jackett: indexer torrent tracker usenet one place
nzbhydra2: usenet search indexer meta
seerr overseerr ombi: request wish family ask film movie show new
recyclarr: quality profile custom format sonarr radarr sync trash guide
unpackerr: unpack extract rar archive finished complete download sonarr radarr
autobrr cross-seed qui: tracker announce automatic seed torrent
flaresolverr: cloudflare captcha bypass protection indexer
bitmagnet magnetico: dht crawler torrent search index
sabnzbd nzbget: usenet nzb newsgroup binary download
transmission qbittorrent deluge rtorrent rqbit: torrent magnet seed peer download iso bittorrent
flood rutorrent: rtorrent web interface ui browser frontend
amule: emule edonkey ed2k p2p
slskd: soulseek music share p2p
aria2: download url http link resume parallel big file
flexget: rss torrent automatic download series
podgrab castopod audiobookshelf: podcast episode subscribe host publish listen
audiobookshelf: audiobook listen progress phone book spoken
navidrome gonic airsonic subsonic polaris: music mp3 flac song album stream own spotify collection phone listen subsonic
mpd mopidy: music player song playlist remote speaker play
mympd ympd: mpd web interface browser control music
music-assistant slimserver snapserver roon-server: music speaker room multiroom house every player synchronous sonos squeezebox
squeezelite roon-bridge networkaudiod hqplayerd: player endpoint hifi speaker squeezebox network raspberry
shairport-sync: airplay apple iphone speaker receive music stream ipad
services.pipewire.raopOpenFirewall: airplay speaker send apple
spotifyd librespot: spotify connect speaker receive raspberry play
your_spotify koito: listening history statistic spotify scrobble
mpdscribble listenbrainz-mpd rescrobbled: last.fm lastfm scrobble listenbrainz song played
jmusicbot lavalink: discord music bot song voice channel
icecast: radio station broadcast internet own stream
calibre-server calibre-web kavita stump: ebook book epub library read kindle kobo shelf online novel
komga kavita suwayomi-server lanraragi stump: comic manga cbz reader web
rmfakecloud: remarkable tablet cloud sync notebook
kiwix-serve: wikipedia offline copy encyclopedia internet without
frigate zoneminder motioneye: camera security surveillance cctv record motion detect watch garden door house person burglar ip
scrutiny: disk hdd health smart dashboard web drive
mirakurun epgstation vdr: tv live record satellite antenna dvb tuner recorder dvr
tuliprox: iptv playlist m3u filter
lirc: infrared remote control ir tv
minecraft-server mchprs: minecraft server world friend java
bluemap: minecraft map 3d web world
drasl: minecraft login skin account authentication own
factorio: factory game server multiplayer
terraria teeworlds quake3-server xonotic openarena freeciv minetest-server crossfire-server services.armagetronad.servers: game server multiplayer host friend play lan
minetest-server: luanti voxel block minecraft free
freeciv: civilization turn strategy
quake3-server openarena xonotic: shooter fps arena quake
pufferpanel: game server panel manage web minecraft
archisteamfarm: steam trading card idle farm
services.archisteamfarm.enable: steam card drop
steam: valve proton game gaming play library windows store
programs.steam.protontricks.enable: protontricks game fix winetricks
programs.steam.extraCompatPackages: proton ge version compatibility custom
programs.steam.gamescopeSession.enable: steam deck mode big picture console tv couch boot session
programs.steam.localNetworkGameTransfers.openFirewall: copy game lan transfer another pc
programs.steam.dedicatedServer.openFirewall: source dedicated server host
programs.steam.remotePlay.openFirewall: steam link stream tv another pc remote game
gamemode: game performance fps governor boost cpu faster optimise stutter
gamescope: compositor upscale fsr resolution hdr game own window
mangohud: fps overlay frame rate game counter hud temperature gpu show
sunshine: game stream moonlight remote tablet steam deck tv another pc gpu
lutris: windows game launcher gog epic wine battle.net
prismlauncher: minecraft launcher mod pack play
retroarch: retro emulator snes nes n64 playstation rom old console nintendo
am2rlauncher sm64ex vinegar: game metroid mario roblox
ludusavi: save game backup savegame
hardware.xone.enable: xbox one series controller pad gamepad dongle wireless usb cable
hardware.xpadneo.enable: xbox controller gamepad pad bluetooth wireless
hardware.steam-hardware.enable: steam controller valve index vive vr gamepad udev
joycond programs.joycond-cemuhook.enable: nintendo switch joycon pro controller
handheld-daemon inputplumber opengamepadui: steam deck rog ally legion handheld console
services.ratbagd.enable: gaming mouse dpi profile button piper led
wivrn monado programs.alvr.enable envision immersed: vr virtual reality headset quest oculus openxr index
obs-studio: record screen stream twitch video webcam capture scene
programs.obs-studio.enableVirtualCamera: webcam fake virtual camera meeting zoom
gpu-screen-recorder: record screen replay clip shadowplay gameplay
goxlr-utility: goxlr mixer microphone audio stream
programs.streamdeck-ui.enable programs.streamcontroller.enable: stream deck elgato button macro
easyeffects pulseeffects: equalizer bass effect sound microphone compressor voice louder
noisetorch: microphone noise remove keyboard click fan background suppress voice meeting call
services.pipewire.enable: sound audio speaker headphone microphone silent no hear music output work
services.pipewire.alsa.enable: sound audio alsa old program
services.pipewire.jack.enable: jack daw studio ardour low latency record guitar instrument
services.pipewire.pulse.enable: pulseaudio pulse application compatible volume
services.pipewire.alsa.support32Bit: 32bit wine steam sound old game
services.pipewire.extraConfig.pipewire: sample rate quantum latency buffer audio tune crackle
services.pipewire.wireplumber.extraConfig: default device output headset codec priority bluetooth profile rename disable hdmi
services.pipewire.wireplumber.enable: session manager sound
services.pulseaudio.enable: sound audio pulseaudio old instead pipewire
security.rtkit.enable: realtime priority audio stutter crackle pipewire dropout
services.jack.jackd.enable: jack music studio midi realtime
hardware.alsa.enablePersistence: volume remember reboot keep level mixer
hardware.alsa.enable: alsa sound card without server
fluidsynth timidity: midi synthesizer soundfont piano play
services.fluidsynth.soundFont: soundfont sf2 file
blendfarm: blender render farm
photonvision: robot camera vision
octoprint mainsail fluidd moonraker klipper: 3d printer print remote web control octopi voron ender firmware
spoolman: filament spool inventory 3d printer how much left
k40-whisperer: laser cutter engraver
`;
