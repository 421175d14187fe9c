import { expect } from "vitest";

/** What must come of a goal on a flake. */
export interface GoalOutcome {
  readonly goal: string;
  readonly hosts?: readonly string[];
  /** Files that change; none when it is so already or cannot be done. */
  readonly files: readonly string[];
  /** Lines of the diff, each with its sign, without indentation. */
  readonly lines?: readonly string[];
  /** `target option = value after`, all that change; lists of packages are left out. */
  readonly effects?: readonly string[];
  /** The tier of each hunk. */
  readonly tiers?: readonly string[];
  /** What one of the notes says. */
  readonly note?: RegExp;
  /** For a goal that is so already, a question, or an error code. */
  readonly answer?: "already" | "question" | string;
}

interface Shown {
  readonly files: { path: string; hunks: { tier: string }[] }[];
  readonly explanation: {
    effects: { target: string; option: string; after: unknown }[];
    notes: string[];
  };
}

interface Ran {
  readonly stdout: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the program printed
  readonly json: any;
}

/** Proposes the goal with the built program and holds what comes of it against the row. */
export async function checkGoal(
  run: (...args: string[]) => Promise<Ran>,
  row: GoalOutcome,
): Promise<void> {
  const { goal, hosts = [], files, lines = [], effects, tiers, note, answer } = row;
  const flags = hosts.flatMap((host) => ["--host", host]);
  const { stdout, json } = await run(...flags, "propose", goal, "--planner", "builtin", "--json");
  const proposal: Shown | undefined = json.proposal;
  expect(proposal?.files.map(({ path }) => path) ?? [], stdout).toEqual(files);
  if (answer !== undefined)
    expect(
      json.error?.code ??
        (json.already?.length > 0 ? "already" : json.questions?.length > 0 ? "question" : "none"),
    ).toBe(answer);
  if (!proposal) return;
  const hunks = proposal.files.flatMap((file) => file.hunks.map(({ tier }) => tier));
  if (note) expect(proposal.explanation.notes.join("\n")).toMatch(note);
  if (tiers) expect(hunks).toEqual(tiers);
  const changed = proposal.explanation.effects
    .filter(({ option }) => !option.endsWith("ackages"))
    .map(({ target, option, after }) => `${target} ${option} = ${JSON.stringify(after)}`);
  if (effects) expect(changed.toSorted()).toEqual(effects.toSorted());
  const patch = await run("show", "latest", "--patch");
  const shown = patch.stdout.split("\n").map((line) => line.replace(/^([+-])\s*/, "$1").trimEnd());
  for (const line of lines) expect(shown).toContain(line);
}
