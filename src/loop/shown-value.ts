import { redactValue } from "../core/redact.ts";

/** A value as an answer may tell it: without secrets, and of public keys only kind and comment. */
export function shownValue(path: readonly string[], value: unknown): unknown {
  const keys = path.indexOf("authorizedKeys");
  return keys < 0 ? redactValue(path, value) : shortKeys(value);
}

function shortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shortKeys);
  if (typeof value !== "string") return value;
  return value.replace(/\bAAAA[A-Za-z0-9+/=]+/g, "…");
}
