/** Stands where a secret was. */
export const redacted = "‹secret›";

const secretWords = new Set(
  "pass password passwords passwd passphrase passwort pw pwd pat secret secrets token tokens psk credential credentials cred pin otp totp cookie salt hashed hmac mnemonic apikey authkey privatekey".split(
    " ",
  ),
);
/** Secret words that others are put in front of: `dbpassword`, `rootpw`. */
const secretEnds =
  /(?:password|passwd|passphrase|secret|token|apikey|authkey|privkey|privatekey|sharedkey)s?$|^(?:admin|root|db|user|require|master|smtp|sasl|my|site)(?:pass|pw)$/;
/** What makes a "key" one that everybody may see. */
const openKeys =
  /^(?:public|pub|authorized|trusted|known|host|map|board|bindings?|layout|size|type|algorithms?|servers?|names?)$/;
const isKey = (word: string) => word === "key" || word === "keys";

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
  if (words.some((word) => secretWords.has(word) || secretEnds.test(word))) return true;
  if (words.some((word, at) => word === "basic" && words[at + 1] === "auth")) return true;
  const at = words.findIndex(isKey);
  return at >= 0 && !words.some((word, other) => other !== at && openKeys.test(word));
}

/** Whether one of the names on a path does; `authorizedKeys.keys` are keys that everybody may see. */
export function isSecretPath(path: readonly string[]): boolean {
  return path.some((name, at) => {
    const group = wordsOf(path[at - 1] ?? "");
    const isOpen = isKey(name) && group.some(isKey) && group.some((word) => openKeys.test(word));
    return !isOpen && isSecretName(name);
  });
}

const openNames =
  /^(?:rev|ref|commit|revision|hash|\w*Hash|(?:nar)?hash|sha1|sha256|sha512|md5|integrity|checksum|digest|fingerprint|uuid|drvPath|outPath|publicKey\w*|\w*PublicKeys?|authorizedKeys|trusted-public-keys|extra-trusted-public-keys)$/;

/** Whether a name says that its text looks drawn by lot but is for everybody: a revision, a hash of a source. */
export function isOpenName(name: string): boolean {
  return openNames.test(name);
}
