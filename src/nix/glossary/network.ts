/** Networks: addresses, names, firewalls, tunnels. See glossary.ts. */
export const network = `
networking.hostName: name computer call rename host
networking.domain networking.fqdn: domain full name
networking.nameservers: dns resolver cloudflare google quad9 1.1.1.1 8.8.8.8 9.9.9.9 lookup server
networking.search: domain suffix short name complete
networking.hosts networking.extraHosts: etc hosts ip name fixed entry block facebook site map own lookup without dns
networking.firewall.allowedTCPPorts: port open reachable outside incoming inbound http https web 80 443 ssh expose accessible others except only connect let through lan game server block
networking.firewall.allowedUDPPorts: port open udp incoming game wireguard quic voice dns
networking.firewall.allowedTCPPortRanges networking.firewall.allowedUDPPortRanges: port range from several open many
networking.firewall.enable: firewall block incoming protect traffic everything off disable closed
networking.firewall.trustedInterfaces: interface trust lan everything allow vpn tailscale accept all inside
networking.firewall.interfaces networking.firewall.interfaces.<name>.allowedTCPPorts: port only interface lan tailscale vpn open just
networking.firewall.allowPing: ping icmp answer invisible
networking.firewall.logRefusedConnections: firewall log dropped spam refused journal dmesg noise
networking.firewall.rejectPackets: refuse drop reject
networking.firewall.checkReversePath: rpfilter wireguard vpn exit strict loose routing dropped
networking.firewall.extraCommands networking.firewall.extraInputRules networking.nftables.ruleset: iptables custom rule ip country subnet block address allow single host rate
networking.nftables.enable: nftables instead iptables modern
networking.nat.enable: router nat share internet lan gateway masquerade forward phone tether other container
networking.nat.forwardPorts: port forward inside host redirect dnat machine behind
networking.nat.internalInterfaces networking.nat.externalInterface: nat wan lan interface
networking.enableIPv6: ipv6 off disable v6 only
networking.tempAddresses: ipv6 privacy temporary address
networking.defaultGateway networking.defaultGateway6: router gateway route way out internet
networking.useDHCP networking.interfaces.<name>.useDHCP: dhcp address automatic lease
networking.interfaces.<name>.ipv4.addresses: static fixed ip address same always server lan manual
networking.interfaces.<name>.ipv6.addresses: ipv6 static fixed address
networking.interfaces.<name>.ipv4.routes: route subnet static via
networking.interfaces.<name>.mtu: mtu packet size jumbo frame
networking.interfaces.<name>.macAddress: mac address spoof fake change
networking.interfaces.<name>.wakeOnLan.enable: wake lan magic packet remote power start on
networking.usePredictableInterfaceNames: eth0 wlan0 name interface old predictable enp3s0
networking.networkmanager.enable: wifi wlan wireless network connect gui applet hotel laptop cafe icon
networking.networkmanager.wifi.powersave: wifi power save slow drop latency lag disconnect
networking.networkmanager.wifi.macAddress networking.networkmanager.ethernet.macAddress: mac random privacy track hide address
networking.networkmanager.wifi.backend networking.wireless.iwd.enable: iwd wifi faster intel backend
networking.networkmanager.dns: networkmanager dns resolv systemd
networking.networkmanager.unmanaged: networkmanager ignore interface leave alone docker
networking.networkmanager.plugins: vpn plugin openvpn openconnect l2tp company
networking.networkmanager.ensureProfiles.profiles: wifi profile declarative password connection known home ssid eduroam
networking.networkmanager.dispatcherScripts: script run network connected up event
networking.wireless.enable: wifi wpa supplicant wlan headless without networkmanager
networking.wireless.networks: wifi password ssid psk home network connect wlan
networking.wireless.secretsFile: wifi password secret hide
networking.wireless.userControlled: wifi wpa gui user
networking.modemmanager.enable: lte 4g 5g sim mobile broadband modem umts stick
networking.bonds: bond two card link aggregate lacp combine cable redundant
networking.bridges: bridge br0 vm lan same virtual switch
networking.vlans: vlan tag guest separate iot trunk
networking.macvlans: macvlan
networking.proxy.default networking.proxy.httpProxy: proxy company corporate http internet behind office
networking.proxy.noProxy: proxy exception
networking.timeServers: ntp pool server which clock
networking.wireguard.interfaces networking.wg-quick.interfaces: vpn tunnel wireguard home travel remote phone peer road away reach secure outside mullvad
networking.wg-quick.interfaces.<name>.configFile: wireguard conf file provider import
networking.wireguard.enable: wireguard kernel module
networking.hostId: zfs host id
networking.resolvconf.enable: resolv.conf
networking.stevenblack.enable: ad adult site block hosts gambling porn social tracker advert without server
networking.dhcpcd.wait networking.dhcpcd.enable: dhcp client boot slow wait
networking.dhcpcd.extraConfig: dhcp metric prefer interface
systemd.network.wait-online.enable: boot slow wait network online timeout
systemd.network.enable networking.useNetworkd: networkd systemd network instead
systemd.network.networks: networkd interface match address dhcp route declarative
systemd.network.netdevs: networkd vlan bridge bond virtual interface
systemd.network.links: interface rename mac name link
services.resolved.enable: systemd-resolved dns cache local stub
services.resolved.settings.Resolve services.resolved.dnsovertls services.resolved.settings.Resolve.DNSOverTLS: dns encrypt tls private provider spy isp
services.resolved.settings.Resolve.DNSSEC: dnssec validate
services.resolved.settings.Resolve.FallbackDNS: fallback dns
unbound dnsmasq blocky technitium-dns-server knot-resolver kresd pdns-recursor coredns: dns resolver cache lan local own recursive
unbound: recursive root resolver own validate
dnsmasq: dhcp lan small router address lease fixed name
services.dnsmasq.settings services.kea.dhcp4.settings: dhcp reservation lease static mac always same address device range
services.kea.dhcp4.enable: dhcp server address hand lan client
bind nsd knot powerdns tinydns: dns authoritative zone domain own nameserver
dnscrypt-proxy stubby https-dns-proxy doh-proxy-rust dnsproxy: dns encrypted https tls hide isp spy lookup query
nextdns: nextdns
adguardhome pihole-ftl blocky: ad advert block tracker network whole house every device phone dns malware kid tv
services.adguardhome.settings: adguard filter list upstream
services.pihole-ftl.lists: pihole blocklist
ncdns namecoind: bit domain namecoin
ddclient inadyn cloudflare-dyndns godns ddns-updater duckdns cfdyndns cloudflare-ddns r53-ddns oink: dynamic dns changing ip home address domain provider change update record dsl
avahi: local name mdns bonjour find discover printer airplay network machine .local zeroconf visible
services.avahi.nssmdns4: resolve .local ping name find
services.avahi.publish.enable services.avahi.publish.addresses: announce visible name local others find publish
hostapd create_ap: hotspot access point wifi share own router wlan
miniupnpd: upnp port forward automatic console game
radvd corerad: ipv6 router advertisement
bird services.frr.bgpd.enable gobgpd: bgp routing peer as announce router
services.frr.ospfd.enable: ospf
babeld: mesh routing
keepalived: vrrp floating ip failover redundant two
tailscale netbird zerotierone services.nebula.networks easytier: vpn mesh private network reach home phone travel remote away anywhere device connect outside nat road hotel
services.tailscale.authKeyFile: tailscale login key automatic join
services.tailscale.useRoutingFeatures: tailscale exit node subnet router route home lan whole through
services.tailscale.extraUpFlags services.tailscale.extraSetFlags: tailscale ssh exit node accept route advertise flag
services.tailscale.openFirewall: tailscale direct udp
services.tailscale.permitCertUid: tailscale certificate caddy
services.tailscale.derper.enable: tailscale relay
headscale headplane: tailscale control server own self coordination
wg-access-server: wireguard web ui manage client
services.openvpn.servers: openvpn vpn company tunnel client server ovpn
services.openvpn.servers.<name>.config: openvpn file ovpn configuration
networking.openconnect.interfaces: cisco anyconnect vpn company university globalprotect
strongswan strongswan-swanctl libreswan: ipsec ikev2 vpn fritzbox site
softether ocserv pptpd xl2tpd: vpn server sstp l2tp anyconnect
mullvad-vpn programs.mullvad-vpn.enable: mullvad vpn provider anonymous hide ip commercial
services.expressvpn.enable services.ivpn.enable mozillavpn: vpn provider commercial hide country
cloudflare-warp: warp 1.1.1.1 cloudflare zero trust
tor: tor onion anonymous hidden relay darknet
services.tor.relay.enable: tor relay bridge exit help donate bandwidth
services.tor.relay.onionServices: hidden onion service
services.tor.client.enable: tor socks browse anonymous
snowflake-proxy: tor censorship help people volunteer
i2pd i2p freenet yggdrasil: anonymous darknet network overlay
shadowsocks xray v2ray sing-box v2raya mihomo clash-verge dae throne: proxy censorship china firewall bypass
zapret byedpi: dpi bypass russia provider youtube slow block
dante microsocks: socks proxy server
proxychains redsocks: force program proxy socks
networking.tcpcrypt.enable: tcp encrypt
services.lldpd.enable: lldp switch neighbor
snmpd: snmp monitor
kismet programs.wavemon.enable: wifi sniff signal strength channel
wireshark programs.tcpdump.enable programs.sniffnet.enable: packet capture sniff traffic analyse inspect network see
programs.bandwhich.enable programs.iftop.enable: bandwidth process which program uses network now
programs.mtr.enable programs.trippy.enable programs.traceroute.enable: traceroute ping hop route lost diagnose slow path
programs.arp-scan.enable: scan lan device who find
suricata: intrusion detect network traffic attack inspect ids ips
crowdsec: attack ban ip community intrusion bot block
opensnitch: application firewall which program connect internet ask outgoing little snitch
pixiecore tftpd atftpd: pxe network boot install diskless
unifi: ubiquiti access point controller wifi
services.networkd-dispatcher.enable: script network change
programs.captive-browser.enable: hotel captive portal login page train wifi
services.tayga.enable services.clatd.enable: nat64 ipv6 only
services.autossh.sessions: ssh tunnel keep alive reverse persistent
programs.winbox.enable: mikrotik
services.vsftpd.localUsers: ftp
`;
