import { ok, type Result } from "../core/result.ts";
import type { LeftOut } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { parseNixLine } from "./internal-json.ts";
import { nixString, nixStrings } from "./literal.ts";
import { type Evaluation, evaluateJson } from "./query.ts";

/** Where a walk goes on, and how it treats the node there (expressions/walk.ts). */
interface Place {
  readonly path: readonly string[];
  readonly how: "whole" | "plain" | "after";
}

/** What a walk has found; `failure` where not even its beginning evaluates. */
export type Walked<R> =
  | { readonly ok: true; readonly records: readonly R[]; readonly leftOut: readonly LeftOut[] }
  | { readonly ok: false; readonly failure: Extract<Evaluation, { ok: false }> };

/** Evaluations of one walk: after half of them whole groups are left out, near the end all of a top name. */
const patience = 24;
/** Bytes of all traces together; the options of a real system with Home Manager are some 40 MB. */
const maxBytes = 512 * 1024 * 1024;
/** Records between two words on how far it is. */
const wordEvery = 250;

/**
 * Runs a walk (expressions/walk.ts) to its end, whatever breaks on the way: what was found before an error
 * that cannot be caught is kept, and the next evaluation goes on behind it. One broken node costs one or two
 * evaluations and, as a rule, itself only.
 * @param expression a function `{ target, from, how }` as Nix text, applied to `target`, Nix text as well
 * @param onRecords is told how many there are so far, and where the walk is
 */
export async function walkAll<R>(
  tools: NixTools,
  ref: FlakeRef,
  expression: string,
  target: string,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onRecords?: (count: number, at: readonly string[]) => void;
  },
): Promise<Result<Walked<R>>> {
  const records: R[] = [];
  const leftOut: LeftOut[] = [];
  let place: Place | null = null;
  for (let left = patience; ; left -= 1) {
    const seen = reader<R>(records, leftOut, options.onRecords);
    const call = `(${expression}) { target = ${target}; from = ${place ? nixStrings(place.path) : "null"}; how = ${nixString(place?.how ?? "whole")}; }`;
    const evaluation: Result<Evaluation> = await evaluateJson(tools, ref, call, {
      signal: options.signal,
      maxBytes,
      onStderrLine: seen.line,
    });
    if (!evaluation.ok) return evaluation;
    if (evaluation.value.ok) return ok({ ok: true, records, leftOut });
    const { at, described } = seen.end();
    if (at === null || left <= 1)
      return records.length === 0
        ? ok({ ok: false, failure: evaluation.value })
        : ok({ ok: true, records, leftOut: [...leftOut, lost(at ?? [], evaluation.value)] });
    const again: boolean = place !== null && place.path.join("\0") === at.join("\0");
    if (described) {
      place = { path: at, how: "after" };
      leftOut.push({ ...lost(at, evaluation.value), part: "inside" });
    } else if (!again && left > patience / 2) {
      place = { path: at, how: "plain" };
      leftOut.push({ ...lost(at, evaluation.value), part: "details" });
    } else {
      if (again) leftOut.pop();
      const path: readonly string[] =
        left > patience / 2 ? at : at.slice(0, left > 4 ? Math.max(1, at.length - 1) : 1);
      place = { path, how: "after" };
      leftOut.push(lost(path, evaluation.value));
    }
  }
}

function lost(path: readonly string[], failure: Extract<Evaluation, { ok: false }>): LeftOut {
  return { path, part: "all", why: failure.diagnostics[0]?.message ?? "It cannot be evaluated." };
}

/** Reads the lines of one evaluation as they come; `end` tells the last node, and whether it was described. */
function reader<R>(
  records: R[],
  leftOut: LeftOut[],
  onRecords: ((count: number, at: readonly string[]) => void) | undefined,
) {
  let at: string | null = null;
  let described = false;
  const path = () => (at === null ? [] : (JSON.parse(at) as string[]));
  return {
    line: (line: string) => {
      // Most lines are of other kinds when files are listed: those need no reading.
      if (!line.includes("trace: agentix-")) return;
      const record = parseNixLine(line);
      const found =
        record.kind === "message" ? /^trace: agentix-(at|is|lost) (.*)$/s.exec(record.text) : null;
      if (!found) return;
      const [, mark, json = ""] = found;
      if (mark === "at") {
        at = json;
        described = false;
        return;
      }
      if (mark === "lost") {
        leftOut.push({
          path: JSON.parse(json) as string[],
          part: "all",
          why: "It throws an error.",
        });
        return;
      }
      described = true;
      records.push(JSON.parse(json) as R);
      if (records.length % wordEvery === 0) onRecords?.(records.length, path());
    },
    end: () => ({ at: at === null ? null : path(), described }),
  };
}
