/** Services and what they serve; virtual machines and containers. See option-topics.ts. */
export const serviceTopics = `
web server | webserver | static site | static file | website: services.nginx.enable services.caddy.enable services.httpd.enable services.nginx.virtualHosts
reverse proxy | nginx proxy | nginx reverse proxy: services.nginx.virtualHosts.<name>.locations.<name>.proxyPass services.nginx.virtualHosts services.nginx.recommendedProxySettings services.caddy.virtualHosts
virtual host | nginx host | nginx site: services.nginx.virtualHosts
nginx https | force https | redirect https: services.nginx.virtualHosts.<name>.forceSSL services.nginx.virtualHosts.<name>.enableACME
postgres | postgresql: services.postgresql.enable
database | database server: services.postgresql.enable services.mysql.enable
postgres database | postgres database ensure | create database | postgresql database: services.postgresql.ensureDatabases services.postgresql.ensureUsers
postgres user: services.postgresql.ensureUsers
postgres backup | database backup | dump database: services.postgresqlBackup.enable
postgres version: services.postgresql.package
mysql | mariadb: services.mysql.enable services.mysql.package
redis | redis server: services.redis.servers services.redis.servers.<name>.enable
backup: services.restic.backups services.borgbackup.jobs
restic | restic backup: services.restic.backups
borg | borg backup | borg repository: services.borgbackup.jobs
samba | window share | share folder | network share | smb share: services.samba.enable services.samba.settings
nfs | nfs export | nfs server | export nfs: services.nfs.server.enable services.nfs.server.exports
sync file | keep sync | file sync: services.syncthing.enable
docker: virtualisation.docker.enable
docker rootless | docker without root | rootless docker: virtualisation.docker.rootless.enable
docker prune | prune image: virtualisation.docker.autoPrune.enable virtualisation.docker.autoPrune.dates
docker group | docker user: users.users.<name>.extraGroups
podman: virtualisation.podman.enable
podman docker | docker alias | docker command podman | podman docker alias: virtualisation.podman.dockerCompat
container | run container: virtualisation.oci-containers.containers virtualisation.podman.enable virtualisation.docker.enable containers
declarative container | container declarative | docker container | oci container | podman container: virtualisation.oci-containers.containers containers
nixos container: containers
virtual machine | vm | kvm | libvirt: virtualisation.libvirtd.enable programs.virt-manager.enable
virtualbox: virtualisation.virtualbox.host.enable
virtualbox guest: virtualisation.virtualbox.guest.enable
qemu guest: services.qemuGuest.enable
android app | waydroid: virtualisation.waydroid.enable
kubernetes | k8s | kubernetes cluster: services.k3s.enable services.kubernetes.roles
password manager server | bitwarden server | bitwarden: services.vaultwarden.enable
home assistant | home automation | smart home: services.home-assistant.enable
media server: services.jellyfin.enable services.plex.enable
photo library | photo server | google photo | photo: services.immich.enable services.photoprism.enable
git server | git forge | git hosting: services.forgejo.enable services.gitea.enable services.gitolite.enable
github runner | ci runner: services.github-runners services.gitea-actions-runner.instances
grafana dashboard: services.grafana.enable services.grafana.provision.dashboards.settings
monitoring | monitor server | metric: services.prometheus.enable services.grafana.enable services.prometheus.exporters.node.enable
node exporter: services.prometheus.exporters.node.enable
mail server | email server | smtp server: services.postfix.enable services.dovecot2.enable services.maddy.enable services.stalwart.enable
send mail | send email: programs.msmtp.enable services.postfix.enable
matrix | matrix server | chat server: services.matrix-synapse.enable services.matrix-continuwuity.enable services.matrix-tuwunel.enable
rss | rss reader | feed reader | news reader: services.freshrss.enable services.miniflux.enable
torrent | torrent client | bittorrent: services.transmission.enable services.qbittorrent.enable services.deluge.enable
llm | local ai | language model | local model: services.ollama.enable
document archive | document management | scan archive: services.paperless.enable
object storage | s3: services.minio.enable services.garage.enable
music server | music stream: services.navidrome.enable services.mpd.enable
ebook server | ebook library: services.calibre-web.enable services.kavita.enable
calendar server | contact server | caldav: services.radicale.enable
uptime | status page: services.uptime-kuma.enable
block ad | block ads | ad blocker | adblock | dns filter: services.adguardhome.enable services.blocky.enable services.pihole-ftl.enable
dhcp server: services.kea.dhcp4.enable services.dnsmasq.enable
local dns | dns cache: services.unbound.enable services.dnsmasq.enable services.resolved.enable
dns over tls | encrypt dns: services.resolved.settings.Resolve services.resolved.dnsovertls services.dnscrypt-proxy.enable
dynamic dns | ddns: services.ddclient.enable services.inadyn.enable services.cloudflare-dyndns.enable
tunnel cloudflare: services.cloudflared.enable services.cloudflared.tunnels
serve store | serve cache | cache server: services.nix-serve.enable services.harmonia.cache.enable
mqtt | mqtt broker: services.mosquitto.enable services.mosquitto.listeners
zigbee: services.zigbee2mqtt.enable
cron | cron job | every hour | periodic job: services.cron.systemCronJobs systemd.timers systemd.services.<name>.startAt
timer | systemd timer | schedule: systemd.timers systemd.services.<name>.startAt
systemd service | own service | custom service | run script | script boot | run boot | every boot: systemd.services systemd.services.<name>.script systemd.services.<name>.wantedBy
journal size | log size | limit journal | limit log: services.journald.extraConfig
log rotate | rotate log: services.logrotate.enable services.logrotate.settings
tmpfiles | create directory | create folder: systemd.tmpfiles.rules systemd.tmpfiles.settings
remote desktop | rdp: services.xrdp.enable services.gnome.gnome-remote-desktop.enable
phone | kde connect | phone integration: programs.kdeconnect.enable services.kdeconnect.enable
locate file | file index: services.locate.enable
minecraft: services.minecraft-server.enable
`;
