/** Web, data, development, monitoring, clusters and backups. See glossary.ts. */
export const servers = `
nginx caddy httpd lighttpd h2o: web server website host page html http site domain publish homepage serve
darkhttpd static-web-server merecat: simple web server static folder file quick
services.nginx.virtualHosts services.caddy.virtualHosts services.httpd.virtualHosts: domain website host site subdomain serve several vhost
services.nginx.virtualHosts.<name>.root: document root folder static html website directory
services.nginx.virtualHosts.<name>.enableACME: certificate https free letsencrypt website domain automatic
services.nginx.virtualHosts.<name>.forceSSL: https redirect http always secure website
services.nginx.virtualHosts.<name>.basicAuth services.nginx.virtualHosts.<name>.basicAuthFile: password protect website user prompt
services.nginx.virtualHosts.<name>.locations.<name>.proxyPass: forward subdomain domain app backend localhost port reverse proxy behind
services.nginx.virtualHosts.<name>.locations.<name>.proxyWebsockets: websocket upgrade proxy
services.nginx.virtualHosts.<name>.serverAliases: www second domain alias another name website
services.nginx.virtualHosts.<name>.globalRedirect services.nginx.virtualHosts.<name>.locations.<name>.return: redirect domain www another
services.nginx.virtualHosts.<name>.http3 services.nginx.virtualHosts.<name>.quic: http3 quic
services.nginx.clientMaxBodySize: upload size large file limit too big 413 body
services.nginx.recommendedGzipSettings services.nginx.recommendedBrotliSettings: compress gzip website faster response
services.nginx.recommendedTlsSettings services.nginx.sslProtocols: strong tls cipher secure modern grade
services.nginx.recommendedOptimisation: nginx faster tune performance
services.nginx.recommendedProxySettings: proxy header forwarded real ip
services.nginx.package: nginx version build mainline quic
services.nginx.additionalModules: nginx plugin extension
services.nginx.statusPage: nginx status metric
services.nginx.commonHttpConfig services.nginx.appendHttpConfig: nginx log format rate limit map header
services.caddy.email: certificate acme contact address
traefik haproxy envoy: reverse proxy load balance route container backend subdomain distribute traffic gateway
pangolin services.newt.enable rathole chisel-server: tunnel expose home vps public ngrok behind nat port reach outside without
cloudflared: cloudflare tunnel expose without port forward public home domain outside
sniproxy sslh: share port 443 ssh https same multiplex sni
stunnel hitch: tls wrap encrypt plain service
varnish vinyl-cache trafficserver: http cache website speed front
squid: proxy cache web http filter office
tinyproxy privoxy _3proxy: http proxy filter ad small
services.anubis.instances: bot ai scraper crawler block proof website protect
go-httpbin whoami echoip: test http ip debug
services.phpfpm.pools: php application pool run website
tomcat jboss: java servlet war
uwsgi unit: python wsgi application server
keter: haskell web app deploy
static-web-server: spa static site
postgresql: database sql postgres relational store
services.postgresql.package: postgres version upgrade major
services.postgresql.ensureDatabases: create database postgres automatically new
services.postgresql.ensureUsers: database user role owner create
services.postgresql.enableTCPIP: postgres network remote connect listen lan outside
services.postgresql.authentication: pg_hba postgres login trust password access who
services.postgresql.extensions: postgres postgis pgvector timescale extension
services.postgresql.settings: postgres memory shared_buffers tune connection log
services.postgresql.dataDir: postgres store disk location
services.postgresql.initialScript: postgres first sql run
pgbouncer: postgres pool many connection
patroni: postgres cluster failover ha
postgresqlBackup services.postgresqlBackup.startAt: postgres dump backup nightly database sql daily
pgbackrest: postgres backup wal incremental point time
mysqlBackup automysqlbackup: mysql mariadb dump backup nightly
pgadmin pgmanage: postgres admin web gui browse table database
pghero pgscv: postgres slow query performance
postgrest: rest api postgres
litestream: sqlite replicate backup s3
mysql: mariadb database sql wordpress
services.mysql.ensureDatabases: mysql create database
services.mysql.ensureUsers: mysql user grant
services.redis.servers: cache key value memory fast session queue valkey
mongodb couchdb ferretdb rethinkdb surrealdb: document nosql json database mongo
cassandra cockroachdb foundationdb: distributed scalable database cluster
clickhouse: analytics column olap big data query
influxdb2 influxdb victoriametrics: time series metric sensor store measure telegraf data long term
neo4j dgraph: graph database
elasticsearch opensearch meilisearch typesense manticore quickwit sonic-server: search full text index find
qdrant chromadb: vector embedding ai rag
memcached: cache memory object
rabbitmq nats activemq apache-kafka beanstalkd: message queue broker event stream publish job
etcd consul zookeeper: key value cluster coordination discovery
minio garage: s3 object storage bucket amazon compatible own
ceph glusterfs: distributed filesystem cluster storage several machine replicate
drbd: mirror block device two server network raid replicate
openiscsi target: iscsi block san lun target initiator
nbd: network block device export
kubo: ipfs
forgejo gitea gitlab soft-serve gerrit radicle: git host repository code github own private pull request forge team source
services.cgit legit: git web browse repository view
gitolite: git ssh access rule permission repository key
services.gitDaemon.enable: git anonymous clone public read
svnserve: subversion svn
services.forgejo.settings: forgejo registration disable domain ssh root url
services.forgejo.lfs.enable: git large file lfs binary
services.forgejo.dump.enable services.gitea.dump.enable: backup forgejo gitea dump
services.forgejo.database.type: forgejo database postgres sqlite mysql
services.gitea-actions-runner.instances: forgejo gitea action runner ci workflow job
services.github-runners: github action runner self host ci workflow job
gitlab-runner: gitlab ci pipeline job runner
services.gitlab-runner.services: gitlab ci docker executor register
hydra buildbot-master hercules-ci-agent: nix build ci every commit compile test repository flake automatic binary
jenkins woodpecker-server gocd-server: ci pipeline build test deploy commit automatic
services.buildkite-agents: buildkite ci
renovate: dependency update pull request bot automatic
rebuilderd: reproducible verify
hound: code search regex repository
nexus reposilite athens devpi-server: package proxy artifact repository maven go python npm registry
dockerRegistry: docker registry private image push own container store
turborepo-remote-cache: turborepo
distccd services.icecream.daemon.enable: distribute compile faster several machine c
code-server openvscode-server coder: vscode browser ide code tablet remote editor
jupyterhub jupyter: notebook python data science browser
rstudio-server: r statistics
services.livebook.enableUserService: elixir notebook
hoogle: haskell documentation
ollama llama-cpp llama-swap local-ai litellm tabbyapi: ai llm model chat gpt llama local language gpu offline mistral
services.ollama.acceleration services.ollama.package: ollama gpu cuda rocm nvidia amd
services.ollama.loadModels: ollama model download pull
services.ollama.host services.ollama.port services.ollama.openFirewall: ollama network other lan listen
open-webui librechat nextjs-ollama-llm-ui sillytavern: ai chat web interface chatgpt browser ollama
tabby: code completion ai copilot self host
prometheus: metric monitor scrape graph collect alert time server
services.prometheus.scrapeConfigs: scrape target monitor machine exporter
services.prometheus.exporters.node.enable: cpu memory disk metric machine export load temperature
services.prometheus.exporters.blackbox.enable: probe website http ping reachable
services.prometheus.exporters.smartctl.enable: disk smart metric health
services.prometheus.exporters.nginx.enable: nginx metric
services.prometheus.exporters.postgres.enable: postgres metric
services.prometheus.exporters.zfs.enable: zfs metric
services.prometheus.exporters.nvidia-gpu.enable: gpu metric
services.prometheus.exporters.systemd.enable: unit service failed metric
services.prometheus.exporters.fritz.enable services.prometheus.exporters.fritzbox.enable: fritzbox router metric
services.prometheus.exporters.ping.enable: latency ping metric
services.prometheus.exporters.restic.enable services.prometheus.exporters.borgmatic.enable: backup metric age
services.prometheus.exporters.wireguard.enable: vpn metric
services.prometheus.exporters.snmp.enable: switch router metric snmp
services.prometheus.exporters.apcupsd.enable services.prometheus.exporters.nut.enable: ups metric power
unpoller: unifi metric wifi
services.prometheus.retentionTime: metric keep long history day
services.prometheus.rules services.prometheus.ruleFiles: alert rule threshold
services.prometheus.alertmanager.enable karma: alert mail notify route firing
grafana perses: dashboard graph chart visualise metric plot pretty panel
services.grafana.provision.datasources.settings: grafana source prometheus loki connect
services.grafana.settings.server: grafana domain port address
netdata glances services.beszel.hub.enable nezha: monitor live cpu ram disk dashboard server overview web realtime
zabbixServer nagios icingaweb2 librenms munin-cron monit: monitor check host alert network server fleet
zabbixAgent munin-node collectd telegraf datadog-agent: agent collect metric send
uptime-kuma gatus heartbeat healthchecks: down website alert check status page reach available monitor ping
healthchecks: cron job ran miss dead man backup
loki graylog victorialogs services.journald.remote.enable: log collect central one place search all machine journal
alloy vector fluent-bit fluentd filebeat logstash services.journald.upload.enable vlagent: log ship forward send agent journal collect
rsyslogd syslog-ng: syslog log receive switch router forward remote
logcheck journalwatch: log mail anomaly report suspicious
tempo victoriatraces opentelemetry-collector: trace span opentelemetry request slow
pyroscope sysprof: profile cpu flame
glitchtip: sentry error crash exception application
smokeping: latency ping graph packet loss line isp
speedtest-tracker librespeed: internet speed measure isp bandwidth history test
iperf3: throughput bandwidth test lan speed
vnstat: traffic month data volume usage network cap
ntopng: traffic who uses bandwidth flow host network analyse
below sysstat programs.atop.enable: system load history record look back past performance cpu later slow yesterday
uptimed tuptime: uptime record long reboot
osquery: fleet security query endpoint
plausible umami matomo goatcounter awstats: website visitor statistic analytics count privacy google who reads
sitespeed-io: page load speed
oncall: alert duty rota pager
netbox nipap: ip address inventory datacenter rack document
oxidized: switch router config backup network device
ocsinventory-agent: inventory
k3s rke2: kubernetes cluster small k8s single node raspberry pod
services.k3s.role: kubernetes worker agent join node
services.k3s.serverAddr services.k3s.token services.k3s.tokenFile: kubernetes join second node cluster
services.kubernetes.roles: kubernetes master node k8s full
nomad: schedule cluster container hashicorp
services.slurm.server.enable services.torque.server.enable: hpc batch cluster job queue
services.salt.master.enable: configuration management fleet
cockpit: web admin manage server browser click gui
meshcentral rustdesk-server: remote control computer teamviewer anydesk help parent mother support
xrdp services.gnome.gnome-remote-desktop.enable: remote desktop windows rdp mstsc connect graphical from
x2goserver services.xserver.desktopManager.session: remote linux desktop x
teamviewer todesk: remote support help desktop
ttyd sshwifty: terminal shell browser web ssh
tmate uptermd services.tmate-ssh-server.enable: share terminal colleague pair help session
eternal-terminal programs.mosh.enable: ssh connection drop reconnect roam mobile train unreliable wifi
webhook: http trigger script github push deploy
self-deploy cachix-agent: pull deploy git automatic itself
buildbot-worker: build
nix-serve services.harmonia.cache.enable: binary cache serve share built store lan other machine own
atticd: binary cache push build upload own share ci s3
cachix-watch-store: push build upload cache cachix
ncps: cache proxy nixos local download once lan several machine
services.restic.backups: backup copy cloud s3 encrypted nightly daily b2 sftp incremental documents home protect lose
services.restic.backups.<name>.paths services.borgbackup.jobs.<name>.paths: backup which folder directory include
services.restic.backups.<name>.exclude services.borgbackup.jobs.<name>.exclude: backup skip ignore leave
services.restic.backups.<name>.pruneOpts services.borgbackup.jobs.<name>.prune.keep: backup keep old delete week month retention many
services.restic.backups.<name>.timerConfig services.borgbackup.jobs.<name>.startAt: backup when hour night schedule
services.restic.backups.<name>.passwordFile services.borgbackup.jobs.<name>.encryption.passCommand: backup password secret
services.restic.backups.<name>.repository services.borgbackup.jobs.<name>.repo: backup target where
services.restic.server.enable: backup receive server rest append restic
services.borgbackup.jobs: backup copy nightly encrypted remote hetzner storage box daily incremental deduplicate documents home nas ssh
services.borgbackup.repos: backup receive server other machine host borg
borgmatic: backup borg yaml hook database
duplicati duplicity: backup cloud encrypted gui web
rsnapshot services.rsync.enable: backup copy rsync local usb disk hourly rotate mirror folder
services.tarsnap.enable: backup paranoid
services.btrbk.instances services.snapper.configs: btrfs snapshot hourly undo restore deleted file
services.btrbk.instances.<name>.onCalendar: snapshot how often
services.snapper.snapshotInterval services.snapper.cleanupInterval: snapshot often hourly clean
sanoid services.zfs.autoSnapshot.enable: zfs snapshot hourly daily keep prune automatic
syncoid zrepl znapzend services.zfs.autoReplication.enable: zfs send replicate second machine backup remote pool
services.zfs.autoScrub.enable: zfs pool scrub check error monthly bit rot
services.zfs.trim.enable: zfs ssd trim
services.zfs.zed.settings: zfs mail notify failed degraded disk
services.btrfs.autoScrub.enable: btrfs scrub check bit rot error monthly checksum corrupt
snapraid: parity disk array protect media
services.lvm.enable: lvm logical volume
stratis: pool storage
autotierfs: tier ssd hdd
services.beesd.filesystems: dedupe duplicate btrfs space save
`;
