import type { Intent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { problem, type Result } from "../core/result.ts";
import type { OptionState } from "../ports.ts";

/** What to say of something that is there, though no module of the repository says so literally. */
export function outOfReach(
  { path, value }: Intent,
  target: string,
  state: OptionState,
): Result<never> {
  const gone = Array.isArray(value) ? value.map((one) => JSON.stringify(one)) : [];
  const brings = state.definitions.filter(
    (one) => gone.length === 0 || includesAny(one.value, gone),
  );
  const own = [...new Set(brings.flatMap(({ file }) => file ?? []))];
  const outer = brings.filter(({ file }) => file === null).map(({ where }) => moduleName(where));
  const causes = [
    ...own.map((file) => `an expression in ${file}`),
    ...[...new Set(outer)].map((name) => `the module ${name}`),
  ];
  const what = gone.length > 0 ? `${gone.join(", ")} in ${showPath(path)}` : showPath(path);
  return problem(
    "edit-not-possible",
    `${what} on ${target} comes from ${causes.join(" and ") || "elsewhere"}, so it cannot be taken out as text.`,
    {
      hint: "Turn off what brings it, or change the expression by hand.",
      details: { option: showPath(path), target, files: own },
    },
  );
}

function includesAny(list: unknown, texts: readonly string[]): boolean {
  return Array.isArray(list) && list.some((one) => texts.includes(JSON.stringify(one)));
}

/** `/nix/store/…-source/nixos/modules/services/x.nix` → `nixos/modules/services/x.nix`. */
function moduleName(where: string): string {
  return where.replace(/^.*?\/store\/[^/]*\//, "");
}
