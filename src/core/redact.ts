/*
 * What of a configuration is never shown to a model or kept in a record: by the name that it has, by how it
 * looks, by where it lies. Too much is hidden rather than too little; a hidden value is only a value less to read.
 */

/** Stands where a secret was. */
export const redacted = "‹secret›";

const secretWords = new Set(
  "pass password passwords passwd passphrase secret secrets token tokens psk credential credentials cred pin otp totp cookie salt hashed apikey authkey privatekey".split(
    " ",
  ),
);
/** What makes a "key" one that everybody may see. */
const openKeys =
  /^(?:public|pub|authorized|trusted|known|host|map|board|bindings?|layout|size|type|algorithms?|servers?|names?)$/;

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

/** Whether a name says that its text is secret: `hashedPassword`, `api_key`, `wifi-psk`. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => secretWords.has(word))) return true;
  const at = words.findIndex((word) => word === "key" || word === "keys");
  return at >= 0 && !words.some((word, other) => other !== at && openKeys.test(word));
}

const publicForms = [
  // A public key, a hash of a source, a store path, a channel or release.
  /^(?:AAAA[A-Za-z0-9+/=]+|sha(?:256|512|1)-[A-Za-z0-9+/=]+|[a-z0-9]{32}-[\w.+-]+|age1[a-z0-9]+)$/,
  /^\/nix\/store\//,
];
const secretForms = [
  /AGE-SECRET-KEY-1[A-Z0-9]*/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // crypt(3) hashes, tokens with the prefix of who gave them, JSON web tokens, passwords in URLs.
  /\$(?:1|2[abxy]?|5|6|7|y|gy|argon2\w*)\$[^\s"']+/,
  /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk-|tskey-|AKIA|hf_|npm_|pypi-)[\w-]{8,}/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}/,
  /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:"']+:[^\s/@"']+@/i,
  /ENC\[[^\]]*\]/,
];
const secretPlaces = /\/run\/(?:secrets|agenix|keys)(?:[\w.-]*)(?:\/|$)|\.(?:age|sops)\b/;

/** Bits a character, by how often each one occurs. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

const namePart = /^(?:[A-Z]?[a-z]*(?:[A-Z][a-z]+)*\d{0,4}|[A-Z]{1,12})$/;

/** A word that looks drawn by lot: long, of letters and digits, no word of any language. */
function looksRandom(word: string): boolean {
  if (word.length < 20 || publicForms.some((form) => form.test(word))) return false;
  if (/^[0-9a-f]{32,}$/i.test(word)) return true;
  // `linuxPackages_6_12_hardened`: words and numbers, put together.
  if (word.split(/[-_]/).every((part) => namePart.test(part))) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(word)).length;
  return kinds >= (word.length < 32 ? 3 : 2) && /[0-9]/.test(word) && entropy(word) > 3.6;
}

/** Whether a text, whatever its name, is one that nobody else should read. */
export function looksSecret(text: string): boolean {
  if (secretForms.some((form) => form.test(text)) || secretPlaces.test(text)) return true;
  return text.split(/[^A-Za-z0-9+=_-]+/).some(looksRandom);
}

/** A value with everything secret in it replaced; `path` is where it stands. */
export function redactValue(path: readonly string[], value: unknown): unknown {
  return masked(value, path.some(isSecretName));
}

function masked(value: unknown, secret: boolean): unknown {
  if (typeof value === "string")
    return value !== "" && (secret || looksSecret(value)) ? redacted : value;
  if (typeof value === "number") return secret ? redacted : value;
  if (Array.isArray(value)) return value.map((one) => masked(one, secret));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      masked(inner, secret || isSecretName(name)),
    ]),
  );
}

const assignment =
  /([\w.'"@-]+)(\s*[=:]\s*)("(?:[^"\\]|\\.)*"|''(?:(?!'').)*''|[^\s;,#{[("][^\s;,#]*)/g;
const privateKey =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Text of a file or of a log with the secrets in it masked; lines stay lines. */
export function redactText(text: string): string {
  return text
    .replace(privateKey, (block) => block.split("\n").fill(redacted).join("\n"))
    .split("\n")
    .map(redactLine)
    .join("\n");
}

function redactLine(line: string): string {
  const named = line.replace(assignment, (whole, name: string, sign: string, value: string) =>
    isSecretName(name.replace(/^.*\./, "")) && !/^(?:true|false|null)$/.test(value)
      ? `${name}${sign}${/^["']/.test(value) ? `"${redacted}"` : redacted}`
      : whole,
  );
  const formed = secretForms.reduce(
    (done, form) => done.replace(new RegExp(form.source, `${form.flags}g`), redacted),
    named,
  );
  return formed.replace(/[A-Za-z0-9+=_-]{20,}/g, (word) => (looksRandom(word) ? redacted : word));
}

const secretFiles =
  /(?:^|\/)(?:secrets?|\.secrets?|private|keys)(?:\/|\.[^/]*$)|(?:^|\/)\.env[^/]*$|(?:^|\/)\.sops\.ya?ml$|\.(?:age|sops|gpg|asc|pem|key|p12|pfx|kdbx|env)$|\.enc\.|\.sops\.|(?:^|\/)id_(?:rsa|ed25519|ecdsa)|(?:^|\/)(?:\.netrc|\.htpasswd|git-crypt[^/]*)$/i;

/** Whether a file of the repository may hold secrets, by its path: it is never read for a model. */
export function isSecretFile(path: string): boolean {
  return secretFiles.test(path);
}
