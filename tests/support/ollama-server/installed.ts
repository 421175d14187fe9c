import { createHash } from "node:crypto";
import type { FaultName } from "./faults.ts";

/** A model that the stand-in has. */
export interface Installed {
  readonly name: string;
  readonly family: string;
  readonly size: string;
  readonly capabilities: readonly string[];
  readonly context: number;
  readonly remote?: { readonly remote_host: string; readonly remote_model: string };
}

const qwen: Installed = {
  name: "qwen3:8b",
  family: "qwen3",
  size: "8.2B",
  capabilities: ["completion", "tools", "thinking"],
  context: 40_960,
};
const cloud = { remote_host: "https://ollama.com:443", remote_model: "qwen3:8b" };

/** What is installed where nothing else is said, and with a fault that is about the models. */
export function installedWith(fault: FaultName | undefined): readonly Installed[] {
  if (fault === "no-models") return [];
  if (fault === "remote-tags" || fault === "remote-show") return [{ ...qwen, remote: cloud }];
  if (fault === "cloud-name")
    return [
      { ...qwen, name: "gpt-oss:120b-cloud", remote: cloud },
      { ...qwen, name: "qwen3-coder:cloud", remote: cloud },
    ];
  if (fault === "embedding-only")
    return [
      {
        ...qwen,
        name: "nomic-embed-text:latest",
        family: "nomic-bert",
        capabilities: ["embedding"],
      },
    ];
  return [qwen];
}

const modified = "2026-01-02T03:04:05.000000006Z";

function detailsOf({ family, size }: Installed) {
  return {
    parent_model: "",
    format: "gguf",
    family,
    families: [family],
    parameter_size: size,
    quantization_level: "Q4_K_M",
  };
}

/** The digest of a model's manifest. */
export function digestOf({ name }: Installed, fault: FaultName | undefined): string {
  return createHash("sha256")
    .update(fault === "other-digest" ? `another ${name}` : name)
    .digest("hex");
}

/** /api/tags */
export function tagsOf(models: readonly Installed[], fault: FaultName | undefined) {
  return {
    models: models.map((model) => ({
      name: model.name,
      model: model.name,
      ...(fault === "remote-show" ? {} : model.remote),
      modified_at: modified,
      size: 5_225_388_164,
      digest: digestOf(model, fault),
      details: detailsOf(model),
    })),
  };
}

/** /api/show */
export function showOf(model: Installed) {
  return {
    modelfile: `FROM ${model.name}`,
    template: "{{ .Prompt }}",
    details: detailsOf(model),
    ...model.remote,
    model_info: {
      "general.architecture": model.family,
      [`${model.family}.context_length`]: model.context,
    },
    capabilities: model.capabilities,
    modified_at: modified,
  };
}

/** /api/ps */
export function psOf(models: readonly Installed[], context: number | undefined) {
  return {
    models: (context === undefined ? [] : models.slice(0, 1)).map((model) => ({
      name: model.name,
      model: model.name,
      size: 6_654_289_920,
      digest: digestOf(model, undefined),
      details: detailsOf(model),
      expires_at: modified,
      size_vram: 6_654_289_920,
      context_length: context ?? 0,
    })),
  };
}
