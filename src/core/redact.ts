/*
 * What of a configuration is never shown to a model or kept in a record: by the name that it has, by how it
 * looks, by where it lies. Too much is hidden rather than too little; a hidden value is only a value less to read.
 */

import { isOpenName, isSecretName, isSecretPath, redacted } from "./redact/names.ts";
import { namesSecretPlace, shapeSpans } from "./redact/shapes.ts";
import { redactWords } from "./redact/text.ts";

/** A value with everything secret in it replaced; `path` is where it stands. */
export function redactValue(path: readonly string[], value: unknown): unknown {
  return masked(value, isSecretPath(path), path.at(-1) ?? "");
}

function masked(value: unknown, secret: boolean, name: string): unknown {
  if (typeof value === "string") return value === "" ? value : maskedText(value, secret, name);
  if (typeof value === "number") return secret ? redacted : value;
  if (Array.isArray(value)) return maskedList(value, secret, name);
  if (typeof value !== "object" || value === null) return value;
  // `{ name = "TOKEN"; value = "…"; }`
  const called = "name" in value && "value" in value ? String(value.name) : "";
  return Object.fromEntries(
    Object.entries(value).map(([inner, one]) => [
      redactWords(inner) === inner ? inner : redacted,
      masked(
        one,
        secret || isSecretPath([name, inner]) || (inner === "value" && isSecretName(called)),
        inner,
      ),
    ]),
  );
}

/** `[ "--password" "…" ]` */
function maskedList(values: readonly unknown[], secret: boolean, name: string): unknown[] {
  return values.map((one, at) => {
    const before = values[at - 1];
    const isGiven =
      typeof before === "string" && /^--?[\w-]+$/.test(before) && isSecretName(before);
    return masked(one, secret || isGiven, name);
  });
}

function maskedText(value: string, secret: boolean, name: string): string {
  if (secret || namesSecretPlace(value)) return redacted;
  const { sure, random } = shapeSpans(value);
  if (sure.length > 0 || (random.length > 0 && !isOpenName(name))) return redacted;
  return isOpenName(name) ? value : redactWords(value);
}

const secretFiles =
  /(?:^|\/)(?:secrets?|\.secrets?|private|keys)(?:\/|\.[^/]*$)|(?:^|\/)\.env[^/]*$|(?:^|\/)\.sops\.ya?ml$|\.(?:age|sops|gpg|asc|pem|key|p12|pfx|kdbx|env)$|\.enc\.|\.sops\.|(?:^|\/)id_(?:rsa|ed25519|ecdsa)|(?:^|\/)(?:\.netrc|\.htpasswd|git-crypt[^/]*)$/i;

/** Whether a file of the repository may hold secrets, by its path: it is never read for a model. */
export function isSecretFile(path: string): boolean {
  return secretFiles.test(path);
}
