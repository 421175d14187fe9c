import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { problem, type Result } from "../core/result.ts";
import type { Diagnostic } from "../core/verification.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { Called, NixTools } from "./call.ts";
import { evaluationProblem, sourceIn } from "./query.ts";

/** Why a whole flake cannot be evaluated: not there, an input missing, or broken. */
export async function flakeProblem(
  tools: NixTools,
  ref: FlakeRef,
  failure: { readonly diagnostics: readonly Diagnostic[]; readonly called: Called },
): Promise<Result<never>> {
  const text = failure.called.errors.map((error) => error.raw ?? "").join("\n");
  if (/does not contain a '[^']*flake\.nix' file|[^ ]*flake\.nix' does not exist/.test(text))
    return problem(
      "no-flake",
      `There is no flake.nix in ${ref.dir === "" ? "the repository" : ref.dir} at this commit.`,
      {
        hint: "agentix works on flakes that git tracks: add and commit flake.nix, or name its folder with -C.",
      },
    );
  const unlocked = failure.diagnostics.find((each) => each.file === "flake.lock");
  if (unlocked)
    return problem("missing-input", unlocked.message, {
      hint: unlocked.hint ?? "",
      details: { diagnostics: failure.diagnostics },
    });
  const fetch = failure.diagnostics.find((each) => each.kind === "fetch");
  const reference = fetchedInput(failure.called);
  if (fetch || reference) {
    const name = reference ? await inputName(tools, ref, reference) : undefined;
    return problem(
      "missing-input",
      `The input ${name ? `\`${name}\`` : (reference ?? "of the flake")} is not in the Nix store and could not be fetched.`,
      {
        hint: "Fetch the inputs once with `nix flake archive` in the flake's folder while you are online.",
        details: {
          ...(name ? { input: name } : {}),
          ...(reference ? { reference } : {}),
          diagnostics: failure.diagnostics,
        },
      },
    );
  }
  return evaluationProblem(failure.diagnostics);
}

/** The reference that Nix was fetching when it failed. */
function fetchedInput(called: Called): string | undefined {
  for (const error of called.errors)
    for (const frame of error.trace) {
      const reference = /^while fetching the input '(.+?)'/.exec(frame.text)?.[1];
      if (reference !== undefined && !reference.startsWith("git+file:")) return reference;
    }
  return undefined;
}

/** The name in flake.lock of the input with this revision or hash. */
async function inputName(
  tools: NixTools,
  ref: FlakeRef,
  reference: string,
): Promise<string | undefined> {
  const source = await sourceIn(tools, ref);
  if (source.storePath === null) return undefined;
  try {
    const lock: unknown = JSON.parse(
      await readFile(join(source.storePath, ref.dir, "flake.lock"), "utf8"),
    );
    const nodes = (lock as { nodes?: Record<string, { locked?: Record<string, unknown> }> }).nodes;
    for (const [name, node] of Object.entries(nodes ?? {}))
      for (const key of ["rev", "narHash", "url", "path"]) {
        const value = node.locked?.[key];
        if (typeof value !== "string") continue;
        if (reference.includes(value) || reference.includes(encodeURIComponent(value))) return name;
      }
  } catch {
    // No readable lock: the reference itself must do.
  }
  return undefined;
}
