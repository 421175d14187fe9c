import { ok, type Result } from "../../core/result.ts";
import type { Model } from "../../ports/model.ts";
import { ask, type Pace, usualPace } from "./ask.ts";
import { type Proved, proveLocal } from "./guard.ts";
import { findHost, type Lookup } from "./host.ts";
import { openServer } from "./server.ts";
import { type Limits, quickLimits } from "./wire.ts";

/** Which model is wanted, and where it may be. */
export interface Wanted {
  /** As OLLAMA_HOST has it; undefined is Ollama's own default. */
  readonly host: string | undefined;
  /** undefined chooses one of those that are installed. */
  readonly model: string | undefined;
  readonly allowRemoteHost: boolean;
  readonly signal?: AbortSignal;
  /** Waiting times other than the usual ones. */
  readonly pace?: Pace;
  readonly quick?: Limits;
  readonly resolve?: Lookup;
}

/** A model that passed the guard, with what was proved on the way. */
export interface OpenedModel {
  readonly model: Model;
  readonly proved: Proved;
}

/** Opens the way to a model: host, server and name are checked, in this order; no prompt is sent for it. */
export async function openModel(wanted: Wanted): Promise<Result<OpenedModel>> {
  const host = await findHost(wanted.host, wanted.allowRemoteHost, wanted.resolve);
  if (!host.ok) return host;
  const server = openServer(host.value, wanted.signal, wanted.quick ?? quickLimits);
  const proved = await proveLocal(server, wanted.model);
  if (!proved.ok) return proved;
  const pace = wanted.pace ?? usualPace;
  return ok({
    proved: proved.value,
    model: {
      identity: proved.value.identity,
      ask: (request) => ask(host.value, proved.value, request, pace),
    },
  });
}
