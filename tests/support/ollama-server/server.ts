import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { chat, refuse } from "./chat.ts";
import type { FaultName } from "./faults.ts";
import { type Installed, installedWith, psOf, showOf, tagsOf } from "./installed.ts";
import { echo } from "./models/echo.ts";
import type { Script } from "./script.ts";
import { chatRequest, pullRequest, showRequest } from "./shapes.ts";

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** Names and values in turn, as they came. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** How the stand-in behaves; all of it may be changed while it runs. */
export interface Behaviour {
  script: Script;
  fault: FaultName | undefined;
  version: string;
  models: readonly Installed[] | undefined;
  /** Context that /api/ps says the first model is loaded with. */
  loaded: number | undefined;
  /** Where the redirects lead. */
  elsewhere: string;
}

/** A running stand-in for Ollama. */
export interface StandIn {
  readonly port: number;
  /** As OLLAMA_HOST has it. */
  readonly host: string;
  readonly behaviour: Behaviour;
  readonly received: readonly Received[];
  /** Every byte of every request, headers too, in order, to look for what must never be there. */
  bytes(): string;
  close(): Promise<void>;
}

/** Starts a stand-in on loopback; a free port when none is given. */
export async function startOllama(
  given: Partial<Behaviour> & { readonly port?: number } = {},
): Promise<StandIn> {
  const { port: wantedPort = 0, ...rest } = given;
  const behaviour: Behaviour = {
    script: echo,
    fault: undefined,
    version: "0.33.0",
    models: undefined,
    loaded: undefined,
    elsewhere: "http://127.0.0.1:9/",
    ...rest,
  };
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      received.push({
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.rawHeaders,
        body,
      });
      return answer(behaviour, request, response, body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(wantedPort, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    host: `127.0.0.1:${port}`,
    behaviour,
    received,
    bytes: () =>
      received
        .map(({ method, path, headers, body }) => [method, path, ...headers, body].join("\n"))
        .join("\n"),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of request) parts.push(part as Uint8Array);
  return Buffer.concat(parts).toString("utf8");
}

function send(response: ServerResponse, value: object): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(value));
}

async function answer(
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): Promise<void> {
  const { fault, elsewhere } = behaviour;
  const path = request.url ?? "";
  if (fault === "hang-always") return;
  if (fault === "redirect-all" || (fault === "redirect" && path === "/api/chat")) {
    response.writeHead(307, { location: new URL(path, elsewhere).href });
    return void response.end();
  }
  if (fault === "html-200") {
    response.writeHead(200, { "content-type": "text/html" });
    return void response.end("<html><body>It works!</body></html>");
  }
  const models = behaviour.models ?? installedWith(fault);
  const old = fault === "old-server" || fault === "dev-build";
  switch (`${request.method} ${path}`) {
    case "GET /api/version": {
      const version = { "old-server": "0.11.0", "dev-build": "0.0.0" }[fault as string];
      return send(response, { version: version ?? behaviour.version });
    }
    case "GET /api/tags":
      return send(response, tagsOf(models, fault));
    case "GET /api/ps":
      return send(response, psOf(models, behaviour.loaded));
    case "GET /api/status":
      if (old || fault === "no-status") break;
      return send(response, {
        cloud: { disabled: fault !== "cloud-on", source: fault === "cloud-on" ? "none" : "env" },
      });
    case "POST /api/show":
      return json(response, showRequest, body, ({ model }) => {
        const found = find(models, model, fault, old);
        if (found) send(response, showOf(found));
        else refuse(response, 404, `model '${model}' not found`);
      });
    case "POST /api/chat":
      return json(response, chatRequest, body, (asked) => {
        const found = find(models, asked.model, fault, old);
        if (!found) return refuse(response, 404, `model '${asked.model}' not found`);
        const thinks = found.capabilities.includes("thinking");
        if (asked.think && !thinks)
          return refuse(response, 400, `"${asked.model}" does not support thinking`);
        // Unset means on for a model that can think.
        const think = thinks ? (asked.think ?? true) : false;
        const now = fault;
        if (fault === "busy-once") behaviour.fault = undefined;
        return chat(
          response,
          { ...asked, think },
          behaviour.script,
          now === "busy-once" ? "busy" : now,
        );
      });
    case "POST /api/pull":
      return json(response, pullRequest, body, () => {
        response.writeHead(200, { "content-type": "application/x-ndjson" });
        for (const status of ["pulling manifest", "verifying sha256 digest", "success"])
          response.write(`${JSON.stringify({ status })}\n`);
        response.end();
      });
  }
  response.writeHead(404, { "content-type": "text/plain" });
  response.end("404 page not found");
}

/** The model of a name; `NAME:local` finds only what runs here, and old servers do not know it. */
function find(
  models: readonly Installed[],
  name: string,
  fault: FaultName | undefined,
  old: boolean,
): Installed | undefined {
  const local = /^(.+):local$/i.exec(name)?.[1];
  if (local !== undefined && (old || fault === "remote-local-404")) return undefined;
  const tagged = (one: string) => (one.includes(":") ? one : `${one}:latest`).toLowerCase();
  const found = models.find((model) => tagged(model.name) === tagged(local ?? name));
  return local !== undefined && found?.remote ? undefined : found;
}

/** Takes a body that is what the documentation says, and refuses others, unknown fields too. */
function json<T>(
  response: ServerResponse,
  schema: {
    safeParse(value: unknown): { success: true; data: T } | { success: false; error: Error };
  },
  body: string,
  take: (value: T) => void | Promise<void>,
): void | Promise<void> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return refuse(response, 400, "invalid character in request body");
  }
  const checked = schema.safeParse(value);
  return checked.success ? take(checked.data) : refuse(response, 400, checked.error.message);
}
