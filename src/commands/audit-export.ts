import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Period } from "../core/audit-report.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { type Invocation, type Reply, textOption } from "./invocation.ts";
import type { Wired } from "./wire.ts";

/** `agentix audit export [--format jsonl|markdown] [--since DATE] [--until DATE] [--output FILE]` */
export async function exportAudit(
  invocation: Invocation,
  { context }: Wired,
): Promise<Result<Reply>> {
  const format = textOption(invocation, "format") ?? "jsonl";
  if (format !== "jsonl" && format !== "markdown")
    return problem("usage", `--format ${JSON.stringify(format)} is not known.`, {
      hint: "jsonl: the log's own lines; markdown: a report to read.",
    });
  const period = periodOf(invocation);
  if (!period.ok) return period;
  const report = await context.store.auditVerify();
  if (!report.ok) return report;
  const entries = await context.store.auditEntries();
  if (!entries.ok) return entries;
  const { auditMarkdown, entriesIn } = await import("../core/audit-report.ts");
  const { sealed } = await import("../core/audit-chain.ts");
  const some = entriesIn(entries.value, period.value);
  const text =
    format === "markdown"
      ? auditMarkdown(some, period.value, report.value)
      : some.map((entry) => sealed(entry).line).join("");
  const output = textOption(invocation, "output");
  if (output !== undefined) {
    const written = writeNew(resolve(output), text);
    if (!written.ok) return written;
  }
  return ok({
    json: {
      format,
      ...period.value,
      audit: report.value,
      entries: some,
      ...(output === undefined ? {} : { output }),
    },
    text:
      output === undefined
        ? text.replace(/\n$/, "")
        : `${some.length} entries written to ${output}.${report.value.ok ? "" : " The log does not verify: agentix audit verify"}`,
  });
}

/** A file that is there is somebody's: it is not written over. */
function writeNew(path: string, text: string): Result<void> {
  try {
    writeFileSync(path, text, { flag: "wx", mode: 0o600 });
    return ok(undefined);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST")
      return problem("usage", `${path} is there already.`, {
        hint: "Name a new file, or move that one away.",
      });
    return problem("usage", `${path} cannot be written (${code}).`, {
      hint: "Name a file in a folder of yours.",
    });
  }
}

/** Both ends as times of the log: a day alone begins at its start and ends at its end, in UTC. */
function periodOf(invocation: Invocation): Result<Period> {
  const ends: Record<"since" | "until", string | undefined> = {
    since: undefined,
    until: undefined,
  };
  for (const name of ["since", "until"] as const) {
    const text = textOption(invocation, name);
    if (text === undefined) continue;
    const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
    const time = new Date(isDay && name === "until" ? `${text}T23:59:59.999Z` : text);
    const isKnown =
      isDay || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
    if (!isKnown || Number.isNaN(time.getTime()))
      return problem("usage", `--${name} ${JSON.stringify(text)} is no date.`, {
        hint: "Write 2026-11-24, or 2026-11-24T18:00Z.",
      });
    ends[name] = time.toISOString();
  }
  if (ends.since !== undefined && ends.until !== undefined && ends.since > ends.until)
    return problem("usage", "--since lies behind --until.", { hint: "Exchange them." });
  return ok(ends);
}
