import type { BuildEvent } from "../core/build/build-event.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Diagnostic } from "../core/verification.ts";
import { type BuildReader, readBuild } from "./build-reader.ts";
import { callNix, type NixTools } from "./call.ts";
import { diagnose } from "./diagnose.ts";
import { stripAnsi } from "./internal-json.ts";
import { readNeeds } from "./plan-needs.ts";

/** A whole system from source may take long; a person can always cancel. */
const buildTimeout = 24 * 60 * 60_000;
/** Log lines in a diagnostic. */
const shownLines = 10;

/** Builds a derivation and keeps the result alive with `gcRoot`, a symlink that Nix registers. */
export async function buildDrv(
  tools: NixTools,
  request: {
    readonly drvPath: string;
    readonly gcRoot: string;
    readonly root: string;
    readonly onEvent: (event: BuildEvent) => void;
    readonly signal?: AbortSignal;
  },
): Promise<Result<{ ok: true; outPath: string } | { ok: false; diagnostics: Diagnostic[] }>> {
  let running = true;
  const onEvent = (event: BuildEvent) => {
    request.onEvent(event);
    if (event.kind !== "planned" || event.drvs.length === 0) return;
    // Nobody waits for it: a build that is faster is drawn without.
    void readNeeds(event.drvs).then((inputs) => {
      if (running) request.onEvent({ kind: "needs", inputs });
    });
  };
  const reader = readBuild(onEvent);
  const called = await callNix(
    tools,
    ["build", `${request.drvPath}^*`, "--out-link", request.gcRoot, "--print-out-paths"],
    {
      signal: request.signal,
      timeoutMs: buildTimeout,
      maxBytes: 1024 * 1024,
      onStderrLine: (line) => reader.line(line),
    },
  );
  running = false;
  if ("problem" in called) {
    reader.end(false);
    return { ok: false, problem: called.problem };
  }
  const built = called.exit.code === 0;
  reader.end(built);
  if (built) {
    const outPath = called.stdout.trim().split("\n")[0];
    return outPath ? ok({ ok: true, outPath }) : problem("nix-failed", "Nix built nothing.");
  }
  return ok({ ok: false, diagnostics: buildDiagnostics(reader, request.root) });
}

/** The errors of a build, causes first, with the last log lines of what failed. */
export function buildDiagnostics(reader: BuildReader, root: string): Diagnostic[] {
  const source = { root, commit: "", storePath: null };
  const diagnostics = reader.errors.flatMap((error) =>
    diagnose({ errors: [error], plain: [] }, source).map((each) => {
      const drv = /'(\/[^']+\.drv)'/.exec(error.raw ?? "")?.[1];
      if (each.kind !== "build-failed" || drv === undefined) return each;
      const lines = reader.lastLines(drv).slice(-shownLines);
      if (lines.length === 0) return each;
      const download = lines.some((line) => /unable to download|Could not resolve host/.test(line));
      return {
        ...each,
        ...(download ? { kind: "fetch" as const } : {}),
        message: [each.message, ...lines.map((line) => `  ${stripAnsi(line)}`)].join("\n"),
        hint: `The whole log: nix log ${drv}`,
      };
    }),
  );
  if (diagnostics.length === 0) return diagnose({ errors: [], plain: reader.plain }, source);
  const order = (each: Diagnostic) => (each.kind === "dependency-failed" ? 1 : 0);
  return dedupe(diagnostics).sort((a, b) => order(a) - order(b));
}

/** Nix may report one failure twice, once without its log. */
function dedupe(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter(
    (each, at) =>
      diagnostics.findIndex(
        (other) => other.kind === each.kind && firstLine(other) === firstLine(each),
      ) === at,
  );
}

const firstLine = (each: Diagnostic) => each.message.split("\n", 1)[0];
