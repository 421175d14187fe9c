import type { PlacedIntent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import type { OptionState } from "../ports/nix.ts";

type Path = readonly string[];
type States = Readonly<Record<string, Readonly<Record<string, OptionState>>>>;

/** The `enable` options that stand above an option: services.a.settings.port has services.a.enable. */
function switchesAbove(path: Path): Path[] {
  if (path.at(-1) === "enable") return [];
  return path.slice(1, -1).map((_, index) => [...path.slice(0, index + 2), "enable"]);
}

/** What may turn off the options of these intents; most are no options at all. */
export function switchesOf(intents: readonly Pick<PlacedIntent, "path">[]): Path[] {
  return intents.flatMap(({ path }) => switchesAbove(path));
}

/**
 * Settings of something that is off on the host that they are for. They may still count for others (a keyboard
 * layout without a desktop), so that it is only told.
 * @param after states of the candidate by target and option, those of `switchesOf` among them
 */
export function settingsOfWhatIsOff(intents: readonly PlacedIntent[], after: States): string[] {
  const idle = intents
    .filter(
      ({ outcome, operation }) =>
        outcome === "edited" && (operation === "set" || operation === "append"),
    )
    .flatMap(({ path, targets }) =>
      targets.flatMap((target) => {
        const off = switchesAbove(path).find((one) => isOff(after[target]?.[showPath(one)]));
        return off ? [{ target, option: showPath(path), off: showPath(off) }] : [];
      }),
    );
  return [...Map.groupBy(idle, ({ off }) => off)].map(([off, some]) => {
    const options = [...new Set(some.map(({ option }) => option))].join(", ");
    const targets = [...new Set(some.map(({ target }) => target))].join(", ");
    return `${off} is off on ${targets}: ${options} may do nothing there until it is on.`;
  });
}

const isOff = (state: OptionState | undefined) => state?.exists === true && state.value === false;
