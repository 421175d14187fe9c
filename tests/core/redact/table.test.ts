import { describe, expect, it } from "vitest";
import { redactText } from "../../../src/core/redact/text.ts";
import { redactValue } from "../../../src/core/redact.ts";

/*
 * Every kind of secret at every place where one is written. Whole tokens are put together here, so that no scanner of
 * secrets takes this file for a leak.
 */

const letters = "Zk3RvQ9pLm2Wt8Yx5NbH7cJ4fD6sGaEu";
const long = `${letters}${letters.toLowerCase()}`;

/** Secrets that nobody has to name. */
const shaped: Readonly<Record<string, string>> = {
  "age key": `AGE-SECRET-KEY-1${letters.toUpperCase()}`,
  sha512crypt: `$6$rounds=5000$saltsalt$${long}`,
  yescrypt: `$y$j9T$F5Jx5fExrKuPp53xLKQ..1$${letters}`,
  bcrypt: `$2b$12$${letters}abcdefg`,
  apr1: `$apr1$salt$${letters.slice(0, 22)}`,
  jwt: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.${letters}`,
  aws: `AKIA${letters.slice(0, 16).toUpperCase()}`,
  "aws secret": "wJalrXUtnFEMI/K7MDENG/bPxRfiCY3XAMPLEKEY",
  github: `ghp_${letters}`,
  "github fine": `github_pat_11A_${letters}`,
  gitlab: `glpat-${letters.slice(0, 20)}`,
  slack: `xoxb-1234567890-${letters}`,
  openai: `sk-proj-${letters}`,
  stripe: `sk_live_${letters}`,
  tailscale: `tskey-auth-${letters.slice(0, 12)}`,
  telegram: `1234567890:AA${letters}x`,
  "hex of a key": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "drawn by lot": letters,
};
/** Secrets that only their name gives away. */
const plain: Readonly<Record<string, string>> = {
  word: "hunter2-CANARY",
  "wireguard key": "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=",
  "with blanks": "correct horse-battery Staple",
  number: "314159",
};

/** Where a secret stands beside a name that says so. */
const beside: Readonly<Record<string, (secret: string) => string>> = {
  "a value": (s) => `{ services.x.password = "${s}"; }`,
  "a value on the next line": (s) => `{\n  services.x.apiToken =\n    "${s}";\n}`,
  "several lines": (s) => `{\n  wifi.psk = ''\n    ${s}\n    ${s}x\n  '';\n}`,
  "a list": (s) => `{ services.x.tokens = [ "a" "${s}" ]; }`,
  "a set": (s) => `{ services.x.secrets = {\n  db = "${s}";\n  more.inner = [ "${s}" ];\n}; }`,
  "a concatenation": (s) => `{ x.secretKey = "a" + "${s}"; }`,
  mkForce: (s) => `{ x.passphrase = lib.mkForce (lib.mkDefault "${s}"); }`,
  "an else": (s) => `{ x.password = if a then null else "${s}"; }`,
  "with and let": (s) => `{ x.password = with y; let b = 1; c = "${s}"; in c; z = 1; }`,
  "a let elsewhere": (s) => `let\n  mine = "${s}";\nin { x.password = mine; }`,
  "a default argument": (s) => `{ lib, token ? "${s}", ... }: { }`,
  "the default of an option": (s) => `{ options.x.apiKey = lib.mkOption { default = "${s}"; }; }`,
  "a quoted name": (s) => `{ environment.variables."GITHUB_TOKEN" = "${s}"; }`,
  "name and value": (s) => `[ { name = "DB_PASSWORD"; value = "${s}"; } ]`,
  "flags in a list": (s) => `{ x.extraFlags = [ "--auth-token" "${s}" "--quiet" ]; }`,
  "basic authentication": (s) => `{ services.nginx.virtualHosts.a.basicAuth.alice = "${s}"; }`,
  "Environment=": (s) => `{ x.serviceConfig.Environment = "DB_PASSWORD=${s}"; }`,
  "an environment file": (s) => `{ x.text = ''\n  USER=a\n  DB_PASSWORD=${s}\n  HOME=/x\n''; }`,
  "a flag": (s) => `{ x.ExecStart = "/bin/x --password '${s}' --port 80"; }`,
  "a flag with =": (s) => `{ x.script = ''\n  run --client-secret="${s}"\n''; }`,
  JSON: (s) => `{ x.text = ''{"user": "a", "password": "${s}", "port": 1}''; }`,
  "escaped JSON": (s) => `{ x.text = "{\\"password\\": \\"${s}\\"}"; }`,
  YAML: (s) => `{ x.text = ''\n  db:\n    password: ${s}\n    host: h\n''; }`,
  "a block of YAML": (s) => `{ x.text = ''\n  password: |\n    ${s}\n  host: h\n''; }`,
  TOML: (s) => `{ x.text = ''\n  api_key = '${s}'\n''; }`,
  "two words a line": (s) => `{ x.text = ''\n  requirepass "${s}"\n''; }`,
  "a comment": (s) => `{\n  # the old password: ${s}\n  a = 1;\n}`,
  "words without a sign": (s) =>
    `{\n  # the wifi password ${s.replaceAll(/[ =]/g, "_")}1\n  a = 1;\n}`,
  "a sentence": (s) => `{\n  /* the wifi password is "${s}" */\n  a = 1;\n}`,
  "an address": (s) => `{ x.url = "postgres://app:${s.replaceAll(/[ /]/g, "_")}@db/app"; }`,
  "an address with a token": (s) =>
    `{ x.url = "https://${s.replaceAll(/[ /:]/g, "_")}@git.example.org/a.git"; }`,
  "a query": (s) => `{ x.url = "https://h/x?a=1&access_token=${s.replaceAll(/[ &]/g, "_")}"; }`,
  "a log": (s) => `error: login failed\nDB_PASSWORD=${s.replaceAll(" ", "_")} rejected\n`,
  "once more elsewhere": (s) => `{ x.password = "${s}x"; }\n# see ${s}x there`,
};
const words: Readonly<Record<string, (secret: string) => string>> = {
  netrc: (s) => `machine h login alice password ${s}`,
  "a header": (s) => `curl -H "Authorization: Bearer ${s}" https://h`,
  "a bearer alone": (s) => `header = Bearer ${s}A1`,
  "-p": (s) => `sshpass -p ${s} ssh h`,
  "-u": (s) => `curl -u alice:${s} https://h`,
};

const gone = (shown: string, secret: string) => {
  for (const part of secret.split(/[ _]/).filter((one) => one.length > 4))
    expect(shown).not.toContain(part);
};

const both = { ...shaped, ...plain };
describe.each(Object.entries(beside))("beside a name: %s", (_, written) => {
  it.each(Object.entries(both))("%s", (_kind, secret) => {
    const text = written(secret);
    const shown = redactText(text);
    gone(
      shown,
      /[ /:]/.test(secret) && !shown.includes(secret) ? secret.replaceAll(/[/:]/g, "_") : secret,
    );
    expect(shown.split("\n")).toHaveLength(text.split("\n").length);
  });
});

describe.each(Object.entries(words))("said: %s", (_, written) => {
  it.each(Object.entries(both).filter(([, secret]) => !secret.includes(" ")))(
    "%s",
    (_kind, secret) => gone(redactText(written(secret)), secret),
  );
});

describe("named by nobody", () => {
  const carriers: readonly ((secret: string) => string)[] = [
    (s) => `{ x.y = "${s}"; }`,
    (s) => `{ x.y = ''\n  ${s}\n''; }`,
    (s) => `# ${s}`,
    (s) => `{ x.y = [ "a ${s} b" ]; }`,
    (s) => `error: at ${s}: no`,
  ];
  it.each(Object.entries(shaped))("%s", (_kind, secret) => {
    for (const written of carriers) gone(redactText(written(secret)), secret);
    expect(JSON.stringify(redactValue(["a"], { b: [secret], c: `x ${secret}` }))).not.toContain(
      secret,
    );
  });
  it("private keys, whole", () => {
    for (const kind of [
      "OPENSSH PRIVATE KEY",
      "RSA PRIVATE KEY",
      "PRIVATE KEY",
      "PGP PRIVATE KEY BLOCK",
    ]) {
      const text = `{ x.y = ''\n  -----BEGIN ${kind}-----\n  c2hvcnQ\n  bGluZXM\n  -----END ${kind}-----\n''; z = 1; }`;
      const shown = redactText(text);
      expect(shown).not.toMatch(/c2hvcnQ|bGluZXM/);
      expect(shown).toContain("z = 1;");
      expect(redactText(text.slice(0, -40))).not.toMatch(/c2hvcnQ|bGluZXM/);
    }
  });
  it("a token in two strings", () => {
    const shown = redactText('{ a = "ghp_abc" + "defghijklmnop"; b = "kept"; }');
    expect(shown).not.toMatch(/ghp_|defghi/);
    expect(shown).toContain("kept");
  });
});

describe("in evaluated values", () => {
  it("names that are tokens", () => {
    const named = { peers: { [shaped.github ?? ""]: { port: 1 }, desk: { port: 2 } } };
    expect(JSON.stringify(redactValue(["x"], named))).not.toContain("ghp_");
    expect(redactValue(["x"], named)).toMatchObject({ peers: { desk: { port: 2 } } });
  });
  it.each(Object.entries(both))("%s", (_kind, secret) => {
    const shown = JSON.stringify([
      redactValue(["services", "x", "extraConfig"], `a = 1\npassword = ${secret}\n`),
      redactValue(["systemd", "services", "x", "serviceConfig"], {
        Environment: [`DB_PASSWORD=${secret}`],
      }),
      redactValue(["x", "env"], [{ name: "API_TOKEN", value: secret }]),
      redactValue(["x", "flags"], ["--token", secret]),
      redactValue(["x", "pins"], { pin: secret }),
    ]);
    gone(shown, secret);
  });
});

describe("what stays readable", () => {
  const rev = "0123456789abcdef0123456789abcdef01234567";
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  it.each([
    `inputs.nixpkgs.url = "github:NixOS/nixpkgs/${rev}";`,
    `rev = "${rev}";`,
    `url = "https://github.com/a/b/archive/${rev}.tar.gz";`,
    `url = "git+https://h/a?rev=${rev}";`,
    `sha256 = "${hash}";`,
    `sha256 = "1b3cnwzfsv9qmzqkyfk0m1hxcvg4z0rhl1qv4dv9vvhr1yx0d5zz";`,
    `vendorHash = "sha256-2fS1Zr0+8Y7aB3cD4eF5gH6iJ7kL8mN9oP0qR1sT2uV=";`,
    `path = "/nix/store/0c0y0l3ffvzq1pw8mjqk3q5xqkzq6x3a-hello-2.12";`,
    `fileSystems."/".device = "/dev/disk/by-uuid/3e6be9de-8139-4a0e-9c1d-5b7f9a2d1c3b";`,
    `users.users.a.openssh.authorizedKeys.keys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKqTestKeyTestKeyTestKey a@b" ];`,
    `openssh = { authorizedKeys = { keys = [ "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKq a@b" ]; }; };`,
    `trusted-public-keys = [ "cache.nixos.org-1:6NCHdD59X431o0gWypbMrAURkbJ16ZPMQFGspcDShjY=" ];`,
    `publicKey = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=";`,
    `services.openssh.settings.PasswordAuthentication = false;`,
    `services.openssh.hostKeys = [ { path = "/etc/ssh/k"; type = "ed25519"; } ];`,
    `users.users.a.hashedPasswordFile = config.sops.secrets.a.path;`,
    `# Passwords are read from files, never from here.`,
    `security.pam.services.login.enableGnomeKeyring = true;`,
    `environment.systemPackages = with pkgs; [ pass bitwarden-cli keepassxc ];`,
    `networking.firewall.allowedTCPPorts = [ 22 443 ];`,
    `script = "mkdir -p data && ssh -p 2222 alice@host";`,
    `url = "ssh://git@github.com/a/b.git";`,
    `type = "sk-ssh-ed25519@openssh.com";`,
  ])("%s", (text) => expect(redactText(text)).toBe(text));

  it("a long text takes no long time", () => {
    for (const bit of [
      "a",
      "A1",
      "password = ",
      "eyJ-",
      '"${',
      "-p ",
      "''",
      "(",
      "x=",
      "https://",
      "is ",
      "\n  a:",
    ])
      redactText(bit.repeat(Math.ceil(131_072 / bit.length)));
  });
});
