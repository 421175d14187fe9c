import { posix } from "node:path";
import { type ValueOrigin, valueAtUse } from "../core/value-origin.ts";
import { closedWhy, openPaths } from "./open-files.ts";
import type { Work } from "./open-intents.ts";
import { exclusion } from "./placement.ts";

/** Where a value is written that an option is made of. */
export type ValueSource = {
  readonly file: string;
  readonly line: number;
  /** The expression that stands there, shortened. */
  readonly text: string;
  /** The names on the way, the outermost first, each with its place: "`port` (hosts/a.nix:3)". */
  readonly way: readonly string[];
  /** How the use is made of it. */
  readonly within?: ValueOrigin["within"] | undefined;
} & (
  | {
      readonly kind: "literal";
      readonly start: number;
      readonly end: number;
      readonly value?: unknown;
    }
  | { readonly kind: "option"; readonly path: readonly string[] }
  /** It is not known further; `why` may say more. */
  | { readonly kind: "lost"; readonly why?: string }
);

/** So many files are gone through for one value. */
const deepest = 6;

/** Follows a value through the files of the repository: imports, and arguments that modules are handed. */
export async function follow(
  work: Work,
  file: string,
  origin: ValueOrigin,
  way: readonly string[] = [],
  outer: ValueOrigin["within"] = undefined,
): Promise<ValueSource> {
  const steps = [...way, ...origin.steps.map(({ name, line }) => `\`${name}\` (${file}:${line})`)];
  const within = nested(outer, origin.within);
  const { line, text } = origin;
  const here = { file, line, text, way: [...new Set(steps)], within };
  const lost = (why?: string): ValueSource => ({ ...here, kind: "lost", ...(why && { why }) });
  if (steps.length > deepest * 2) return lost();
  switch (origin.kind) {
    case "literal": {
      const { start, end, value } = origin;
      return { ...here, kind: "literal", start, end, ...(value === undefined ? {} : { value }) };
    }
    case "option":
      return { ...here, kind: "option", path: origin.path };
    case "unknown":
      return lost();
    case "file": {
      const path = posix.normalize(posix.join(posix.dirname(file), origin.path));
      const there = path.endsWith(".nix") ? path : `${path}/default.nix`;
      const why = await closed(work, there);
      if (why) return lost(`${there} is left alone: ${why}`);
      const source = await work.sources.read(there);
      if (!source.ok) return lost(source.problem.message);
      const [found] = work.syntax.trace(source.value, { kind: "attribute", at: origin.at });
      return found ? follow(work, there, found.origin, steps, within) : lost();
    }
    case "argument": {
      const found = await handed(work, origin.name, origin.at, steps, within);
      return found ?? lost(`\`${origin.name}\` is handed to this file`);
    }
  }
}

/** What modules are handed under a name, where one place of the repository says it. */
async function handed(
  work: Work,
  name: string,
  at: readonly string[],
  way: readonly string[],
  within: ValueOrigin["within"],
): Promise<ValueSource | undefined> {
  const found = new Map<string, ValueSource>();
  const open = await openPaths(work.context, work.observation);
  for (const file of open.ok ? open.value : []) {
    const source = await work.sources.read(file);
    if (!source.ok || !/[sS]pecialArgs|_module/.test(source.value)) continue;
    for (const { origin } of work.syntax.trace(source.value, { kind: "handed", name, at })) {
      const one = await follow(work, file, origin, way, within);
      if (one.kind !== "lost") found.set(`${one.file} ${one.line} ${one.text}`, one);
    }
  }
  return found.size === 1 ? [...found.values()][0] : undefined;
}

async function closed(work: Work, file: string): Promise<string | undefined> {
  const why = closedWhy(file);
  if (why !== null) return why;
  const source = await work.sources.read(file);
  return source.ok ? exclusion(file, source.value.split("\n", 6).join("\n")) : undefined;
}

function nested(outer: ValueOrigin["within"], inner: ValueOrigin["within"]): ValueOrigin["within"] {
  if (!outer || !inner) return outer ?? inner;
  return { before: outer.before + inner.before, after: inner.after + outer.after };
}

/** What a source gives where it is used, as far as that is plain data. */
export function givenBy(
  source: ValueSource,
  stateOf: (path: readonly string[]) => unknown,
): unknown {
  const { within, kind } = source;
  const raw =
    kind === "literal" ? source.value : kind === "option" ? stateOf(source.path) : undefined;
  return raw === undefined ? undefined : valueAtUse({ within }, raw);
}

/** "`port` (hosts/a.nix:3)", or the place alone where it has no name. */
export function placeOf({ way, file, line }: ValueSource): string {
  return way.at(-1) ?? `${file}:${line}`;
}
