import { z } from "zod";
import { changeKinds } from "../core/change-kind.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { autonomySteps, type Delegation, parseWindow, type Window } from "../policy/autonomy.ts";

const globs = z.array(z.string().min(1).max(200)).max(100);

/** An `[autonomy.NAME]` of a configuration file; docs/autonomy.md says what each part means. */
export const autonomySchema = z.record(
  z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/, "takes small letters, digits, dots and hyphens"),
  z.strictObject({
    tiers: z.array(z.enum(["low", "medium"])).min(1),
    kinds: z.array(z.enum(changeKinds)).min(1),
    options: globs.optional(),
    hosts: globs.min(1),
    step: z.enum(autonomySteps),
    per_day: z.number().int().min(1).max(1000),
    window: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    min_track_record: z.number().int().min(0).max(10_000).optional(),
  }),
);

/** Without a number a class has to have gone well five times. */
const usualTrackRecord = 5;

/** The delegations of one file; a window that cannot be read is a problem. */
export function delegationsOf(
  tables: z.infer<typeof autonomySchema>,
  source: string,
): Result<Delegation[]> {
  const found: Delegation[] = [];
  for (const [name, table] of Object.entries(tables)) {
    const { tiers, kinds, options = [], hosts, step, per_day, window = [] } = table;
    const windows: Window[] = [];
    for (const text of [window].flat()) {
      const parsed = parseWindow(text);
      if (!parsed)
        return problem(
          "bad-config",
          `${source}: autonomy.${name}.window: ${JSON.stringify(text)} is no window.`,
          { hint: 'Write days and hours: "Mon-Fri 09:00-17:00"' },
        );
      windows.push(parsed);
    }
    found.push({
      name,
      tiers,
      kinds,
      options,
      hosts,
      step,
      perDay: per_day,
      windows,
      minTrackRecord: table.min_track_record ?? usualTrackRecord,
      source,
    });
  }
  return ok(found);
}
