import type { Observation } from "../core/observation.ts";
import { redactText } from "../core/redact/text.ts";
import { isSecretFile } from "../core/redact.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { judgeFile } from "../policy/decide.ts";
import { builtinPolicy } from "../policy/policy.ts";
import type { Context } from "./context.ts";
import { exclusion } from "./placement.ts";
import { openSources } from "./sources.ts";

/** Longer files are no modules that somebody wrote. */
const largest = 128 * 1024;

/** The regular .nix files of the base commit that are not closed by their path. */
export async function openPaths(
  context: Context,
  { repo }: Observation,
): Promise<Result<readonly string[]>> {
  const files = await context.git.files(repo.head, repo.flakeDir);
  if (!files.ok) return files;
  return ok(
    files.value
      .filter(({ mode, path }) => /^100/.test(mode) && closedWhy(path) === null)
      .map(({ path }) => path),
  );
}

/** Why a path is never shown and never edited freely; null where it may be. */
export function closedWhy(path: string): string | null {
  if (!path.endsWith(".nix")) return "only .nix files are shown";
  if (path.split("/").some((part) => part.startsWith("."))) return "it is hidden";
  if (isSecretFile(path)) return "it may hold secrets";
  const guarded = judgeFile(builtinPolicy(), path);
  if (guarded?.tier === "protected") return guarded.reason;
  return exclusion(path, "") ?? null;
}

/** The text of a file, whole and masked; a problem where it is not for a model's eyes. */
export async function shownText(
  context: Context,
  { repo }: Observation,
  path: string,
  open: ReadonlySet<string>,
): Promise<Result<{ readonly text: string; readonly shown: string }>> {
  const hidden = (why: string) =>
    problem("protected-path", `${path} is not shown: ${why}.`, {
      hint: "Edit it by hand.",
      details: { file: path },
    });
  if (!open.has(path)) return hidden(closedWhy(path) ?? "it is no regular file of the commit");
  const text = await openSources(context.git, repo.head).read(path);
  if (!text.ok) return text;
  if (text.value.length > largest) return hidden("it is too long");
  const why = exclusion(path, text.value.split("\n", 6).join("\n"));
  if (why !== undefined) return hidden(why);
  return ok({ text: text.value, shown: redactText(text.value) });
}
