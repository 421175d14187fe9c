/** Nix itself, packages, units, logs, languages, virtual machines. See glossary.ts. */
export const system = `
nix.gc.automatic: garbage clean disk full old store free space automatic delete unused generation remove
nix.gc.dates: garbage clean when weekly daily schedule
nix.gc.options: garbage older delete day keep generation
nix.gc.persistent nix.gc.randomizedDelaySec: garbage missed
nix.optimise.automatic nix.settings.auto-optimise-store: store duplicate hard link smaller deduplicate save space identical
nix.settings.experimental-features: flakes flake nix command experimental feature turn on new
nix.settings.substituters nix.settings.extra-substituters: cache binary cachix prebuilt download company pull attic server faster compile less
nix.settings.trusted-public-keys: cache key sign trust
nix.settings.max-jobs: parallel build job many
nix.settings.cores: core build cpu limit thread
nix.daemonCPUSchedPolicy nix.daemonIOSchedClass nix.daemonIOSchedPriority: build slow laptop responsive background priority nice lag compile idle
nix.settings: nix.conf option keep download buffer connection warn dirty keep-outputs netrc
nix.settings.sandbox: build sandbox isolate
nix.settings.keep-outputs nix.settings.keep-derivations: keep build dependency shell gc root
nix.settings.min-free nix.settings.max-free: free space build disk full during
nix.buildMachines: remote builder build elsewhere stronger machine offload desktop compile server fast
nix.distributedBuilds: remote build offload
nix.sshServe.enable: serve store ssh cache
nix.registry: flake pin name shortcut nixpkgs
nix.nixPath nix.channel.enable: channel nix path pin nix-shell legacy
nix.package: nix version lix newer
nix.extraOptions: nix.conf raw text token access github
nix.enable: nix remove
nix.settings.access-tokens: github rate limit token
nix.settings.flake-registry: registry
nixpkgs.config: unfree allow proprietary nonfree broken insecure cuda permit chrome spotify license closed
nixpkgs.config.allowUnfree: unfree proprietary allow nonfree
nixpkgs.overlays: overlay patch override package change version
nixpkgs.hostPlatform: architecture platform system arm
nixpkgs.flake.setNixPath nixpkgs.flake.setFlakeRegistry: nixpkgs pin flake registry path
system.autoUpgrade.enable: update upgrade automatic night self unattended security keep current fresh
system.autoUpgrade.dates: update when time
system.autoUpgrade.allowReboot: update reboot kernel allow restart
system.autoUpgrade.rebootWindow: reboot night window
system.autoUpgrade.flake: update flake repository
system.stateVersion home.stateVersion: release version first installed state
system.activationScripts: script every switch activation run rebuild
system.copySystemConfiguration: keep copy configuration.nix
system.nixos.label system.nixos.tags: boot entry name label generation
system.switch.enable: switch rebuild forbid
system.tools.nixos-option.enable: tool
system.userActivationScripts: script user activation
system.etc.overlay.enable: etc overlay perl
specialisation: second variant boot choice profile alternative gaming battery
programs.nh.enable programs.nh.clean.enable: nh rebuild pretty clean
programs.nix-ld.enable envfs: run foreign binary downloaded unpatched vscode server dynamic executable pip other linux appimage wheel
programs.nix-ld.libraries: missing library so foreign binary
programs.appimage.enable programs.appimage.binfmt: appimage run double click
programs.command-not-found.enable programs.nix-index.enable: command missing suggest which package unknown not found
flatpak: flathub app store sandbox discord spotify
services.gnome.gnome-software.enable: app store graphical install
programs.direnv.enable: direnv project environment cd automatic shell
lorri: direnv nix shell fast
programs.ccache.enable: compile cache faster c
documentation.enable documentation.nixos.enable documentation.man.enable: manual help page man offline smaller
documentation.man.cache.enable: apropos search manual page slow build man-db
documentation.dev.enable: developer manual library function
documentation.doc.enable documentation.info.enable: documentation smaller
environment.systemPackages: install program tool package software everyone global git vim command
environment.variables environment.sessionVariables: environment variable export editor wayland set global
environment.shellAliases: alias shortcut command short everyone
environment.shellInit environment.interactiveShellInit environment.loginShellInit: shell start run login profile
environment.etc: file etc place text config write
environment.defaultPackages: minimal remove nano perl default package
environment.shells: valid login shell etc
environment.pathsToLink: path link completion
environment.localBinInPath environment.homeBinInPath: ~/.local/bin path script
environment.enableAllTerminfo: ghostty kitty terminal ssh broken backspace terminfo unknown
environment.wordlist.enable: dictionary word
environment.ldso32 environment.stub-ld.enable: foreign binary
environment.freetds: mssql
systemd.services: service unit daemon own program background start boot script run restart crash
systemd.services.<name>.script systemd.services.<name>.serviceConfig: script service exec own command limit memory cpu
systemd.services.<name>.serviceConfig: restart always crash memory cpu limit sandbox harden user
systemd.services.<name>.wantedBy: start boot automatically target
systemd.services.<name>.after systemd.services.<name>.requires systemd.services.<name>.wants: order wait network mount before dependency
systemd.services.<name>.environment systemd.services.<name>.path: service variable path
systemd.services.<name>.startAt systemd.timers: cron every day hour minute night schedule regularly script periodically weekly timer
systemd.services.<name>.onFailure: fail notify mail alert service crash
systemd.services.<name>.enable: service off disable mask
systemd.services.<name>.unitConfig: unit limit condition
systemd.services.<name>.restartTriggers systemd.services.<name>.restartIfChanged systemd.services.<name>.reloadIfChanged: restart rebuild change switch not
systemd.user.services: user service session login background
systemd.user.timers: user timer schedule
systemd.timers.<name>.timerConfig: calendar persistent missed delay
systemd.tmpfiles.rules systemd.tmpfiles.settings: directory create permission owner folder exists file link clean old age chmod
systemd.mounts systemd.automounts: mount unit demand automount network share
systemd.paths: watch file change run trigger
systemd.sockets: socket activation
systemd.slices systemd.slices.<name>.sliceConfig: slice memory cpu limit group
systemd.targets: target
systemd.targets.sleep.enable systemd.targets.suspend.enable systemd.targets.hibernate.enable: never sleep suspend server awake prevent disable
systemd.settings.Manager systemd.extraConfig: stop timeout shutdown slow 90 second wait job default limit nofile accounting
systemd.enableEmergencyMode: emergency mode boot fail headless server hang
systemd.coredump.enable systemd.coredump.settings.Coredump: core dump crash disk size limit
systemd.globalEnvironment: environment all service
systemd.packages: unit package
services.journald.extraConfig: log journal size limit gigabyte keep disk shrink old day
services.journald.storage: log ram volatile persistent reboot keep
services.journald.rateLimitBurst services.journald.rateLimitInterval: log rate message suppress
services.journald.forwardToSyslog: journal syslog
services.logrotate.enable services.logrotate.settings: log rotate old file big compress grow
services.cron.enable services.cron.systemCronJobs: cron crontab schedule job
services.atd.enable: at once later command
services.incron.enable: file change trigger
services.locate.enable: find file locate index quick updatedb search name
services.dbus.implementation: dbus broker
services.nscd.enable: name cache
services.gpm.enable: mouse console tty
services.kmscon.enable: console terminal font modern tty emoji
services.getty.autologinUser: login automatic console tty password without
services.getty.helpLine services.getty.greetingLine: console login text issue message
services.userdbd.enable: user database
console.keyMap: keyboard console tty layout german french dvorak boot password
console.font: console font big tty hidpi tiny text size
console.useXkbConfig: console same keyboard
console.earlySetup: early font boot password keyboard
console.colors: console color
console.packages: console font terminus
i18n.defaultLocale: language german french english locale translate system speak
i18n.extraLocaleSettings: date format week monday paper metric currency number unit 24 measurement
i18n.supportedLocales i18n.extraLocales: locale generate additional
i18n.inputMethod.enable i18n.inputMethod.type: type chinese japanese korean pinyin input
i18n.inputMethod.fcitx5.addons i18n.inputMethod.ibus.engines: mozc pinyin rime engine
fonts.packages: font install typeface nerd icon square box missing character chinese japanese arial microsoft noto
fonts.enableDefaultPackages: font default
fonts.fontconfig.defaultFonts.monospace fonts.fontconfig.defaultFonts.sansSerif fonts.fontconfig.defaultFonts.serif: font default terminal ui everywhere coding
fonts.fontconfig.defaultFonts.emoji: emoji color smiley
fonts.fontconfig.antialias fonts.fontconfig.hinting.enable fonts.fontconfig.hinting.style fonts.fontconfig.subpixel.rgba fonts.fontconfig.subpixel.lcdfilter: font blurry sharp render smooth hint subpixel ugly jagged
fonts.fontDir.enable: font flatpak old x program find directory
fonts.fontconfig.localConf: fontconfig xml
programs.bash.completion.enable: tab completion bash
programs.bash.interactiveShellInit programs.bash.shellInit: bashrc
programs.bash.promptInit: bash prompt
programs.zsh.enable: zsh shell
programs.fish.enable: fish shell
programs.git.enable: git version control
programs.git.config: gitconfig system default branch
programs.git.lfs.enable: large file
programs.neovim.defaultEditor programs.vim.defaultEditor: editor default vim instead nano
programs.nano.enable: nano remove editor
programs.less.enable: pager
programs.tmux.enable: tmux multiplexer detach
programs.tmux.keyMode: vi key tmux
programs.screen.enable: screen
programs.htop.enable: process task
programs.java.enable: java jdk
programs.npm.enable: npm node
programs.adb.enable: android phone adb debug
programs.firefox.policies: firefox enforce extension disable telemetry homepage everyone
programs.firefox.preferences: firefox about:config
programs.chromium.extensions: chrome extension
programs.chromium.extraOpts: chrome policy
virtualisation.docker.enable: docker container daemon compose
virtualisation.docker.autoPrune.enable virtualisation.podman.autoPrune.enable: docker image old clean prune unused disk space eat delete
virtualisation.docker.rootless.enable: docker without root user rootless
virtualisation.docker.daemon.settings: docker log size address pool dns data-root registry ipv6 mirror
virtualisation.docker.storageDriver: docker btrfs zfs overlay
virtualisation.docker.enableOnBoot: docker boot socket demand
virtualisation.docker.logDriver: docker log journald
virtualisation.docker.extraOptions: docker flag
virtualisation.podman.enable: podman container daemonless rootless
virtualisation.podman.dockerCompat: podman docker command alias replace
virtualisation.podman.defaultNetwork.settings: podman dns name container each other
virtualisation.oci-containers.containers: container image declare compose docker start boot run service app
virtualisation.oci-containers.backend: container podman docker choose
virtualisation.oci-containers.containers.<name>.volumes: container folder mount data
virtualisation.oci-containers.containers.<name>.ports: container port publish
virtualisation.oci-containers.containers.<name>.environment virtualisation.oci-containers.containers.<name>.environmentFiles: container variable secret
virtualisation.containers.registries.search virtualisation.containers.registries.insecure: registry docker.io insecure short
virtualisation.containerd.enable virtualisation.cri-o.enable: container runtime kubernetes cri
virtualisation.libvirtd.enable programs.virt-manager.enable: virtual machine vm windows kvm qemu guest run another os
virtualisation.libvirtd.qemu.swtpm.enable: tpm windows 11 vm
virtualisation.libvirtd.qemu.ovmf.enable: uefi vm
virtualisation.libvirtd.onBoot virtualisation.libvirtd.onShutdown: vm start boot shutdown resume host
virtualisation.libvirtd.allowedBridges: vm bridge
virtualisation.spiceUSBRedirection.enable: usb vm guest pass redirect
virtualisation.virtualbox.host.enable: virtualbox vm oracle
virtualisation.virtualbox.host.enableExtensionPack: virtualbox usb3 extension
virtualisation.virtualbox.guest.enable virtualisation.vmware.guest.enable qemuGuest spice-vdagentd: guest vm inside resize clipboard tools addition resolution copy paste
virtualisation.vmware.host.enable: vmware workstation
virtualisation.incus.enable virtualisation.lxd.enable: lxc container vm system incus lxd cluster
virtualisation.incus.ui.enable: incus web
virtualisation.waydroid.enable: android app run phone
virtualisation.xen.enable: xen hypervisor
virtualisation.hypervGuest.enable: hyper-v windows guest
virtualisation.kvmgt.enable: intel vgpu gpu vm share
virtualisation.vmVariant: build-vm test memory vm
containers: nixos container nspawn declarative lightweight isolate
containers.<name>.autoStart: container boot start
containers.<name>.bindMounts: container folder host
containers.<name>.privateNetwork: container network own
services.qemuGuest.enable: proxmox agent guest
services.cloud-init.enable: cloud vps image openstack
`;
