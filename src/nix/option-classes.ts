/**
 * A thesaurus of what services and programs are for: kinds of software, by the words that people have for the kind,
 * and the modules of that kind. A bare name is the switch of a service or a program of that name. See
 * option-topics.ts for the form of a line.
 */
export const classes = `
document | scan paper | paper document | paperless | ocr document | invoice archive: paperless papra docuseal
pdf | pdf tool | edit pdf | sign pdf: stirling-pdf bentopdf docuseal signaturepdf
sign document | electronic signature: docuseal
photo | picture | photo gallery | image gallery | album: immich photoprism pixelfed mediagoblin services.ente.api.enable immichframe
slideshow | photo frame: immich-kiosk immichframe
movie | film | video library | watch film | stream movie | media center: jellyfin plex kodi services.xserver.desktopManager.kodi.enable
dlna | upnp media | smart tv: minidlna services.gnome.rygel.enable jellyfin mediatomb plex
live tv | tv tuner | dvb | iptv | record tv: ersatztv mirakurun epgstation tuliprox
tv series | tv show | episode | series download: sonarr sickbeard prowlarr bazarr
download movie | fetch movie | movie collection: radarr prowlarr
subtitle: bazarr
download music | music collection: lidarr headphones beets navidrome
indexer | torrent indexer: prowlarr jackett nzbhydra2
media request | request movie: seerr overseerr ombi
usenet | nzb | newsgroup: sabnzbd nzbget nzbhydra2
music | stream music | music library: navidrome gonic mpd jellyfin mopidy airsonic music-assistant polaris slimserver
music player | play music: mpd mopidy ncmpcpp rmpc cmus ncspot spotify-player spotifyd inori amberol
scrobble | last fm | listenbrainz: mpdscribble listenbrainz-mpd rescrobbled koito
multiroom | speaker every room | audio sync: snapserver music-assistant slimserver roon-server
airplay: shairport-sync
spotify: spotifyd spotify-player ncspot librespot
radio station | internet radio | broadcast audio | radio: icecast pyradio radio-active radio-cli
software define radio | sdr | rtl: hardware.rtl-sdr.enable hardware.hackrf.enable hardware.bladeRF.enable openwebrx sdrplayApi
amateur radio | ham radio: cloudlog openwebrx
audiobook | podcast: audiobookshelf castopod podgrab pinchflat
e book | ebook | book library | read book | epub: calibre-web calibre-server kavita komga audiobookshelf calibre foliate sioyek
comic | manga: komga kavita suwayomi-server lanraragi
youtube | watch youtube | youtube frontend: invidious freetube pinchflat yt-dlp
download video | youtube download: pinchflat yt-dlp
video platform | video hosting: peertube mediagoblin owncast
live stream | livestream | stream video: owncast mediamtx livekit obs-studio broadcast-box
camera | security camera | surveillance | cctv | nvr | ip camera: frigate zoneminder motioneye go2rtc mediamtx mjpg-streamer
digital camera | tether camera: programs.gphoto2.enable
torrent | bittorrent | seed torrent | magnet: transmission qbittorrent deluge rtorrent rqbit flood aria2
download | download manager: aria2 transmission
photo backup: immich services.ente.api.enable photoprism
backup | back up | encrypted backup | off site backup | deduplicate backup: services.restic.backups services.borgbackup.jobs borgmatic restic duplicati duplicity services.tarsnap.enable services.bacula-fd.enable services.rsnapshot.enable
backup server | borg server | backup repository: services.borgbackup.repos services.restic.server.enable services.bacula-sd.enable
database backup | dump database | postgres dump | backup postgres | database dump: postgresqlBackup services.postgresqlBackup.backupAll mysqlBackup automysqlbackup pgbackrest
replicate dataset | zfs replication | send snapshot: syncoid zrepl znapzend services.zfs.autoReplication.enable
file cloud | own cloud | private cloud | dropbox alternative | google drive | cloud storage: nextcloud opencloud ocis filebrowser
sync | sync folder | file sync | folder between | sync file | sync without cloud: syncthing resilio nextcloud-client unison
web file manager | browse file | file browser: filebrowser services.nextcloud.enable sftpgo
send file | share file | file transfer | large file | upload file: transfer-sh croc pairdrop localsend send gokapi jirafeau
airdrop: localsend pairdrop
ftp | ftp server: vsftpd sftpgo
sftp: sftpgo openssh
webdav: webdav davfs2 sftpgo webdav-server-rs
tftp | pxe | network boot: pixiecore atftpd tftpd
rsync: rsyncd rsync
time machine | mac backup | apple file | afp: netatalk samba services.samba.settings
share folder | window share | file share | smb | nas: samba services.samba.settings samba-wsdd services.nfs.server.enable
nfs | unix share | export directory: services.nfs.server.enable services.nfs.server.exports
distribute file system | cluster storage | cluster file system: ceph glusterfs services.orangefs.server.enable
object storage | s3 storage | s3 compatible | s3 | bucket: minio garage
iscsi: openiscsi target
password vault | store password | password server | share password | password manager | password: vaultwarden keepassxc password-store rbw
secret manager | secret server | vault: vault openbao vaultwarden
single sign | sso | login web app | oidc | oauth | identity provider | saml | sign on: keycloak services.authelia.instances services.kanidm.server.enable pocket-id oauth2-proxy dex portunus tinyauth zitadel canaille
ldap | ldap directory | directory server | central account: openldap lldap portunus services.kanidm.server.enable sssd
active directory | join domain: sssd samba realmd
kerberos: kerberos_server security.krb5.enable
radius: freeradius
certificate authority | internal ca | own ca | pki server: step-ca cfssl
photo share: immich-public-proxy pixelfed
wiki | knowledge base: services.dokuwiki.sites mediawiki wiki-js outline bookstack gollum tiddlywiki silverbullet services.documize.enable
note | take note | notebook | note server: memos trilium-server silverbullet hedgedoc obsidian zk joplin-desktop outline
zettelkasten | second brain | knowledge note: obsidian zk joplin-desktop silverbullet trilium-server
journal diary | diary: jrnl memos monica
flash card | flashcard | vocabulary: anki-sync-server anki
collaborative editor | write together | shared document | collaborative markdown | etherpad | collaborate text: hedgedoc cryptpad collabora-online onlyoffice lasuite-docs
office | office suite | edit office | spreadsheet: collabora-online onlyoffice cryptpad
whiteboard | draw together: nextcloud-whiteboard-server whitebophir
diagram | uml: plantuml-server
kanban | todo | task | to do | task list | project management: vikunja kanboard nextcloud taskserver taskchampion-sync-server taskwarrior todoman
issue tracker | bug tracker | ticket system: redmine youtrack
helpdesk | help desk | customer support | support ticket: zammad freescout
time tracking | time tracker | track time | working hour: anuko-time-tracker watson wakapi activitywatch arbtt
coding time | coding statistic: wakapi
crm | contact manager | personal crm: monica corteza dolibarr odoo
erp | business software: odoo dolibarr
accounting | invoice | bookkeeping: dolibarr
budget | personal finance | money | expense: actual firefly-iii hledger-web paisa ledger wealthfolio
inventory | household inventory | warehouse: homebox inventree snipe-it grocy part-db
asset management | it asset: snipe-it netbox ocsinventory-agent glpiAgent
grocery | shopping list | pantry: grocy tandoor-recipes mealie
recipe | cookbook | meal plan | cooking: mealie tandoor-recipes cook-cli
car | fuel | vehicle: lubelogger
workout | fitness | running gps: workout-tracker
location history | track location | where phone | gps track: dawarich traccar
map | geocoding | map server: nominatim geoserver osmscout-server
gps receiver | gps: gpsd
aircraft | plane tracker | ads b: dump1090-fa
poll | survey | meeting date: limesurvey
conference | event ticket | call paper: pretalx pretix engelsystem
event | community event: mobilizon gancio services.lauti.enable
recipe book: mealie
home automation | smart home | smarthome | home assistant: home-assistant domoticz node-red
smart device | esp | microcontroller: esphome
zigbee | zigbee lamp | smart bulb | hue: zigbee2mqtt deconz home-assistant
z wave | zwave: zwave-js-ui zwave-js
matter device | thread border: matter-server matterjs-server openthread-border-router
mqtt | message broker sensor: mosquitto
electric car | charge car | wallbox | solar: evcc
voice assistant | speech recognition | wake word: services.wyoming.satellite.enable services.wyoming.faster-whisper.servers services.wyoming.openwakeword.enable hyprwhspr-rs voxtype
text speech | speech synthesis: services.wyoming.piper.servers speechd marytts
automation | workflow | automate workflow | zapier: n8n node-red windmill
3d print | 3d printer: octoprint moonraker klipper mainsail fluidd spoolman
plc | laser cutter: k40-whisperer
matrix | matrix server | matrix homeserver: matrix-synapse matrix-continuwuity matrix-tuwunel matrix-conduit dendrite
matrix bridge | bridge matrix: mautrix-telegram mautrix-whatsapp mautrix-signal mautrix-discord matrix-appservice-irc heisenbridge matrix-appservice-discord
bridge discord | discord bridge: mautrix-discord matrix-appservice-discord matterbridge
bridge telegram | telegram bridge: mautrix-telegram matterbridge
bridge whatsapp | whatsapp bridge: mautrix-whatsapp
bridge signal | signal bridge: mautrix-signal
bridge irc | irc bridge: heisenbridge matrix-appservice-irc matterbridge
xmpp | jabber: prosody ejabberd
irc server | irc network: ergochat ngircd inspircd solanum
irc | irc bouncer: znc soju thelounge quassel weechat halloy irssi senpai
team chat | slack | group chat | chat server: mattermost matrix-synapse
discord | discord client: discord vesktop discocss element-desktop
voice chat | mumble | voice server | teamspeak: murmur teamspeak3 umurmur
video call | video conference | video meeting | zoom | web conference: jitsi-meet galene nextcloud livekit lasuite-meet jitsi-videobridge
webrtc | turn server | stun: coturn turn-rs
phone system | voip | sip | pbx | telephone: asterisk freeswitch
sms | text message phone: gammu-smsd
fax: hylafax
forum | discussion board | message board: discourse flarum lemmy
reddit | link aggregator: lemmy redlib
fediverse | mastodon | activitypub | microblog | twitter alternative | social network: mastodon gotosocial akkoma pleroma misskey sharkey pixelfed lemmy peertube
twitter | twitter frontend: nitter
bluesky | atproto: bluesky-pds
nostr: nostr-rs-relay strfry
comment | blog comment: isso remark42 artalk
blog | publish article: services.wordpress.sites writefreely services.writefreely.enable
content management | cms: services.wordpress.sites drupal services.drupal.sites
static website | file web: static-web-server nginx caddy darkhttpd
mail server | complete mail | email server | own email: stalwart postfix dovecot2 maddy exim opensmtpd cyrus-imap
send mail | relay mail | mail relay | system mail | outgoing mail | smarthost: programs.msmtp.enable nullmailer postfix opensmtpd
imap server | mailbox server: dovecot2 cyrus-imap stalwart
spam | spam filter | filter mail: rspamd spamassassin postgrey
dkim | sign mail: opendkim rspamd
dmarc | dmarc report: parsedmarc
mail list | mailing list: mailman mlmmj listmonk sympa public-inbox schleuder
newsletter: listmonk
webmail | mail browser: roundcube sogo nextcloud
test mail | catch mail | mail testing: mailhog mailcatcher
mail client | mail terminal | read mail | email client | mail reader: thunderbird aerc neomutt himalaya alot meli astroid evolution geary
fetch mail | download mail | imap mail | mail maildir | offline mail: mbsync offlineimap getmail accounts.email.accounts lieer
new mail | mail notify: imapnotify
mail search | index mail: notmuch mu
proton mail | protonmail: protonmail-bridge
calendar | contact | address book | caldav | carddav: radicale baikal xandikos nextcloud davis sogo vdirsyncer khal khard accounts.calendar.accounts
sync calendar | sync contact: vdirsyncer pimsync radicale
share calendar: open-web-calendar radicale
feed | rss | feed reader | news: miniflux freshrss tt-rss yarr commafeed newsboat feedr rss-bridge rsshub
rss mail: rss2email
bookmark | read later | save article | web archive | link collection: linkwarden karakeep linkding shiori readeck
watch website | website change | page change: changedetection-io
url short | short link | shorten link | shorten url | link shortener | shortener: chhoto-url
pastebin | paste | share snippet: privatebin microbin wastebin pinnwand haste-server bepasty
search engine | private search | web search | metasearch: searx whoogle-search
full text search | search index | search backend: meilisearch elasticsearch opensearch typesense manticore quickwit sonic-server
translate | translation | translator: libretranslate translate-shell
translate software | localisation platform | translate project: weblate
grammar | spell check | proofread: languagetool
website statistic | web analytics | visitor statistic | website analytics | page view: plausible umami matomo goatcounter awstats
speed test | internet speed | bandwidth test | speedtest: librespeed speedtest-tracker iperf3
network latency | packet loss | latency graph: smokeping mtr-exporter programs.mtr.enable
bandwidth | traffic statistic | network usage | data usage: vnstat ntopng programs.bandwhich.enable programs.iftop.enable
dashboard | start page | homepage: homepage-dashboard homer dashy glance grafana
graph | cpu memory dashboard | pretty dashboard | system dashboard: grafana netdata prometheus glances services.beszel.hub.enable
monitoring | system monitor | metric | monitor machine | monitor server: prometheus grafana netdata services.prometheus.exporters.node.enable zabbixServer zabbixAgent telegraf collectd nagios glances services.beszel.hub.enable munin-node monit
process viewer | top | task manager: htop btop bottom atop glances
alert | alerting: services.prometheus.alertmanager.enable karma monit alerta grafana
uptime | website down | site down | down | status page | health check | reachable: uptime-kuma gatus monit healthchecks services.prometheus.exporters.blackbox.enable
push notification | notify phone | notification phone | push message | notification server: ntfy-sh gotify
log | collect log | central log | log server | log aggregation | search log: loki graylog alloy victorialogs vector fluent-bit rsyslogd syslog-ng services.journald.remote.enable services.journald.upload.enable elasticsearch logstash
trace | distributed tracing | opentelemetry: tempo opentelemetry-collector victoriatraces
profiling: pyroscope
error tracking | crash report | sentry: glitchtip
time series | sensor data | time series database: influxdb2 influxdb victoriametrics prometheus clickhouse
weather station | temperature sensor: telegraf influxdb2 home-assistant
cache | key value | redis | in memory: services.redis.servers memcached dragonflydb
message queue | queue | broker | amqp: rabbitmq nats apache-kafka activemq beanstalkd
kafka | event stream: apache-kafka
document database | nosql: mongodb couchdb ferretdb surrealdb
graph database: neo4j dgraph
vector database | embedding: qdrant chromadb
analytics database | column database: clickhouse
distribute database: cockroachdb cassandra foundationdb
database admin | database web | manage database: pgadmin pgmanage
connection pool | pool postgres: pgbouncer
business intelligence: metabase
data notebook | notebook python | jupyter: jupyterhub jupyter
data pipeline | data flow: nifi prefect
git server | host git | git web | git repository web | git forge | code hosting | git hosting | own github: forgejo gitea gitlab services.cgit gitolite soft-serve legit gerrit radicle
code review: gerrit forgejo
ci | continuous integration | build continuously | build pipeline | build server | automatic build | ci server: hydra jenkins woodpecker-server buildbot-master services.gitea-actions-runner.instances gitlab-runner hercules-ci-agent services.buildkite-agents services.github-runners
build flake: hydra buildbot-master hercules-ci-agent
update dependency | dependency update: renovate
package registry | artifact | maven: nexus reposilite
docker registry | container registry | image registry | host image: dockerRegistry services.dockerRegistry.enable
python package | pypi: devpi-server
binary cache | serve store | nix cache: nix-serve services.harmonia.cache.enable atticd ncps nix.settings.substituters
distribute compile | faster compile: distccd programs.ccache.enable
debug symbol: nixseparatedebuginfod2
ide browser | vs code browser | code browser: code-server openvscode-server
web terminal | terminal browser | shell browser: ttyd
share terminal | pair terminal: tmate-ssh-server uptermd tmate
admin web | manage server browser | web admin: cockpit
ssh bastion | ssh gateway | jump host: teleport warpgate
trap | honeypot | tarpit: endlessh endlessh-go
guess password | brute force | attacker | ban attacker | login attempt | bot ssh: fail2ban sshguard crowdsec endlessh
ban time | ban longer | ban hour | ban day | ban minute: services.fail2ban.bantime services.fail2ban.bantime-increment.enable services.fail2ban.maxretry
intrusion detection | intrusion: suricata crowdsec
application firewall | outgoing connection | program online | ask connect: opensnitch
virus | antivirus | malware: services.clamav.daemon.enable services.clamav.updater.enable services.clamav.scanner.enable
ad | block ad | advert | pi hole | pihole | tracker block | dns block: adguardhome blocky pihole-ftl services.pihole-web.enable networking.stevenblack.enable
dns server | dns resolver | dns cache | resolver: unbound dnsmasq resolved kresd bind blocky coredns pdns-recursor technitium-dns-server knot-resolver
authoritative dns | dns zone | host zone: nsd knot powerdns bind coredns
dns over https | dns tls | dns https | encrypt dns | doh | dot: dnscrypt-proxy https-dns-proxy stubby services.resolved.settings.Resolve unbound
dynamic dns | ddns | changing ip: ddclient inadyn cloudflare-dyndns cloudflare-ddns ddns-updater duckdns godns
dhcp server | give address | dhcp lan | hand out address: services.kea.dhcp4.enable dnsmasq
access point | hotspot | wifi access: hostapd create_ap services.create_ap.enable
captive portal: programs.captive-browser.enable
vpn mesh | mesh vpn | overlay network | mesh network: tailscale headscale netbird services.nebula.networks zerotierone services.tinc.networks yggdrasil easytier
tailscale server | tailscale control: headscale
commercial vpn | vpn provider | mullvad: mullvad-vpn mozillavpn ivpn expressvpn
ipsec: strongswan-swanctl strongswan libreswan
vpn server: services.openvpn.servers networking.wireguard.interfaces softether ocserv
expose service | tunnel | reach from internet | behind nat | expose local: cloudflared pangolin newt chisel-server
tor | onion | anonymous: tor services.tor.client.enable
censorship | bypass block: snowflake-proxy xray sing-box v2ray shadowsocks
i2p | anonymous network: i2pd i2p
web proxy | http proxy | forward proxy | caching proxy: squid tinyproxy privoxy
socks | socks proxy: dante microsocks
load balance | load balancer: haproxy traefik nginx envoy
reverse proxy: nginx caddy traefik haproxy pomerium
high availability | failover | virtual ip: keepalived pacemaker corosync
bgp | ospf | routing protocol: bird services.frr.bgpd.enable services.frr.ospfd.enable
router advertisement: radvd
port forward automatic | upnp: miniupnpd
snmp: snmpd
netflow | packet capture | sniff | wireshark: programs.wireshark.enable programs.tcpdump.enable programs.sniffnet.enable
serve discovery | consul: consul
unifi | access point controller: unifi
remote desktop | remote control desktop | teamviewer: xrdp rustdesk-server services.gnome.gnome-remote-desktop.enable guacamole-server teamviewer remmina wayvnc
stream game | game streaming | play remotely: sunshine programs.alvr.enable
share keyboard | share mouse | one keyboard: services.synergy.client.enable programs.sharing.enable rkvm services.synergy.server.enable
vr | headset vr: wivrn monado programs.alvr.enable
game | gaming | play game: programs.steam.enable programs.gamemode.enable programs.gamescope.enable lutris hardware.graphics.enable retroarch prismlauncher
game performance | game optimise | fps overlay: programs.gamemode.enable mangohud
retro game | emulator game | console game: retroarch
game server: pufferpanel minecraft-server
minecraft: minecraft-server prismlauncher
factorio: factorio
gamepad | controller | joystick | xbox | playstation: hardware.xone.enable hardware.xpadneo.enable hardware.steam-hardware.enable joycond handheld-daemon
llm | chat model | language model | ai model | chatgpt | local ai: ollama open-webui llama-cpp llama-swap local-ai librechat tabby
chat interface ai | web ui model: open-webui librechat nextjs-ollama-llm-ui
ai code | coding assistant | code completion: claude-code aider-chat codex opencode tabby github-copilot-cli
protein | donate cpu | science compute | distributed computing: foldingathome boinc
container web | manage container | docker web: services.komodo-periphery.enable lazydocker
kubernetes | small kubernetes | kubernetes cluster: k3s rke2 services.kubernetes.roles
orchestrate | job scheduler: nomad
screen time | parental | child limit | kid limit: timekpr
school | learn: moodle
webhook: webhook
offline wikipedia | wikipedia offline: kiwix-serve
medical image | dicom: orthanc
`;
