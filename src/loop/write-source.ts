import type { Intent } from "../core/intent.ts";
import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { isApart, type Work } from "./open-intents.ts";
import type { Place } from "./places.ts";
import { sourceEdit, wayTo } from "./source-edit.ts";
import type { ValueSource } from "./value-source.ts";

/** A value that was changed where it comes from. */
export interface AtSource {
  readonly intent: Intent;
  readonly source: ValueSource;
  /** Targets that may change with it. */
  readonly allowed: ReadonlySet<string>;
  /** Names the way, so that it is not tried again. */
  readonly key: string;
}

/** An intent that another option is set for, from which the first takes its value. */
export interface Redirected extends AtSource {
  readonly to: Intent;
}

/** The placement of what is changed at its source; a note of its own tells of it. */
const atSource = "what it says is defined there";

/**
 * Changes a value where it comes from, in memory; undefined where it stands in the module itself. A source that is
 * not found is given back, to be named.
 */
export async function writeAtSource(
  work: Work,
  { site: chosen, targets, over, created }: Place,
  intent: Intent,
  allowed: ReadonlySet<string>,
): Promise<Result<"written" | ValueSource | undefined>> {
  if (created || isApart(work, intent)) return ok(undefined);
  const [target = ""] = targets;
  const shared = [...work.sites.values()].find(
    ({ file, users }) => file === over?.file && users.has(target),
  );
  const site = shared ?? chosen;
  const edit = await sourceEdit(work, site, intent);
  // What others use too may follow an option, which these targets can have for themselves.
  if (over && edit?.kind !== "option") return ok(undefined);
  if (!edit || edit.kind === "lost") return ok(edit?.source);
  const { source, key } = edit;
  const own = { ...intent, targets: [...targets] };
  if (edit.kind === "option") {
    const { unnamed: _, into: __, ...to } = { ...edit.intent, targets: own.targets };
    work.redirected.push({ intent: own, to, source, allowed, key });
    return ok("written");
  }
  const parsed = await work.context.nix.parse(edit.text, source.file);
  if (!parsed.ok) return parsed;
  if (parsed.value) return ok(source);
  work.sources.write(source.file, edit.text);
  for (const user of site.users) work.touched.add(user);
  work.sourced.push({ intent: own, source, allowed, key });
  work.notes.push(
    `${showPath(intent.path)} takes its value from ${wayTo(source)}: it is changed there.`,
  );
  const { file, line } = source;
  work.placed.push({ ...own, file, line, outcome: "edited", placement: atSource });
  return ok("written");
}

/** Says where a value comes from that could not be changed. */
export function withSource(
  refused: Result<never>,
  intent: Intent,
  source: ValueSource,
): Result<never> {
  if (refused.ok) return refused;
  const { problem: known } = refused;
  const names = source.way.length > 0 ? `, by way of ${source.way.join(", ")}` : "";
  const more = source.kind === "lost" && source.why ? ` (${source.why})` : "";
  const shown = showPath(intent.path);
  return problem(
    known.code,
    `${known.message}. It comes from \`${source.text}\` at ${source.file}:${source.line}${names}${more}.`,
    {
      hint: `Change it there by hand, or give ${shown} a value of its own: end the goal with “with a value of its own”.`,
      details: { ...known.details, source: `${source.file}:${source.line}` },
    },
  );
}

/** The intents, with those for which another option is set instead. */
export function asRedirected(
  intents: readonly Intent[],
  redirected: readonly Redirected[],
): Intent[] {
  return intents.flatMap((intent) => {
    const own = redirected.filter((one) => showPath(one.intent.path) === showPath(intent.path));
    if (own.length === 0) return [intent];
    const gone = new Set(own.flatMap((one) => one.intent.targets));
    const left = intent.targets.filter((target) => !gone.has(target));
    const rest = left.length > 0 ? [{ ...intent, targets: left }] : [];
    return [...rest, ...own.map(({ to }) => to)];
  });
}

/** Says that another option is set. */
export function redirectNote({ intent, to, source }: Redirected): string {
  const names = source.way.length > 0 ? ` (${source.way.join(", ")})` : "";
  return `${showPath(intent.path)} takes its value from ${showPath(to.path)}${names}: that is set instead.`;
}

/** Says why an option has a value of its own. */
export function apartNote({ intent, source }: AtSource, others: readonly string[]): string {
  return `${wayTo(source)} is left as it is, because ${others.join(", ")} would change with it: ${showPath(intent.path)} has a value of its own now.`;
}
