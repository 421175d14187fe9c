import type { Diagnostic } from "../verification.ts";
import type { LiveState } from "./live.ts";

export interface LiveWords {
  readonly tone: "good" | "bad" | "dim";
  readonly text: string;
}

/** `✓ 2 of 4 evaluate`: what is known of exactly the hunks as they are decided. Untrusted. */
export function liveWords({ on, combination, result }: LiveState): LiveWords | null {
  if (!on || !combination) return null;
  const { chosen, total } = combination;
  if (chosen.length === 0)
    return { tone: "dim", text: total === 0 ? "nothing to evaluate" : "every hunk is rejected" };
  const few = `${chosen.length} of ${total}`;
  const { evaluating, failures, problem } = result;
  const [failure] = failures;
  if (failure) return { tone: "bad", text: `✗ ${few}: ${failureText(failure)}` };
  if (problem)
    return { tone: "dim", text: `· ${few} not evaluated: ${firstLine(problem.message)}` };
  const verb = chosen.length === 1 ? "evaluates" : "evaluate";
  if (result.done) return { tone: "good", text: `✓ ${few} ${verb}` };
  const where = evaluating ? `evaluating ${evaluating.target}` : "";
  if (result.types)
    return { tone: "good", text: `✓ ${few} ${verb} (types)${evaluating ? ` … ${where}` : ""}` };
  const what = total === 1 ? "hunk" : "hunks";
  return { tone: "dim", text: `… ${few} ${what}${where ? `: ${where}` : ""}` };
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}

/** What Nix says in long sentences, where the option says it all; else its first line. */
function shortly({ kind, option, message }: Diagnostic): string {
  const name = option?.replace(/\."\[definition.*$/, "");
  if (name !== undefined && kind === "wrong-type") return `wrong type: ${name}`;
  if (name !== undefined && kind === "conflict") return `conflicting definitions: ${name}`;
  return firstLine(message);
}

/** `web1: the first line of what Nix says`. */
function failureText(failure: {
  readonly target: string;
  readonly diagnostics: readonly Diagnostic[];
}): string {
  const first = failure.diagnostics.find(({ atBase }) => !atBase) ?? failure.diagnostics[0];
  const said = first ? shortly(first) : "does not evaluate";
  const old = first?.atBase ? " (the base has it too)" : "";
  return `${failure.target === "" ? "" : `${failure.target}: `}${said}${old}`;
}
