/** What a home of Home Manager is asked for. See option-topics.ts. */
export const homeTopics = `
git name | git user name | git user | git identity: programs.git.settings.user.name programs.git.userName programs.git.config programs.git.settings
git email | git mail | git address: programs.git.settings.user.email programs.git.userEmail programs.git.config programs.git.settings
git alias: programs.git.settings.alias programs.git.aliases programs.git.settings
git sign | sign commit | commit signature: programs.git.signing.signByDefault programs.git.signing.key
git ignore | gitignore: programs.git.ignores
git diff | nice diff: programs.delta.enable programs.difftastic.enable
git: programs.git.enable
zsh plugin: programs.zsh.plugins programs.zsh.oh-my-zsh.plugins programs.zsh.ohMyZsh.plugins
zsh suggestion | zsh autosuggestion: programs.zsh.autosuggestion.enable programs.zsh.autosuggestions.enable
zsh highlight | syntax highlight: programs.zsh.syntaxHighlighting.enable
oh my zsh: programs.zsh.oh-my-zsh.enable programs.zsh.ohMyZsh.enable
shell history | zsh history | history size: programs.zsh.history.size programs.zsh.history.save programs.zsh.histSize programs.bash.historySize
firefox: programs.firefox.enable
firefox extension | firefox addon | browser extension: programs.firefox.profiles.<name>.extensions.packages programs.firefox.policies
firefox policy: programs.firefox.policies
chromium extension: programs.chromium.extensions
neovim | nvim: programs.neovim.enable
neovim default editor | nvim default editor: programs.neovim.defaultEditor
vim plugin | neovim plugin: programs.neovim.plugins programs.vim.plugins
direnv: programs.direnv.enable programs.direnv.nix-direnv.enable
starship | shell prompt | nice prompt: programs.starship.enable
tmux: programs.tmux.enable
tmux mouse: programs.tmux.mouse
vscode extension | vs code extension | code extension: programs.vscode.profiles.<name>.extensions programs.vscode.extensions
vscode setting: programs.vscode.profiles.<name>.userSettings programs.vscode.userSettings
ssh config | ssh host | ssh client: programs.ssh.settings programs.ssh.matchBlocks programs.ssh.extraConfig
gpg cache | passphrase cache | gpg passphrase: services.gpg-agent.defaultCacheTtl services.gpg-agent.maxCacheTtl
dark theme | gtk theme | gtk dark | dark mode: gtk.theme gtk.theme.name gtk.colorScheme
icon theme: gtk.iconTheme gtk.iconTheme.name
cursor | cursor theme | mouse cursor: home.pointerCursor home.pointerCursor.name
dotfile | home file | file home: home.file
config file | xdg config | config folder | file config: xdg.configFile home.file
default application | default browser | default program | open link | mime type: xdg.mimeApps.defaultApplications xdg.mime.defaultApplications
user directory | xdg directory: xdg.userDirs.enable
session variable | home variable: home.sessionVariables
session path | path folder: home.sessionPath
install home | home package | package me: home.packages
user service | systemd user service: systemd.user.services
email account | mail account: accounts.email.accounts
home manager: programs.home-manager.enable
notification: services.dunst.enable services.mako.enable
gnome setting | dconf: dconf.settings
terminal: programs.kitty.enable programs.alacritty.enable programs.foot.enable
lock screen | screen lock: programs.swaylock.enable services.swayidle.enable programs.hyprlock.enable
hyprland setting | hyprland config: wayland.windowManager.hyprland.settings
sway config | sway setting: wayland.windowManager.sway.config
i3 config | i3 key: xsession.windowManager.i3.config
clipboard | clipboard history: services.cliphist.enable services.copyq.enable
password store | pass: programs.password-store.enable
`;
