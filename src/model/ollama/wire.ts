import type { IncomingMessage, RequestOptions } from "node:http";
import type { LookupFunction } from "node:net";
import type { Fault } from "./fault.ts";
import type { Host } from "./host.ts";

/** How long each phase of a request may take, and how much may come. */
export interface Limits {
  readonly connectMs: number;
  /** Ollama sends its headers with the first token: loading and reading the prompt are before it. */
  readonly firstMs: number;
  readonly idleMs: number;
  readonly lineBytes: number;
  readonly totalBytes: number;
}

/** Waits for a chat: prefill of a long prompt on a slow CPU takes minutes. */
export const chatLimits: Limits = {
  connectMs: 3_000,
  firstMs: 600_000,
  idleMs: 120_000,
  lineBytes: 1_000_000,
  totalBytes: 16_000_000,
};

/** Waits for what Ollama knows without running a model. */
export const quickLimits: Limits = {
  ...chatLimits,
  connectMs: 1_000,
  firstMs: 10_000,
  idleMs: 10_000,
};

/** A request that failed before its body was read; `fault` says how. */
export type Sent =
  | {
      readonly ok: true;
      readonly response: IncomingMessage;
      readonly chunks: AsyncIterable<Uint8Array>;
    }
  | { readonly ok: false; readonly fault: Fault };

/** Only the checked addresses, whatever the name resolves to by now. */
function pinned({ addresses }: Host): LookupFunction {
  return (_name, options, done) => {
    if (options.all) return done(null, [...addresses]);
    const [first] = addresses;
    done(null, first?.address ?? "", first?.family);
  };
}

/**
 * One HTTP request over a connection of its own. Proxies of the environment are not used: the agent is ours. The
 * signal works in every phase. `onFault` hears of a fault that comes while the body is read, before the read throws.
 */
export async function send(
  host: Host,
  request: {
    readonly method: string;
    readonly path: string;
    readonly body?: string;
    readonly signal: AbortSignal;
    readonly limits: Limits;
    readonly onFault: (fault: Fault) => void;
  },
): Promise<Sent> {
  const { limits, signal } = request;
  if (signal.aborted) return { ok: false, fault: { kind: "cancelled" } };
  const url = new URL(request.path, host.origin);
  const secure = url.protocol === "https:";
  const http = secure ? await import("node:https") : await import("node:http");
  const agent = new http.Agent({ keepAlive: false });
  const options: RequestOptions = {
    agent,
    method: request.method,
    lookup: pinned(host),
    headers: {
      accept: "application/json, application/x-ndjson",
      "user-agent": "agentix",
      ...(request.body === undefined
        ? {}
        : {
            "content-type": "application/json",
            "content-length": String(Buffer.byteLength(request.body)),
          }),
    },
  };
  return new Promise((resolve) => {
    let phase: "connecting" | "first answer" | "next words" = "connecting";
    let timer: NodeJS.Timeout | undefined;
    let timedOut = false;
    const outgoing = http.request(url, options);
    const wait = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timedOut = true;
        outgoing.destroy();
      }, ms);
    };
    const cancel = () => outgoing.destroy();
    signal.addEventListener("abort", cancel, { once: true });
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancel);
    };
    const faultOf = (error: unknown): Fault => {
      if (signal.aborted) return { kind: "cancelled" };
      if (timedOut) return { kind: "timeout", phase };
      const why = (error as NodeJS.ErrnoException | undefined)?.code ?? "the connection was closed";
      if (phase === "next words") return { kind: "unfinished" };
      return { kind: "unreachable", why };
    };
    wait(limits.connectMs);
    outgoing.on("socket", (socket) => {
      const connected = () => {
        phase = "first answer";
        wait(limits.firstMs);
      };
      if (socket.connecting) socket.once(secure ? "secureConnect" : "connect", connected);
      else connected();
    });
    outgoing.on("error", (error) => {
      settle();
      resolve({ ok: false, fault: faultOf(error) });
    });
    outgoing.on("response", (response) => {
      phase = "next words";
      clearTimeout(timer);
      async function* chunks(): AsyncGenerator<Uint8Array> {
        let total = 0;
        try {
          wait(limits.idleMs);
          for await (const chunk of response as AsyncIterable<Uint8Array>) {
            clearTimeout(timer);
            total += chunk.byteLength;
            if (total > limits.totalBytes) {
              request.onFault({ kind: "endless" });
              throw new Error("too much was sent");
            }
            yield chunk;
            wait(limits.idleMs);
          }
        } catch (error) {
          request.onFault(faultOf(error));
          throw error;
        } finally {
          settle();
          outgoing.destroy();
        }
      }
      resolve({ ok: true, response, chunks: chunks() });
    });
    outgoing.end(request.body);
  });
}
