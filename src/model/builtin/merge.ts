import type { NixValue } from "../../core/edit.ts";
import type { Intent } from "../../core/intent.ts";
import { showPath } from "../../core/option.ts";

/*
 * How later wishes change earlier ones: later intents win on the same option, on the targets that they name.
 */

const same = (a: NixValue, b: NixValue) => JSON.stringify(a) === JSON.stringify(b);

/** Whether two intents are about the same option. */
export function sameOption(a: Pick<Intent, "path">, b: Pick<Intent, "path">): boolean {
  return showPath(a.path) === showPath(b.path);
}

/** The intents with these instead of what they say on the same options and targets. */
export function overridden(intents: readonly Intent[], later: readonly Intent[]): Intent[] {
  const left = intents.flatMap((intent) => {
    const over = later.filter((one) => sameOption(one, intent)).flatMap((one) => one.targets);
    const targets = intent.targets.filter((target) => !over.includes(target));
    return targets.length > 0 ? [{ ...intent, targets }] : [];
  });
  return [...left, ...later];
}

/** The intents with these added: elements join or leave a list that is changed already, the rest overrides. */
export function added(intents: readonly Intent[], later: readonly Intent[]): Intent[] {
  let all = [...intents];
  for (const one of later) all = joinedBy(all, one);
  return all;
}

function joinedBy(all: Intent[], one: Intent): Intent[] {
  const { value, operation } = one;
  if (operation === "set" || operation === "unset" || !Array.isArray(value))
    return overridden(all, [one]);
  const earlier = all.filter((each) => sameOption(each, one) && Array.isArray(each.value));
  if (operation === "remove" && earlier.some((each) => holds(each, value)))
    return without(
      all,
      (each, element) => sameOption(each, one) && value.some((v) => same(v, element)),
    );
  if (earlier.some((each) => each.operation === "set"))
    return all.map((each) =>
      earlier.includes(each) ? { ...each, value: joined(each, operation, value) } : each,
    );
  const twin = earlier.find(
    (each) =>
      each.operation === operation &&
      each.targets.toSorted().join() === one.targets.toSorted().join(),
  );
  if (!twin) return all.concat(one);
  return all.map((each) =>
    each === twin ? { ...each, value: joined(each, "append", value) } : each,
  );
}

function holds(intent: Intent, value: readonly NixValue[]): boolean {
  const own = Array.isArray(intent.value) ? intent.value : [];
  return intent.operation === "append" && value.every((one) => own.some((each) => same(each, one)));
}

function joined(intent: Intent, operation: Intent["operation"], value: readonly NixValue[]) {
  const own = Array.isArray(intent.value) ? intent.value : [];
  const rest = own.filter((one) => !value.some((each) => same(each, one)));
  return operation === "append" ? [...rest, ...value] : rest;
}

/** The intents without the list elements that `gone` names; one that is left with none goes, too. */
export function without(
  intents: readonly Intent[],
  gone: (intent: Intent, element: NixValue) => boolean,
): Intent[] {
  return intents.flatMap((intent) => {
    if (!Array.isArray(intent.value)) return [intent];
    const value = intent.value.filter((element) => !gone(intent, element));
    if (value.length === intent.value.length) return [intent];
    return value.length > 0 || intent.operation === "set" ? [{ ...intent, value }] : [];
  });
}

/** Whether two plans ask for the same, whatever their order. */
export function sameIntents(a: readonly Intent[], b: readonly Intent[]): boolean {
  const lines = (all: readonly Intent[]) =>
    all
      .flatMap(({ path, operation, value, targets }) =>
        targets.map((target) => JSON.stringify([showPath(path), operation, value ?? null, target])),
      )
      .toSorted()
      .join("\n");
  return lines(a) === lines(b);
}
