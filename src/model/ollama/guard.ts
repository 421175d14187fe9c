import { ok, problem, type Result } from "../../core/result.ts";
import type { ModelIdentity } from "../../ports/model.ts";
import { chooseModel } from "./choose.ts";
import { problemOf, unknownModel } from "./fault.ts";
import { atLeast, namesCloud, sameName, tagged } from "./names.ts";
import type { Installed, Shown } from "./replies.ts";
import type { Server } from "./server.ts";

/** How a model wants to be told whether to think: not at all, by a boolean, or by a level (gpt-oss). */
export type Thinking = "none" | "switch" | "level";

/** A model of which everything that can be proved without a prompt has been proved. */
export interface Proved {
  readonly identity: ModelIdentity;
  /** The name to send: with `:local` where the server knows it, so that it refuses a remote model itself. */
  readonly sendAs: string;
  readonly thinking: Thinking;
  readonly version: string;
  /** Whether the server obeys `truncate: false`. */
  readonly refusesTruncation: boolean;
  /** Why this model, when none was named. */
  readonly why?: string;
  /** What was proved, in words for `doctor`. */
  readonly proofs: readonly string[];
  readonly warnings: readonly string[];
}

/** Tokens for prompt and reply together: prompts stay below 3,000, and a small context fits small machines. */
const wantedContext = 8_192;
const localSuffixSince = [0, 17, 6] as const;
const truncateSince = [0, 12, 4] as const;

/**
 * Proves, without a prompt, that a model runs where the host is: by its name, by what the server says of it, and by
 * asking for `NAME:local`. `wanted` undefined chooses one. Every doubt is a refusal.
 */
export async function proveLocal(
  server: Server,
  wanted: string | undefined,
): Promise<Result<Proved>> {
  const { host } = server;
  if (wanted !== undefined && namesCloud(wanted)) return cloudName(wanted);
  const at = { host: host.shown, ...(wanted === undefined ? {} : { model: wanted }) };
  const version = await server.version();
  if (!version.ok) return problemOf(version.fault, { host: host.shown });
  const tags = await server.tags();
  if (!tags.ok) return problemOf(tags.fault, { host: host.shown });
  const chosen = pick(tags.value.models, wanted, server);
  if (!chosen.ok) return chosen;
  const { model, why } = chosen.value;
  if (namesCloud(model.name)) return cloudName(model.name);
  const listed = model.remote_host ?? model.remote_model;
  if (listed) return runsElsewhere(model.name, listed);

  const knowsLocal = atLeast(version.value.version, localSuffixSince);
  const suffixed = /:local$/i.test(model.name) ? model.name : `${tagged(model.name)}:local`;
  let sendAs = knowsLocal === false ? tagged(model.name) : suffixed;
  let shown = await server.show(sendAs);
  if (!shown.ok && shown.fault.kind === "refused" && sendAs !== tagged(model.name)) {
    const plain = await server.show(tagged(model.name));
    if (!plain.ok) return problemOf(plain.fault, { ...at, model: model.name });
    const elsewhere = plain.value.remote_host ?? plain.value.remote_model;
    if (elsewhere) return runsElsewhere(model.name, elsewhere);
    if (knowsLocal)
      return problem(
        "remote-model",
        `Ollama ${version.value.version} does not accept ${sendAs}, so ${model.name} may not be local.`,
        { hint: "Nothing was sent. Use a model that was pulled: ollama list." },
      );
    [sendAs, shown] = [tagged(model.name), plain];
  }
  if (!shown.ok) return problemOf(shown.fault, { ...at, model: model.name });
  const elsewhere = shown.value.remote_host ?? shown.value.remote_model;
  if (elsewhere) return runsElsewhere(model.name, elsewhere);
  const { capabilities } = shown.value;
  if (capabilities && !capabilities.includes("completion"))
    return problem("model-failed", `${model.name} cannot answer: it is no chat model.`, {
      hint: "ollama show NAME lists what a model can do; it needs completion.",
    });

  const cloud = await server.status();
  const noCloud = cloud.ok && cloud.value.cloud.disabled;
  return ok({
    identity: {
      name: model.name,
      host: host.shown,
      remote: host.remote,
      digest: model.digest,
      contextTokens: await contextOf(server, model, shown.value),
    },
    sendAs,
    thinking: thinkingOf(shown.value, model.name),
    version: version.value.version,
    refusesTruncation: atLeast(version.value.version, truncateSince) !== false,
    ...(why === undefined ? {} : { why }),
    proofs: [
      host.remote
        ? `${host.shown} is another machine, allowed by --allow-remote-host`
        : `${host.shown} is this machine (${host.addresses.map(({ address }) => address).join(", ")})`,
      `${model.name} is no cloud name, and the server names no other host for it`,
      sendAs === suffixed
        ? `the server is asked for ${sendAs}, which it refuses for a remote model`
        : `Ollama ${version.value.version} does not know the suffix :local`,
    ],
    warnings: noCloud
      ? []
      : [
          cloud.ok
            ? "Ollama's cloud is not switched off: set OLLAMA_NO_CLOUD=1 for the server"
            : "Ollama does not say whether its cloud is switched off: set OLLAMA_NO_CLOUD=1 for the server (0.16.2 or newer says so)",
        ],
  });
}

function pick(
  installed: readonly Installed[],
  wanted: string | undefined,
  { host }: Server,
): Result<{ model: Installed; why?: string }> {
  if (wanted === undefined) return chooseModel(installed, host);
  const base = wanted.replace(/:local$/i, "");
  const model =
    installed.find(({ name }) => sameName(name, wanted)) ??
    installed.find(({ name }) => sameName(name, base));
  if (model) return ok({ model });
  return unknownModel(
    wanted,
    host.shown,
    installed.filter(({ name }) => !namesCloud(name)).map(({ name }) => name),
  );
}

function cloudName(name: string): Result<never> {
  return problem("remote-model", `${name} runs in Ollama's cloud, not on this machine.`, {
    hint: "Nothing was sent. Use a model that was pulled: ollama list.",
  });
}

function runsElsewhere(name: string, host: string): Result<never> {
  return problem(
    "remote-model",
    `${name} does not run on this machine: Ollama would ask ${host}.`,
    {
      hint: "Nothing was sent. Use a model that was pulled: ollama list.",
    },
  );
}

function thinkingOf({ capabilities, details }: Shown, name: string): Thinking {
  if (/^gpt-?oss/i.test(details?.family ?? "") || /(^|\/)gpt-oss/i.test(name)) return "level";
  return capabilities?.includes("thinking") ? "switch" : "none";
}

/** What the model is loaded with when that is enough, so that it is not loaded anew; else what is wanted. */
async function contextOf(server: Server, model: Installed, shown: Shown): Promise<number> {
  const loaded = await server.ps();
  const running = loaded.ok
    ? loaded.value.models.find(({ digest }) => digest === model.digest)?.context_length
    : undefined;
  if (running !== undefined && running >= wantedContext) return running;
  const most = Object.entries(shown.model_info ?? {}).find(([key]) =>
    key.endsWith(".context_length"),
  );
  return typeof most?.[1] === "number" && most[1] > 0
    ? Math.min(most[1], wantedContext)
    : wantedContext;
}
