import { derivationName } from "../delta.ts";
import { type SafeText, safe } from "../text.ts";

/** `before → after`; of long lists only what comes and goes, of a value that breaks why. */
export function showChange(before: unknown, after: unknown): SafeText {
  if (isFailure(after) && !isFailure(before)) {
    const any = before === null || before === undefined ? "" : " any more";
    return safe(`cannot be evaluated${any}: ${String(after._err).split("\n")[0]}`, {
      maxLength: 200,
    });
  }
  if (!Array.isArray(before) || !Array.isArray(after) || before.length + after.length <= 12)
    return safe(`${showValue(before)} → ${showValue(after)}`);
  const rest = before.map((item) => String(showValue(item)));
  const added: string[] = [];
  for (const item of after.map((one) => String(showValue(one)))) {
    const at = rest.indexOf(item);
    if (at < 0) added.push(`+ ${item}`);
    else rest.splice(at, 1);
  }
  const changes = [...added, ...rest.map((item) => `- ${item}`)].join("  ") || "another order";
  return safe(`${before.length} → ${after.length} items:  ${changes}`, { maxLength: 400 });
}

/** Whether evaluation of a value failed; then `_err` says why. */
export function isFailure(value: unknown): value is { readonly _err: unknown } {
  return typeof value === "object" && value !== null && "_err" in value;
}

/** A value as evaluation shows it, short enough for a line: `22 80`, `true`, `unset`. */
export function showValue(value: unknown): SafeText {
  if (value === null || value === undefined) return safe("unset");
  if (typeof value === "string") return safe(value === "" ? '""' : value, { maxLength: 200 });
  if (Array.isArray(value)) {
    if (value.length === 0) return safe("[ ]");
    return safe(value.map((item) => showValue(item)).join(" "), { maxLength: 200 });
  }
  if (typeof value === "object" && "_drv" in value) return safe(derivationName(value._drv));
  if (isFailure(value)) return safe("cannot be evaluated");
  if (typeof value === "object" && "_fn" in value) return safe("a function");
  if (typeof value === "object" && "_deep" in value) return safe("…");
  return safe(JSON.stringify(value) ?? "", { maxLength: 200 });
}
