import { realpath } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ok, type Result } from "../core/result.ts";
import type { Diagnostic } from "../core/verification.ts";
import { callNix, type NixTools } from "./call.ts";
import { diagnose } from "./diagnose.ts";

/**
 * What real Nix says about a text: null when it parses, else a diagnostic for `file`. Nothing is evaluated:
 * `nix-instantiate --parse` reads it from standard input.
 */
export async function parseText(
  tools: NixTools,
  text: string,
  file: string,
): Promise<Result<Diagnostic | null>> {
  let called = await parseWith(tools, dirname(tools.nix), text);
  if ("problem" in called && called.problem.code === "no-nix") {
    const real = await realpath(tools.nix).catch(() => tools.nix);
    called = await parseWith(tools, dirname(real), text);
  }
  if ("problem" in called) return { ok: false, problem: called.problem };
  if (called.exit.code === 0) return ok(null);
  const [first] = diagnose(called, { root: "", commit: "", storePath: null });
  const place = called.errors[0]?.place;
  return ok({
    kind: "syntax",
    message: "Syntax error.",
    ...first,
    file,
    ...(place?.line ? { line: place.line } : {}),
    ...(place?.column ? { column: place.column } : {}),
  });
}

function parseWith(tools: NixTools, folder: string, text: string) {
  return callNix({ ...tools, nix: join(folder, "nix-instantiate") }, ["--parse", "-"], {
    input: text,
    timeoutMs: 60_000,
    maxBytes: 256 * 1024,
  });
}
