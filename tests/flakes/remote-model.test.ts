import { mkdtemp, readFile, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { agentix, cliEnv } from "../support/cli.ts";
import { layoutFlake } from "../support/layout-flake.ts";
import type { FaultName } from "../support/ollama-server/faults.ts";
import { good } from "../support/ollama-server/models/good.ts";
import { type StandIn, startOllama } from "../support/ollama-server/server.ts";
import type { SampleFlake } from "../support/sample-flake.ts";

/** Through the built program: where a model is elsewhere, or may be, no word of the goal leaves this machine. */

const goal = "enable tailscale for CANARY-goal";
let home: string;
let flake: SampleFlake;
let standIn: StandIn;
/** A line to the stand-in from an address of this machine that is not loopback; what went through it. */
let outside: { readonly host: string; readonly bytes: () => string; readonly close: () => void };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "agentix-home-"));
  flake = await layoutFlake("secrets");
  standIn = await startOllama({ script: good });
  let bytes = "";
  const server = createServer((socket) => {
    const on = connect(standIn.port, "127.0.0.1");
    socket.on("data", (chunk) => {
      bytes += chunk.toString("utf8");
    });
    for (const end of [socket, on]) end.on("error", () => socket.destroy());
    socket.pipe(on).pipe(socket);
  });
  await new Promise<void>((done) => server.listen(0, "0.0.0.0", done));
  const own = Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === "IPv4" && !one.internal);
  outside = {
    host: `${own?.address ?? "192.0.2.1"}:${(server.address() as AddressInfo).port}`,
    bytes: () => bytes,
    close: () => server.close(),
  };
});
afterAll(async () => {
  outside.close();
  await standIn.close();
  await flake.remove();
  await rm(home, { recursive: true, force: true });
});

/** Proposes the goal; what the stand-in got of it, and every word that was printed. */
async function proposed(
  fault: FaultName | undefined,
  env: Record<string, string>,
  ...args: string[]
) {
  standIn.behaviour.fault = fault;
  const from = standIn.received.length;
  const asked = ["-C", flake.root, "propose", goal, "--planner", "ollama", ...args];
  const result = await agentix({ ...cliEnv(home), OLLAMA_HOST: standIn.host, ...env }, asked);
  const bodies = standIn.received.slice(from);
  return { code: result.code, said: result.stdout + result.stderr, bodies };
}

describe("a model that is elsewhere", { timeout: 120_000 }, () => {
  test.each<[FaultName | undefined, string[]]>([
    ["cloud-name", ["--model", "gpt-oss:120b-cloud"]],
    [undefined, ["--model", "qwen3:Cloud "]],
    ["remote-tags", ["--model", "qwen3:8b"]],
    ["remote-show", ["--model", "qwen3:8b"]],
    ["remote-local-404", ["--model", "qwen3:8b"]],
    ["redirect-all", []],
  ])("%s is refused, and hears no word", async (fault, args) => {
    const { code, said, bodies } = await proposed(fault, {}, ...args);
    expect(code).not.toBe(0);
    expect(said).toMatch(/Nothing was sent|redirect|not local|remote/i);
    expect(bodies.map(({ body }) => body).join()).not.toContain("CANARY");
  });

  test.each<FaultName>(["remote-chunk", "redirect"])(
    "%s ends in a refusal and no plan",
    async (fault) => {
      const { code, said } = await proposed(fault, {});
      expect(code).not.toBe(0);
      expect(said).not.toMatch(/built-in planner's/);
      const list = await agentix(cliEnv(home), ["-C", flake.root, "list", "--json"]);
      expect(list.stdout).not.toContain("CANARY");
    },
  );

  test.each(["192.0.2.1", "https://ollama.com", "[fe80::1]", "localhost.evil.invalid"])(
    "OLLAMA_HOST=%s hears nothing",
    async (host) => {
      const { code, bodies } = await proposed(undefined, { OLLAMA_HOST: host });
      expect(code).not.toBe(0);
      expect(bodies).toEqual([]);
    },
  );

  test("another address is refused; with --allow-remote-host it is named everywhere", async () => {
    const refused = await proposed(undefined, { OLLAMA_HOST: outside.host });
    expect(refused.code).not.toBe(0);
    expect(outside.bytes()).toBe("");
    const allowed = await proposed(undefined, { OLLAMA_HOST: outside.host }, "--allow-remote-host");
    if (/192\.0\.2/.test(outside.host)) return;
    expect(allowed.said).toContain("REMOTE");
    expect(outside.bytes()).toContain("CANARY");
    const log = await readFile(join(flake.root, ".git", "agentix", "audit.jsonl"), "utf8");
    expect(log).toContain(`"remote":true`);
    expect(log).toContain(outside.host.split(":")[0] ?? "");
  });

  test("a proxy of the environment hears nothing", async () => {
    const before = outside.bytes();
    const url = `http://${outside.host}`;
    const env = { NODE_USE_ENV_PROXY: "1", HTTP_PROXY: url, http_proxy: url, ALL_PROXY: url };
    const { bodies } = await proposed(undefined, env);
    expect(bodies.some(({ path }) => path === "/api/chat")).toBe(true);
    expect(outside.bytes()).toBe(before);
  });
});

test("a server that hangs holds up nobody who only looks", async () => {
  standIn.behaviour.fault = "hang-always";
  const env = { ...cliEnv(home), OLLAMA_HOST: standIn.host };
  const { json } = await agentix(env, ["-C", flake.root, "status", "--json"]);
  standIn.behaviour.fault = undefined;
  expect(json.model).toMatchObject({ provider: "builtin", why: "Ollama has not answered yet." });
  expect(json.repo.branch).toBe("main");
});
