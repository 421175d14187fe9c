import type { Question } from "../intent.ts";
import { effectText } from "../review/diff-rows.ts";
import type { ViewHunk } from "../review/diff-view.ts";
import { effects } from "../review/hunk-effects.ts";
import { counts, type Review } from "../review/review-state.ts";
import { notBuilt } from "../verification.ts";
import type { Dialog } from "./dialog.ts";

/** Asks before an approval, showing exactly what it is bound to. */
export function approveDialog(review: Review): Dialog {
  const { proposal } = review;
  const { accepted, rejected } = counts(review);
  const verified = proposal.verification;
  const built = Object.entries(verified?.toplevels ?? {});
  const lines = [
    `goal       ${proposal.goal}`,
    `candidate  ${proposal.candidate.slice(0, 12)} on ${proposal.branch} ${proposal.base.slice(0, 12)}`,
    `hunks      ${accepted} accepted, ${rejected} rejected, in ${proposal.files.map(({ path }) => path).join(", ")}`,
    `verified   ${verified?.ok ? `yes, up to ${verified.until}, at ${verified.at}` : "NO: it was not verified as it stands"}`,
    ...built.map(([target, path]) => `builds     ${target}: ${path}`),
    ...(verified ? notBuilt(verified) : []).map((id) => `not built  ${id}: for another platform`),
    "",
    "What changes:",
    ...(effects(proposal).length > 0
      ? effects(proposal).map((effect) => `  ${effectText(effect)}`)
      : ["  no option that evaluation can see"]),
  ];
  if (proposal.findings.length > 0) {
    lines.push("", "Findings:");
    for (const { tier, message } of proposal.findings) lines.push(`  ${tier}: ${message}`);
  }
  return {
    kind: "approve",
    title: `Approve ${proposal.id}?`,
    lines,
    choices: [
      { label: "No, go back", value: "no" },
      { label: "Yes, I approve exactly this", value: "yes" },
    ],
    marked: 0,
    top: 0,
  };
}

/** Asks before a hunk is accepted that holds what cannot be seen. */
export function hiddenDialog(view: ViewHunk): Dialog {
  const places = view.hidden
    .slice(0, 20)
    .map(
      ({ codePoint, name }) =>
        `  U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}  ${name}`,
    );
  return {
    kind: "hidden-hunk",
    title: "This hunk holds characters that cannot be seen or are taken for others",
    lines: [...places, "", "They are marked ‹U+…› in the diff. Accept the hunk with them?"],
    choices: [
      { label: "No, leave it undecided", value: "no" },
      { label: "Yes, accept this hunk", value: "yes" },
    ],
    marked: 0,
    top: 0,
  };
}

/** Asks a plain yes or no. */
export function confirmDialog(
  kind: Dialog["kind"],
  title: string,
  lines: readonly string[],
  yes: string,
): Dialog {
  return {
    kind,
    title,
    lines,
    choices: [
      { label: "No, go back", value: "no" },
      { label: yes, value: "yes" },
    ],
    marked: 0,
    top: 0,
  };
}

/** A planner's question about a comment: what is chosen becomes the comment. */
export function rewordDialog(id: string, question: Question): Dialog {
  return {
    kind: "reword",
    title: question.question,
    lines: [`${id} is not revised yet; the comment is kept.`],
    choices: [
      ...(question.choices ?? []).map((choice) => ({ label: choice, value: choice })),
      { label: "None of these: change the comment", value: "" },
    ],
    marked: 0,
    top: 0,
  };
}

/** A planner's question with its choices. */
export function questionDialog(goal: string, question: Question): Dialog {
  return {
    kind: "question",
    title: question.question,
    lines: [`goal: ${goal}`],
    choices: [
      ...(question.choices ?? []).map((choice) => ({ label: choice, value: choice })),
      { label: "None of these: change the goal", value: "" },
    ],
    marked: 0,
    top: 0,
    goal,
  };
}
