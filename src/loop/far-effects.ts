import { commonLength, parsePath, showPath } from "../core/option.ts";
import type { PatchHunk } from "../core/patch/patch.ts";
import { strictest, type Tier } from "../core/tier.ts";
import type { Effect } from "../core/verification.ts";
import { changeOf, judgeFile, judgeOption } from "../policy/decide.ts";
import type { Policy } from "../policy/policy.ts";

/** A definition that a hunk's changed lines touch. */
export interface Touched {
  readonly path: readonly string[];
  /** Its value stands there, and is one that others do not add to. */
  readonly fixed: boolean;
}

/** A hunk before it is judged. */
export interface Judged {
  readonly file: string;
  readonly hunk: PatchHunk;
  readonly touched: readonly Touched[];
  /** Options that the hunk was found to change when it was judged before. */
  readonly before: readonly string[];
}

const covers = (path: readonly string[], { option }: Effect) =>
  option === showPath(path) || option.startsWith(`${showPath(path)}.`);

/** A module of a home names its options without the user: `home-manager.users.alice.programs.git`. */
function withoutHome(effect: Effect): Effect {
  if (!effect.option.startsWith("home-manager.users.")) return effect;
  return { ...effect, option: showPath((parsePath(effect.option) ?? []).slice(3)) };
}

/** Does a hunk change an option on its own lines, as evaluation shows? */
function isExplained({ touched }: Judged, effects: readonly Effect[]): boolean {
  return touched.some(({ path }) =>
    effects.some((effect) => covers(path, effect) || covers(path, withoutHome(effect))),
  );
}

/** The lines that a hunk changes, without blank ones and comments. */
function changedCode({ hunk }: Judged): string[] {
  const decoder = new TextDecoder();
  return hunk.lines
    .filter(({ sign }) => sign === "+" || sign === "-")
    .map(({ text }) => decoder.decode(text).trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Lines that change nothing by themselves: comments, the arguments of a module. */
export function isInert(one: Judged): boolean {
  return changedCode(one).every((line) => /^\{[\w\s,.-]*\}:$/.test(line));
}

/** Does every changed line define an option that the hunk touches? Then nothing else can change by it. */
function isDefinitions(one: Judged): boolean {
  // A name alone may be a `let`.
  const options = one.touched.filter(({ path }) => path.length > 1);
  const names = new Set(options.map(({ path }) => path.at(-1)));
  return changedCode(one).every((line) => names.has(/([\w'-]+)"?\s*=[^=]/.exec(line)?.[1]));
}

/**
 * The hunks that change options elsewhere, if any: a `let`, data that modules take their values from, an import. What
 * they change is known by evaluation alone.
 */
export function farReaching(hunks: readonly Judged[], effects: readonly Effect[]): Judged[] {
  return hunks.filter((one) => !isExplained(one, effects) && !isInert(one) && !isDefinitions(one));
}

/**
 * The options of each hunk and its tier. A hunk that changes none on its own lines stands for every change that no
 * other hunk makes with a value that stands there; where the changes are not known, its tier is high. What imports one
 * of the `added` modules is as high as all that changes.
 */
export function judgeHunks(
  policy: Policy,
  hunks: readonly Judged[],
  effects: readonly Effect[] | null,
  added: ReadonlySet<string>,
): { readonly options: string[]; readonly tier: Tier }[] {
  const known = effects ?? [];
  const far = new Set(farReaching(hunks, known));
  const settled = hunks.flatMap(({ file, touched }) =>
    touched.filter((one) => one.fixed || added.has(file)),
  );
  const spare = known.filter((effect) => !settled.some(({ path }) => covers(path, effect)));
  const owners = far.size > 0 ? new Map<string, Judged[]>() : ownersOf(policy, hunks, known);
  return hunks.map((one) => {
    const own = leaves(one.touched.map(({ path }) => path));
    const follows = [...owners].flatMap(([option, some]) => (some.includes(one) ? [option] : []));
    const reached = far.has(one) ? spare.map(({ option }) => option) : [];
    const alone = follows.filter((option) => owners.get(option)?.length === 1);
    const options = reached.length > 0 ? reached : [...own.map(showPath), ...alone];
    const brought = far.has(one) && added.size > 0 ? known.map(({ option }) => option) : reached;
    const all = [...new Set([...own.map(showPath), ...brought, ...follows, ...one.before])];
    const tier = tierOf(policy, one.file, all, known);
    const blind = effects === null && far.has(one);
    return {
      options: [...new Set([...options, ...one.before])],
      tier: blind ? strictest([tier, "high"]) : tier,
    };
  });
}

/**
 * Options of tier high that change though no line names them (an option of the repository's own may feed ssh), and
 * the hunks that may be why: those of the same group, else all that change something.
 */
function ownersOf(
  policy: Policy,
  hunks: readonly Judged[],
  effects: readonly Effect[],
): Map<string, Judged[]> {
  const owners = new Map<string, Judged[]>();
  for (const effect of effects) {
    if (hunks.some(({ touched }) => touched.some(({ path }) => covers(path, effect)))) continue;
    if (tierOf(policy, "", [effect.option], [effect]) !== "high") continue;
    const path = parsePath(effect.option) ?? [effect.option];
    const near = hunks.filter(({ touched }) =>
      touched.some((one) => commonLength(one.path, path) >= 2),
    );
    owners.set(effect.option, near.length > 0 ? near : hunks.filter((one) => !isInert(one)));
  }
  return owners;
}

/** Distinct paths without the groups around them: an option inside says what the group is about. */
function leaves(paths: readonly (readonly string[])[]): (readonly string[])[] {
  const distinct = [...new Map(paths.map((path) => [showPath(path), path])).values()];
  return distinct.filter(
    (path) =>
      !distinct.some(
        (other) =>
          other.length > path.length && path.every((segment, index) => segment === other[index]),
      ),
  );
}

function tierOf(
  policy: Policy,
  file: string,
  options: readonly string[],
  effects: readonly Effect[],
): Tier {
  const tiers: Tier[] = [];
  const byFile = judgeFile(policy, file);
  if (byFile) tiers.push(byFile.tier);
  for (const shown of options) {
    const path = parsePath(shown) ?? [shown];
    const known = effects.filter((effect) => covers(path, effect));
    if (known.length === 0) tiers.push(judgeOption(policy, { path, known: false }).tier);
    for (const effect of known) tiers.push(judgeOption(policy, changeOf(effect)).tier);
  }
  return tiers.length > 0 ? strictest(tiers) : "medium";
}
