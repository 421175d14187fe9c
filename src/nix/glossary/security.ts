/** Logins, keys, people, locks and limits. See glossary.ts. */
export const security = `
services.openssh.enable: ssh remote login shell reach log in from another
services.openssh.settings.PasswordAuthentication services.openssh.settings.KbdInteractiveAuthentication: ssh password key only forbid login refuse brute
services.openssh.settings.PermitRootLogin: ssh root login forbid deny direct
services.openssh.ports: ssh port another nonstandard 2222 move different
services.openssh.openFirewall: ssh firewall
services.openssh.listenAddresses: ssh listen only interface vpn lan address
services.openssh.settings.AllowUsers services.openssh.settings.AllowGroups: ssh who only user group restrict may limit
services.openssh.settings.X11Forwarding: ssh x11 forward graphical window remote gui
services.openssh.allowSFTP services.openssh.sftpServerExecutable: sftp file transfer
services.openssh.hostKeys: ssh host key ed25519
services.openssh.extraConfig: ssh match chroot keepalive jail
services.openssh.settings.MaxAuthTries services.openssh.settings.LogLevel: ssh tries attempt log
services.openssh.authorizedKeysFiles: ssh key file location
users.users.<name>.openssh.authorizedKeys.keys: ssh public key login colleague laptop add allow me in id_ed25519
users.users.<name>.openssh.authorizedKeys.keyFiles: ssh key file github
programs.ssh.startAgent: ssh agent key passphrase remember once session
programs.ssh.knownHosts: host key fingerprint known trust
programs.ssh.extraConfig: ssh client every user host alias
fail2ban sshguard reaction: attack brute force guess password ban ip block login failed attempt bot repeated lock
endlessh endlessh-go: ssh tarpit bot waste attacker trap
security.sudo.wheelNeedsPassword security.sudo-rs.wheelNeedsPassword: sudo password ask root without typing become admin annoying stop
security.sudo.extraRules security.sudo-rs.extraRules: sudo single command only reboot certain user without password restart service group may
security.sudo.extraConfig: sudo timeout remember minute insult lecture longer
security.sudo.execWheelOnly: sudo only wheel admin
security.sudo.enable: sudo remove disable
security.sudo-rs.enable: sudo rust replacement
security.doas.enable: doas openbsd sudo replacement alternative
security.doas.extraRules: doas rule
security.run0.enableSudoAlias security.run0.wheelNeedsPassword: run0 sudo
security.polkit.enable security.polkit.extraConfig: polkit permission reboot shutdown mount user without password gui rule
security.pam.loginLimits: limit open file nofile process fork many realtime memlock ulimit too core
security.pam.services: pam module login fingerprint keyring kwallet lock attempt wrong
security.pam.services.<name>.fprintAuth: fingerprint sudo login lock screen finger
security.pam.services.<name>.googleAuthenticator.enable: two factor 2fa otp code login totp
security.pam.services.<name>.enableGnomeKeyring: keyring unlock login gnome
security.pam.services.<name>.kwallet.enable: kwallet unlock login kde
security.pam.services.<name>.sshAgentAuth security.pam.sshAgentAuth.enable: sudo ssh agent key remote
security.pam.u2f.enable: yubikey fido key touch login sudo token usb stick second factor unlock
security.pam.u2f.settings: yubikey u2f cue origin
security.pam.yubico.enable: yubikey challenge login
security.pam.oath.enable: otp one time code second factor
security.pam.mount.enable: mount login home encrypted
security.pam.makeHomeDir.umask: home directory create first login
fprintd: fingerprint finger reader login unlock laptop sensor touch id
howdy: face recognition camera login windows hello unlock look
services.linux-enable-ir-emitter.enable: infrared camera face
pcscd: smartcard card reader yubikey id card piv
yubikey-agent: yubikey ssh key
programs.yubikey-touch-detector.enable: yubikey touch notify waiting
programs.gnupg.agent.enable services.gpg-agent.enable: gpg pgp key agent sign encrypt passphrase
programs.gnupg.agent.pinentryPackage services.gpg-agent.pinentry.package: gpg pin password prompt dialog window curses pinentry
programs.gnupg.agent.enableSSHSupport services.gpg-agent.enableSshSupport: gpg ssh key agent
services.gpg-agent.defaultCacheTtl services.gpg-agent.maxCacheTtl programs.gnupg.agent.settings: gpg passphrase remember cache hour long ask again often
gnome-keyring services.gnome.gnome-keyring.enable passSecretService: keyring password wallet store secret unlock login remember wifi
programs.seahorse.enable: keyring gui manage password
vaultwarden: bitwarden password manager family server own 1password lastpass login store
keepassxc: password kdbx safe keepass manager vault file
rbw programs._1password-gui.enable programs._1password.enable: password manager bitwarden 1password client
password-store: pass password gpg git terminal
openbao vault: secret hashicorp vault token api store rotate
security.acme.acceptTerms: letsencrypt terms agree
security.acme.defaults.email: letsencrypt mail address expiry contact
security.acme.certs: certificate letsencrypt domain https wildcard renew free ssl
security.acme.certs.<name>.dnsProvider security.acme.defaults.dnsProvider: wildcard certificate dns challenge cloudflare
security.acme.defaults.server: staging acme own ca test
security.pki.certificateFiles security.pki.certificates: trust ca root certificate company own self signed mitm accept
step-ca cfssl: own ca certificate authority internal lan https issue
services.kanidm.server.enable keycloak services.authelia.instances pocket-id zitadel canaille dex: single sign login sso one account oidc oauth identity user family passkey central
tinyauth oauth2-proxy: login front page protect app proxy
lldap openldap portunus: ldap directory user account central
sssd realmd: domain active directory join login windows company
services.samba.winbindd.enable: ad domain winbind
security.krb5.enable: kerberos ticket client realm
freeradius: radius wifi enterprise 802.1x
security.apparmor.enable: apparmor confine profile mandatory
security.auditd.enable security.audit.enable: audit log who did syscall record
security.audit.rules: audit rule watch
security.tpm2.enable: tpm chip key
security.lockKernelModules: kernel module lock load forbid harden
security.protectKernelImage: kernel kexec harden image
security.forcePageTableIsolation security.allowSimultaneousMultithreading security.virtualisation.flushL1DataCache: mitigation spectre meltdown harden hyperthreading
security.unprivilegedUsernsClone security.allowUserNamespaces: user namespace sandbox unprivileged
security.chromiumSuidSandbox.enable: chrome sandbox
security.wrappers: setuid capability wrapper binary root permission
security.isolate.enable: sandbox contest
environment.memoryAllocator.provider: hardened malloc allocator scudo
programs.firejail.enable: sandbox program jail browser isolate
services.clamav.daemon.enable: virus scan antivirus
services.clamav.updater.enable: virus signature update freshclam
services.clamav.scanner.enable services.clamav.scanner.interval: virus scan regular malware weekly sunday schedule look
usbguard: usb block unknown stick plug whitelist badusb device
physlock: lock console tty
services.tang.enable boot.initrd.clevis.enable: unlock disk automatic network bound tang clevis
users.users: account user person add create login wife husband colleague guest child new somebody family
users.users.<name>.isNormalUser: person real account home normal user create
users.users.<name>.extraGroups: group join member docker wheel admin sudo right belong printer video
users.users.<name>.hashedPassword users.users.<name>.hashedPasswordFile users.users.<name>.initialPassword users.users.<name>.initialHashedPassword users.users.<name>.password: password user set login initial first
users.users.<name>.shell: shell zsh fish login user my
users.users.<name>.home users.users.<name>.createHome: home directory folder location
users.users.<name>.packages: program only user install just
users.users.<name>.description: full name display
users.users.<name>.linger: service logout keep run user boot without login tmux
users.users.<name>.uid: uid number
users.users.<name>.isSystemUser: service account daemon
users.users.<name>.expires: account expire date temporary
users.users.<name>.subUidRanges users.users.<name>.autoSubUidGidRange: subuid rootless podman
users.groups users.groups.<name>.members: group create member shared team
users.groups.<name>.gid: gid number
users.mutableUsers: passwd password change forget only declared immutable user
users.defaultUserShell: everyone shell default zsh fish all user
users.motd users.motdFile: message greeting welcome login text ssh banner
users.allowNoPasswordLogin: no password
users.users.root.hashedPassword: root password lock
services.homed.enable: portable home encrypted
services.userborn.enable: user creation
nix.settings.allowed-users: who may use nix restrict
nix.settings.trusted-users: trusted nix user cache flake remote
services.paretosecurity.enable: security check laptop
services.certspotter.enable: certificate transparency watch domain
services.haveged.enable services.jitterentropy-rngd.enable: entropy random
services.munge.enable: hpc authentication
programs.wshowkeys.enable: show key press screen demonstration
services.teleport.enable warpgate: ssh bastion jump audit access gateway
services.opkssh.enable: ssh google login oidc
`;
