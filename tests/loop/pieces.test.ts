import { join } from "node:path";
import { expect, test } from "vitest";
import { hunksOf, type Proposal } from "../../src/core/proposal.ts";
import { approve } from "../../src/loop/approve.ts";
import type { Context } from "../../src/loop/context.ts";
import { reviewable } from "../../src/loop/hunks.ts";
import { onCurrentBase } from "../../src/loop/rebase.ts";
import { review } from "../../src/loop/review.ts";
import { loadSyntax } from "../../src/nix/syntax/syntax.ts";
import { builtinPolicy } from "../../src/policy/policy.ts";
import { openStore } from "../../src/store/open.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { sampleRepository } from "../support/repository.ts";
import { verificationOf } from "../support/sample-actions.ts";
import { sampleReview } from "../support/sample-review.ts";
import { value } from "../support/value.ts";

const filler = (from: number) =>
  Array.from({ length: 12 }, (_, at) => `  # line ${from + at}\n`).join("");
const before = `{\n${filler(1)}  services.openssh.enable = true;\n${filler(20)}}\n`;
const added = `  services.tailscale = {
    enable = true;
    openFirewall = true;
  };
  time.timeZone = "Europe/Berlin";
`;
const after = before.replace("enable = true;\n", (line) => line + added);

/** A proposal stored in a real repository; nothing here needs Nix. */
async function stored() {
  const repo = sampleRepository({ "flake.nix": "{ }\n", "a.nix": before });
  const base = repo.run("rev-parse", "HEAD");
  const files = new Map([["a.nix", new TextEncoder().encode(after)]]);
  const commit = value(await repo.git.commit({ parent: base, files, message: "all" }));
  const store = openStore({
    gitDir: join(repo.root, ".git"),
    stateHome: join(repo.home, "state"),
    files: openFiles(),
    clock: openClock(),
    command: "test",
  });
  const unused = () => {
    throw new Error("not needed here");
  };
  const context: Context = {
    git: repo.git,
    nix: new Proxy({} as Context["nix"], { get: () => unused }),
    store,
    clock: openClock(),
    syntax: loadSyntax,
    planner: unused,
    actor: { kind: "human", user: "ada" },
    hosts: [],
    approvalMinutes: 60,
    policy: builtinPolicy(),
    policyDigest: "policy",
    autonomy: [],
    host: async () => null,
    report: () => {},
  };
  const found = value(await reviewable(context, base, commit, { effects: [] }));
  const sample = sampleReview().proposal;
  const proposal: Proposal = {
    ...{ ...sample, id: "p1", base, original: commit, candidate: commit, intents: [] },
    ...{ files: found.files, explanation: { ...sample.explanation, effects: [] } },
  };
  await store.withLock(async () => store.save(proposal));
  value(await repo.git.keep("p1", commit));
  const text = async (commit: string) =>
    new TextDecoder().decode(value(await repo.git.read(commit, "a.nix")) ?? new Uint8Array());
  return { repo, context, proposal, text };
}

const none = { accept: [], reject: [] };

test("a cut proposal is stored, judged by piece, re-based and approved with its pieces", async () => {
  const { repo, context, proposal, text } = await stored();
  const [whole] = hunksOf(proposal);
  const cut = value(await review(context, "p1", { ...none, split: [whole?.id ?? ""] }));
  const [upper, lower] = hunksOf(cut);
  expect(hunksOf(cut)).toHaveLength(2);
  expect(upper?.options).toEqual(["services.tailscale.enable", "services.tailscale.openFirewall"]);
  expect(lower?.options).toEqual(["time.timeZone"]);
  expect(cut.candidate).toBe(proposal.original);

  const rejected = value(await review(context, "p1", { ...none, reject: [upper?.id ?? ""] }));
  expect(value(await context.store.find("p1"))).toEqual(rejected);
  expect(await text(rejected.candidate)).toBe(
    before.replace("enable = true;\n", (line) => `${line}  time.timeZone = "Europe/Berlin";\n`),
  );

  repo.write("a.nix", `# above\n${before}`);
  const head = repo.commitAll();
  const moved = value(await onCurrentBase(context, { head, branch: "main" }, rejected));
  expect(hunksOf(moved.proposal).map(({ id, decision }) => [id, decision])).toEqual([
    [upper?.id, "rejected"],
    [lower?.id, "undecided"],
  ]);
  expect(await text(moved.proposal.candidate)).toBe(`# above\n${await text(rejected.candidate)}`);

  const verification = verificationOf(moved.proposal);
  const verified = { ...moved.proposal, state: "verified" as const, verification };
  await context.store.withLock(async () => context.store.save(verified));
  const approved = value(await approve(context, verified));
  expect(approved.approval?.inputs.decisions).toEqual([
    [upper?.id, "rejected"],
    [lower?.id, "accepted"],
  ]);

  const together = value(await review(context, "p1", { ...none, cuts: {} }));
  expect(hunksOf(together)).toMatchObject([{ id: whole?.id, decision: "undecided" }]);
  expect(together.approval).toBeNull();
  expect(together.candidate).toBe(together.original);
});

test("a decision whose hunk reads otherwise on the new base is asked for again", async () => {
  const { repo, context, proposal } = await stored();
  const [whole] = hunksOf(proposal);
  const rejected = value(await review(context, "p1", { ...none, reject: [whole?.id ?? ""] }));
  repo.write("a.nix", before.replace("# line 11\n", "# line eleven\n"));
  const head = repo.commitAll();
  const { proposal: moved } = value(
    await onCurrentBase(context, { head, branch: "main" }, rejected),
  );
  expect(hunksOf(moved)).toMatchObject([{ decision: "undecided" }]);
  expect(moved.candidate).toBe(moved.original);
  expect(moved.explanation.notes.at(-1)).toMatch(/decide again/);
});

test("what is one change cannot be split, and says so", async () => {
  const { context, proposal } = await stored();
  const split = [hunksOf(proposal)[0]?.id ?? ""];
  const cut = value(await review(context, "p1", { ...none, split }));
  const lower = hunksOf(cut)[1]?.id ?? "";
  const again = await review(context, "p1", { ...none, split: [lower] });
  expect(again).toMatchObject({ ok: false, problem: { message: /one change/ } });
});
