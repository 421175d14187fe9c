import type { Intent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";

/** An intent as a goal that can be typed: "set services.openssh.enable to true on web1 and nas1". */
export function goalOf(
  { path, operation, value }: Pick<Intent, "path" | "operation" | "value">,
  targets: readonly string[],
): string {
  const option = showPath(path);
  const shown = JSON.stringify(value ?? null);
  const wish = {
    set: `set ${option} to ${shown}`,
    unset: `unset ${option}`,
    append: `add ${shown} to ${option}`,
    remove: `remove ${shown} from ${option}`,
  }[operation];
  return `${wish} on ${targets.join(" and ")}`;
}
