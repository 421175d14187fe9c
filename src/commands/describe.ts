import type { ArtifactChange } from "../core/artifact.ts";
import { byChange } from "../core/delta.ts";
import { cutPatch } from "../core/patch/cuts.ts";
import { parsePatch } from "../core/patch/patch.ts";
import { showOffered } from "../core/plan-parts.ts";
import { hunksOf, type Proposal } from "../core/proposal.ts";
import { showChange } from "../core/review/show-value.ts";
import { safe } from "../core/text.ts";
import type { Diagnostic, Verification } from "../core/verification.ts";
import { type Paint, showTier } from "./print.ts";
import { tierOf } from "./view.ts";

/** A proposal for a person: head line, explanation, findings. */
export function describeProposal(paint: Paint, proposal: Proposal, state: string): string {
  const hunks = proposal.files.reduce((sum, file) => sum + file.hunks.length, 0);
  const head = `${paint("bold", proposal.id)} ${safe(proposal.goal)}`;
  const facts = `${state} · ${proposal.files.length} ${plural(proposal.files.length, "file")}, ${hunks} ${plural(hunks, "hunk")} · tier ${showTier(paint, tierOf(proposal))} · planned by ${proposal.planner.kind}${proposal.planner.model ? ` (${safe(proposal.planner.model)})` : ""}${proposal.revises ? ` · revises ${safe(proposal.revises)}` : ""}${proposal.besides ? ` · beside ${safe(proposal.besides)}` : ""}`;
  const effects = byChange(proposal.explanation.effects).map(
    ({ target, option, before, after, meaning }) => {
      const change = `${safe(option)}  ${showChange(before, after)}`;
      return `  ${safe(target)}: ${change}${meaning ? `  (${safe(meaning)})` : ""}`;
    },
  );
  const notes = proposal.explanation.notes.map((note) => `  ${safe(note)}`);
  const findings = proposal.findings.map(({ tier, message, hunk }) => {
    const where = hunk ? ` [${hunk}]` : "";
    return `  ${showTier(paint, tier)}: ${safe(message)}${where}`;
  });
  const comments = (proposal.comments ?? []).map(
    ({ hunk, text }) =>
      `  ${hunk}: “${safe(text, { multiline: true }).replaceAll("\n", "\n    ")}”`,
  );
  const offered = proposal.offered?.length
    ? ["", `Offered to the model: ${safe(showOffered(proposal.offered))}`]
    : [];
  const model = proposal.explanation.model
    ? ["The model says:", `  “${safe(proposal.explanation.model, { multiline: true })}”`]
    : [];
  return [
    head,
    facts,
    "",
    `${safe(proposal.explanation.summary)}.`,
    ...effects,
    ...(notes.length > 0 ? ["", "Notes", ...notes] : []),
    ...(findings.length > 0 ? ["", "Findings", ...findings] : []),
    ...(comments.length > 0 ? ["", "Comments", ...comments] : []),
    ...offered,
    ...model,
  ].join("\n");
}

/** `word`, in the plural unless there is one. */
export function plural(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}

/** One line for each hunk: id, decision, tier, place. */
export function describeHunks(paint: Paint, proposal: Proposal): string {
  const mark = { accepted: "✓", rejected: "✗", undecided: "·" } as const;
  return proposal.files
    .flatMap(({ path, hunks }) =>
      hunks.map(
        ({ id, decision, tier, newStart }) =>
          `  ${mark[decision]} ${id} ${decision.padEnd(9)} ${showTier(paint, tier)}  ${safe(path)}:${newStart}${proposal.edited?.includes(id) ? "  (edited by a person)" : ""}`,
      ),
    )
    .join("\n");
}

const kinds = { added: " (new file)", modified: "", deleted: " (deleted)" } as const;

/** A diff for a person, painted and made safe; headers carry the ids of the proposal's hunks, cut as they are. */
export function describePatch(paint: Paint, proposal: Proposal, patch: Uint8Array): string {
  const known = new Set(hunksOf(proposal).map(({ id }) => id));
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const colours = { "+": "green", "-": "red", " ": null } as const;
  return cutPatch(parsePatch(patch), proposal.cuts)
    .flatMap(({ path, status, hunks }) => [
      `${paint("bold", safe(path))}${kinds[status]}`,
      ...hunks.flatMap(({ id, header, lines }) => [
        paint("cyan", `${safe(header)}${known.has(id) ? `  ${id}` : ""}`),
        ...lines.flatMap(({ sign, text, newline }) => {
          const line = safe(`${sign}${decoder.decode(text)}`, { tabs: 8 });
          const colour = colours[sign];
          const end = newline ? [] : ["\\ No newline at end of file"];
          return [colour ? paint(colour, line) : line, ...end];
        }),
      ]),
    ])
    .join("\n");
}

/** `file:line:col: message` and a hint. */
function describeDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, message, hint, atBase, kind } = diagnostic;
  const place = file
    ? `${safe(file)}${line === undefined ? "" : `:${line}`}${column === undefined ? "" : `:${column}`}: `
    : "";
  const known = atBase ? " (the base has this problem too)" : "";
  const text = safe(message, { multiline: true }).replaceAll("\n", "\n      ");
  return `    ${place}${kind}: ${text}${known}${hint ? `\n      hint: ${safe(hint)}` : ""}`;
}

const shownParts = 30;
const sign = { added: "+", removed: "-", changed: "~" } as const;
const nameOfPart: Readonly<Record<ArtifactChange["part"], string>> = {
  "root-unit": "runs as root",
  unit: "unit",
  "user-unit": "unit of each person's session",
  file: "file",
  script: "runs as root at a switch or boot",
  boot: "with the next reboot",
  program: "another program under the same name",
  fetch: "downloaded",
  unreadable: "not comparable",
};

/** The ladder as it went. */
export function describeVerification(paint: Paint, verification: Verification): string {
  const mark = { passed: "✓", failed: "✗", skipped: "-", warned: "!" } as const;
  const steps = verification.steps.flatMap((step) => [
    `  ${paint(step.status === "failed" ? "red" : "green", mark[step.status])} ${step.name.padEnd(8)} ${safe(step.target ?? "").padEnd(12)} ${(step.ms / 1000).toFixed(1)} s`,
    ...step.diagnostics.map(describeDiagnostic),
  ]);
  const { added, removed, changed, bytes } = verification.closure;
  const some = added.length + removed.length + changed.length > 0;
  const size = `${bytes >= 0 ? "+" : "-"}${(Math.abs(bytes) / 1024 / 1024).toFixed(1)} MiB`;
  const closure = some
    ? [
        `closure ${size}`,
        ...added.map((name) => `  + ${safe(name)}`),
        ...removed.map((name) => `  - ${safe(name)}`),
        ...changed.map((name) => `  ~ ${safe(name)}`),
      ]
    : [];
  const parts = (verification.artifact ?? [])
    .slice(0, shownParts)
    .flatMap((one) => [
      `  ${sign[one.change]} ${safe(one.path)}${one.part === "file" ? "" : ` (${nameOfPart[one.part]})`}`,
      ...(one.lines ?? []).slice(0, 2).map((line) => `      ${safe(line)}`),
    ]);
  const hidden = (verification.artifact?.length ?? 0) - shownParts;
  const built =
    parts.length > 0
      ? ["what is built", ...parts, ...(hidden > 0 ? [`  and ${hidden} more`] : [])]
      : [];
  const tops = Object.entries(verification.toplevels).map(
    ([target, path]) => `${safe(target)}: ${safe(path)}`,
  );
  return [
    verification.ok ? "Verification passed." : "Verification failed.",
    ...steps,
    ...closure,
    ...built,
    ...tops,
  ].join("\n");
}

/** What is offered beside a proposal. */
export function besideText({ id, goal }: Proposal): string {
  return `${id} ${safe(goal.replace(/^put /, "puts "))}`;
}
