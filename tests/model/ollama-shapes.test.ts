import { afterEach, describe, expect, test, vi } from "vitest";
import { chooseModel } from "../../src/model/ollama/choose.ts";
import { openModel } from "../../src/model/ollama/open.ts";
import { probe } from "../../src/model/ollama/probe.ts";
import type { Installed } from "../../src/model/ollama/replies.ts";
import { openClock } from "../../src/system/clock.ts";
import { constrain } from "../support/ollama-server/constrain.ts";
import type { FaultName } from "../support/ollama-server/faults.ts";
import { type StandIn, startOllama } from "../support/ollama-server/server.ts";
import * as shapes from "../support/ollama-server/shapes.ts";

let running: StandIn | undefined;
afterEach(async () => {
  await running?.close();
  running = undefined;
});

async function answered(path: string, body?: object): Promise<unknown[]> {
  const response = await fetch(`http://${running?.host}${path}`, {
    ...(body ? { method: "POST", body: JSON.stringify(body) } : {}),
  });
  const lines = (await response.text()).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => JSON.parse(line));
}

/** Faults that change what is said, and still say it as Ollama would. */
const wellFormed: readonly (FaultName | undefined)[] = [
  undefined,
  "error-mid-stream",
  "length",
  "no-done",
  "oom",
  "busy",
  "unauthorized",
  "remote-tags",
  "remote-show",
  "remote-chunk",
  "cloud-name",
  "no-models",
  "no-prompt-count",
  "embedding-only",
];

describe("the stand-in", () => {
  test.each(wellFormed)("with %s speaks as the documentation has it", async (fault) => {
    running = await startOllama({
      fault,
      loaded: 8192,
      script: () => ({ thinking: "so", text: "yes" }),
    });
    const model = "qwen3:8b";
    const chat = { model, messages: [{ role: "user", content: "hello" }] };
    const all: [readonly unknown[], { parse(value: unknown): unknown }][] = [
      [await answered("/api/version"), shapes.versionResponse],
      [await answered("/api/tags"), shapes.tagsResponse],
      [await answered("/api/ps"), shapes.psResponse],
      [await answered("/api/status"), shapes.statusResponse],
      [
        await answered("/api/show", { model }),
        fault === "no-models" || fault === "cloud-name" || fault === "embedding-only"
          ? shapes.errorResponse
          : shapes.showResponse,
      ],
      [await answered("/api/chat", chat), shapes.chatLine],
      [await answered("/api/pull", { model }), shapes.pullLine],
    ];
    for (const [values, shape] of all) {
      expect(values.length).toBeGreaterThan(0);
      for (const value of values)
        if (!(shape === shapes.showResponse && fault === "embedding-only")) shape.parse(value);
    }
  });

  test("refuses a request with a field that Ollama does not have", async () => {
    running = await startOllama();
    const chat = { model: "qwen3:8b", messages: [], tempurature: 0 };
    expect(await answered("/api/chat", chat)).toEqual([
      { error: expect.stringContaining("tempurature") },
    ]);
  });

  test("an unknown field is no answer of Ollama's", () => {
    expect(shapes.versionResponse.safeParse({ version: "1", extra: 1 }).success).toBe(false);
    expect(shapes.chatLine.safeParse({ done: false, message: {} }).success).toBe(false);
  });

  test("bends words to a schema as a grammar would", () => {
    const schema = {
      type: "object",
      properties: {
        b_pick: { enum: ["one", "two"] },
        a_list: { type: "array", items: { type: "integer" }, maxItems: 2 },
      },
    };
    const sloppy =
      'Sure! Here: {"b_pick": "three", "a_list": [1, "2", 3], "extra": true} Hope it helps.';
    expect(constrain(sloppy, schema)).toBe('{"a_list":[1,2],"b_pick":"one"}');
    expect(constrain("no idea", schema)).toBe('{"a_list":[],"b_pick":"one"}');
  });
});

describe("the client", () => {
  test("T24: prints nothing, whatever the server says", async () => {
    const spies = (["log", "warn", "error", "info"] as const).map((name) =>
      vi.spyOn(console, name).mockImplementation(() => {}),
    );
    for (const fault of [
      "html-502",
      "html-200",
      "broken-json",
      "blank-lines",
      "null-line",
    ] as const) {
      running = await startOllama({ fault });
      const opened = await openModel({
        host: running.host,
        model: undefined,
        allowRemoteHost: false,
      });
      if (opened.ok) await probe(opened.value.model, openClock());
      await running.close();
    }
    const said = spies.flatMap((spy) => spy.mock.calls);
    for (const spy of spies) spy.mockRestore();
    expect(said).toEqual([]);
  });

  test("cancels before the first word", async () => {
    running = await startOllama({ fault: "hang-before-headers" });
    const opened = await openModel({
      host: running.host,
      model: undefined,
      allowRemoteHost: false,
    });
    const cancelling = new AbortController();
    const asked =
      opened.ok &&
      opened.value.model.ask({
        step: "planning",
        messages: [{ role: "user", content: "hello" }],
        maxTokens: 9,
        signal: cancelling.signal,
      });
    await vi.waitUntil(() => running?.received.some(({ path }) => path === "/api/chat"));
    cancelling.abort();
    expect(await asked).toMatchObject({ ok: false, problem: { code: "interrupted" } });
  });

  test("takes the context that the model is loaded with, when that is enough", async () => {
    running = await startOllama({ loaded: 32_768 });
    const where = { host: running.host, model: undefined, allowRemoteHost: false };
    expect(await openModel(where)).toMatchObject({
      ok: true,
      value: { model: { identity: { contextTokens: 32_768, remote: false } } },
    });
    running.behaviour.loaded = 4096;
    expect(await openModel(where)).toMatchObject({
      ok: true,
      value: { model: { identity: { contextTokens: 8192 } } },
    });
  });

  test("does not send what cannot fit", async () => {
    running = await startOllama();
    const opened = await openModel({
      host: running.host,
      model: undefined,
      allowRemoteHost: false,
    });
    const reply =
      opened.ok &&
      (await opened.value.model.ask({
        step: "planning",
        messages: [{ role: "user", content: "word".repeat(20_000) }],
        maxTokens: 9,
      }));
    expect(reply).toMatchObject({ ok: false, problem: { code: "model-truncated" } });
    expect(running.received.filter(({ path }) => path === "/api/chat")).toEqual([]);
  });

  test("tells a thinking model to think in prose and not in forms; gpt-oss has levels", async () => {
    const cases = [
      ["qwen3:8b", ["thinking"], true, false],
      ["gpt-oss:20b", ["thinking"], "low", "low"],
      ["llama3.1:8b", [], undefined, undefined],
    ] as const;
    for (const [name, more, prose, form] of cases) {
      const family = name.split(":")[0] ?? "";
      const model = {
        name,
        family,
        size: "8B",
        capabilities: ["completion", ...more],
        context: 4096,
      };
      running = await startOllama({ models: [model] });
      const opened = await openModel({ host: running.host, model: name, allowRemoteHost: false });
      const request = {
        step: "x",
        messages: [{ role: "user" as const, content: "hi" }],
        maxTokens: 9,
      };
      if (!opened.ok) throw new Error(opened.problem.message);
      await opened.value.model.ask(request);
      await opened.value.model.ask({ ...request, format: { type: "object", properties: {} } });
      const chats = running.received.filter(({ path }) => path === "/api/chat");
      expect(chats.map(({ body }) => JSON.parse(body).think)).toEqual([prose, form]);
      await running.close();
    }
  });
});

describe("the choice of a model", () => {
  const host = { origin: "", shown: "here", addresses: [], remote: false };
  const there = (name: string, size: string): Installed => ({
    name,
    digest: name,
    details: { parameter_size: size },
  });
  test.each([
    [["llama3.1:8b 8B", "qwen3:8b 8.2B", "mistral:7b 7B"], "qwen3:8b"],
    [["qwen3:0.6b 752M", "gemma3:12b 12B"], "gemma3:12b"],
    [["qwen3:4b 4B", "qwen3:14b 14B", "qwen3:235b 235B"], "qwen3:14b"],
    [["mystery:7b 7B", "nomic-embed-text:latest 137M"], "mystery:7b"],
    [["qwen3:0.6b 752M"], "qwen3:0.6b"],
  ])("of %j is %s", (names, wanted) => {
    const installed = names.map((one) => there(...(one.split(" ") as [string, string])));
    for (const list of [installed, installed.toReversed()])
      expect(chooseModel(list, host)).toMatchObject({
        ok: true,
        value: { model: { name: wanted } },
      });
  });
});
