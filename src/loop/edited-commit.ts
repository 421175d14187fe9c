import type { Finding } from "../core/finding.ts";
import { parsePath } from "../core/option.ts";
import { sameBytes } from "../core/patch/edit-buffer.ts";
import { parsePatch } from "../core/patch/patch.ts";
import type { Proposal } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { parseTargetId } from "../core/target.ts";
import { judge } from "../policy/judge.ts";
import { type Context, refOf } from "./context.ts";
import { raised } from "./doubts.ts";
import { summarise } from "./explain.ts";
import { attachHunks } from "./findings.ts";
import { optionsOf, type Reviewable, reviewable } from "./hunks.ts";
import { breakages, isOfEvaluation, unevaluated } from "./store-proposal.ts";
import { subjectOf } from "./subject.ts";
import { unaskedFindings } from "./unasked.ts";
import { wholeDelta } from "./whole-delta.ts";

/** What a proposal says of itself after a person changed its text. */
export interface Rewritten {
  readonly commit: string;
  readonly review: Reviewable;
  readonly findings: Finding[];
  readonly explanation: Pick<
    Proposal["explanation"],
    "summary" | "effects" | "evaluated" | "notes"
  >;
}

/** The commit on the base with everything proposed, but `next` as this file; the base when nothing is left. */
export async function commitWith(
  context: Context,
  proposal: Proposal,
  path: string,
  next: Uint8Array,
): Promise<Result<string>> {
  const { base, original } = proposal;
  const bytes = await context.git.patch(base, original);
  if (!bytes.ok) return bytes;
  const files = new Map<string, Uint8Array | null>();
  const modes = new Map<string, string>();
  for (const file of parsePatch(bytes.value)) {
    const content = file.path === path ? ok(next) : await context.git.read(original, file.path);
    if (!content.ok) return content;
    const moded = file.newMode !== null && file.newMode !== file.oldMode;
    if (moded && file.newMode) modes.set(file.path, file.newMode);
    if (file.path === path && file.status === "modified") {
      const old = await context.git.read(base, path);
      if (!old.ok) return old;
      if (old.value && sameBytes(old.value, next)) continue;
    }
    files.set(file.path, file.status === "deleted" ? null : content.value);
  }
  if (files.size === 0 && modes.size === 0) return ok(base);
  const message = `agentix: ${subjectOf(proposal.goal)}\n`;
  return context.git.commit({ parent: base, files, modes, message });
}

/** Evaluates, explains and judges the changed proposal; a protected change is refused. */
export async function rewritten(
  context: Context,
  proposal: Proposal,
  path: string,
  commit: string,
): Promise<Result<Rewritten>> {
  const { base, intents, flakeDir } = proposal;
  const repo = await context.git.observe();
  if (!repo.ok) return repo;
  const first = await reviewable(context, base, commit, { effects: [], cuts: proposal.cuts });
  if (!first.ok) return first;
  const before = proposal.explanation.effects.map(({ option }) => parsePath(option) ?? [option]);
  const about = [...optionsOf(first.value.files), ...before];
  const ref = (rev: string) => refOf(repo.value, rev, flakeDir);
  const targets = proposal.targets.map(parseTargetId);
  const refs = { base: ref(base), candidate: ref(commit) };
  const delta = await wholeDelta(context, refs, targets, intents, about);
  // What does not evaluate may be looked at; Nix that could not be asked is no answer.
  if (!delta.ok && delta.problem.code !== "evaluation-failed") return delta;
  const effects = delta.ok ? [...delta.value.effects] : [];
  const made = await reviewable(context, base, commit, {
    effects: delta.ok ? effects : null,
    cuts: proposal.cuts,
  });
  if (!made.ok) return made;
  const review = raised(made.value, proposal);
  const { files } = review;
  const findings = attachHunks(
    [...judge(context.policy, { effects, files }), ...unaskedFindings(effects, proposal)],
    review,
    proposal,
  );
  const refused = findings.filter(({ tier }) => tier === "protected");
  if (refused.length > 0)
    return problem(
      "policy-refused",
      `This edit touches what Agentix never changes: ${refused.map(({ message }) => message).join("; ")}.`,
      {
        hint: "Make this change by hand if you want it.",
        details: { findings: refused, file: path },
      },
    );
  const notes = proposal.explanation.notes.filter((note) => !isOfEvaluation(note));
  if (!delta.ok) notes.push(unevaluated(delta.problem.message));
  notes.push(...breakages(effects));
  const paths = files.map((file) => file.path);
  const summary = summarise(effects, paths);
  return ok({
    commit,
    review,
    findings,
    explanation: {
      summary,
      effects,
      evaluated: delta.ok ? [...delta.value.evaluated] : [],
      notes,
    },
  });
}
