import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcp } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { findHost, type Lookup } from "../../src/model/ollama/host.ts";
import { openModel } from "../../src/model/ollama/open.ts";
import { probe } from "../../src/model/ollama/probe.ts";
import { openClock } from "../../src/system/clock.ts";
import type { FaultName } from "../support/ollama-server/faults.ts";
import { type Behaviour, type StandIn, startOllama } from "../support/ollama-server/server.ts";

const canary = "CANARY-51ab: my wifi is called home";
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function started(behaviour: Partial<Behaviour> = {}): Promise<StandIn> {
  const running = await startOllama(behaviour);
  closing.push(running.close);
  return running;
}

/** Opens the way and asks, as a planner would; what came of it, and what the server got. */
async function tried(behaviour: Partial<Behaviour>, model?: string) {
  const running = await started(behaviour);
  const opened = await openModel({ host: running.host, model, allowRemoteHost: false });
  const request = {
    step: "planning",
    messages: [{ role: "user" as const, content: canary }],
    maxTokens: 16,
  };
  const result = opened.ok ? await opened.value.model.ask(request) : opened;
  if (opened.ok) await probe(opened.value.model, openClock());
  return { running, opened, result };
}

const known: Readonly<Record<string, readonly string[]>> = {
  localhost: ["127.0.0.1", "::1"],
  "two.example": ["127.0.0.1", "192.0.2.7"],
  "localhost.evil.tld": ["203.0.113.9"],
  "mapped.example": ["::ffff:127.0.0.1"],
};
const resolve: Lookup = async (name) => {
  const found = known[name];
  if (!found) throw new Error("ENOTFOUND");
  return found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
};

describe("T2: the host", () => {
  test.each([
    [undefined, "http://127.0.0.1:11434"],
    ["", "http://127.0.0.1:11434"],
    [":1234", "http://127.0.0.1:1234"],
    ["127.0.0.1", "http://127.0.0.1:11434"],
    ["127.1", "http://127.0.0.1:11434"],
    ["0x7f.1:80", "http://127.0.0.1"],
    ["127.9.9.9:5", "http://127.9.9.9:5"],
    ["::1", "http://[::1]:11434"],
    ["[::1]", "http://[::1]:11434"],
    ["[::1]:99", "http://[::1]:99"],
    ["[::ffff:127.0.0.1]:99", "http://[::ffff:7f00:1]:99"],
    ["0.0.0.0", "http://127.0.0.1:11434"],
    ["[::]:4", "http://[::1]:4"],
    ["localhost", "http://localhost:11434"],
    ["LOCALHOST:1", "http://localhost:1"],
    ["mapped.example", "http://mapped.example:11434"],
    [' "127.0.0.1:7/" ', "http://127.0.0.1:7"],
    ["http://127.0.0.1", "http://127.0.0.1"],
    ["https://localhost", "https://localhost"],
  ])("%s is this machine", async (given, origin) => {
    expect(await findHost(given, false, resolve)).toMatchObject({
      ok: true,
      value: { origin, remote: false },
    });
  });

  test.each([
    "192.168.1.5",
    "ollama.com",
    "https://ollama.com",
    "two.example:11434",
    "localhost.evil.tld",
    "169.254.1.1",
    "[fe80::1]",
    "[::ffff:192.0.2.1]",
    "128.0.0.1",
    "0x7f000001.evil.tld",
  ])("%s is another one, or may be", async (given) => {
    const known: Lookup = async (name) =>
      name in { "two.example": 1 } ? resolve(name) : [{ address: "203.0.113.9", family: 4 }];
    const refused = await findHost(given, false, known);
    expect(refused).toMatchObject({ ok: false, problem: { code: "remote-model" } });
    expect(await findHost(given, true, known)).toMatchObject({ ok: true, value: { remote: true } });
  });

  test.each([
    "http://me:secret@127.0.0.1:11434",
    "me@127.0.0.1",
    "127.0.0.1/ollama",
    "http://127.0.0.1:11434/api",
    "127.0.0.1:99999",
    "127.0.0.1:",
    "127.0.0.1:0",
    "unix:///run/ollama.sock",
    "ftp://127.0.0.1",
    "127.0.0.1#@evil.tld",
    "127.0.0.1\\@evil.tld",
    "[fe80::1%25eth0]",
    "127.0.0.1 evil.tld",
    "[::1",
  ])("%s is none", async (given) => {
    expect(await findHost(given, true, resolve)).toMatchObject({
      ok: false,
      problem: { code: "bad-config" },
    });
  });

  test("a password in it is not repeated", async () => {
    const refused = await findHost("http://me:secret@127.0.0.1", true, resolve);
    expect(JSON.stringify(refused)).not.toContain("secret");
  });

  test("an unknown name is no host", async () => {
    expect(await findHost("nobody.example", false, resolve)).toMatchObject({
      ok: false,
      problem: { code: "no-model" },
    });
  });

  test("only the addresses that were checked are connected to", async () => {
    const running = await started();
    let asked = 0;
    const rebinding: Lookup = async () => {
      asked += 1;
      return [{ address: asked === 1 ? "127.0.0.1" : "192.0.2.1", family: 4 }];
    };
    const opened = await openModel({
      host: `rebind.example:${running.port}`,
      model: undefined,
      allowRemoteHost: false,
      resolve: rebinding,
    });
    expect(opened).toMatchObject({ ok: true });
    expect(asked).toBe(1);
  });
});

describe("T1: a model that is not on this machine", () => {
  const remote: readonly [FaultName | undefined, string | undefined][] = [
    [undefined, "gpt-oss:120b-cloud"],
    [undefined, "qwen3-coder:CLOUD "],
    ["cloud-name", "gpt-oss:120b-cloud"],
    ["remote-tags", "qwen3:8b"],
    ["remote-show", "qwen3:8b"],
    ["remote-show", undefined],
    ["remote-local-404", "qwen3:8b"],
  ];
  test.each(remote)(
    "with %s, %s is refused before a word of the prompt is sent",
    async (fault, model) => {
      const { running, result } = await tried({ fault }, model);
      expect(result).toMatchObject({ ok: false, problem: { code: "remote-model" } });
      expect(running.received.filter(({ path }) => path === "/api/chat")).toEqual([]);
      expect(running.bytes()).not.toContain("CANARY");
    },
  );

  test("is never chosen", async () => {
    for (const fault of ["cloud-name", "remote-tags", "embedding-only", "no-models"] as const) {
      const { result } = await tried({ fault });
      expect(result).toMatchObject({ ok: false, problem: { code: "no-model" } });
      expect(!result.ok && result.problem.hint).toContain("ollama pull");
    }
  });

  test("is noticed in its answer at the latest, and the request ends there", async () => {
    const { result } = await tried({ fault: "remote-chunk" });
    expect(result).toMatchObject({ ok: false, problem: { code: "remote-model" } });
  });
});

describe("servers that know less", () => {
  test.each(["old-server", "dev-build"] as const)(
    "%s is asked by the plain name",
    async (fault) => {
      const { running, result, opened } = await tried({ fault });
      expect(result).toMatchObject({ ok: true });
      const chat = running.received.find(({ path }) => path === "/api/chat");
      expect(JSON.parse(chat?.body ?? "").model).toBe("qwen3:8b");
      expect(opened.ok && opened.value.proved.warnings.join()).toContain("OLLAMA_NO_CLOUD");
    },
  );

  test("a cloud that is on is warned about; one that is off is not", async () => {
    const on = await tried({ fault: "cloud-on" });
    expect(on.opened.ok && on.opened.value.proved.warnings).toHaveLength(1);
    const off = await tried({});
    expect(off.opened.ok && off.opened.value.proved.warnings).toEqual([]);
  });

  test.each([
    ["html-200", "model-failed"],
    ["redirect-all", "remote-model"],
  ] as const)("%s is no Ollama", async (fault, code) => {
    expect((await tried({ fault })).result).toMatchObject({ ok: false, problem: { code } });
  });

  test("nobody at all is found out at once", async () => {
    const running = await startOllama();
    await running.close();
    const opened = await openModel({
      host: running.host,
      model: undefined,
      allowRemoteHost: false,
    });
    expect(opened).toMatchObject({ ok: false, problem: { code: "no-model" } });
  });

  test("a model that is not there comes with the line that fetches it", async () => {
    const { result } = await tried({}, "llama3.1:8b");
    expect(result).toMatchObject({ ok: false, problem: { code: "unknown-model" } });
    expect(!result.ok && result.problem.hint).toMatch(
      /^ollama pull llama3\.1:8b \(installed: qwen3:8b\)/,
    );
  });
});

describe("the road", () => {
  test("T4: a redirect is not followed: the other server gets nothing", async () => {
    const got: string[] = [];
    const other = createServer((request, response) => {
      got.push(request.url ?? "");
      response.end();
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    closing.push(async () => other.close());
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    const { result } = await tried({ fault: "redirect", elsewhere });
    expect(result).toMatchObject({ ok: false, problem: { code: "remote-model" } });
    expect(got).toEqual([]);
  });

  test("T3: a proxy of the environment gets nothing", async () => {
    let bytes = 0;
    const proxy = createTcp((socket) => {
      socket.on("data", (chunk) => {
        bytes += chunk.length;
      });
      socket.on("error", () => {});
    });
    await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
    closing.push(async () => proxy.close());
    const running = await started();
    const { execFile } = await import("node:child_process");
    const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    const script = `
      const { openModel } = await import("./src/model/ollama/open.ts");
      const opened = await openModel({ host: ${JSON.stringify(running.host)}, allowRemoteHost: false });
      const reply = await opened.value.model.ask({ step: "x", messages: [{ role: "user", content: "hi" }], maxTokens: 9 });
      process.stdout.write(reply.value.text);
    `;
    const stdout = await new Promise<string>((done, fail) =>
      execFile(
        process.execPath,
        ["--input-type=module", "--eval", script],
        {
          env: {
            PATH: process.env.PATH ?? "",
            NODE_USE_ENV_PROXY: "1",
            HTTP_PROXY: url,
            http_proxy: url,
            HTTPS_PROXY: url,
            ALL_PROXY: url,
          },
        },
        (error, out) => (error ? fail(error) : done(out)),
      ),
    );
    expect(stdout).toBe("you said: hi");
    expect(bytes).toBe(0);
  });
});
