import type { Clock, Files } from "../ports/system.ts";
import { openModelsSeen } from "../store/models-seen.ts";
import type { Check } from "./doctor.ts";
import { xdgFolder } from "./folders.ts";
import type { Invocation } from "./invocation.ts";
import { wantedModel } from "./planners.ts";
import type { Settings } from "./settings.ts";

/** What `doctor` says of the model: whether it is there, why it counts as local, and how it does on one tiny request. */
export async function modelChecks(
  invocation: Invocation,
  settings: Settings,
  files: Files,
  clock: Clock,
): Promise<Check[]> {
  const chosen = wantedModel(invocation, settings);
  if (!chosen.ok) return [{ name: "model", status: "missing", ...told(chosen.problem) }];
  const { kind, wanted } = chosen.value;
  if (kind === "builtin")
    return [{ name: "model", status: "ok", text: "the built-in planner needs none" }];
  const { openModel } = await import("../model/ollama/open.ts");
  const opened = await openModel(wanted);
  if (!opened.ok) {
    const { code, message, hint } = opened.problem;
    if (kind === "auto" && code === "no-model")
      return [
        {
          name: "model",
          status: "ok",
          text: `${message} The built-in planner is used: it needs none.`,
        },
      ];
    const status = kind === "auto" ? "warn" : "missing";
    return [{ name: "model", status, ...told({ message, hint }) }];
  }
  const { model, proved } = opened.value;
  const { identity } = model;
  const seen = openModelsSeen(files, xdgFolder(invocation.env, "XDG_STATE_HOME", ".local/state"));
  const changed = await seen.changed(identity, false);
  const context = `${identity.contextTokens} tokens of context`;
  const checks: Check[] = [
    {
      name: "model",
      status: "ok",
      text: `${identity.name}, ${identity.digest.slice(0, 12)}, ${context}; Ollama ${proved.version}${proved.why ? `; ${proved.why}` : ""}`,
    },
    ...proved.proofs.map(
      (text): Check => ({
        name: identity.remote ? "remote" : "local",
        status: identity.remote ? "warn" : "ok",
        text,
      }),
    ),
    ...proved.warnings.map(
      (text): Check => ({
        name: "cloud",
        status: "warn",
        text,
        hint: 'NixOS: services.ollama.environmentVariables.OLLAMA_NO_CLOUD = "1";',
      }),
    ),
    ...(changed ? [{ name: "digest", status: "warn", text: changed } as const] : []),
  ];
  const { probe } = await import("../model/ollama/probe.ts");
  const probed = await probe(model, clock, invocation.signal);
  if (!probed.ok) return [...checks, { name: "answer", status: "warn", ...told(probed.problem) }];
  const seconds = `${(probed.value.ms / 1000).toFixed(1)} s`;
  return [
    ...checks,
    probed.value.obeys
      ? { name: "answer", status: "ok", text: `a form was filled in after ${seconds}` }
      : {
          name: "answer",
          status: "warn",
          text: `it answered after ${seconds}, but not within the schema`,
          hint: "Replies are validated all the same; a newer Ollama or another model does better.",
        },
  ];
}

function told({ message, hint }: { message: string; hint?: string | undefined }) {
  return { text: message, ...(hint === undefined ? {} : { hint }) };
}
