/**
 * The canonical JSON of RFC 8785 (JCS): keys sorted by UTF-16 code units, no spaces, numbers as
 * ECMAScript prints them. Throws on what JSON or I-JSON cannot hold: undefined, NaN, infinities,
 * bigint, functions, and strings with a lone surrogate.
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case "string":
      if (!value.isWellFormed()) throw new TypeError("a lone surrogate has no canonical form");
      return JSON.stringify(value);
    case "number":
      if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`);
      return JSON.stringify(value);
    case "boolean":
      return value ? "true" : "false";
    case "object": {
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
      return `{${canonicalMembers(value as Record<string, unknown>).join(",")}}`;
    }
    default:
      throw new TypeError(`a ${typeof value} has no canonical form`);
  }
}

/** The members of an object in canonical order, each as `"key":value`. */
export function canonicalMembers(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value)
    .sort()
    .map((key) => `${canonical(key)}:${canonical(value[key])}`);
}
