import type { Ollama } from "ollama";
import type { z } from "zod";
import { type Faulty, faulty } from "./fault.ts";
import { openGate } from "./gate.ts";
import type { Host } from "./host.ts";
import { psReply, showReply, statusReply, tagsReply, versionReply } from "./replies.ts";
import { type Limits, quickLimits } from "./wire.ts";

/** What Ollama says without running a model: no prompt is ever in these requests. */
export interface Server {
  readonly host: Host;
  version(): Promise<Faulty<z.infer<typeof versionReply>>>;
  tags(): Promise<Faulty<z.infer<typeof tagsReply>>>;
  show(model: string): Promise<Faulty<z.infer<typeof showReply>>>;
  ps(): Promise<Faulty<z.infer<typeof psReply>>>;
  /** A fault of status 404 on servers before 0.16.2. */
  status(): Promise<Faulty<z.infer<typeof statusReply>>>;
}

/** Asks the server at a checked host. */
export function openServer(
  host: Host,
  signal: AbortSignal = new AbortController().signal,
  limits: Limits = quickLimits,
): Server {
  const asked = async <T>(
    schema: z.ZodType<T>,
    question: (client: Ollama, gated: typeof fetch) => Promise<unknown>,
  ): Promise<Faulty<T>> => {
    const gate = openGate(host, signal, limits);
    const { Ollama } = await import("ollama");
    try {
      const value = await question(
        new Ollama({ host: host.origin, fetch: gate.fetch }),
        gate.fetch,
      );
      const read = schema.safeParse(value);
      if (read.success) return { ok: true, value: read.data };
      const where = read.error.issues[0]?.path.join(".") ?? "";
      return faulty({ kind: "not-ollama", why: `its answer has an unknown shape (${where})` });
    } catch (error) {
      const fault = gate.fault();
      if (fault) return faulty(fault);
      throw error;
    }
  };
  return {
    host,
    version: () => asked(versionReply, (client) => client.version()),
    tags: () => asked(tagsReply, (client) => client.list()),
    show: (model) => asked(showReply, (client) => client.show({ model })),
    ps: () => asked(psReply, (client) => client.ps()),
    status: () =>
      asked(statusReply, async (_client, gated) =>
        (await gated(new URL("/api/status", host.origin))).json(),
      ),
  };
}
