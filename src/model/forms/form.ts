import { problem, type Result } from "../../core/result.ts";
import type { Model } from "../../ports/model.ts";
import type { PlanContext } from "../../ports/planner.ts";
import { data, rules } from "./prompt.ts";
import { reasons } from "./reasons.ts";

/** Why a reply cannot be used: a code and a sentence of the core's own, which go back to the model. */
export interface Fault {
  readonly code:
    | "not-json"
    | "wrong-shape"
    | "not-offered"
    | "wrong-operation"
    | "wrong-type"
    | "wrong-name"
    | "unknown-package";
  readonly say: string;
}

/** A form: what is asked, the schema of the reply, and how a reply is read. */
export interface Form<T> {
  /** In the words of progress: "choosing options". */
  readonly step: string;
  readonly prompt: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxTokens: number;
  /** Reads what the model filled in, from scratch: the schema is never trusted to have been kept. */
  read(value: unknown): Promise<Read<T>> | Read<T>;
}

export type Read<T> = { readonly value: T } | { readonly fault: Fault };

/** What came of a form. `gaveUp` holds the last fault where no reply could be used. */
export type Filled<T> = { readonly value: T } | { readonly gaveUp: Fault };

const repairs = 2;

/** Asks the model to fill in a form; an unusable reply is answered with the core's error, twice at most. */
export async function fillIn<T>(
  model: Model,
  context: PlanContext,
  form: Form<T>,
): Promise<Result<Filled<T>>> {
  let last: Fault | undefined;
  for (let attempt = 0; attempt <= repairs; attempt += 1) {
    if (context.signal?.aborted) return problem("interrupted", "Planning was cancelled.");
    if (last) context.onStep?.(`asking ${model.identity.name} again: ${last.code}`);
    const reply = await model.ask({
      step: form.step,
      messages: [
        { role: "system", content: rules },
        { role: "user", content: last ? `${form.prompt}\n\n${again(last)}` : form.prompt },
      ],
      format: form.schema,
      maxTokens: form.maxTokens,
      ...(context.onText ? { onText: reasons(context.onText) } : {}),
      ...(context.onThinking ? { onThinking: context.onThinking } : {}),
      ...(context.signal ? { signal: context.signal } : {}),
    });
    if (!reply.ok) return reply;
    const json = jsonIn(reply.value.text);
    const read: Read<T> =
      json === undefined
        ? { fault: { code: "not-json", say: "The reply was not one JSON object." } }
        : await form.read(json);
    if ("value" in read) return { ok: true, value: read };
    last = read.fault;
  }
  return { ok: true, value: { gaveUp: last as Fault } };
}

function again({ code, say }: Fault): string {
  return `Your last reply could not be used (${code}). ${data(say, 240)} Reply again with the JSON object only.`;
}

/** The JSON of a reply: the whole of it, or the one object that stands in prose. */
export function jsonIn(text: string): unknown {
  const parse = (piece: string): unknown => {
    try {
      const value: unknown = JSON.parse(piece);
      return typeof value === "object" && value !== null ? value : undefined;
    } catch {
      return undefined;
    }
  };
  const whole = parse(text.trim());
  if (whole !== undefined) return whole;
  const from = text.indexOf("{");
  const to = text.lastIndexOf("}");
  return from >= 0 && to > from ? parse(text.slice(from, to + 1)) : undefined;
}
