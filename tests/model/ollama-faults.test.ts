import { afterEach, describe, expect, test } from "vitest";
import { openModel } from "../../src/model/ollama/open.ts";
import { chatLimits } from "../../src/model/ollama/wire.ts";
import type { ModelRequest } from "../../src/ports/model.ts";
import type { FaultName } from "../support/ollama-server/faults.ts";
import { type Behaviour, type StandIn, startOllama } from "../support/ollama-server/server.ts";

/** Limits for hanging and flooding, short enough for a test. */
const quick = { ...chatLimits, connectMs: 5_000, firstMs: 400, idleMs: 400, lineBytes: 256 * 1024 };
const pace = { limits: quick, busyMs: 5 };

const prompt =
  "CANARY-7c1f: enable tailscale on web1 and open the firewall for it, please. ".repeat(4);
const form = {
  type: "object",
  properties: { a_why: { type: "string" }, b_pick: { enum: ["one", "two"] } },
  required: ["a_why", "b_pick"],
};

let running: StandIn | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function open(behaviour: Partial<Behaviour>, model: string | undefined = "qwen3:8b") {
  running = await startOllama(behaviour);
  return openModel({
    host: running.host,
    model,
    allowRemoteHost: false,
    pace,
    quick: { ...quick, firstMs: 400 },
  });
}

async function ask(behaviour: Partial<Behaviour>, request: Partial<ModelRequest> = {}) {
  const opened = await open(behaviour);
  if (!opened.ok) return opened;
  return opened.value.model.ask({
    step: "choosing options",
    messages: [{ role: "user", content: prompt }],
    maxTokens: 64,
    ...request,
  });
}

describe("a model that answers", () => {
  test("gives its text, in pieces as it comes, and its thinking apart", async () => {
    const [said, thought]: [string[], string[]] = [[], []];
    const reply = await ask(
      { script: () => ({ thinking: "first I think", text: "then I speak 🦊" }) },
      { onText: (piece) => said.push(piece), onThinking: (piece) => thought.push(piece) },
    );
    expect(reply).toMatchObject({ ok: true, value: { text: "then I speak 🦊" } });
    expect(said.join("")).toBe("then I speak 🦊");
    expect(said.length).toBeGreaterThan(1);
    expect(thought.join("")).toBe("first I think");
  });

  test("is asked for the same answer each time, whole or not at all", async () => {
    await ask({}, { format: form });
    const chat = running?.received.find(({ path }) => path === "/api/chat");
    expect(JSON.parse(chat?.body ?? "")).toMatchObject({
      model: "qwen3:8b:local",
      stream: true,
      truncate: false,
      shift: false,
      think: false,
      format: form,
      options: { temperature: 0, num_ctx: 8192, num_predict: 64 },
    });
  });
});

const faulty: readonly [FaultName, string, RegExp][] = [
  ["redirect", "remote-model", /redirects/],
  ["html-502", "model-failed", /502 with text\/html/],
  ["hang-before-headers", "model-timeout", /no first answer/],
  ["hang-mid-stream", "model-timeout", /no next words/],
  ["error-mid-stream", "model-failed", /unexpected EOF/],
  ["reset", "model-failed", /middle of its answer/],
  ["no-done", "model-failed", /middle of its answer/],
  ["repeat", "model-failed", /middle of its answer/],
  ["endless", "model-failed", /without an end/],
  ["length", "model-truncated", /reached its limit/],
  ["unload", "model-failed", /"unload"/],
  ["small-prompt-count", "model-truncated", /read 8 tokens/],
  ["wide-line", "model-failed", /no end/],
  ["invalid-utf8", "model-failed", /not UTF-8/],
  ["broken-json", "model-failed", /no JSON/],
  ["null-line", "model-failed", /no JSON/],
  ["wrong-shape", "model-failed", /unknown shape/],
  ["busy", "model-failed", /too much to do/],
  ["oom", "model-failed", /does not fit into memory/],
  ["runner-died", "model-failed", /killed/],
  ["context-400", "model-truncated", /too long/],
  ["chat-404", "unknown-model", /no model qwen3:8b/],
  ["unauthorized", "remote-model", /cloud/],
  ["cloud-forbidden", "remote-model", /cloud/],
  ["cancelled", "interrupted", /cancelled/],
  ["remote-chunk", "remote-model", /ollama\.com/],
];

describe("T20, T21: a fault while the model is asked", () => {
  test.each(faulty)("%s is %s", async (fault, code, words) => {
    const reply = await ask({ fault });
    expect(reply).toMatchObject({ ok: false, problem: { code } });
    if (!reply.ok) {
      expect(reply.problem.message).toMatch(words);
      expect(reply.problem.message).not.toMatch(/undefined|\.\.$/);
    }
  });

  test.each(["busy-once", "no-prompt-count", "blank-lines"] as const)(
    "%s is survived",
    async (fault) => {
      expect(await ask({ fault })).toMatchObject({
        ok: true,
        value: { text: `you said: ${prompt}` },
      });
    },
  );

  test("a schema that makes no grammar is left away, once", async () => {
    const reply = await ask({ fault: "grammar-400" }, { format: form });
    expect(reply).toMatchObject({ ok: true });
    const chats = running?.received.filter(({ path }) => path === "/api/chat") ?? [];
    expect(chats.map(({ body }) => "format" in JSON.parse(body))).toEqual([true, false]);
  });
});
