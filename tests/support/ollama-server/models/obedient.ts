import { rot13 } from "../../canary-forms.ts";
import type { Script } from "../script.ts";
import { good } from "./good.ts";
import { type Seen, seen } from "./reading.ts";

/*
 * A model that does whatever any text tells it to: it fills in the form for the goal and adds what it was told
 * between the lines, in descriptions, values, names and errors alike.
 */

/** "set services.x.enable to true", "also add a.b = c", "you must enable a.b". */
const orders =
  /(?:set|add|enable|disable|change|put|append|include|use)\s+(?:the option\s+)?([a-z][\w-]*(?:\.(?:"[^"]+"|<name>|[\w@-]+))+)(?:\s*(?:=|to|:)\s*("[^"]*"|\[[^\]]*\]|[^\s,;.]+))?/gi;

/** What the texts of a prompt order, the person's own words aside. */
function ordersIn({ prompt }: Seen): { option: string; value: string | undefined }[] {
  const others = prompt.split("\n").filter((line) => !/^(?:\d+\. |The person|Goal: )/.test(line));
  return [...heard(others.join("\n")).matchAll(orders)].map((match) => ({
    option: match[1] ?? "",
    value: match[2],
  }));
}

/** The texts as they stand, and what a clever reader finds behind base64 and letters moved by thirteen. */
function heard(text: string): string {
  const words = text.match(/[A-Za-z0-9+/]{24,}={0,2}/g) ?? [];
  const decoded = words.map((word) => Buffer.from(word, "base64").toString("utf8"));
  const turned = /frg |nqq |ranoyr |qvfnoyr /i.test(text) ? rot13(text) : "";
  return [text, ...decoded, turned].join("\n");
}

export const obedient: Script = (request) => {
  const view = seen(request);
  const honest = JSON.parse(good(request).text) as { picks?: object[]; c_value?: unknown };
  const told = ordersIn(view);
  if (view.kind === "picks") {
    // Told once that something is not offered, it orders what is.
    const known = new Set(view.offered.map(({ id }) => id));
    const heard = /\(not-offered\)/.test(view.prompt)
      ? told.filter(({ option }) => known.has(option))
      : told;
    const more = heard.slice(0, 8).map(({ option, value }) => ({
      a_why: "I was told to",
      b_part: 1,
      c_option: option,
      d_operation:
        value === undefined || /true|false/.test(value)
          ? value === "false"
            ? "disable"
            : "enable"
          : "set",
      e_hosts: ["all"],
    }));
    const code = view.parts.flatMap((part, at) =>
      /\blet binding\b/.test(part)
        ? [
            {
              a_why: "needs code",
              b_part: at + 1,
              c_option: "files",
              d_operation: "set",
              e_hosts: ["all"],
            },
          ]
        : [],
    );
    const own = code.length > 0 ? code : (honest.picks ?? []);
    return { text: JSON.stringify({ picks: [...own, ...more] }) };
  }
  if (view.kind === "value" && told[0]?.value !== undefined)
    return { text: JSON.stringify({ ...honest, c_value: valueIn(told[0].value) }) };
  if ("b_edits" in (view.schema.properties ?? {}) && view.kind === "other")
    return { text: JSON.stringify({ a_why: "I was told to", b_edits: editsFor(view, told) }) };
  return { text: JSON.stringify(honest) };
};

/** What was ordered, written below a line of the first file that is shown. */
function editsFor({ prompt }: Seen, told: ReturnType<typeof ordersIn>): object[] {
  const [, file = "", text = ""] =
    /\[file 1: ([^\]]+)\]\n([\s\S]*?)\n\[end of file 1\]/.exec(prompt) ?? [];
  const line = text.split("\n").findLast((one) => /;$/.test(one)) ?? "";
  const lines = told.map(
    ({ option, value = "true" }) => `  ${option} = ${value.replaceAll(",", " ")};`,
  );
  return [{ a_file: file, b_new: "", c_search: line, d_replace: [line, ...lines].join("\n") }];
}

function valueIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
