import type { ChatRequest } from "ollama";
import { ok, type Result } from "../../core/result.ts";
import type { ModelReply, ModelRequest } from "../../ports/model.ts";
import { type Fault, type Faulty, faulty, isBusy, isGrammarFault, problemOf } from "./fault.ts";
import { openGate } from "./gate.ts";
import type { Proved } from "./guard.ts";
import type { Host } from "./host.ts";
import { chatChunk } from "./replies.ts";
import { chatLimits, type Limits } from "./wire.ts";

/** Waiting times, shorter in tests. */
export interface Pace {
  readonly limits: Limits;
  /** Before a full queue is tried once more. */
  readonly busyMs: number;
}

export const usualPace: Pace = { limits: chatLimits, busyMs: 2_000 };

/** Thinking comes out of the same budget as the answer, which must not be starved by it. */
const thinkingTokens = 4_096;
/** Far above any language's characters a token. */
const charactersPerToken = 16;
const keepAlive = "15m";

/**
 * One constrained request with one retry for what may pass (a full queue) and one without the schema where the
 * server cannot make a grammar of it: whoever asked validates the reply anyway.
 */
export async function ask(
  host: Host,
  proved: Proved,
  request: ModelRequest,
  pace: Pace = usualPace,
): Promise<Result<ModelReply>> {
  let wanted = request;
  let reply = await once(host, proved, wanted, pace.limits);
  if (!reply.ok && isBusy(reply.fault) && (await pause(pace.busyMs, request.signal)))
    reply = await once(host, proved, wanted, pace.limits);
  if (!reply.ok && wanted.format && isGrammarFault(reply.fault)) {
    const { format: _, ...free } = wanted;
    wanted = free;
    reply = await once(host, proved, wanted, pace.limits);
  }
  if (reply.ok) return ok(reply.value);
  return problemOf(reply.fault, {
    host: host.shown,
    model: proved.identity.name,
    step: request.step,
  });
}

/** Waits; false when cancelled meanwhile. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false);
    const stop = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve(true);
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/** What Ollama's documentation has beyond the client's own types. */
type Request = ChatRequest & { stream: true; truncate: false; shift: false };

function chatRequest({ sendAs, thinking, identity }: Proved, request: ModelRequest): Request {
  const thinks = thinking === "level" || (thinking === "switch" && !request.format);
  const think = thinking === "level" ? "low" : thinking === "switch" ? !request.format : undefined;
  return {
    model: sendAs,
    messages: request.messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    truncate: false,
    shift: false,
    keep_alive: keepAlive,
    ...(think === undefined ? {} : { think }),
    ...(request.format ? { format: request.format } : {}),
    options: {
      temperature: 0,
      seed: 1,
      num_ctx: identity.contextTokens,
      num_predict: request.maxTokens + (thinks ? thinkingTokens : 0),
    },
  };
}

/**
 * Tokens that a prompt has at the very least. Words and Nix code have about four visible characters a token; six
 * leaves room for every tokeniser, and still notices a prompt of which half was dropped.
 */
function fewestTokens(request: ModelRequest): number {
  const visible = request.messages.reduce(
    (sum, { content }) => sum + content.replaceAll(/\s+/g, "").length,
    0,
  );
  return Math.floor(visible / 6);
}

async function once(
  host: Host,
  proved: Proved,
  request: ModelRequest,
  limits: Limits,
): Promise<Faulty<ModelReply>> {
  const fewest = fewestTokens(request);
  if (fewest + request.maxTokens > proved.identity.contextTokens)
    return faulty({
      kind: "truncated",
      why: `it would not fit ${proved.identity.contextTokens} tokens`,
    });
  const ended = new AbortController();
  const signal = request.signal ? AbortSignal.any([request.signal, ended.signal]) : ended.signal;
  const gate = openGate(host, signal, limits);
  const { Ollama } = await import("ollama");
  const client = new Ollama({ host: host.origin, fetch: gate.fetch });
  const body = chatRequest(proved, request);
  const most = (body.options?.num_predict ?? request.maxTokens) * charactersPerToken;
  let [text, length] = ["", 0];
  try {
    for await (const received of await client.chat(body)) {
      const read = chatChunk.safeParse(received);
      if (!read.success)
        return faulty({ kind: "not-ollama", why: "a piece of its answer has an unknown shape" });
      const chunk = read.data;
      const elsewhere = chunk.remote_host ?? chunk.remote_model;
      if (elsewhere) return faulty({ kind: "remote", host: elsewhere });
      const { content = "", thinking = "" } = chunk.message ?? {};
      if (thinking !== "") request.onThinking?.(thinking);
      if (content !== "") request.onText?.(content);
      text += content;
      length += content.length + thinking.length;
      if (length > most) return faulty({ kind: "endless" });
      if (chunk.done) return whole(text, chunk, fewest, proved);
    }
  } catch (error) {
    const fault = gate.fault() ?? unfinishedBy(error);
    if (fault) return faulty(fault);
    throw error;
  } finally {
    ended.abort();
  }
  return faulty({ kind: "unfinished" });
}

/** The client says so in words when a stream ends without `done`. */
function unfinishedBy(error: unknown): Fault | undefined {
  return error instanceof Error && error.message.startsWith("Did not receive done")
    ? { kind: "unfinished" }
    : undefined;
}

function whole(
  text: string,
  last: {
    done_reason?: string | undefined;
    prompt_eval_count?: number | undefined;
    eval_count?: number | undefined;
  },
  fewest: number,
  { identity, refusesTruncation }: Proved,
): Faulty<ModelReply> {
  if (last.done_reason === "length")
    return faulty({ kind: "truncated", why: "it reached its limit before it was done" });
  if (last.done_reason !== "stop")
    return faulty(
      last.done_reason === undefined
        ? { kind: "unfinished" }
        : {
            kind: "not-ollama",
            why: `it ended with ${JSON.stringify(last.done_reason.slice(0, 40))}`,
          },
    );
  const promptTokens = last.prompt_eval_count;
  // Older servers leave the count out when they had the prompt in their cache.
  if (promptTokens === undefined && !refusesTruncation)
    return faulty({
      kind: "truncated",
      why: "this old Ollama does not say whether it read all of it",
    });
  if (promptTokens !== undefined && promptTokens < fewest)
    return faulty({
      kind: "truncated",
      why: `it read ${promptTokens} tokens of at least ${fewest}, with room for ${identity.contextTokens}`,
    });
  return {
    ok: true,
    value: { text, promptTokens: promptTokens ?? fewest, tokens: last.eval_count ?? 0 },
  };
}
