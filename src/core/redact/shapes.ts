import type { Span } from "./span.ts";

const publicForms = [
  // A public key, a hash of a source, the key of a cache, a store path.
  /^(?:AAAA[A-Za-z0-9+/=]+|(?:sha(?:256|512|1)|md5)-[A-Za-z0-9+/=]+|[a-z0-9]{32}-[\w.+-]+|age1[a-z0-9]+)$/,
  /^\/nix\/store\//,
];

/** Texts that nobody has to name: they look like a secret wherever they stand. */
const secretForms: readonly RegExp[] = [
  /AGE-SECRET-KEY-(?:PQ-)?1[A-Za-z0-9]*/gi,
  // A block to its end, or to the end of the text where the end was cut off.
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/=\s]*/g,
  // crypt(3) and its like, htpasswd.
  /\\?\$(?:1|2[abxy]?|5|6|7|y|gy|apr1|sha1|md5|argon2\w*|scrypt|pbkdf2[\w-]*)\\?\$[^\s"';]+/g,
  /\{(?:S?SHA\d*|S?MD5|CRYPT|ARGON2)\}[^\s"';]+/gi,
  // Tokens with the prefix of who gave them.
  /\b(?:gh[pousr]_|github_pat_|gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas)-|xox[abeprs]-|xapp-|sk-(?!ssh-|ecdsa-)|[sr]k_(?:live|test)_|tskey-|hf_|npm_|pypi-|do[opr]_v1_|dckr_pat_|lin_api_|shp(?:at|ca|pa|ss)_|gsk_|nvapi-|glsa_|sntrys_|ATATT|hvs\.|ya29\.|SG\.|key-(?=[0-9a-f]{32}))[\w.-]{8,}/g,
  /\b(?:AKIA|ASIA|AIza)[\w-]{12,}/g,
  /\b\d{8,12}:AA[\w-]{30,}/g,
  /(?<![\w-])eyJ[\w-]{10,}(?:\.[\w-]*){1,4}/g,
  // What a web hook's address ends in is all that it takes.
  /(?<=hooks\.slack\.com\/services\/|discord(?:app)?\.com\/api\/webhooks\/|hc-ping\.com\/|api\.telegram\.org\/)[\w/:-]+/g,
  /ENC\[[^\]]*\]/g,
];

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
const kindsIn = (word: string) =>
  [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(word)).length;

/** A word that looks drawn by lot: long, of letters and digits, no word of any language. */
function looksRandom(word: string): boolean {
  if (word.length < 20 || publicForms.some((form) => form.test(word))) return false;
  if (/^[0-9a-f]{32,}$/i.test(word)) return true;
  // `linuxPackages_6_12_hardened`: words and numbers, put together.
  if (word.split(/[-_]/).every((part) => namePart.test(part))) return false;
  return kindsIn(word) >= (word.length < 32 ? 3 : 2) && /[0-9]/.test(word) && entropy(word) > 3.6;
}

/** Base64 may hold "/": with its padding, or as long as the keys of AWS are. */
const base64 = [
  /(?<![\w+/.=:-])[A-Za-z0-9+/]{20,}={1,2}/g,
  /(?<![\w+/.=:-])[A-Za-z0-9+/]{40}(?![\w+/=])/g,
];

/** Where in a text words stand that look drawn by lot, beside store paths and the revisions in addresses. */
function randomSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const { 0: word, index } of text.matchAll(/[A-Za-z0-9+_-]{19,}={0,2}/g)) {
    const before = text.slice(Math.max(0, index - 40), index);
    const isRevision =
      /^[0-9a-f]{40}$/.test(word) && /(?:[:/][\w.-]+\/|[?&]rev=|commit\/|archive\/)$/.test(before);
    const isOpen =
      isRevision ||
      /\/nix\/store\/$|by-(?:part)?uuid\/$|\bAAAA[A-Za-z0-9+/=]*\/$|sha(?:256|512|1)-[A-Za-z0-9+/=]*\/$|[\w.]+-\d+:$/.test(
        before,
      );
    if (!isOpen && looksRandom(word)) spans.push({ start: index, end: index + word.length });
  }
  for (const { 0: word, index } of base64.flatMap((form) => [...text.matchAll(form)]))
    if (word.includes("/") && kindsIn(word) === 3 && entropy(word) > 4)
      spans.push({ start: index, end: index + word.length });
  return spans;
}

/** Where a text holds what looks secret by itself, also where it is put together of two strings of Nix. */
export function shapeSpans(text: string): { readonly sure: Span[]; readonly random: Span[] } {
  const sure = [...formSpans(text), ...joinedSpans(text)];
  return { sure, random: randomSpans(text) };
}

function formSpans(text: string): Span[] {
  return secretForms.flatMap((form) =>
    [...text.matchAll(form)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.length,
    })),
  );
}

/** `"ghp_" + "abc…"`: read as one, marked where its parts stand. */
function joinedSpans(text: string): Span[] {
  const seams = [...text.matchAll(/(?:"|'')\s*\+\s*(?:"|'')/g)];
  if (seams.length === 0) return [];
  const spans: Span[] = [];
  let from = 0;
  let joined = "";
  /** Where each piece begins in the joined text, and in the text itself. */
  const pieces: { at: number; origin: number }[] = [];
  for (const { 0: seam, index } of [...seams, { 0: "", index: text.length }]) {
    pieces.push({ at: joined.length, origin: from });
    joined += text.slice(from, index);
    from = index + seam.length;
  }
  for (const { start, end } of formSpans(joined))
    for (const [which, { at, origin }] of pieces.entries()) {
      const stop = pieces[which + 1]?.at ?? joined.length;
      if (at >= end || stop <= start) continue;
      spans.push({
        start: origin + Math.max(start, at) - at,
        end: origin + Math.min(end, stop) - at,
      });
    }
  return spans;
}

/** Whether a text holds what is a secret by its form alone: a token, a private key, a hash of a password. */
export function looksSecret(text: string): boolean {
  return formSpans(text).length > 0;
}

const secretPlaces = /\/run\/(?:secrets|agenix|keys)(?:[\w.-]*)(?:\/|$)|\.(?:age|sops)\b/;

/** Whether a text names a place where secrets lie. */
export function namesSecretPlace(text: string): boolean {
  return secretPlaces.test(text);
}
