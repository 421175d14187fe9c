import type { Fault } from "./fault.ts";
import type { Host } from "./host.ts";
import { type Limits, send } from "./wire.ts";

/** One exchange with the server: a fetch for the client, and what went wrong when it throws. */
export interface Gate {
  readonly fetch: typeof fetch;
  /** The first fault; the client's own errors say less. */
  readonly fault: () => Fault | undefined;
}

const longestMessage = 300;

/**
 * A fetch that hands the npm client nothing but complete, parsed JSON of this one host: no redirects, no HTML, no
 * broken lines. What it cannot read it prints to standard output, and it would follow a redirect with the whole
 * prompt in hand.
 */
export function openGate(host: Host, signal: AbortSignal, limits: Limits): Gate {
  let first: Fault | undefined;
  const fail = (fault: Fault): never => {
    first ??= fault;
    throw new Error(`ollama: ${first.kind}`);
  };
  const gated = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== host.origin) return fail({ kind: "remote", host: url.host });
    const sent = await send(host, {
      method: init?.method ?? "GET",
      path: url.pathname,
      ...(typeof init?.body === "string" ? { body: init.body } : {}),
      signal,
      limits,
      onFault: (fault) => {
        first ??= fault;
      },
    });
    if (!sent.ok) return fail(sent.fault);
    const { statusCode: status = 0, headers } = sent.response;
    if (status >= 300 && status < 400) {
      sent.response.destroy();
      return fail({ kind: "redirect", status });
    }
    const type = headers["content-type"] ?? "";
    if (status === 200 && /^application\/x-ndjson\b/.test(type))
      return new Response(ReadableStream.from(jsonLines(sent.chunks, limits, fail)));
    const text = await whole(sent.chunks, fail);
    if (!/^application\/(x-nd)?json\b/.test(type))
      return fail({ kind: "not-ollama", why: `it answers ${status} with ${type || "no type"}` });
    const value = parsed(text);
    if (value === undefined) return fail({ kind: "not-ollama", why: "its JSON is broken" });
    if (status !== 200) return fail({ kind: "refused", status, message: messageOf(value) });
    return new Response(text, { headers: { "content-type": "application/json" } });
  };
  return { fetch: gated, fault: () => first };
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The words of an error, bounded. */
function messageOf(value: object): string {
  const { error } = value as { error?: unknown };
  const text = typeof error === "string" ? error : JSON.stringify(error ?? "no reason given");
  return text.replaceAll(/\s+/g, " ").trim().slice(0, longestMessage).replace(/\.$/, "");
}

type Fail = (fault: Fault) => never;

async function whole(chunks: AsyncIterable<Uint8Array>, fail: Fail): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return decoded(Buffer.concat(parts), fail);
}

function decoded(bytes: Uint8Array, fail: Fail): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fail({ kind: "not-ollama", why: "its text is not UTF-8" });
  }
}

/** Complete lines, each one JSON object; an error in the stream ends it. */
async function* jsonLines(
  chunks: AsyncIterable<Uint8Array>,
  limits: Limits,
  fail: Fail,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array();
  const checked = (line: Uint8Array): Uint8Array | undefined => {
    const text = decoded(line, fail).trim();
    if (text === "") return undefined;
    const value = parsed(text);
    if (value === undefined) return fail({ kind: "not-ollama", why: "a line of it is no JSON" });
    if ("error" in value) return fail({ kind: "refused", status: 200, message: messageOf(value) });
    return Buffer.from(`${text}\n`);
  };
  for await (const chunk of chunks) {
    let bytes: Uint8Array = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a)) {
      const line = checked(bytes.subarray(0, end));
      if (line) yield line;
      bytes = bytes.subarray(end + 1);
    }
    if (bytes.length > limits.lineBytes)
      return fail({ kind: "not-ollama", why: "a line of it has no end" });
    rest = bytes;
  }
  const line = checked(rest);
  if (line) yield line;
}
