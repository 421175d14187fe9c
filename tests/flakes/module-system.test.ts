import { beforeAll, describe, expect, test } from "vitest";
import { type Evaluated, evaluateFixture } from "../support/evaluate-fixture.ts";

/** name → [expression, what it evaluates to]; all of them are evaluated in one call of nix. */
const values: Readonly<Record<string, readonly [string, unknown]>> = {
  "a condition may read the configuration that it is part of": [
    `(evaluate [
      { options.on = opt types.bool; options.x = opt types.int; options.y = opt types.int; }
      ({ config, ... }: { config = mkIf config.on { x = 2; }; })
      ({ config, ... }: mkIf (config.x == 2) { y = 3; })
      { on = true; }
    ]).config`,
    { on: true, x: 2, y: 3 },
  ],
  "mkMerge, nested mkIf and mkMerge inside values": [
    `one (types.listOf types.int) [ { x = mkMerge [ [ 1 ] (mkIf true (mkMerge [ [ 2 ] (mkIf false [ 9 ]) ])) ]; } ]`,
    [1, 2],
  ],
  "priorities: force over plain over default over option default": [
    `let o = mkOption { type = types.str; default = "d"; }; of = ms: (evaluate ([ { options.x = o; } ] ++ ms)).config.x; in
     [ (of [ ]) (of [ { x = mkDefault "c"; } ]) (of [ { x = mkDefault "c"; } { x = "b"; } ]) (of [ { x = "b"; } { x = mkForce "a"; } ])
       (of [ { x = mkForce "a"; } { x = mkOverride 10 "z"; } ]) ]`,
    ["d", "c", "b", "a", "z"],
  ],
  "mkForce of a whole set reaches what is in it": [
    `(evaluate [ { options.a.b = opt types.int; } { a = mkForce { b = 1; }; } { a.b = 2; } ]).config.a.b`,
    1,
  ],
  "order: before, plain, after": [
    `one types.lines [ { x = mkAfter "c"; } { x = "b"; } { x = mkBefore "a"; } { x = mkOrder 2000 "d"; } ]`,
    "a\nb\nc\nd",
  ],
  "submodules know their name, nest, and take functions": [
    `one (types.attrsOf (types.submodule ({ name, config, ... }: { options = {
        n = mkOption { type = types.str; default = name; };
        twice = mkOption { type = types.str; default = config.n + config.n; };
      }; }))) [ { x.a = { }; } { x.b = { config, ... }: { n = "B"; }; } ]`,
    { a: { n: "a", twice: "aa" }, b: { n: "B", twice: "BB" } },
  ],
  "free-form settings beside typed ones": [
    `one (types.submodule { freeformType = types.attrsOf types.int; options.known = mkOption { type = types.str; default = "k"; }; })
       [ { x.other = 1; } ]`,
    { known: "k", other: 1 },
  ],
  "declarations of one submodule in two modules merge": [
    `(evaluate [
      { options.s = mkOption { type = types.attrsOf (types.submodule { options.a = mkOption { default = 1; }; }); default = { }; }; }
      { options.s = mkOption { type = types.attrsOf (types.submodule { options.b = mkOption { default = 2; }; }); }; }
      { s.x = { }; }
    ]).config.s`,
    { x: { a: 1, b: 2 } },
  ],
  "imports: functions, sets, lists of both, each key once; disabledModules": [
    `let shared = { key = "shared"; _file = "shared"; config.x = [ "shared" ]; };
         gone = { key = "gone"; config.x = [ "gone" ]; }; in
     one (types.listOf types.str) [ { imports = [ shared ({ ... }: { imports = [ shared gone ]; x = [ "f" ]; }) ]; disabledModules = [ gone ]; } ]`,
    ["f", "shared"],
  ],
  "arguments: _module.args and specialArgs": [
    `(lib.evalModules { specialArgs.s = "special"; modules = [ { _module.args.a = "arg"; } { options.x = opt types.str; } ({ a, s, ... }: { x = a + s; }) ]; }).config.x`,
    "argspecial",
  ],
  "apply, coercion and either": [
    `[ (evaluate [ { options.x = mkOption { type = types.int; default = 1; apply = n: n + 1; }; } ]).config.x
       (one (types.coercedTo types.str lib.toInt types.int) [ { x = "7"; } ])
       (one (types.oneOf [ types.int types.str ]) [ { x = "t"; } ]) (one (types.nullOr types.port) [ { x = null; } ]) ]`,
    [2, 7, "t", null],
  ],
  "what an option says about itself": [
    `let e = evaluate [
        { _file = "decl.nix"; options.x = mkOption { type = types.listOf types.int; default = [ ]; description = "d"; }; }
        { _file = "one.nix"; x = mkDefault [ 1 ]; } { _file = "two.nix"; x = mkIf true [ 2 ]; } { _file = "three.nix"; x = mkIf false [ 3 ]; }
      ]; o = e.options.x; in
     { inherit (o) isDefined highestPrio files definitions definitionsWithLocations declarations loc; type = o.type.name; nested = o.type.nestedTypes.elemType.name;
       unset = (evaluate [ { options.y = opt types.int; } ]).options.y.isDefined; shown = toString o;
       line = builtins.isInt (builtins.head (host [ ]).options.networking.hostName.declarationPositions).line; }`,
    {
      isDefined: true,
      highestPrio: 100,
      files: ["two.nix"],
      definitions: [[2]],
      definitionsWithLocations: [{ file: "two.nix", value: [2] }],
      declarations: ["decl.nix"],
      loc: ["x"],
      type: "listOf",
      nested: "int",
      unset: false,
      shown: "x",
      line: true,
    },
  ],
  "types describe themselves as those of Nixpkgs do": [
    `map (t: t.description) (with types; [ port (nullOr str) (listOf str) (attrsOf (listOf int)) (enum [ "a" "b" ]) (enum [ "a" ]) (nullOr (enum [ 1 true ]))
       (either str (listOf int)) (ints.between 1 5) ints.unsigned ints.positive (nullOr ints.positive) (listOf (submodule { })) lines commas (strMatching "a+")
       (lazyAttrsOf raw) (coercedTo str lib.toInt int) (functionTo (listOf package)) (submodule { freeformType = attrsOf int; }) path number singleLineStr
       (nonEmptyListOf str) (passwdEntry str) pathInStore (uniq str) (listOf (either str (submodule { }))) ints.u8 ints.s16 ])`,
    [
      "16 bit unsigned integer; between 0 and 65535 (both inclusive)",
      "null or string",
      "list of string",
      "attribute set of list of signed integer",
      'one of "a", "b"',
      'value "a" (singular enum)',
      "null or one of 1, true",
      "string or list of signed integer",
      "integer between 1 and 5 (both inclusive)",
      "unsigned integer, meaning >=0",
      "positive integer, meaning >0",
      "null or (positive integer, meaning >0)",
      "list of (submodule)",
      'strings concatenated with "\\n"',
      'strings concatenated with ","',
      "string matching the pattern a+",
      "lazy attribute set of raw value",
      "signed integer or string convertible to it",
      "function that evaluates to a(n) list of package",
      "open submodule of attribute set of signed integer",
      "absolute path",
      "signed integer or floating point number",
      "(optionally newline-terminated) single-line string",
      "non-empty (list of string)",
      "string, not containing newlines or colons",
      "path in the Nix store",
      "string",
      "list of (string or (submodule))",
      "8 bit unsigned integer; between 0 and 255 (both inclusive)",
      "16 bit signed integer; between -32768 and 32767 (both inclusive)",
    ],
  ],
  "an enum's values are in its functor, and grow with a second declaration": [
    `(evaluate [ { options.x = opt (types.enum [ "a" ]); } { options.x = opt (types.enum [ "b" ]); } { x = "b"; } ]).options.x.type.functor.payload.values`,
    ["b", "a"],
  ],
  "the documentation list has sub-options, defaults as text and no internals in sight": [
    `let docs = lib.optionAttrSetToDocList (host [ ]).options; named = n: lib.findFirst (o: o.name == n) null docs; in
     { ssh = { inherit (named "services.openssh.ports") type default loc; };
       keys = (named "users.users.<name>.openssh.authorizedKeys.keys").type;
       package = (named "services.tailscale.package").default; alias = (named "services.openssh.permitRootLogin").visible;
       many = builtins.length (builtins.filter (o: o.visible && !o.internal) docs) > 1200; }`,
    {
      ssh: {
        type: "list of 16 bit unsigned integer; between 0 and 65535 (both inclusive)",
        default: { _type: "literalExpression", text: "[\n  22\n]" },
        loc: ["services", "openssh", "ports"],
      },
      keys: "list of (optionally newline-terminated) single-line string",
      package: { _type: "literalExpression", text: "pkgs.tailscale" },
      alias: false,
      many: true,
    },
  ],
  "a host's name needs no package": [
    `(host [ { networking.hostName = "h"; environment.systemPackages = [ (throw "forced") ]; } ]).config.networking.hostName`,
    "h",
  ],
  "inline modules are attributed to the file that calls; extendModules adds": [
    `let h = host [ { networking.hostName = "a"; } ]; more = h.extendModules { modules = [ { networking.hostName = mkForce "b"; } ]; }; in
     [ more.config.networking.hostName (h ? pkgs) (h.pkgs.system) (h._module.args ? pkgs) ]`,
    ["b", true, "x86_64-linux", true],
  ],
  "services reach the firewall, units, users and files": [
    `let c = (host [ { services.tailscale = { enable = true; openFirewall = true; }; services.openssh = { enable = true; ports = [ 2222 ]; };
         services.home-assistant = { enable = true; openFirewall = true; config = { }; }; services.nginx = { enable = true; virtualHosts.a.locations."/".return = 200; };
         services.postgresql = { enable = true; ensureDatabases = [ "d" ]; }; programs.mosh.enable = true; } ]).config; in
     { inherit (c.networking.firewall) allowedTCPPorts allowedUDPPorts allowedUDPPortRanges; units = map (u: c.systemd.services ? \${u}) [ "tailscaled" "sshd" "home-assistant" "nginx" "postgresql" ];
       users = map (u: c.users.users ? \${u}) [ "sshd" "hass" "nginx" "postgres" ]; files = map (f: c.environment.etc ? \${f}) [ "ssh/sshd_config" "nginx/nginx.conf" "nix/nix.conf" "hostname" ]; }`,
    {
      allowedTCPPorts: [2222, 8123],
      allowedUDPPorts: [41641],
      allowedUDPPortRanges: [{ from: 60000, to: 61000 }],
      units: [true, true, true, true, true],
      users: [true, true, true, true],
      files: [true, true, true, true],
    },
  ],
};

/** [what, expression, the message as Nix's log gives it (raw_msg)] */
const errors: readonly (readonly [string, string, string])[] = [
  [
    "an option that does not exist, with near ones",
    `top [ { _file = "/etc/h1.nix"; services.opensssh = { enable = true; }; } ]`,
    "The option `services.opensssh' does not exist. Definition values:\n- In `/etc/h1.nix':\n    {\n      enable = true;\n    }\n\nDid you mean `services.openssh'?",
  ],
  [
    "the same, before anything else is asked",
    `(host [ { _file = "/etc/h1.nix"; networking.hostname = "x"; } ]).config.networking.hostName`,
    "The option `networking.hostname' does not exist. Definition values:\n- In `/etc/h1.nix': \"x\"\n\nDid you mean `networking.hostName', `networking.hostId' or `networking.hosts'?",
  ],
  [
    "an unknown option in a submodule",
    `top [ { _file = "u.nix"; users.users.alice = { isNormalUser = true; extraGroup = [ ]; }; } ]`,
    "The option `users.users.alice.extraGroup' does not exist. Definition values:\n- In `u.nix': [ ]\n\nDid you mean `users.users.alice.extraGroups', `users.users.alice.group' or `users.users.alice.expires'?",
  ],
  [
    "a value of the wrong type",
    `top [ { _file = "a.nix"; services.openssh.enable = "yes"; } ]`,
    "A definition for option `services.openssh.enable' is not of type `boolean'. Definition values:\n- In `a.nix': \"yes\"",
  ],
  [
    "an element of the wrong type",
    `top [ { _file = "a.nix"; networking.firewall.allowedTCPPorts = [ 70000 ]; } ]`,
    "A definition for option `networking.firewall.allowedTCPPorts.\"[definition 1-entry 1]\"' is not of type `16 bit unsigned integer; between 0 and 65535 (both inclusive)'. Definition values:\n- In `a.nix': 70000",
  ],
  [
    "two definitions that differ",
    `top [ { _file = "a.nix"; networking.hostName = "a"; } { _file = "b.nix"; networking.hostName = "b"; } ]`,
    'The option `networking.hostName\' has conflicting definition values:\n- In `b.nix\': "b"\n- In `a.nix\': "a"\nUse `lib.mkForce value` or `lib.mkDefault value` to change the priority on any of these definitions.\n',
  ],
  [
    "no value",
    `(evaluate [ { options.some.noDefault = opt types.str; } ]).config.some.noDefault`,
    "The option `some.noDefault' was accessed but has no value defined. Try setting the option.",
  ],
  [
    "assertions, all of them",
    `top [ { assertions = [ { assertion = false; message = "text\\nsecond line"; } { assertion = true; message = "no"; } ]; } { assertions = [ { assertion = false; message = "other"; } ]; } ]`,
    "\nFailed assertions:\n- other\n- text\nsecond line",
  ],
  [
    "a removed option",
    `top [ { _file = "old.nix"; services.openssh.banner = "x"; } ]`,
    "\nFailed assertions:\n- The option definition `services.openssh.banner' in `old.nix' no longer has any effect; please remove it.\nUse services.openssh.settings.Banner instead.\n",
  ],
  [
    "no root file system",
    `top [ { fileSystems = mkForce { }; } ]`,
    "\nFailed assertions:\n- The ‘fileSystems’ option does not specify your root file system.\n- systemd-boot needs a file system for /boot.",
  ],
  [
    "a system that nobody can log in to",
    `top [ { users.mutableUsers = false; } ]`,
    "\nFailed assertions:\n- Neither the root account nor any wheel user has a password or SSH authorized key.\nYou must set one to prevent being locked out of your system.\nIf this is intentional set users.allowNoPasswordLogin = true",
  ],
  [
    "a read-only option that is set",
    `(evaluate [ { _file = "d.nix"; options.x = mkOption { type = types.int; default = 1; readOnly = true; }; } { _file = "s.nix"; x = 2; } ]).config.x`,
    "The option `x' is read-only, but it's set multiple times. Definition values:\n- In `d.nix': 1\n- In `s.nix': 2",
  ],
  [
    "an option declared twice",
    `(evaluate [ { _file = "a.nix"; options.x = mkOption { default = 1; }; } { _file = "b.nix"; options.x = mkOption { default = 2; }; } ]).config.x`,
    "The option `x' in `a.nix' is already declared in `b.nix'.",
  ],
  [
    "`config` beside shorthand",
    `(evaluate [ { key = "k"; config = { }; y = 1; } ]).config`,
    "Module `:anon-1' has an unsupported attribute `y'. This is caused by introducing a top-level `config' or `options' attribute. Add configuration attributes immediately on the top level instead, or move all of them (namely: y) into the explicit `config' attribute.",
  ],
];

describe("the module system evaluates as that of Nixpkgs", () => {
  let all: Evaluated = { warnings: [] };
  beforeAll(async () => {
    const entries = Object.values(values).map(([expression]) => `(${expression})`);
    all = await evaluateFixture(`[ ${entries.join("\n")} ]`);
  });
  test.each(Object.keys(values).map((name, at) => [name, at] as const))("%s", (name, at) => {
    expect(all.error).toBeUndefined();
    expect((all.value as unknown[])[at]).toEqual(values[name]?.[1]);
  });
});

describe("and fails with its words", () => {
  test.each(errors)("%s", async (_what, expression, message) => {
    expect((await evaluateFixture(expression)).error).toBe(message);
  });

  test("warnings come when the system is forced, not before", async () => {
    const warned = `{ warnings = [ "mind the step" ]; services.xserver.layout = "de"; }`;
    const name = await evaluateFixture(`(host [ ${warned} ]).config.networking.hostName`);
    expect(name).toEqual({ value: "nixos", warnings: [] });
    const system = await evaluateFixture(`top [ { _file = "w.nix"; imports = [ ${warned} ]; } ]`);
    expect(system.error).toBeUndefined();
    expect(system.warnings).toContain("mind the step");
    expect(system.warnings).toContain(
      "The option `services.xserver.layout' defined in `w.nix' has been renamed to `services.xserver.xkb.layout'.",
    );
  });
});
