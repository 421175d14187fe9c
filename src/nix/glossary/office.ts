/** Files, documents, notes, calendars, mail, chat, money, homes and people. See glossary.ts. */
export const office = `
nextcloud opencloud ocis: cloud dropbox google drive onedrive icloud file share sync own calendar contact phone online folder
opencloud ocis: nextcloud alternative like go lightweight owncloud infinite
services.nextcloud.hostName: nextcloud domain address url name
services.nextcloud.https: nextcloud tls secure link
services.nextcloud.maxUploadSize: nextcloud upload big large file limit size
services.nextcloud.extraApps: nextcloud app calendar contact note install
services.nextcloud.config.adminpassFile: nextcloud admin password
services.nextcloud.config.dbtype: nextcloud database postgres mysql sqlite
services.nextcloud.configureRedis services.nextcloud.caching.redis: nextcloud redis cache faster slow
services.nextcloud.settings: nextcloud trusted domain proxy config.php php setting phone region
nextcloud-whiteboard-server whitebophir: whiteboard draw together sketch online
syncthing: sync folder between laptop phone desktop computer same file without cloud peer keep identical dropbox
services.syncthing.settings.folders: sync which folder share directory
services.syncthing.settings.devices: sync peer another device add phone id
services.syncthing.guiAddress: web interface syncthing remote listen gui
services.syncthing.openDefaultPorts: syncthing firewall open
resilio: bittorrent sync folder
jotta-cli onedrive yandex-disk dropbox megasync: cloud drive sync vendor storage jottacloud microsoft mega
rclone: mount google drive s3 cloud remote sync onedrive dropbox
filebrowser ifm: web file manager upload download browser folder share browse
lasuite-drive: drive file collaborate
sftpgo vsftpd: ftp sftp upload customer partner file exchange account
webdav services.webdav-server-rs.enable: webdav folder http share ipad phone mount
gokapi jirafeau transfer-sh plikd send local-content-share: send big file link expire share once wetransfer firefox friend upload temporary
pairdrop localsend sharing: airdrop send file nearby phone local network android iphone
croc magic-wormhole-mailbox-server: send file transfer computer code relay wormhole
samba: windows share folder network smb cifs mac pc drive letter explorer nas finder
services.samba.settings: share folder guest public workgroup read write private samba time machine
samba-wsdd: windows explorer network discover see visible neighbourhood share
netatalk: mac macbook apple time machine backup afp share finder
services.nfs.server.enable: nfs export share folder linux unix network
services.nfs.server.exports: nfs export share folder which client allow
paperless papra: scan paper document letter invoice receipt bill ocr archive paperwork tax find search tag bureaucracy
services.paperless.consumptionDir: scan folder inbox import watch document
services.paperless.settings: ocr language german document
services.paperless.mediaDir: document store directory
docuseal signaturepdf: sign contract document electronic pdf signature
stirling-pdf bentopdf pdfding: pdf merge split edit convert tool web rotate compress
gotenberg tika docling-serve: convert document pdf text extract office api html
onlyoffice collabora-online: office word excel document edit browser online docx spreadsheet together libreoffice google docs
hedgedoc cryptpad lasuite-docs: write together document markdown collaborative live edit google docs team note
infinoted leaps: pair edit text programming together
outline bookstack wiki-js mediawiki services.dokuwiki.sites gollum documize tiddlywiki: wiki documentation knowledge team page handbook write article
mediawiki: wikipedia same software
trilium-server silverbullet memos joplin-desktop: note personal knowledge notebook evernote onenote notion idea memo
obsidian: note markdown vault
vikunja kanboard: todo task list project board kanban trello assign deadline
taskserver taskchampion-sync-server: taskwarrior sync task server
redmine youtrack: ticket issue bug project tracker jira
services.kimai.sites anuko-time-tracker: time tracking hour work client invoice timesheet
wakapi: coding time statistic programming hour editor
activitywatch arbtt watson hamster: time spent track project work log long hour computer activity
timekpr: child kid screen time limit hour parental day daughter son
malcontent services.pantheon.parental-controls.enable: parental child kid restrict app
zammad freescout: helpdesk ticket customer support mail inbox shared
odoo dolibarr: erp company crm invoice business stock accounting shop
corteza monica: crm contact customer friend birthday relation
services.invoiceplane.sites: invoice bill client freelancer
actual firefly-iii: budget money household expense finance bank spending account save month ynab
hledger-web paisa: plain text accounting ledger
wealthfolio: investment portfolio stock share
services.libeufin.bank.enable services.taler.exchange.enable: bank payment electronic cash
bitcoind services.bitcoind: bitcoin node full blockchain crypto
monero xmrig cpuminer-cryptonight cgminer: mining crypto coin miner monero
grocy: fridge pantry food household stock expire expiry chore shopping freezer groceries kitchen
homebox inventree snipe-it part-db: inventory belonging possession item stuff warranty where household parts electronics storage location asset
mealie tandoor-recipes cook-cli: recipe cook cooking dinner meal plan food kitchen ingredient shopping
lubelogger: car vehicle fuel maintenance service petrol repair motorcycle
workout-tracker: sport run running fitness gpx bike ride training
dawarich traccar: gps location history track phone where been car position family google timeline
nominatim osrm geoserver osmscout-server: map openstreetmap geocode route navigation address search
linkwarden linkding shiori karakeep readeck omnom: bookmark save web page link read later article archive snapshot pocket collect url browser
changedetection-io: website watch change price alert page monitor shop available
miniflux freshrss tt-rss yarr commafeed selfoss: rss feed news reader blog subscribe atom read
rss-bridge rsshub: rss feed generate website without
rss2email goeland: rss feed mail email blog article
services.wordpress.sites drupal grav: blog website cms content page theme
writefreely: blog minimal write
isso remark42 artalk: comment blog website visitor disqus
discourse flarum lemmy: forum discussion board community
lemmy redlib: reddit alternative frontend
mastodon gotosocial akkoma pleroma misskey sharkey honk: fediverse twitter microblog social network federated activitypub toot own instance
mobilizon gancio lauti agorakit: event community group meetup agenda organise neighbourhood
movim: xmpp social web chat
pretix pretalx engelsystem: ticket event conference sell talk schedule volunteer shift
limesurvey: survey questionnaire poll ask people vote
fider: feedback vote feature idea user
moodle: school course learn teacher student class
goupile: form research data entry
strichliste: drink tally tab hackspace fridge
meme-bingo-web: bingo
listmonk: newsletter campaign mailing subscriber
services.anki-sync-server.enable anki: flashcard learn vocabulary memorize spaced
libretranslate: translate language text deepl google
translate-shell: translate terminal
languagetool: grammar spelling check text write mistake proofread
weblate: translate software project localisation
dictd: dictionary lookup word
searx whoogle-search services.websurfx.enable: search engine google private metasearch own web
privatebin microbin wastebin pinnwand haste-server bepasty zerobin snips-sh: pastebin paste text snippet share code expire link
chhoto-url: short link url shorten tinyurl
zipline: screenshot upload sharex share image
homepage-dashboard homer dashy glance: start page dashboard link overview service host everything one page bookmark tab home
olivetin: button web run command predefined shell click
kasmweb: workspace desktop browser stream container isolated
guacamole-server guacamole-client: remote desktop browser web rdp vnc ssh
stalwart maddy: mail email own server complete all one jmap domain easy postfix
postfix exim opensmtpd: mail smtp send email relay mta deliver server
services.postfix.settings.main: mail relay smarthost provider gmail forward outgoing postfix
services.postfix.rootAlias: root mail forward admin
dovecot2 cyrus-imap: imap mailbox mail read phone server inbox pop3
programs.msmtp.enable nullmailer: send mail email cron alert system notify gmail smtp simple outgoing sendmail root
roundcube sogo alps: webmail mail browser read web
rspamd spamassassin dspam postgrey: spam junk mail filter unwanted
rspamd-trainer: learn spam ham
opendkim: dkim sign mail
parsedmarc tlsrpt: dmarc report
mailman mlmmj sympa schleuder public-inbox: mailing list mail group discussion
mailhog mailcatcher services.mailpit.instances: test mail catch development smtp fake
automx2 go-autoconfig: mail client setup autodiscover
davmail: outlook exchange office365 microsoft mail calendar company
protonmail-bridge: proton mail thunderbird
offlineimap getmail mbsync: imap mail download copy local maildir offline
zeyple: encrypt mail gpg outgoing
radicale baikal xandikos davis rustical etebase-server: calendar contact caldav carddav sync phone appointment address book google
open-web-calendar: calendar show website public ical
etesync-dav: etesync
matrix-synapse matrix-continuwuity matrix-tuwunel matrix-conduit dendrite: matrix element chat homeserver message room encrypted whatsapp friend
services.matrix-synapse.settings.enable_registration: matrix register account open
draupnir mjolnir: matrix moderate moderation room bot ban spam abuse
mautrix-whatsapp mautrix-signal mautrix-telegram mautrix-discord matrix-appservice-irc matrix-appservice-discord heisenbridge: bridge matrix chat message
services.mautrix-meta.instances: facebook messenger instagram bridge
maubot go-neb matrix-hookshot hebbot: matrix bot webhook github notify
element-desktop iamb gurk-rs: matrix signal chat client message
mollysocket: signal notification push unifiedpush
prosody ejabberd: xmpp jabber chat message server conversations
biboumi bitlbee: irc gateway chat jabber
mattermost: team chat slack company channel work colleague
thelounge convos quassel weechat znc soju: irc chat bouncer web persistent connected history
ergochat inspircd ngircd solanum ircdHybrid: irc server network chat own
supybot lambdabot: irc bot chat
murmur umurmur teamspeak3: voice chat mumble talk game friend teamspeak server clan
jitsi-meet galene lasuite-meet: video call conference meeting zoom teams webcam talk family
livekit nextcloud-spreed-signaling: video call webrtc sfu nextcloud talk
screego: share screen browser developer team
coturn turn-rs: turn stun nat webrtc call
asterisk freeswitch: telephone phone pbx voip sip call landline
gammu-smsd: sms text message send modem phone gsm
hylafax: fax send receive
ntfy-sh gotify: push notification phone message alert script android notify
centrifugo: websocket realtime message
home-assistant: smart home light heating automation sensor house alexa bulb thermostat switch control
home-assistant-matter-hub homebridge: homekit apple siri google iphone smart home device bridge
domoticz node-red: home automation flow sensor
zigbee2mqtt deconz: zigbee ikea tradfri hue philips bulb lamp light sensor gateway hub without cloud remote button
zwave-js zwave-js-ui: z-wave stick device
matter-server matterjs-server openthread-border-router: matter thread device smart
esphome: esp32 esp8266 firmware sensor microcontroller diy flash
mosquitto: mqtt broker sensor message iot publish subscribe
govee2mqtt: govee light
ebusd: heating boiler vaillant
evcc: electric car charge solar wallbox photovoltaic ev sun
deye-dummycloud: solar inverter
services.wyoming.faster-whisper.servers: speech text voice recognition transcribe dictate assistant
services.wyoming.piper.servers: text speech voice speak read aloud assistant
services.wyoming.openwakeword.enable services.wyoming.satellite.enable: wake word voice assistant hey alexa speaker microphone
hyprwhspr-rs voxtype: dictate voice speech type text speak whisper talk
n8n windmill: automate workflow zapier ifttt integration glue script
gpsd: gps receiver position usb
meshtasticd: lora mesh radio off grid
openwebrx dump1090-fa: sdr radio receive aircraft plane
cloudlog: ham radio log amateur qso
orthanc: dicom medical image hospital xray
agate stargazer molly-brown: gemini protocol capsule
spacecookie: gopher
boinc foldingathome: donate compute science idle cpu protein research
calibre: ebook manage convert kindle
`;
