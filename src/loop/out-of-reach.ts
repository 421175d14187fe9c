import type { NixValue } from "../core/edit.ts";
import type { Intent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { problem, type Result } from "../core/result.ts";
import type { OptionState } from "../ports.ts";
import { holdsPackages, remainder } from "./settled.ts";

/** What to say of something that is there, though no module of the repository says so literally. */
export function outOfReach(
  { path, value }: Intent,
  target: string,
  state: OptionState,
): Result<never> {
  const gone = Array.isArray(value) ? value.map(shown) : [];
  const brings = state.definitions.filter(
    (one) => gone.length === 0 || includesAny({ ...state, value: one.value }, value),
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

function shown(value: NixValue): string {
  const isPackage = typeof value === "object" && value !== null && "$package" in value;
  return isPackage ? String(value.$package) : JSON.stringify(value);
}

function includesAny(state: OptionState, value: Intent["value"]): boolean {
  const rest = remainder({ path: [], targets: [], operation: "remove", value }, state);
  return rest.kind === "open" || (rest.kind === "unknown" && holdsPackages(state, value));
}

/** `/nix/store/…-source/nixos/modules/services/x.nix` → `nixos/modules/services/x.nix`. */
function moduleName(where: string): string {
  return where.replace(/^.*?\/store\/[^/]*\//, "");
}
