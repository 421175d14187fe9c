/** Boot, kernel, devices, power, disks. See glossary.ts. */
export const machine = `
boot.loader.systemd-boot.enable: bootloader uefi efi simple
boot.loader.grub.enable: bootloader bios legacy grub
boot.loader.grub.device boot.loader.grub.devices: bios disk install bootloader mbr sda
boot.loader.grub.useOSProber: windows dual boot menu ubuntu second detect find
boot.loader.systemd-boot.windows: windows dual boot menu entry
boot.loader.grub.theme boot.loader.grub.splashImage boot.loader.grub.backgroundColor: boot menu pretty picture theme background
boot.loader.grub.default: boot menu default entry remember last choice
boot.loader.grub.gfxmodeEfi boot.loader.grub.fontSize boot.loader.systemd-boot.consoleMode: boot menu tiny font resolution hidpi large
boot.loader.grub.memtest86.enable boot.loader.systemd-boot.memtest86.enable: memory test ram faulty check boot menu
boot.loader.systemd-boot.netbootxyz.enable boot.loader.systemd-boot.edk2-uefi-shell.enable: boot menu network install rescue
boot.loader.systemd-boot.editor: boot menu edit kernel command line prevent root
boot.loader.systemd-boot.configurationLimit boot.loader.grub.configurationLimit boot.loader.limine.maxGenerations: boot partition full menu long old generation entry kernel limit many keep few /boot space shorter
boot.loader.timeout: boot menu wait second faster skip immediate hide delay
boot.loader.efi.canTouchEfiVariables: efi variable firmware boot order nvram
boot.loader.efi.efiSysMountPoint: esp efi partition mount
boot.loader.limine.secureBoot.enable: secure boot sign
boot.plymouth.enable: splash logo picture text hide pretty boot graphical screen animation wall start
boot.plymouth.theme boot.plymouth.logo: splash theme picture logo
boot.consoleLogLevel boot.initrd.verbose: boot message quiet silent text hide clean kernel wall
boot.kernelParams: kernel parameter command line argument quiet flag cmdline mitigations off iommu passthrough
boot.kernelPackages: kernel version newest latest lts zen hardened realtime older new hardware
boot.kernelModules: module driver load start
boot.extraModulePackages: driver module out tree v4l2loopback wifi realtek dongle extra compile broadcom
boot.extraModprobeConfig: module option parameter modprobe driver setting
boot.blacklistedKernelModules: driver module never load block nouveau beep pcspkr stop ban
boot.kernelPatches: kernel patch config compile own
boot.kernel.sysctl: swappiness tuning forward inotify bbr vm kernel runtime parameter limit watches congestion max_map_count sysrq router
boot.kernel.sysfs: sysfs
boot.tmp.cleanOnBoot: tmp delete empty clean reboot wipe temporary file
boot.tmp.useTmpfs: tmp ram memory
boot.tmp.tmpfsSize: tmp size limit
boot.tmp.useZram: tmp compressed
boot.devShmSize: shm shared memory size
boot.runSize: run size
boot.growPartition: grow partition disk bigger cloud image resize
boot.supportedFilesystems boot.initrd.supportedFilesystems: filesystem ntfs exfat zfs btrfs read windows partition usb format support
boot.zfs.extraPools: zfs pool import data
boot.zfs.forceImportRoot boot.zfs.requestEncryptionCredentials: zfs import key
boot.swraid.enable: raid mdadm software array mirror
boot.swraid.mdadmConf: raid mail monitor
boot.initrd.luks.devices: encrypt disk luks password boot full unlock laptop stolen theft
boot.initrd.luks.fido2Support boot.initrd.luks.yubikeySupport: unlock disk yubikey key
boot.initrd.luks.reusePassphrases: one password two disk once
boot.initrd.luks.devices.<name>.keyFile: unlock usb stick key file
boot.initrd.luks.devices.<name>.allowDiscards: ssd trim encrypted luks
boot.initrd.luks.devices.<name>.bypassWorkqueues: luks ssd fast performance
boot.initrd.network.ssh.enable: unlock remote ssh boot encrypted server disk password headless
boot.initrd.network.enable: network early boot
boot.initrd.network.ssh.authorizedKeys boot.initrd.network.ssh.port: unlock remote key port
boot.initrd.availableKernelModules boot.initrd.kernelModules: early driver initrd module gpu nvme virtio
boot.initrd.systemd.enable: systemd initrd stage tpm
boot.initrd.compressor: initrd size small compress
boot.initrd.postDeviceCommands boot.initrd.postMountCommands boot.initrd.postResumeCommands: rollback erase root early script impermanence wipe
boot.resumeDevice: hibernate resume swap disk suspend
boot.hardwareScan: hardware detect
boot.crashDump.enable: kernel crash dump panic
boot.binfmt.emulatedSystems: arm raspberry aarch64 build cross run emulate foreign architecture x86
boot.binfmt.registrations: run binary extension double click interpreter wine
boot.uvesafb.enable: framebuffer
boot.bcache.enable: ssd cache hdd
boot.loader.generic-extlinux-compatible.enable: raspberry pi arm board
boot.loader.external.enable: custom bootloader
boot.kernel.enable: kernel none container
fileSystems: mount disk partition drive second data nas usb folder boot automatically
fileSystems.<name>.options: mount option noatime nofail automount compress credentials read only uid
fileSystems.<name>.device: mount uuid label
fileSystems.<name>.fsType: filesystem type nfs cifs ext4 tmpfs
fileSystems.<name>.neededForBoot: early mount
fileSystems.<name>.autoResize: resize grow
swapDevices: swap file partition disk memory hibernate size
swapDevices.*.size: swap file size gigabyte
swapDevices.*.randomEncryption: encrypt swap
zramSwap.enable: compress memory ram swap small little
zramSwap.memoryPercent: zram size percent ram
services.earlyoom.enable systemd.oomd.enable nohang: memory full freeze hang out kill browser ram unresponsive oom tabs lock up
services.earlyoom.freeMemThreshold: memory threshold percent kill
swapspace: dynamic swap file
services.fstrim.enable: ssd trim discard weekly health lifetime nvme
services.fstrim.interval: trim often
smartd: disk die failing health smart mail warn hard drive broken monitor
services.smartd.notifications.mail.enable services.smartd.notifications.mail.recipient: disk fail mail warn
services.smartd.notifications.wall.enable services.smartd.notifications.x11.enable: disk fail popup
hddfancontrol: drive fan
hdapsd freefall: fall drop laptop protect
services.hardware.bolt.enable: thunderbolt dock authorize
udisks2 udiskie devmon: usb stick plug mount automatic drive external appear desktop removable
gvfs: trash network file manager mtp phone smb nautilus thunar mount android camera
services.autofs.enable: mount demand network share automount
services.davfs2.enable: mount webdav nextcloud
services.udev.extraRules: udev rule usb device permission serial arduino access plugdev without root
services.udev.packages: udev rule package device android
services.udev.extraHwdb: keyboard scancode remap hwdb
services.logind.settings.Login.HandleLidSwitch services.logind.lidSwitch services.logind.settings.Login: lid close suspend nothing laptop ignore shut sleep docked external monitor power button key press idle kill process
services.logind.settings.Login.HandlePowerKey services.logind.powerKey: power button press accident shutdown
services.logind.settings.Login.KillUserProcesses: logout kill process tmux
services.logind.settings.Login.IdleAction: idle suspend minute automatic
services.acpid.enable: acpi event button script
systemd.sleep.settings.Sleep systemd.sleep.extraConfig: suspend hibernate then sleep minute after s3 deep
powerManagement.enable: power suspend
powerManagement.cpuFreqGovernor: cpu governor performance powersave frequency slow fast clock speed
powerManagement.powertop.enable: power watt tune battery
powerManagement.powerUpCommands powerManagement.resumeCommands powerManagement.powerDownCommands: script wake resume suspend after before
tlp auto-cpufreq: battery laptop last longer life power save drain cpu frequency
services.tlp.settings: charge threshold stop 80 percent battery wear thinkpad health limit start
power-profiles-daemon tuned: power profile balanced performance saver gnome switch
services.upower.enable: battery percent status level
services.upower.percentageLow services.upower.percentageCritical services.upower.percentageAction services.upower.criticalPowerAction: battery low critical empty shutdown hibernate warn
thermald: hot overheat heat cpu intel temperature throttle cook
thinkfan hardware.fancontrol.enable mbpfan programs.coolercontrol.enable: fan loud noise speed curve quiet cool control
throttled undervolt: cpu throttle lenovo undervolt intel cool
services.auto-epp.enable: amd pstate
irqbalance: interrupt core
ananicy system76-scheduler scx: responsive smooth scheduler nice lag desktop compile priority
power.ups.enable apcupsd: ups outage power failure blackout battery shut down cleanly
autosuspend: suspend idle server save energy wake nas unused
hardware.cpu.intel.updateMicrocode hardware.cpu.amd.updateMicrocode: microcode cpu security firmware patch
hardware.enableRedistributableFirmware hardware.enableAllFirmware: firmware missing wifi driver card bluetooth laptop blob proprietary nonfree dongle
hardware.firmware: firmware own file blob
fwupd: bios firmware update uefi vendor lvfs thinkpad dell dock
hardware.graphics.enable: graphics 3d opengl vulkan gpu driver acceleration mesa game
hardware.graphics.enable32Bit: 32bit game wine steam graphics old
hardware.graphics.extraPackages: vaapi video decode hardware acceleration intel media driver opencl youtube cpu
services.xserver.videoDrivers: nvidia driver graphics card amd intel proprietary gpu geforce
hardware.nvidia.open: nvidia open kernel module driver rtx turing
hardware.nvidia.modesetting.enable: nvidia wayland modeset tearing
hardware.nvidia.package: nvidia driver version legacy beta old card
hardware.nvidia.powerManagement.enable: nvidia suspend resume sleep corrupt black
hardware.nvidia.powerManagement.finegrained: nvidia turn off unused battery
hardware.nvidia.prime.offload.enable hardware.nvidia.prime.sync.enable: hybrid laptop two gpu intel nvidia switch offload optimus dgpu battery
hardware.nvidia.prime.intelBusId hardware.nvidia.prime.nvidiaBusId: bus id prime
hardware.nvidia.nvidiaSettings: nvidia settings control panel
hardware.nvidia.forceFullCompositionPipeline: tearing nvidia screen x11
hardware.nvidia-container-toolkit.enable: gpu docker container cuda podman nvidia
hardware.amdgpu.opencl.enable: amd opencl rocm compute
hardware.amdgpu.initrd.enable: amd early resolution boot
hardware.amdgpu.overdrive.enable lact programs.corectrl.enable: overclock amd gpu fan undervolt
hardware.intel-gpu-tools.enable: intel gpu
services.supergfxd.enable: asus gpu switch
services.switcherooControl.enable: gnome launch discrete gpu
hardware.bluetooth.enable: bluetooth headphone headset mouse keyboard airpods earbuds speaker pair wireless connect
hardware.bluetooth.powerOnBoot: bluetooth boot start on off
hardware.bluetooth.settings: bluetooth experimental battery codec fastconnect class disconnect auto
blueman: bluetooth gui tray pair manager
services.printing.enable: printer print paper cups usb network driver
services.printing.drivers: printer driver brother canon epson hp samsung lexmark
services.printing.listenAddresses services.printing.browsing services.printing.defaultShared: share printer network others lan server
hardware.printers.ensurePrinters hardware.printers.ensureDefaultPrinter: printer declare default add queue
programs.system-config-printer.enable services.system-config-printer.enable: printer gui add settings
ipp-usb: usb printer scanner driverless
hardware.sane.enable: scanner scan flatbed document
hardware.sane.extraBackends: scanner driver epson hp airscan
hardware.sane.brscan4.enable hardware.sane.brscan5.enable: brother scanner
services.saned.enable scanservjs: scanner network share web browser
hardware.opentabletdriver.enable: drawing tablet pen wacom huion artist stylus
services.xserver.wacom.enable: wacom tablet pen stylus
services.iptsd.enable: surface touch pen
hardware.sensor.iio.enable: rotate screen tablet light sensor convertible orientation
hardware.i2c.enable ddccontrol: external monitor brightness ddc i2c
hardware.acpilight.enable programs.light.enable hardware.brillo.enable illum: brightness backlight key screen dim laptop user
clight wluma: brightness automatic ambient light webcam sensor
programs.kbdlight.enable tp-auto-kbbl: keyboard backlight
hardware.logitech.wireless.enable logiops: logitech mouse mx master solaar unifying receiver
hardware.openrazer.enable: razer mouse keyboard rgb
services.hardware.openrgb.enable: rgb light led color ram case keyboard fan
hardware.keyboard.qmk.enable hardware.keyboard.zsa.enable: keyboard flash qmk via custom split firmware
programs.chrysalis.enable programs.bazecor.enable: keyboard configure
hardware.rtl-sdr.enable hardware.hackrf.enable: sdr radio dongle
hardware.usb-modeswitch.enable: usb stick wifi modem dongle mode switch
hardware.wirelessRegulatoryDatabase: wifi country channel regulatory region 5ghz
hardware.uinput.enable: uinput virtual input
hardware.rasdaemon.enable: ecc memory error
hardware.mcelog.enable: machine check error
hardware.ksm.enable: memory dedupe vm
hardware.ledger.enable trezord: hardware wallet bitcoin
hardware.flipperzero.enable: flipper
hardware.gpgSmartcards.enable: gpg smartcard
hardware.nitrokey.enable: nitrokey
hardware.tuxedo-drivers.enable: tuxedo laptop
hardware.facetimehd.enable: macbook webcam camera isight
hardware.apple.touchBar.enable: touchbar macbook
hardware.deviceTree.enable: device tree overlay arm
hardware.trackpoint.enable hardware.trackpoint.speed hardware.trackpoint.sensitivity: trackpoint nipple thinkpad red
hardware.block.scheduler: io scheduler disk
asusd: asus rog laptop
usbmuxd: iphone ipad tether apple usb
neard: nfc
programs.droidcam.enable: phone webcam android
programs.gphoto2.enable: camera canon nikon tether dslr import
programs.flashrom.enable programs.flashprog.enable: bios chip flash
location.provider geoclue2: location where am i position sunset
services.tzupdate.enable automatic-timezoned localtimed: timezone travel automatic move country
time.timeZone: timezone clock hour zone berlin wrong time country
time.hardwareClockInLocalTime: windows clock wrong dual boot hour off local time rtc
services.timesyncd.enable services.chrony.enable services.ntp.enable ntpd-rs openntpd: clock time synchronise ntp drift internet accurate exact
services.timesyncd.servers: time server ntp own
services.watchdogd.enable systemd.settings.Manager.RuntimeWatchdogSec: watchdog hang reboot automatic freeze
`;
