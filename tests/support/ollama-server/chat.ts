import type { ServerResponse } from "node:http";
import { constrain } from "./constrain.ts";
import type { FaultName } from "./faults.ts";
import type { ChatRequest, Script } from "./script.ts";

const at = "2026-01-02T03:04:05.678901Z";

/** An error as Ollama sends it before a stream has begun. */
export function refuse(response: ServerResponse, status: number, error: string, more: object = {}) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify({ error, ...more }));
}

const refusals: Partial<Record<FaultName, (response: ServerResponse, model: string) => void>> = {
  "html-502": (response) => {
    response.writeHead(502, { "content-type": "text/html" });
    response.end("<html><body><h1>502 Bad Gateway</h1></body></html>");
  },
  busy: (response) =>
    refuse(response, 503, "server busy, please try again.  maximum pending requests exceeded"),
  oom: (response) =>
    refuse(
      response,
      500,
      "model requires more system memory (11.1 GiB) than is available (5.9 GiB)",
    ),
  "runner-died": (response) =>
    refuse(response, 500, "llama runner process has terminated: signal: killed"),
  "context-400": (response) => refuse(response, 400, "the input length exceeds the context length"),
  "chat-404": (response, model) => refuse(response, 404, `model '${model}' not found`),
  unauthorized: (response) =>
    refuse(response, 401, "unauthorized", {
      signin_url: "https://ollama.com/connect?name=x&key=y",
    }),
  "cloud-forbidden": (response) =>
    refuse(response, 403, "ollama cloud is disabled: remote model is unavailable"),
  cancelled: (response) => refuse(response, 499, "request canceled"),
};

/** Answers a chat as the scripted model and the fault have it, in pieces, headers with the first one. */
export async function chat(
  response: ServerResponse,
  request: ChatRequest,
  script: Script,
  fault: FaultName | undefined,
): Promise<void> {
  const refusal = fault && refusals[fault];
  if (refusal) return refusal(response, request.model);
  if (fault === "grammar-400" && request.format)
    return refuse(response, 400, "failed to parse grammar");
  if (fault === "hang-before-headers") return;
  const said = script(request);
  const schema = typeof request.format === "object" ? request.format : undefined;
  const text = schema && fault !== "ignores-format" ? constrain(said.text, schema) : said.text;
  const chunk = (message: object, rest: object = { done: false }) => ({
    model: request.model,
    ...(fault === "remote-chunk"
      ? { remote_model: "qwen3:8b", remote_host: "https://ollama.com:443" }
      : {}),
    created_at: at,
    message: { role: "assistant", content: "", ...message },
    ...rest,
  });
  const write = (value: object | string | Uint8Array): Promise<void> => {
    if (response.destroyed) return Promise.resolve();
    if (!response.headersSent) response.writeHead(200, { "content-type": "application/x-ndjson" });
    const line =
      typeof value === "string" || value instanceof Uint8Array
        ? value
        : `${JSON.stringify(value)}\n`;
    return new Promise((resolve) => {
      if (response.write(line)) return setImmediate(resolve);
      const go = () => {
        response.off("drain", go).off("close", go);
        resolve();
      };
      response.once("drain", go).once("close", go);
    });
  };
  for (const thought of pieces(said.thinking ?? "")) await write(chunk({ thinking: thought }));
  const words = pieces(text);
  for (const [index, content] of words.entries()) {
    if (index === Math.ceil(words.length / 2) && (await interrupted(response, fault, write, chunk)))
      return;
    if (fault === "blank-lines") await write("\n\r\n");
    await write(chunk({ content }));
  }
  if (fault === "no-done") return void response.end();
  const prompt = request.messages.reduce((sum, { content }) => sum + content.length, 0);
  const last = chunk(
    {},
    {
      done: true,
      done_reason: fault === "length" || fault === "unload" ? fault : "stop",
      total_duration: 5_043_500_667,
      load_duration: 5_025_959,
      ...(fault === "no-prompt-count"
        ? {}
        : { prompt_eval_count: fault === "small-prompt-count" ? 8 : Math.ceil(prompt / 4) + 12 }),
      prompt_eval_duration: 325_953_000,
      eval_count: words.length,
      eval_duration: 4_709_213_000,
    },
  );
  await write(fault === "blank-lines" ? JSON.stringify(last) : last);
  response.end();
}

/** Plays a fault that happens in the middle of a stream; true when the stream is over or stuck. */
async function interrupted(
  response: ServerResponse,
  fault: FaultName | undefined,
  write: (value: object | string | Uint8Array) => Promise<void>,
  chunk: (message: object) => object,
): Promise<boolean> {
  switch (fault) {
    case "hang-mid-stream":
      return true;
    case "error-mid-stream":
      await write({ error: "an error was encountered while running the model: unexpected EOF" });
      response.end();
      return true;
    case "reset":
      response.destroy();
      return true;
    case "repeat":
      for (let said = 0; said < 31; said += 1) await write(chunk({ content: " nix" }));
      response.end();
      return true;
    case "endless":
      while (!response.destroyed) await write(chunk({ content: " and so on and on" }));
      return true;
    case "wide-line":
      await write('{"model":"');
      while (!response.destroyed) await write("x".repeat(64 * 1024));
      return true;
    case "invalid-utf8":
      await write(Uint8Array.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d, 0x0a]));
      return false;
    case "broken-json":
      await write('{"model": "qwen3:8b", "mess\n');
      return false;
    case "null-line":
      await write("null\n");
      return false;
    case "wrong-shape":
      await write({ ...chunk({}), message: 5 });
      return false;
    default:
      return false;
  }
}

/** Text in pieces of the size of tokens; a surrogate pair stays whole. */
function pieces(text: string): string[] {
  return text.match(/[\s\S]{1,6}/gu) ?? [];
}
