import type { Intent } from "../../../core/intent.ts";
import { showPath } from "../../../core/option.ts";
import { ok, type Result } from "../../../core/result.ts";
import { type Target, targetId } from "../../../core/target.ts";
import type { Remark } from "../remark.ts";
import type { Scene, Understood } from "./remark.ts";

/** The target of a name, by its id or its plain name. */
function targetOf({ context }: Scene, name: string): Target | undefined {
  const low = name.toLowerCase();
  return context.allTargets.find(
    (target) => targetId(target).toLowerCase() === low || target.name.toLowerCase() === low,
  );
}

/** Whether a name is a host of this flake. */
export function isHost(scene: Scene, name: string): boolean {
  return targetOf(scene, name) !== undefined;
}

/** What is planned, for other hosts: asked about where one of them has no such option. */
export async function onHosts(
  scene: Scene,
  { how, names }: Extract<Remark, { kind: "hosts" }>,
): Promise<Result<Understood>> {
  const chosen = names.flatMap((name) => targetOf(scene, name) ?? []);
  const ids = chosen.map(targetId);
  const intents = scene.intents.flatMap((intent): Intent[] => {
    const { targets } = intent;
    const wanted =
      how === "only"
        ? ids
        : how === "not"
          ? targets.filter((id) => !ids.includes(id))
          : [...new Set([...targets, ...ids])];
    return wanted.length > 0 ? [{ ...intent, targets: wanted }] : [];
  });
  if (how !== "not")
    for (const target of chosen) {
      const paths = intents.map(({ path }) => path);
      const states = await scene.context.states(target, paths);
      if (!states.ok) return states;
      const missing = paths.filter((path) => !states.value[showPath(path)]?.exists);
      if (missing.length > 0)
        return ok({
          questions: [
            {
              question: `${targetId(target)} has no option ${missing.map(showPath).join(", ")}. What should be there instead?`,
            },
          ],
        });
    }
  return ok({ intents, notes: [] });
}
