import { exitCodeOf } from "../core/errors.ts";
import { ok, problem } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { type Command, type Invocation, textOption } from "./invocation.ts";
import { columns } from "./print.ts";
import { wire } from "./wire.ts";

function lastOption(invocation: Invocation): number | undefined | "bad" {
  const text = textOption(invocation, "last");
  if (text === undefined) return undefined;
  return /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : "bad";
}

/** `agentix audit list [--last N]`, `agentix audit verify` and `agentix audit export` */
export const auditCommand: Command = async (invocation) => {
  const action = invocation.args[0];
  if (action !== "list" && action !== "verify" && action !== "export")
    return problem("usage", `audit has no action ${JSON.stringify(action)}.`, {
      hint: "agentix audit list, agentix audit verify, or agentix audit export",
    });
  const last = lastOption(invocation);
  if (last === "bad") return problem("usage", "--last takes a whole number above zero.");
  const wired = await wire(invocation, { nix: false });
  if (!wired.ok) return wired;
  if (action === "export")
    return (await import("./audit-export.ts")).exportAudit(invocation, wired.value);
  const { store } = wired.value.context;
  if (action === "verify") {
    const report = await store.auditVerify();
    if (!report.ok) return report;
    const { entries, ok: good, head, pinned, problems } = report.value;
    return ok({
      json: { audit: report.value },
      text: [
        good
          ? `${entries} entries, chain intact${head ? `, head ${head.seq} ${head.hash.slice(0, 12)}` : ""}${pinned ? ", pinned" : ""}.`
          : [
              `The audit log does not verify (${entries} entries):`,
              ...problems.map((one) => `  ${safe(one)}`),
            ].join("\n"),
        ...(report.value.notes ?? []).map((note) => `note: ${safe(note)}`),
      ].join("\n"),
      exit: good ? 0 : exitCodeOf("audit-broken"),
    });
  }
  const entries = await store.auditEntries(last);
  if (!entries.ok) return entries;
  return ok({
    json: { entries: entries.value },
    text:
      entries.value.length === 0
        ? "The audit log is empty."
        : columns(
            entries.value.map(({ seq, time, actor, action: what, result, proposal }) => [
              String(seq),
              time.slice(0, 19).replace("T", " "),
              safe(`${actor.user} (${actor.kind})`),
              safe(what),
              safe(result),
              safe(proposal ?? ""),
            ]),
          ),
  });
};
