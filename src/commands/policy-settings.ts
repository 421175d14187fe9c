import { z } from "zod";
import { ok, problem, type Result } from "../core/result.ts";
import { tierSchema } from "../core/tier.ts";
import { directions } from "../policy/change.ts";
import { compilePattern } from "../policy/pattern.ts";
import { ruleFault } from "../policy/policy.ts";
import type { UserRule } from "../policy/rule.ts";

const globs = z.array(z.string().min(1).max(200)).max(100);

/** A `[[rule]]` of a configuration file; docs/policy.md says what each part means. */
export const ruleSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, "takes small letters, digits, dots and hyphens"),
  tier: tierSchema,
  options: globs.optional(),
  files: globs.optional(),
  artifacts: globs.optional(),
  hosts: globs.optional(),
  value: z.string().max(500).optional(),
  change: z.enum(directions).optional(),
  lowers: z.string().min(1).optional(),
  reason: z.string().min(1).max(300),
});

/** Whose file a rule stands in: the administrator's, the person's, or the repository's, which may only tighten. */
export type Layer = "system" | "user" | "repository";

/** The rules of one file, each checked; the first that may not stand there is the problem. */
export function rulesOf(
  rules: readonly z.infer<typeof ruleSchema>[],
  source: string,
  layer: Layer,
): Result<UserRule[]> {
  const found: UserRule[] = [];
  for (const {
    options = [],
    files = [],
    artifacts = [],
    hosts = [],
    change = "any",
    value,
    lowers,
    ...rest
  } of rules) {
    const rule: UserRule = {
      ...rest,
      options,
      files,
      artifacts,
      hosts,
      change,
      source,
      ...(value === undefined ? {} : { value }),
      ...(lowers === undefined ? {} : { lowers }),
    };
    const fault =
      (found.some(({ name }) => name === rule.name) ? "stands there twice" : null) ??
      ruleFault(rule, layer === "repository") ??
      badPattern(rule);
    if (fault)
      return problem("bad-config", `${source}: the rule ${rule.name} ${fault}.`, {
        hint: "docs/policy.md says how rules are written; `agentix policy show` lists those in force.",
      });
    found.push(rule);
  }
  return ok(found);
}

/** Why a pattern or a value test cannot be read; null when all can. */
function badPattern({ options, value }: UserRule): string | null {
  for (const pattern of options) {
    const open = pattern.split("{").length - pattern.split("}").length;
    if (open !== 0 || (pattern.match(/"/g)?.length ?? 0) % 2 === 1)
      return `has an option pattern with a brace or quote that is not closed: ${pattern}`;
    if (/(^|\.)(\.|$)/.test(pattern.replaceAll(/"[^"]*"/g, "x")))
      return `has an option pattern with an empty name: ${pattern}`;
    compilePattern(pattern);
  }
  if (value === undefined) return null;
  // A group that is repeated and repeats inside may run for hours on a value that a stranger chose.
  if (/\([^)]*[+*}][^)]*\)[+*{]/.test(value))
    return "has a value test with a repetition inside of a repetition";
  try {
    new RegExp(value, "u");
    return null;
  } catch (error) {
    return `has a value test that is no regular expression: ${(error as Error).message}`;
  }
}
