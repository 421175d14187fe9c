import { z } from "zod";
import { targetId } from "../../core/target.ts";
import { describeType } from "../builtin/fits.ts";
import { promptTokens, tokensOf } from "../meter.ts";
import type { Form, Read } from "./form.ts";
import type { Choice } from "./offer.ts";
import { currently, data, described, fenced, rules } from "./prompt.ts";
import { maxWish, type Wish } from "./wishes.ts";

export const operations = ["enable", "disable", "set", "add", "remove", "reset"] as const;
export type Operation = (typeof operations)[number];

/** Answers that name no option. */
export const others = ["none", "ask", "files", "read"] as const;
export type Other = (typeof others)[number];

/** What the model picked for one wish. */
export interface Pick {
  readonly why: string;
  readonly wish: number;
  readonly choice: Choice | Other;
  readonly operation: Operation;
  /** Target ids; empty for all that the wish is for. */
  readonly hosts: readonly string[];
}

const maxPicks = 10;
/** With more hosts than these, the model is told their number, and cannot choose among them. */
const maxHosts = 16;
const fewestShown = 3;
const text = z.string().catch("");
const replySchema = z.object({
  picks: z
    .array(
      z.object({
        a_why: text,
        b_part: z.coerce.number().int().catch(1),
        c_option: z.string(),
        d_operation: z.string().catch(""),
        e_hosts: z.array(z.string()).catch([]),
      }),
    )
    .min(1)
    .max(maxPicks),
});

/** The form in which the model picks options for wishes. Its prompt is cut to the budget, lowest choices first. */
export function choosingForm(
  wishes: readonly Wish[],
  choices: readonly Choice[],
  values: Readonly<Record<string, unknown>>,
): { readonly form: Form<Pick[]>; readonly shown: readonly Choice[] } {
  const all = [...new Set(wishes.flatMap(({ targets }) => targets.map(targetId)))];
  let hosts = all.length > maxHosts ? [] : all;
  let shown = choices;
  const make = () => promptOf(wishes, shown, values, hosts, all.length);
  const isLong = () => tokensOf(`${rules}\n${prompt}`) > promptTokens.choosing;
  let prompt = make();
  while (isLong() && shown.length > 0) {
    if (shown.length > fewestShown || hosts.length === 0) shown = shown.slice(0, -1);
    else hosts = [];
    prompt = make();
  }
  return {
    shown,
    form: {
      step: "choosing options",
      prompt,
      maxTokens: 800,
      schema: schemaFor(wishes.length, shown, hosts),
      read: (value) => readPicks(value, wishes.length, shown, hosts),
    },
  };
}

function schemaFor(parts: number, shown: readonly Choice[], hosts: readonly string[]) {
  const properties = {
    a_why: { type: "string" },
    b_part: { enum: Array.from({ length: parts }, (_, at) => at + 1) },
    c_option: { enum: [...shown.map(({ id }) => id), ...others] },
    d_operation: { enum: operations },
    e_hosts: {
      type: "array",
      items: { enum: ["all", ...hosts] },
      maxItems: Math.max(1, hosts.length),
    },
  };
  const items = { type: "object", properties, required: Object.keys(properties) };
  return {
    type: "object",
    properties: { picks: { type: "array", items, minItems: 1, maxItems: maxPicks } },
    required: ["picks"],
  };
}

function promptOf(
  wishes: readonly Wish[],
  shown: readonly Choice[],
  values: Readonly<Record<string, unknown>>,
  hosts: readonly string[],
  allHosts: number,
): string {
  const where = ({ settled, targets }: Wish) => {
    if (!settled) return "";
    const ids = targets.map(targetId);
    return ids.length > 4 ? ` (on ${ids.length} hosts)` : ` (on ${data(ids.join(", "), 120)})`;
  };
  const line = ({ id, option }: Choice) => {
    const now = id in values ? ` | now ${currently(option.path, values[id])}` : "";
    const type = data(describeType(option.type, option.typeText), 60);
    return `${data(id, 120)} | ${type}${now} | ${described(option.description, 90)}`;
  };
  return [
    "The goal, in parts:",
    ...wishes.map((wish, at) => `${at + 1}. ${data(wish.text, maxWish)}${where(wish)}`),
    "",
    hosts.length > 0 || allHosts === 0
      ? `Hosts: ${hosts.map((id) => data(id, 60)).join(", ")}`
      : `There are ${allHosts} hosts.`,
    "Options that may be picked: name | type | current value | what it is",
    fenced(shown.map(line)),
    "",
    "Pick for every part the options that have to change, and no others.",
    "c_option: a name from the list; or none (no option fits), ask (unclear), files (needs Nix code: import, overlay, let), read (only asks about the configuration).",
    `d_operation: ${operations.join(", ")}; add and remove are for elements of lists. e_hosts: ["all"] unless the goal says otherwise.`,
    'Reply: {"picks":[{"a_why":"few words","b_part":1,"c_option":"…","d_operation":"…","e_hosts":["all"]}]}',
  ].join("\n");
}

function readPicks(
  value: unknown,
  parts: number,
  shown: readonly Choice[],
  hosts: readonly string[],
): Read<Pick[]> {
  const checked = replySchema.safeParse(Array.isArray(value) ? { picks: value } : value);
  if (!checked.success)
    return {
      fault: {
        code: "wrong-shape",
        say: `It must have "picks": a list of 1 to ${maxPicks} objects with a_why, b_part, c_option, d_operation and e_hosts.`,
      },
    };
  const picks: Pick[] = [];
  for (const { a_why, b_part, c_option, d_operation, e_hosts } of checked.data.picks) {
    const low = c_option.trim().toLowerCase();
    const choice =
      shown.find(({ id }) => id === c_option.trim()) ??
      shown.find(({ id }) => id.toLowerCase() === low) ??
      others.find((one) => one === low);
    if (choice === undefined)
      return {
        fault: {
          code: "not-offered",
          say: "c_option must be a name from the list, or none, ask, files or read.",
        },
      };
    const operation = operations.find((one) => one === d_operation.trim().toLowerCase());
    if (operation === undefined && typeof choice !== "string")
      return {
        fault: {
          code: "wrong-operation",
          say: `d_operation must be one of ${operations.join(", ")}.`,
        },
      };
    if (b_part < 1 || b_part > parts)
      return { fault: { code: "wrong-shape", say: `b_part must be from 1 to ${parts}.` } };
    if (e_hosts.some((one) => one !== "all" && !hosts.includes(one)))
      return {
        fault: {
          code: "not-offered",
          say: 'e_hosts must be ["all"] or names from the line of hosts.',
        },
      };
    const named = e_hosts.includes("all") ? [] : e_hosts;
    picks.push({
      why: a_why,
      wish: b_part - 1,
      choice,
      operation: operation ?? "set",
      hosts: named,
    });
  }
  return { value: picks };
}
