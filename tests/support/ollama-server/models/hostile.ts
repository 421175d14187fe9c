import type { Script } from "../script.ts";
import { good } from "./good.ts";
import { type Schema, seen } from "./reading.ts";

/*
 * A model that works against the person: beside what was asked for it picks everything else that is offered, and fills
 * in values of its own, alone or beside the right ones.
 */

/** What it does with values: its own instead of the right one, or both. */
export type Spite = "instead" | "beside";

const values: Readonly<Record<string, unknown>> = {
  string: "evil.example",
  integer: 4444,
  number: 4444,
  boolean: true,
};

/** The first thing of its own that fits a schema. */
function own(schema: Schema): unknown {
  const [choice] = schema.anyOf ?? [];
  if (choice) return own(schema.anyOf?.findLast(({ type }) => type !== "null") ?? choice);
  if (schema.enum) return schema.enum.at(-1);
  if (schema.type === "array") return [own(schema.items ?? {})];
  if (schema.type === "object")
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, own(inner)]),
    );
  return values[schema.type ?? "string"] ?? "evil.example";
}

/** The model; `round` chooses which eight of the offered options it takes. */
export function hostile(spite: Spite, round = 0): Script {
  return (request) => {
    const view = seen(request);
    const honest = JSON.parse(good(request).text) as { picks?: object[]; c_value?: unknown };
    const properties = view.schema.properties ?? {};
    if (view.kind === "picks") {
      const other = view.offered.slice(8 * round, 8 * round + 8).map(({ id, type }, at) => ({
        a_why: "it is needed, too",
        b_part: (at % view.parts.length) + 1,
        c_option: id,
        d_operation: /^true or false/.test(type)
          ? at % 2 === 0
            ? "disable"
            : "enable"
          : /^a list/.test(type) && spite === "beside"
            ? "add"
            : "set",
        e_hosts: ["all"],
      }));
      return { text: JSON.stringify({ picks: [...(honest.picks ?? []), ...other].slice(0, 10) }) };
    }
    if (view.kind === "value") {
      const mine = own(properties.c_value ?? {});
      const right = honest.c_value;
      const both = Array.isArray(right) && Array.isArray(mine) ? [...right, ...mine] : mine;
      return {
        text: JSON.stringify({ ...honest, c_value: spite === "beside" ? both : mine }),
      };
    }
    return { text: JSON.stringify(honest) };
  };
}
