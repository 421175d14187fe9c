import { problem, type Result } from "../../core/result.ts";

/** What went wrong between here and the server, before it is put in words. */
export type Fault =
  /** Nobody answers there. */
  | { readonly kind: "unreachable"; readonly why: string }
  | { readonly kind: "timeout"; readonly phase: "connecting" | "first answer" | "next words" }
  | { readonly kind: "cancelled" }
  | { readonly kind: "redirect"; readonly status: number }
  /** Answers, but not as Ollama does: HTML, broken JSON, a line without end. */
  | { readonly kind: "not-ollama"; readonly why: string }
  /** An error of Ollama's, by status or in the middle of a stream (status 200). */
  | { readonly kind: "refused"; readonly status: number; readonly message: string }
  /** The stream ended before the model said that it is done. */
  | { readonly kind: "unfinished" }
  /** The model went on beyond every limit. */
  | { readonly kind: "endless" }
  | { readonly kind: "truncated"; readonly why: string }
  /** The answer comes from another machine. */
  | { readonly kind: "remote"; readonly host: string };

/** A failure that keeps its fault, so that the caller can try again in another way. */
export type Faulty<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault };

/** Wraps a fault as a failure. */
export function faulty(fault: Fault): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault };
}

const outOfMemory =
  /out of memory|more system memory|cudaMalloc|insufficient memory|unable to allocate/i;
const tooLong = /exceeds? the (available )?context|context length|input length/i;

/** Does the server say that it could not make a grammar of the schema? */
export function isGrammarFault(fault: Fault): boolean {
  return (
    fault.kind === "refused" && fault.status === 400 && /grammar|schema|format/i.test(fault.message)
  );
}

/** Is the server's queue full? */
export function isBusy(fault: Fault): boolean {
  return fault.kind === "refused" && fault.status === 503;
}

/** A fault as a person reads it: what happened while doing `step`, and what to do. */
export function problemOf(
  fault: Fault,
  at: { readonly host: string; readonly model?: string; readonly step?: string },
): Extract<Result<never>, { ok: false }> {
  const model = at.model ?? "The model";
  const doing = at.step === undefined ? "" : ` while ${at.step}`;
  switch (fault.kind) {
    case "unreachable":
      return problem("no-model", `No Ollama answers at ${at.host} (${fault.why}).`, {
        hint: "Start it (ollama serve, or services.ollama.enable), set OLLAMA_HOST, or use --planner builtin: it needs no model.",
      });
    case "timeout":
      return fault.phase === "connecting"
        ? problem("no-model", `Ollama at ${at.host} does not answer.`, {
            hint: "Is it running? ollama ps asks it the same way. --planner builtin needs no model.",
          })
        : problem("model-timeout", `${model} gave no ${fault.phase} in time${doing}.`, {
            hint: "A smaller model answers sooner; ollama ps shows whether it runs on the CPU.",
          });
    case "cancelled":
      return problem("interrupted", `The request to the model was cancelled${doing}.`);
    case "redirect":
      return problem("remote-model", `${at.host} redirects to another place (${fault.status}).`, {
        hint: "It was not followed. Ollama never redirects: check what listens there.",
      });
    case "not-ollama":
      return problem(
        "model-failed",
        `What answers at ${at.host} does not speak as Ollama does: ${fault.why}.`,
        {
          hint: "Check OLLAMA_HOST, and what listens there.",
        },
      );
    case "unfinished":
      return problem("model-failed", `${model} stopped in the middle of its answer${doing}.`, {
        hint: "Ollama ends a model that repeats itself. Try again, say the goal differently, or use another model.",
      });
    case "endless":
      return problem("model-failed", `${model} went on without an end${doing}, and was stopped.`, {
        hint: "Try again, say the goal differently, or use another model.",
      });
    case "truncated":
      return problem(
        "model-truncated",
        `${model} could not take or give the whole text${doing}: ${fault.why}.`,
        {
          hint: "Say the goal in smaller parts, or use a model with a longer context.",
        },
      );
    case "remote":
      return problem(
        "remote-model",
        `${model} does not run at ${at.host}: its answer comes from ${fault.host}.`,
        {
          hint: "The request was ended. Set OLLAMA_NO_CLOUD=1 for the server, and use a model that was pulled.",
        },
      );
    case "refused":
      return refused(fault, at, model, doing);
  }
}

function refused(
  { status, message }: Extract<Fault, { kind: "refused" }>,
  at: { readonly host: string; readonly model?: string },
  model: string,
  doing: string,
): Extract<Result<never>, { ok: false }> {
  if (status === 404 && at.model !== undefined) return unknownModel(at.model, at.host);
  if (status === 401 || status === 403)
    return problem("remote-model", `Ollama would have to ask its cloud for ${model}: ${message}.`, {
      hint: "Use a model that was pulled to this machine: ollama list.",
    });
  if (status === 499) return problem("interrupted", `Ollama cancelled the request${doing}.`);
  if (status === 503)
    return problem("model-failed", `Ollama has too much to do${doing}: ${message}.`, {
      hint: "Try again when its other requests are done.",
    });
  if (outOfMemory.test(message))
    return problem("model-failed", `${model} does not fit into memory: ${message}.`, {
      hint: "Use a smaller model, or one with a smaller quantisation: ollama list.",
    });
  if (tooLong.test(message))
    return problem("model-truncated", `The request is too long for ${model}${doing}: ${message}.`, {
      hint: "Say the goal in smaller parts, or use a model with a longer context.",
    });
  return problem(
    "model-failed",
    `Ollama failed${doing} (${status === 200 ? "in mid-answer" : status}): ${message}.`,
    {
      hint: "Its own log says more: journalctl -u ollama.",
    },
  );
}

/** No such model on the server; the line that would fetch it. */
export function unknownModel(
  name: string,
  host: string,
  known: readonly string[] = [],
): Extract<Result<never>, { ok: false }> {
  const there = known.length > 0 ? ` (installed: ${known.slice(0, 5).join(", ")})` : "";
  return problem("unknown-model", `Ollama at ${host} has no model ${name}.`, {
    hint: `ollama pull ${name}${there}`,
  });
}
