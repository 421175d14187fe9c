import { ok, type Result } from "../../core/result.ts";
import type { Model } from "../../ports/model.ts";
import type { Clock } from "../../ports/system.ts";

const answers = ["fruit", "number"] as const;

/** How a model did on one tiny constrained request. */
export interface Probe {
  readonly ms: number;
  /** It answered within the schema; replies are validated whether it does or not. */
  readonly obeys: boolean;
}

/** One tiny constrained request. It holds nothing of the person or the machine. */
export async function probe(
  model: Model,
  clock: Clock,
  signal?: AbortSignal,
): Promise<Result<Probe>> {
  const start = clock.elapsed();
  const reply = await model.ask({
    step: "being checked",
    messages: [
      { role: "user", content: 'Is seven a fruit or a number? Reply with JSON: {"answer": "…"}' },
    ],
    format: {
      type: "object",
      properties: { answer: { type: "string", enum: answers } },
      required: ["answer"],
    },
    maxTokens: 64,
    ...(signal ? { signal } : {}),
  });
  if (!reply.ok) return reply;
  return ok({ ms: clock.elapsed() - start, obeys: withinSchema(reply.value.text) });
}

function withinSchema(text: string): boolean {
  try {
    const { answer } = JSON.parse(text);
    return answers.includes(answer);
  } catch {
    return false;
  }
}
