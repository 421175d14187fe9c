/** Programs of a person: shells, editors, tools for developers, mail and browsers. See glossary.ts. */
export const home = `
programs.git.settings programs.git.config: git name mail email identity commit default branch pull rebase editor credential
programs.git.settings.user.name programs.git.userName: git author name commit identity who me
programs.git.settings.user.email programs.git.userEmail: git mail email commit address
programs.git.settings.alias programs.git.aliases: git alias short command st co
programs.git.ignores: git ignore everywhere ds_store global file never
programs.git.includes: git work different email identity folder project company
programs.git.signing.key programs.git.signing.signByDefault programs.git.signing.format: git commit sign gpg ssh verified
programs.git.lfs.enable: git large file binary
programs.git.hooks: git hook pre commit
programs.git.attributes: git attribute
programs.delta.enable programs.difftastic.enable programs.diff-so-fancy.enable programs.riff.enable programs.diff-highlight.enable: git diff color pretty side readable
programs.lazygit.enable programs.gitui.enable: git tui terminal interface stage visual
programs.jujutsu.enable programs.sapling.enable programs.mercurial.enable programs.darcs.enable: version control vcs git alternative
programs.mergiraf.enable programs.ec.enable: merge conflict git
programs.gh.enable programs.gh-dash.enable: github command pull request issue terminal
services.git-sync.enable: git repository sync automatic note commit push
programs.git-credential-oauth.enable programs.git-credential-keepassxc.enable: git login token password credential
programs.mr.enable: many repository
programs.zsh.enable: zsh shell
programs.zsh.autosuggestion.enable programs.zsh.autosuggestions.enable: suggest grey type fish like completion history
programs.zsh.syntaxHighlighting.enable: shell command color red green typing
programs.zsh.history.size programs.zsh.histSize programs.bash.historySize programs.zsh.history: shell history remember many command unlimited long
programs.zsh.history.share: history share terminal window
programs.zsh.history.ignoreDups programs.bash.historyControl: history duplicate
programs.zsh.oh-my-zsh.enable programs.zsh.ohMyZsh.enable programs.zsh.oh-my-zsh.theme: zsh framework plugin theme
programs.zsh.plugins programs.zsh.antidote.enable programs.zsh.prezto.enable: zsh plugin
programs.zsh.shellAliases programs.bash.shellAliases programs.fish.shellAliases programs.fish.shellAbbrs home.shellAliases: alias abbreviation short command
programs.zsh.initContent programs.zsh.initExtra programs.bash.initExtra programs.bash.bashrcExtra programs.fish.interactiveShellInit: rc bashrc zshrc function line shell start
programs.zsh.dotDir: zsh dotfile directory
programs.zsh.defaultKeymap programs.readline.enable: vi emacs key mode shell
programs.bash.enable: bash shell
programs.fish.enable: fish shell
programs.fish.functions: fish function
programs.fish.plugins: fish plugin
programs.nushell.enable programs.xonsh.enable programs.ion.enable: shell structured data python
programs.starship.enable programs.oh-my-posh.enable programs.powerline-go.enable: prompt pretty git branch shell show
programs.starship.settings: prompt format module
programs.atuin.enable programs.mcfly.enable programs.hstr.enable: shell history search sync machine command find ctrl-r remember across
programs.zoxide.enable programs.autojump.enable programs.z-lua.enable: cd jump directory folder quick smart frequent
programs.fzf.enable programs.skim.enable programs.television.enable: fuzzy find file history search
programs.direnv.enable programs.direnv.nix-direnv.enable: project environment cd automatic load folder shell tool per
programs.mise.enable programs.pyenv.enable programs.rbenv.enable: version node python ruby manager asdf
programs.nix-index.enable programs.command-not-found.enable: command missing which package
programs.nh.enable: nix helper clean rebuild
programs.pay-respects.enable: typo correct command fix last
programs.carapace.enable: completion argument tab every shell
programs.navi.enable programs.tealdeer.enable programs.intelli-shell.enable: cheatsheet command example help remember
programs.man.enable: manual page
programs.eza.enable programs.lsd.enable: ls list file icon color modern
programs.bat.enable: cat file syntax color view
programs.ripgrep.enable programs.grep.enable: search text grep code fast
programs.ripgrep-all.enable: search pdf document text
programs.fd.enable: find file fast
programs.jq.enable programs.jqp.enable: json
programs.less.enable: pager
programs.vivid.enable programs.dircolors.enable: ls color file
programs.yazi.enable programs.ranger.enable programs.lf.enable programs.nnn.enable programs.vifm.enable programs.broot.enable programs.xplr.enable programs.superfile.enable programs.joshuto.enable programs.mc.enable: file manager terminal browse folder directory preview keyboard
programs.btop.enable programs.htop.enable programs.bottom.enable: process cpu memory monitor task terminal show
programs.fastfetch.enable programs.hyfetch.enable programs.macchina.enable: system info logo neofetch terminal
programs.tmux.enable programs.zellij.enable programs.screen.enable: terminal multiplexer split session detach keep pane
programs.tmux.mouse: tmux mouse scroll
programs.tmux.prefix programs.tmux.shortcut: tmux prefix ctrl-a key
programs.tmux.plugins: tmux plugin resurrect restore
programs.tmux.keyMode: tmux vi copy key
programs.tmux.historyLimit: tmux scrollback line
programs.tmux.baseIndex: tmux window number one
programs.sesh.enable programs.smug.enable services.shpool.enable: session tmux project
programs.kitty.enable programs.alacritty.enable programs.foot.enable programs.ghostty.enable programs.wezterm.enable programs.rio.enable programs.gnome-terminal.enable programs.ptyxis.enable: terminal emulator window gpu fast
programs.kitty.font.name programs.kitty.font.size programs.kitty.font programs.alacritty.settings programs.foot.settings programs.ghostty.settings programs.wezterm.extraConfig: terminal font size color transparent opacity scrollback
programs.kitty.themeFile programs.alacritty.theme: terminal color theme
programs.kitty.settings programs.kitty.keybindings: terminal setting key
programs.ssh.matchBlocks programs.ssh.settings: ssh host alias short name user port config jump key per
programs.ssh.enable: ssh client config
services.ssh-agent.enable programs.keychain.enable: ssh key agent passphrase once remember unlock
services.ssh-tpm-agent.enable services.yubikey-agent.enable services.proton-pass-agent.enable: ssh key hardware agent
programs.gpg.enable: gpg key encrypt
programs.gpg.publicKeys programs.gpg.settings: gpg key trust import
services.gpg-agent.enable: gpg agent
programs.keepassxc.enable programs.rbw.enable programs.password-store.enable: password manager
programs.browserpass.enable: pass browser extension fill
programs.neovim.enable programs.vim.enable programs.helix.enable programs.emacs.enable programs.kakoune.enable programs.micro.enable programs.ne.enable: editor text code terminal
programs.neovim.defaultEditor programs.vim.defaultEditor programs.helix.defaultEditor services.emacs.defaultEditor: default editor git commit
programs.neovim.plugins programs.vim.plugins: plugin vim treesitter
programs.neovim.viAlias programs.neovim.vimAlias: vi vim command neovim start
programs.neovim.extraLuaConfig programs.neovim.initLua programs.neovim.extraConfig programs.vim.extraConfig: vim line number lua config
programs.neovim.extraPackages: language server lsp vim
programs.helix.settings programs.helix.languages: helix theme language server
programs.emacs.extraPackages: emacs package plugin
services.emacs.enable: emacs daemon start fast
programs.vscode.enable programs.vscodium.enable programs.zed-editor.enable programs.cursor.enable programs.windsurf.enable: ide code editor visual studio microsoft ai
programs.vscode.profiles.<name>.extensions programs.vscode.extensions: vscode extension plugin python
programs.vscode.profiles.<name>.userSettings programs.vscode.userSettings: vscode setting theme format save font
programs.vscode.profiles.<name>.keybindings: vscode key shortcut
programs.zed-editor.extensions programs.zed-editor.userSettings: zed setting extension
editorconfig.enable editorconfig.settings: indent tab space editor consistent
programs.claude-code.enable programs.codex.enable programs.aider-chat.enable programs.opencode.enable programs.github-copilot-cli.enable programs.crush.enable: ai coding assistant agent terminal llm
programs.aichat.enable programs.mods.enable programs.fabric-ai.enable: ai chat ask terminal llm
programs.mcp.enable: mcp server ai tool
programs.firefox.enable programs.librewolf.enable programs.chromium.enable programs.qutebrowser.enable programs.floorp.enable: browser web internet surf privacy
programs.librewolf.enable: privacy browser firefox tracking
programs.qutebrowser.enable: keyboard vim browser
programs.firefox.profiles.<name>.settings: firefox about:config homepage preference
programs.firefox.profiles.<name>.extensions.packages: firefox extension addon ublock adblock
programs.firefox.profiles.<name>.search.default programs.firefox.profiles.<name>.search.engines: firefox search engine duckduckgo google
programs.firefox.profiles.<name>.bookmarks: firefox bookmark
programs.firefox.profiles.<name>.userChrome: firefox look css tab
programs.firefox.profiles programs.firefox.profiles.<name>.containers: firefox profile work private container
programs.firefox.policies: firefox telemetry policy pocket
programs.firefox.languagePacks: firefox language
programs.chromium.extensions: chrome chromium brave extension ublock
programs.chromium.commandLineArgs: chrome flag wayland
programs.firefoxpwa.enable: web app firefox own window
programs.thunderbird.enable programs.aerc.enable programs.neomutt.enable programs.himalaya.enable programs.meli.enable programs.alot.enable programs.astroid.enable: mail email client read inbox
programs.thunderbird.profiles: thunderbird account profile
accounts.email.accounts: mail email account gmail imap smtp address several
accounts.email.accounts.<name>.signature.text: mail signature
accounts.email.accounts.<name>.passwordCommand: mail password command secret
accounts.calendar.accounts accounts.contact.accounts: calendar contact account caldav
programs.mbsync.enable services.mbsync.enable programs.offlineimap.enable programs.getmail.enable services.getmail.enable programs.lieer.enable: mail imap sync copy local offline maildir keep mailbox gmail download
services.imapnotify.enable: new mail notify instantly push
programs.notmuch.enable programs.mu.enable programs.afew.enable: mail search tag index
programs.msmtp.enable: mail send smtp
programs.vdirsyncer.enable services.vdirsyncer.enable programs.pimsync.enable services.pimsync.enable: calendar contact sync nextcloud
programs.khal.enable programs.qcal.enable: calendar terminal appointment
programs.khard.enable programs.abook.enable: contact address terminal
programs.todoman.enable programs.taskwarrior.enable: todo task terminal
services.taskwarrior-sync.enable: task sync
programs.newsboat.enable programs.feedr.enable: rss feed terminal news
programs.mpv.enable: video player film watch
programs.mpv.config programs.mpv.scripts programs.mpv.bindings: video player hardware subtitle key skip
programs.imv.enable programs.swayimg.enable programs.pqiv.enable: image picture photo view
programs.zathura.enable programs.sioyek.enable: pdf read view paper keyboard
programs.foliate.enable programs.calibre.enable: ebook read epub
programs.yt-dlp.enable programs.gallery-dl.enable programs.streamlink.enable: youtube download video mp3 twitch gallery
programs.ncmpcpp.enable programs.rmpc.enable programs.cmus.enable: music player terminal mpd
programs.spotify-player.enable programs.ncspot.enable: spotify terminal
services.amberol.enable: music player gnome
services.mpd.enable services.mopidy.enable: music player daemon
services.mpd.musicDirectory: music folder
programs.beets.enable: music tag organise library rename mp3 collection
programs.cava.enable programs.cavalier.enable: music visualizer spectrum
programs.pyradio.enable programs.radio-active.enable programs.radio-cli.enable: internet radio terminal listen station
programs.obs-studio.enable programs.obs-studio.plugins: record screen stream plugin
programs.discord.enable programs.vesktop.enable programs.discocss.enable: discord chat game friend
programs.element-desktop.enable programs.iamb.enable: matrix chat
programs.halloy.enable programs.irssi.enable programs.senpai.enable programs.tiny.enable: irc chat
programs.zapzap.enable: whatsapp
programs.anki.enable: flashcard learn
programs.obsidian.enable programs.zk.enable programs.joplin-desktop.enable: note markdown zettelkasten
programs.jrnl.enable: diary journal write
programs.papis.enable programs.pubs.enable: paper bibliography literature citation
programs.texlive.enable: latex tex pdf thesis write
programs.pandoc.enable: convert markdown document word
programs.onlyoffice.enable: office word excel docx
programs.ledger.enable: accounting money book
programs.watson.enable services.activitywatch.enable: time track project work long log
programs.visidata.enable: csv table data spreadsheet terminal
programs.dbeaver.enable programs.lazysql.enable programs.pgcli.enable programs.pgadmin.enable: database sql client table
programs.sqls.enable: sql language server
programs.k9s.enable programs.kubecolor.enable programs.kubeswitch.enable: kubernetes cluster terminal pod kubectl context
programs.lazydocker.enable programs.docker-cli.enable: docker container terminal
programs.distrobox.enable programs.distrobox.containers: ubuntu fedora arch container distribution other inside
services.podman.enable services.podman.containers: container podman user rootless
services.colima.enable: docker mac
programs.awscli.enable programs.awscli.settings programs.granted.enable: aws cloud account profile switch amazon
programs.go.enable: golang gopath
programs.cargo.enable programs.bacon.enable: rust compile
programs.npm.enable programs.npm.settings programs.yarn.enable programs.bun.enable: npm node javascript registry package company
programs.uv.enable programs.ruff.enable programs.pylint.enable programs.mypy.enable programs.ty.enable programs.poetry.enable: python lint format type package pip
programs.java.enable programs.gradle.enable programs.sbt.enable: java jdk build scala
programs.gcc.enable programs.matplotlib.enable programs.sagemath.enable: compile math plot
programs.devenv.enable services.lorri.enable: developer environment shell project
programs.rclone.enable programs.rclone.remotes: google drive cloud mount s3 onedrive remote
services.nextcloud-client.enable services.owncloud-client.enable: nextcloud sync desktop client folder
services.dropbox.enable services.megasync.enable: dropbox cloud sync
services.syncthing.enable: sync folder device phone laptop
services.syncthing.tray.enable: syncthing tray icon
services.unison.enable: sync folder two way ssh
services.restic.enable programs.borgmatic.enable services.borgmatic.enable: backup documents home folder restic borg
services.recoll.enable: search document text content desktop index full
services.home-manager.autoUpgrade.enable services.home-manager.autoExpire.enable: update upgrade automatic generation old clean
programs.home-manager.enable: home-manager command itself
programs.topgrade.enable: update everything upgrade
programs.asciinema.enable: record terminal session
programs.looking-glass-client.enable: vm gpu windows view
programs.lutris.enable programs.mangohud.enable programs.retroarch.enable: game
programs.qalculate.enable: calculator
programs.translate-shell.enable: translate terminal word language
programs.wlogout.enable programs.wleave.enable programs.waylogout.enable: logout shutdown menu power button
programs.hwatch.enable: watch command repeat
programs.pueue.enable services.pueue.enable: queue command later background job
programs.trippy.enable: traceroute ping
programs.ttyper.enable: typing practice
programs.bluetuith.enable: bluetooth terminal
programs.wiremix.enable: volume mixer terminal pipewire
programs.aria2.enable: download resume
programs.aria2p.enable: download
programs.sftpman.enable: sshfs mount server
programs.boxxy.enable: home clutter misbehaving program directory
programs.info.enable: info page
manual.manpages.enable manual.html.enable: home-manager manual slow build option
news.display: news message switch silent
nix.gc.automatic: garbage clean old generation store free
nix.registry: flake pin
nixpkgs.config: unfree allow
systemd.user.services systemd.user.timers: own service background script login schedule
systemd.user.sessionVariables: variable session systemd
systemd.user.startServices: restart service switch
services.podman.autoUpdate.enable: container update
services.tailscale-systray.enable services.trayscale.enable: tailscale tray
services.opensnitch-ui.enable: firewall ask
services.exo.enable services.ollama.enable services.local-ai.enable: ai llm local model
services.hound.enable: code search
services.ludusavi.enable: save game backup
services.glance.enable: dashboard
xresources.properties: xterm x11 color font urxvt
xsession.enable xsession.initExtra: x11 session start
xfconf.settings: xfce setting
`;
