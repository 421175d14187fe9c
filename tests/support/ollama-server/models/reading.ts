import type { ChatRequest } from "../script.ts";

/** One option as a prompt offers it. */
export interface OfferedLine {
  readonly id: string;
  readonly type: string;
  readonly rest: string;
}

/** What a scripted model can see: only what is in the request. */
export interface Seen {
  readonly kind: "picks" | "value" | "verdicts" | "other";
  readonly prompt: string;
  /** The person's words: the parts of the goal, or the words beside a value or an edit. */
  readonly parts: readonly string[];
  readonly offered: readonly OfferedLine[];
  readonly hosts: readonly string[];
  readonly schema: Schema;
  /** Lines between the marks of data. */
  readonly fenced: readonly string[];
  /** The same of every fence of the prompt. */
  readonly fencedAll: readonly string[];
}

/** JSON Schema, as far as the models look at it. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** Reads a request as a model would: the last message of the user, and the schema that it is held to. */
export function seen({ messages, format }: ChatRequest): Seen {
  const prompt = messages.at(-1)?.content ?? "";
  const schema = (typeof format === "object" && format !== null ? format : {}) as Schema;
  const properties = schema.properties ?? {};
  const kind =
    "picks" in properties
      ? "picks"
      : "c_value" in properties
        ? "value"
        : "c_new" in properties
          ? "verdicts"
          : "other";
  const fenced = /<<<\n([\s\S]*?)\n?>>>/.exec(prompt)?.[1]?.split("\n") ?? [];
  const line = (start: string) => new RegExp(`^${start}: (.*)$`, "m").exec(prompt)?.[1] ?? "";
  const goal = /The goal, in parts:\n([\s\S]*?)\n\n/.exec(prompt)?.[1]?.split("\n") ?? [];
  const said = line("The person's words") || line("The person says of them");
  return {
    kind,
    prompt,
    schema,
    fenced,
    fencedAll: [...prompt.matchAll(/<<<\n([\s\S]*?)\n?>>>/g)].flatMap((one) =>
      (one[1] ?? "").split("\n"),
    ),
    parts: goal.length > 0 ? goal.map((one) => one.replace(/^\d+\. /, "")) : [said],
    hosts: line("Hosts")
      .split(", ")
      .filter((one) => one !== ""),
    offered: fenced.map((one) => {
      const [id = "", type = "", ...rest] = one.split(" | ");
      return { id, type, rest: rest.join(" | ") };
    }),
  };
}

/** Lower-case words, camelCase apart, without plural s. */
export function wordsIn(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));
}
