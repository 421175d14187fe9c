import { showPath } from "../../../core/option.ts";
import { ask } from "../draft.ts";
import type { Env } from "../env.ts";
import { plainType } from "../fits.ts";
import { related } from "../names.ts";
import { wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";
import { findPackage } from "./packages.ts";

/**
 * Says what was not understood, with what comes closest. `again` is the goal for another name, where
 * it is not about switching.
 */
export async function unknown(
  env: Env,
  item: readonly Token[],
  on: boolean | undefined,
  again?: (name: string) => string,
): Promise<void> {
  const words = wordsOf(item).join(" ").slice(0, 120);
  if (words === "") return;
  const value = on === undefined ? "" : ` = ${on}`;
  const parts = words.split(" ").filter((w) => w.length > 2);
  const long = parts.length > 1 ? parts.filter((w) => w.length > 4) : [];
  const close = [
    ...env.switches.near(words, 4),
    ...long.flatMap((w) => [...env.switches.find(w).slice(0, 1), ...env.switches.near(w, 2, true)]),
  ].map((s) => `${showPath(s.path)}${value}`);
  const hits = env.world
    .search(words, 12)
    .filter((o) => related(o.path, parts))
    .filter((o) => o.visible && !o.internal && !o.path.includes("<name>") && !o.path.includes("*"))
    .filter((o) => on === undefined || plainType(o.type).kind === "bool")
    .map((o) => `${showPath(o.path)}${value}`);
  const pkg = on === true ? await findPackage(env, item) : null;
  const slip =
    words.length < 5 || (on === undefined && !again) ? [] : env.switches.near(words, 2, true);
  const only = slip.length === 1 ? slip[0] : undefined;
  if (only && !pkg) {
    ask(env.draft, `I know no ${JSON.stringify(words)}. Is ${only.root.at(-1)} meant?`, [
      again ? again(only.root.at(-1) ?? "") : `${showPath(only.path)}${value}`,
    ]);
    return;
  }
  const choices = [...(pkg ? [`install ${pkg.name}`] : []), ...close, ...hits].slice(0, 6);
  ask(
    env.draft,
    pkg
      ? `There is no module to enable for ${JSON.stringify(words)}, but a package. Should it be installed?`
      : `I found no option for ${JSON.stringify(words)}.${choices.length > 0 ? " Is one of these meant?" : ""}`,
    choices,
  );
}
