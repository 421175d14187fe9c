import { ok, problem, type Result } from "../../core/result.ts";
import type { Host } from "./host.ts";
import { namesCloud } from "./names.ts";
import type { Installed } from "./replies.ts";

/** A model that was chosen because none was named, and why it. */
export interface Choice {
  readonly model: Installed;
  readonly why: string;
}

/**
 * Families that fill in forms well at their size, best first. Every name here is a prefix of what `ollama list`
 * prints; sizes decide inside a family.
 */
const families = [
  "qwen3-coder",
  "qwen3",
  "qwen2.5-coder",
  "gpt-oss",
  "devstral",
  "mistral-small",
  "qwen2.5",
  "gemma3",
  "granite",
  "llama3",
  "phi4",
  "mistral",
] as const;

/** Billions of parameters that answer well and still soon on a desktop. */
const useful = { least: 3, most: 36, best: 9 };

const notForChat = /embed|bge-|minilm|rerank|guard|ocr|whisper/i;

/** The name that is suggested where no model is there. */
export const suggestedModel = "qwen3:8b";

function billions({ details }: Installed): number | undefined {
  const [, number, unit] = /^([\d.]+)\s*([BM])/i.exec(details?.parameter_size ?? "") ?? [];
  if (number === undefined) return undefined;
  return unit?.toUpperCase() === "M" ? Number(number) / 1000 : Number(number);
}

function familyOf({ name }: Installed): number {
  const own = name.slice(name.lastIndexOf("/") + 1).toLowerCase();
  const found = families.findIndex((family) => own.startsWith(family));
  return found === -1 ? families.length : found;
}

/** Lower is better: fits the useful sizes, then family, then nearness to the best size, then name. */
function rank(model: Installed): readonly [number, number, number] {
  const size = billions(model) ?? useful.least;
  const fits = size >= useful.least && size <= useful.most ? 0 : 1;
  return [fits, familyOf(model), Math.abs(Math.log2(Math.max(size, 0.01) / useful.best))];
}

/** Takes the best local chat model of those installed; the same list gives the same answer. */
export function chooseModel(installed: readonly Installed[], host: Host): Result<Choice> {
  const candidates = installed.filter(
    ({ name, remote_host, remote_model, capabilities }) =>
      !namesCloud(name) &&
      !remote_host &&
      !remote_model &&
      !notForChat.test(name) &&
      (capabilities === undefined || capabilities.includes("completion")),
  );
  const [best] = candidates.toSorted((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const differs = left.findIndex((part, at) => part !== right[at]);
    if (differs === -1) return a.name < b.name ? -1 : 1;
    return (left[differs] ?? 0) - (right[differs] ?? 0);
  });
  if (!best)
    return problem(
      "no-model",
      installed.length === 0
        ? `Ollama at ${host.shown} has no models.`
        : `Ollama at ${host.shown} has no local model that can be asked (${installed.map(({ name }) => name).join(", ")}).`,
      { hint: `ollama pull ${suggestedModel}, or use --planner builtin: it needs no model.` },
    );
  const others = candidates.length - 1;
  const known = familyOf(best) < families.length;
  const why =
    others === 0
      ? "the only local model"
      : `${known ? "the best known" : "the most useful size"} of ${candidates.length} local models`;
  return ok({ model: best, why });
}
