import type { ModelState } from "./planners.ts";

/** The model as `status --json` has it. */
export function modelJson({ provider, ready, identity, why }: ModelState): Record<string, unknown> {
  return {
    provider,
    ...(identity
      ? {
          name: identity.name,
          host: identity.host,
          remote: identity.remote,
          digest: identity.digest,
        }
      : {}),
    ready,
    ...(why === undefined ? {} : { why }),
  };
}

/** The model in one line of `status`; not yet safe for a terminal. */
export function modelText(state: ModelState): string {
  const { provider, ready, identity, why } = state;
  const reason = why === undefined ? "" : ` (${why})`;
  if (identity)
    return `${modelName(state)}${identity.remote ? "" : `, at ${identity.host}`}${reason}`;
  if (provider === "builtin") return `built-in, no model needed${reason}`;
  return `${ready ? "ollama" : "ollama, not ready"}${reason}`;
}

/** The model as the header has it: `qwen3:8b local`, or which other machine it is on. */
export function modelName({ provider, ready, identity }: ModelState): string {
  if (identity) return `${identity.name} ${identity.remote ? `REMOTE ${identity.host}` : "local"}`;
  return ready ? provider : `${provider} not ready`;
}
