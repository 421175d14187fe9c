import { commonNix } from "./common.ts";

/**
 * A function `{ target }` → what decides who can get into a NixOS machine (core/lockout.ts). Of passwords it says only
 * whether there is one. Options that a system does not have count as their default.
 */
export const lockoutNix = `
{ target }:
let
${commonNix}
  config = target.config;
  follow = path: default: set:
    if path == [ ] then set
    else if has (builtins.head path) set then follow (builtins.tail path) default (get (builtins.head path) set)
    else default;
  at = path: default: try default (follow path default config);
  split = path: builtins.filter builtins.isString (builtins.split "[.]" path);
  read = path: default: let value = at (split path) default; in if value == null then default else value;
  on = path: try false (read path false == true);
  texts = value: try [ ] (map plain (if builtins.isList value then value
    else if builtins.isString value then builtins.filter (one: builtins.isString one && one != "") (builtins.split "[ ,]+" value)
    else [ ]));
  ports = value: try [ ] (builtins.filter builtins.isInt value);
  any = builtins.any (one: one);
  sets = value: try [ ] (builtins.attrValues value);

  # A hash that starts with "!" or "*" lets nobody in; an empty one lets everybody in.
  opens = hash: builtins.isString hash && !(builtins.elem (builtins.substring 0 1 hash) [ "!" "*" ]);
  given = user: name: try null (user.\${name} or null);
  userOf = name: user:
    let
      keys = user.openssh.authorizedKeys or { };
      shell = try "" (plain (user.shell or ""));
    in {
      name = try name (user.name or name);
      isRoot = name == "root" || try false ((user.uid or null) == 0);
      groups = texts (try [ ] ((user.extraGroups or [ ]) ++ [ (user.group or "") ]));
      hasKeys = try false ((keys.keys or [ ]) != [ ]) || try false ((keys.keyFiles or [ ]) != [ ]);
      hasPassword = any (map (key: opens (given user key)) [ "hashedPassword" "initialHashedPassword" ])
        || any (map (key: given user key != null) [ "hashedPasswordFile" "passwordFile" "password" "initialPassword" ]);
      mayLogIn = try true (user.enable or true) && builtins.match ".*(nologin|/false)" shell == null
        && try true ((user.expires or null) == null);
    };
  isPerson = name: user: name == "root" || try false (user.isNormalUser or false) || try false ((user.openssh.authorizedKeys.keys or [ ]) != [ ])
    || try false ((user.openssh.authorizedKeys.keyFiles or [ ]) != [ ])
    || builtins.any (key: given user key != null) [ "hashedPassword" "hashedPasswordFile" "password" "initialPassword" "initialHashedPassword" ];
  users = read "users.users" { };
  # Groups may name their members, too.
  members = group: try [ ] (texts (group.members or [ ]));
  groupsWith = name: builtins.filter (group: builtins.elem name (members (get group (read "users.groups" { })))) (builtins.attrNames (read "users.groups" { }));
  withGroups = user: user // { groups = user.groups ++ try [ ] (groupsWith user.name); };

  ssh = read "services.openssh" { };
  settings = try { } (ssh.settings or { });
  setting = name: default: try default (let value = settings.\${name} or default; in if value == null then default else value);
  yes = value: value == true || value == "yes";

  firewall = read "networking.firewall" { };
  interfaces = sets (try { } (firewall.interfaces or { }));
  allPorts = [ firewall ] ++ interfaces;

  rules = try [ ] (config.security.sudo.extraRules or [ ]) ++ try [ ] (config.security.sudo-rs.extraRules or [ ]) ++ try [ ] (config.security.doas.extraRules or [ ]);
  ofRules = key: builtins.concatMap (rule: texts (try [ ] (rule.\${key} or [ ]))) rules;
  tool = name: on "security.\${name}.enable";
  tools = builtins.filter (name: if name == "run0" then tool "polkit" else tool name) [ "sudo" "sudo-rs" "doas" "run0" ];
  asks = name: !(tool name) || try true (read "security.\${name}.wheelNeedsPassword" true);

  isDhcp = one: try false ((one.useDHCP or null) == true);
  hasAddress = one: try false ((one.ipv4.addresses or [ ]) != [ ] || (one.ipv6.addresses or [ ]) != [ ]);
  cards = sets (read "networking.interfaces" { });

  tty = try true ((follow [ "systemd" "services" "getty@tty1" ] { } config).enable or true);
  serial = builtins.any (name: builtins.match "serial-getty@.*" name != null && try true ((get name config.systemd.services).enable or true))
    (try [ ] (builtins.attrNames config.systemd.services));
  limits = builtins.filter builtins.isInt [ (read "boot.loader.systemd-boot.configurationLimit" null) (read "boot.loader.grub.configurationLimit" null) ];
  named = package: try false ((package.pname or (builtins.parseDrvName package.name).name) == "agentix");
in
{
  users = map withGroups (builtins.attrValues (builtins.mapAttrs userOf
    (builtins.removeAttrs users (builtins.filter (name: !(isPerson name (get name users))) (builtins.attrNames users)))));
  mutableUsers = try true (read "users.mutableUsers" true);
  ssh = {
    on = on "services.openssh.enable";
    ports = ports (ssh.ports or [ 22 ]);
    opensFirewall = try true (ssh.openFirewall or true) == true;
    passwords = yes (setting "PasswordAuthentication" true);
    keys = yes (setting "PubkeyAuthentication" true);
    otherKeys = builtins.any (file: builtins.match ".*(%h|[.]ssh).*" file != null) (texts (ssh.authorizedKeysFiles or [ "%h/.ssh/authorized_keys" ]))
      || try false ((ssh.authorizedKeysCommand or "none") != "none") || setting "TrustedUserCAKeys" null != null;
    root = plain (setting "PermitRootLogin" "prohibit-password");
    allowUsers = texts (setting "AllowUsers" [ ]);
    denyUsers = texts (setting "DenyUsers" [ ]);
    allowGroups = texts (setting "AllowGroups" [ ]);
    denyGroups = texts (setting "DenyGroups" [ ]);
    addresses = try [ ] (map (one: plain (one.addr or "")) (ssh.listenAddresses or [ ]));
  };
  firewall = {
    on = try true (firewall.enable or true) == true;
    ports = builtins.concatMap (one: ports (try [ ] (one.allowedTCPPorts or [ ]))) allPorts;
    ranges = builtins.concatMap (one: try [ ] (map (range: { inherit (range) from to; }) (one.allowedTCPPortRanges or [ ]))) allPorts;
    trusts = builtins.any (name: name != "lo") (texts (try [ ] (firewall.trustedInterfaces or [ ])));
  };
  root = {
    inherit tools;
    needsPassword = asks "sudo" && asks "sudo-rs" && asks "doas";
    users = ofRules "users";
    groups = ofRules "groups";
  };
  wrappers = try true (read "security.enableWrappers" true) == true;
  consoles = !(on "boot.isContainer") && ((try true (read "console.enable" true) == true && tty) || serial || on "services.displayManager.enable");
  route = try false (read "networking.useDHCP" false == true) || on "networking.networkmanager.enable" || on "networking.wireless.enable"
    || read "networking.defaultGateway" null != null || read "networking.defaultGateway6" null != null
    || builtins.any (one: isDhcp one || hasAddress one) cards
    || (on "systemd.network.enable" && read "systemd.network.networks" { } != { })
    || on "boot.isContainer";
  agentix = on "services.agentix.enable" || try false (builtins.any named (read "environment.systemPackages" [ ]));
  kept = if limits == [ ] then null else builtins.foldl' (low: one: if one < low then one else low) (builtins.head limits) limits;
}
`;
