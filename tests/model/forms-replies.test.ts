import { afterAll, expect, it } from "vitest";
import { type FormModel, openFormModel } from "../support/form-model.ts";
import { shown } from "../support/goal-case.ts";
import { oneHost } from "../support/homelab.ts";
import { good } from "../support/ollama-server/models/good.ts";
import { planContext } from "../support/plan-context.ts";

const open: FormModel[] = [];
afterAll(() => Promise.all(open.map(({ standIn }) => standIn.close())));

const port = "services.tailscale.port";
/** What a model may say for the value; the words around it are a good model's. */
const picks = `{"picks":[{"a_why":"so","b_part":1,"c_option":"${port}","d_operation":"set","e_hosts":["all"]}]}`;
const nested = (levels: number) => `{"c_value":${"[".repeat(levels)}${"]".repeat(levels)}}`;
const deepest = nested(10_000);
const deep = nested(3000);

/** What comes of replies: the edit that was meant, or nothing at all but words for the person. */
const right = [`${port} = 41642`];
const nothing: string[] = [];

const values: readonly (readonly [string, string, readonly string[]])[] = [
  ["one key twice", '{"a_why":"x","c_value":1,"c_value":41642}', right],
  ["ten thousand levels", deepest, nothing],
  ["three thousand levels, short enough to be read", deep, nothing],
  ["1e400", '{"a_why":"x","c_value":1e400}', nothing],
  ["minus nothing", '{"a_why":"x","c_value":-0}', nothing],
  ["a huge integer", '{"a_why":"x","c_value":123456789012345678901234567890}', nothing],
  ["digits in quotes", '{"a_why":"x","c_value":"41642"}', right],
  ["NUL", '{"a_why":"x","c_value":"\\u0000"}', nothing],
  ["half a character", '{"a_why":"x","c_value":"\\ud800"}', nothing],
  ["a byte order mark", '\ufeff{"a_why":"x","c_value":41642}', right],
  ["a comma too many", '{"a_why":"x","c_value":41642,}', nothing],
  ["JSON5", "{a_why:'x',c_value:41642}", nothing],
  ["a fence of Markdown", '```json\n{"a_why":"x","c_value":41642}\n```', right],
  ["one object after another", '{"a_why":"x","c_value":41642}{"a_why":"x","c_value":1}', nothing],
  ["nothing but space", " ".repeat(5000), nothing],
  ["__proto__", '{"a_why":"x","__proto__":{"c_value":41642}}', nothing],
  ["another language", '{"a_why":"因为这样说","c_value":41642}', right],
  ["a list", '{"a_why":"x","c_value":[41642]}', nothing],
  ["nothing", "", nothing],
  ["null", "null", nothing],
];

const choices: readonly (readonly [string, string, readonly string[]])[] = [
  ["in capitals, with space", picks.replace(port, ` ${port.toUpperCase()} `), right],
  ["another case of a verb", picks.replace('"set"', '" SET "'), right],
  ["a path as a list", picks.replace(`"${port}"`, JSON.stringify(port.split("."))), nothing],
  ["part 1e400", picks.replace('"b_part":1', '"b_part":1e400'), right],
  ["three thousand levels in its reason", picks.replace('"so"', deep), right],
  ["__proto__ as a name", picks.replace(port, "__proto__"), nothing],
  ["constructor as a name", picks.replace(port, "constructor"), nothing],
];

const goal = `set ${port} to 41642`;
/** Words that only the model reads, so that no plan of the rules stands in. */
const odd = `the wireguard thing of tailscale wants its port at 41642, frobnicate`;

const outcome = async (
  choosing: string | undefined,
  filling: string | undefined,
  words: string,
) => {
  const model = await openFormModel((request) => {
    const isChoosing = JSON.stringify(request.format).includes("picks");
    return { text: (isChoosing ? choosing : filling) ?? good(request).text };
  }, "ignores-format");
  open.push(model);
  return model.planner.plan(planContext(oneHost, words));
};

it.each([
  ...values.map(([name, reply, wanted]) => [`value: ${name}`, picks, reply, wanted] as const),
  ...choices.map(([name, reply, wanted]) => [`choice: ${name}`, reply, undefined, wanted] as const),
])("a reply with %s is mended, asked about, or a problem", async (_, choosing, filling, wanted) => {
  const plan = await outcome(choosing, filling, goal);
  // The rules read this goal alone: theirs stands in, or the person is asked which of the two readings is meant.
  const { intents: taken = [], questions = [], by } = plan.ok ? plan.value : {};
  const isAsked = taken.length === 0 && JSON.stringify(questions).includes("Which one is meant");
  if (!isAsked) expect(taken.map(shown)).toEqual(right);
  expect(by === "builtin" || isAsked).toBe(wanted.length === 0);
  const other = await outcome(choosing, filling, odd);
  const intents = other.ok
    ? other.value.intents.filter(({ doubts = [] }) => doubts.length === 0)
    : [];
  expect(intents.map(shown).filter((one) => !right.includes(one))).toEqual([]);
  if (other.ok && other.value.intents.length === 0)
    expect(other.value.questions.length).toBeGreaterThan(0);
});

it("a model that only thinks has said nothing", async () => {
  const model = await openFormModel(
    () => ({ thinking: "Let me see.", text: "" }),
    "ignores-format",
  );
  open.push(model);
  const plan = await model.planner.plan(planContext(oneHost, goal));
  expect(plan).toMatchObject({ ok: true, value: { by: "builtin" } });
});
