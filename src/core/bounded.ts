/** Longest text in an audit entry, in UTF-16 units; longer ones keep their start and say how much is gone. */
const maxText = 4000;
const maxItems = 200;
const maxDepth = 8;

/**
 * A JSON value made fit for the audit log: bounded texts, lists and depth, no lone surrogates,
 * nothing that JSON cannot hold. Undefined members are left out, dates become ISO texts.
 */
export function bounded(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return boundedText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object") return null;
  if (depth >= maxDepth) return "…";
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    const items = value.slice(0, maxItems).map((item) => bounded(item, depth + 1));
    return value.length > maxItems ? [...items, `… ${value.length - maxItems} more`] : items;
  }
  const result: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value).slice(0, maxItems))
    if (member !== undefined && key !== "__proto__")
      result[boundedText(key)] = bounded(member, depth + 1);
  return result;
}

function boundedText(text: string): string {
  const whole = text.toWellFormed();
  if (whole.length <= maxText) return whole;
  return `${whole.slice(0, maxText).toWellFormed()}… (${whole.length - maxText} more characters)`;
}
