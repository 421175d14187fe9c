import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editBuffer } from "../../src/core/patch/edit-buffer.ts";
import { hunksOf, type Proposal } from "../../src/core/proposal.ts";
import type { Result } from "../../src/core/result.ts";
import { comment } from "../../src/loop/comment.ts";
import { type EditOutcome, finishEdit, startEdit } from "../../src/loop/edit-hunk.ts";
import { propose as plan } from "../../src/loop/propose.ts";
import { reject } from "../../src/loop/reject.ts";
import { review } from "../../src/loop/review.ts";
import { revise } from "../../src/loop/revise.ts";
import { verify } from "../../src/loop/verify.ts";
import { type LoopWorld, openLoop, propose } from "../support/loop-context.ts";
import { codeOf } from "../support/repository.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

/** What a person's editor leaves, read by the loop on real git and real Nix. */
describe("editing a hunk", () => {
  let flake: SampleFlake;
  let world: LoopWorld;
  const text = (path: string) => readFile(join(flake.root, path), "utf8");
  const stored = async (id: string) => value(await world.context.store.find(id));
  const show = async (commit: string, path: string) =>
    Buffer.from(value(await world.context.git.read(commit, path)) ?? []).toString("latin1");

  beforeAll(async () => {
    flake = await sampleFlake("homelab");
    world = await openLoop(flake.root);
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  /** Edits a hunk as an editor would: `change` gets the buffer that a person sees. */
  const edit = async (
    proposal: Proposal,
    hunk: number,
    change: (buffer: string) => string,
  ): Promise<Result<EditOutcome>> => {
    const id = hunksOf(proposal)[hunk]?.id ?? "";
    const start = value(await startEdit(world.context, proposal.id, id));
    const buffer = editBuffer(["for reading"], start.side, start.side, start.file);
    const changed = Buffer.from(change(Buffer.from(buffer).toString("latin1")), "latin1");
    return finishEdit(world.context, start, new Uint8Array(changed));
  };
  const edited = async (...args: Parameters<typeof edit>) => {
    const outcome = value(await edit(...args));
    if (outcome.kind !== "edited") throw new Error(outcome.kind);
    return outcome;
  };
  const network = async () =>
    (await text("modules/network.nix"))
      .replace('domain = "home.arpa";', 'domain = "lan.example";')
      .replace("ports = [ sshPort ];", "ports = [ sshPort 2222 ];");

  it("replaces its lines and nothing else; the others keep their decisions", async () => {
    const proposal = await propose(world.context, {
      "modules/network.nix": await network(),
      "hosts/web1/default.nix": (await text("hosts/web1/default.nix")).replace(
        "system.stateVersion",
        "services.btop = 1;\n\n  system.stateVersion",
      ),
    });
    const [web, domain, ports] = hunksOf(proposal).map(({ id }) => id);
    await review(world.context, proposal.id, { accept: [domain ?? ""], reject: [web ?? ""] });
    value(await verify(world.context, proposal.id, "evaluate"));
    const before = await stored(proposal.id);
    const done = await edited(before, 2, (buffer) => buffer.replace("2222", "2200"));
    expect(done.before).toEqual([ports]);
    expect(done.after).toHaveLength(1);
    const after = await stored(proposal.id);
    expect(done.proposal).toEqual(after);
    expect(hunksOf(after).map(({ id, decision }) => [id, decision])).toEqual([
      [web, "rejected"],
      [domain, "accepted"],
      [done.after[0], "undecided"],
    ]);
    expect(after).toMatchObject({
      state: "proposed",
      verification: null,
      approval: null,
      edited: done.after,
      base: before.base,
    });
    expect(await show(after.original, "modules/network.nix")).toBe(
      (await network()).replace("2222", "2200"),
    );
    // What is rejected is not in the candidate, what is edited is.
    expect(await show(after.candidate, "hosts/web1/default.nix")).not.toContain("btop");
    expect(await show(after.candidate, "modules/network.nix")).toContain("2200");
    expect(await flake.git("rev-parse", `refs/agentix/proposals/${after.id}`)).toBe(after.original);
    expect(await flake.git("rev-parse", `${after.original}^`)).toBe(after.base);
    expect(await flake.git("status", "--porcelain")).toBe("");
    expect(after.explanation.effects).toContainEqual(
      expect.objectContaining({ option: "services.openssh.ports", after: [22, 2200] }),
    );
    const [line] = value(await world.context.store.auditEntries(1));
    expect(line).toMatchObject({
      action: "edit",
      result: "edited",
      proposal: after.id,
      details: { before: done.before, after: done.after, file: "modules/network.nix" },
    });
    // A second edit of the same hunk keeps one mark.
    const again = await edited(after, 2, (buffer) => buffer.replace("2200", "2201"));
    expect(again.proposal.edited).toEqual(again.after);
    expect(value(await verify(world.context, after.id, "evaluate")).verification.ok).toBe(true);
  });

  it("stores nothing where real Nix cannot parse the file, and says where", async () => {
    const proposal = await propose(world.context, { "modules/network.nix": await network() });
    const refs = await flake.git("for-each-ref");
    const failed = await edit(proposal, 1, (buffer) => buffer.replace("2222 ]", "2222 }"));
    expect(failed).toMatchObject({
      ok: false,
      problem: { code: "edit-broke-syntax", details: { file: "modules/network.nix" } },
    });
    if (failed.ok) throw new Error("unreachable");
    const { line, hunkLine } = failed.problem.details as { line: number; hunkLine: number };
    const wrong = (await network()).split("\n").findIndex((one) => one.includes("2222")) + 1;
    expect(line).toBe(wrong);
    expect(hunkLine).toBe(wrong - (hunksOf(proposal)[1]?.newStart ?? 0) + 1);
    expect(await stored(proposal.id)).toEqual(proposal);
    expect(await flake.git("for-each-ref")).toBe(refs);
  });

  it("takes what does not evaluate, and says so", async () => {
    const proposal = await propose(world.context, { "modules/network.nix": await network() });
    const done = await edited(proposal, 1, (buffer) => buffer.replace("2222", '"no port"'));
    expect(done.proposal.explanation.notes.join("\n")).toMatch(/does not evaluate/);
    const mended = await edited(done.proposal, 1, (buffer) => buffer.replace('"no port"', "2222"));
    expect(mended.proposal.explanation.notes.join("\n")).not.toMatch(/does not evaluate/);
    expect(hunksOf(mended.proposal).map(({ id }) => id)).toEqual(
      hunksOf(proposal).map(({ id }) => id),
    );
  });

  it("knows an unchanged text, and a person who gives up", async () => {
    const proposal = await propose(world.context, { "modules/network.nix": await network() });
    expect(value(await edit(proposal, 0, (buffer) => buffer))).toEqual({ kind: "same" });
    expect(value(await edit(proposal, 0, () => ""))).toEqual({ kind: "empty" });
    expect(value(await edit(proposal, 0, () => "#@ only this\n\n"))).toEqual({ kind: "empty" });
    expect(await stored(proposal.id)).toEqual(proposal);
  });

  it("a change that is taken back takes its hunk away, but never the last", async () => {
    const proposal = await propose(world.context, { "modules/network.nix": await network() });
    const done = await edited(proposal, 1, (buffer) => buffer.replace(" 2222", ""));
    expect(done.after).toEqual([]);
    expect(hunksOf(done.proposal).map(({ id }) => id)).toEqual([hunksOf(proposal)[0]?.id]);
    const last = await edit(done.proposal, 0, (buffer) =>
      buffer.replace("lan.example", "home.arpa"),
    );
    expect(codeOf(last)).toBe("wrong-state");
    expect(await stored(proposal.id)).toEqual(done.proposal);
  });

  it("keeps CRLF, bytes that are not UTF-8 and a missing newline at the end", async () => {
    const lines = ["{", "  # \u00e9", "  a = 1;", "  b = 2;", "}"];
    const proposal = await propose(world.context, { "notes/windows.nix": lines.join("\r\n") });
    const done = await edited(
      proposal,
      0,
      (buffer) => `${buffer.replaceAll("\r\n", "\n").replace("a = 1", "a = 3")}\n`,
    );
    expect(await show(done.proposal.original, "notes/windows.nix")).toBe(
      Buffer.from(lines.join("\r\n").replace("a = 1", "a = 3")).toString("latin1"),
    );
  });

  it("refuses what is protected, and remembers that it was tried", async () => {
    const proposal = await propose(world.context, { "modules/network.nix": await network() });
    const refused = await edit(proposal, 1, (buffer) =>
      buffer.replace(
        "2222 ];",
        '2222 ];\n    };\n    nix.settings.trusted-users = [ "mallory" ];\n    services.openssh = {',
      ),
    );
    expect(codeOf(refused)).toBe("policy-refused");
    expect(await stored(proposal.id)).toEqual(proposal);
    const [line] = value(await world.context.store.auditEntries(1));
    expect(line).toMatchObject({ action: "edit", result: "refused", proposal: proposal.id });
  });

  it("says why a hunk that is no text cannot be edited", async () => {
    const proposal = await propose(world.context, {
      "logo.bin": "\0\u0001binary",
      "hosts/web2/gone.nix": null,
      "empty.nix": "",
    });
    for (const { id } of hunksOf(proposal))
      expect(codeOf(await startEdit(world.context, proposal.id, id))).toBe("edit-not-possible");
    value(await reject(world.context, proposal.id));
    const closed = await startEdit(world.context, proposal.id, hunksOf(proposal)[0]?.id ?? "");
    expect(codeOf(closed)).toBe("wrong-state");
  });

  it("a mark and a comment stay with the pieces of a hunk that is split, and with what is joined again", async () => {
    const proposal = await propose(world.context, {
      "modules/network.nix": (await network()).replace(
        "enable = true;\n    ports",
        "enable = true;\n    banner = null;\n    ports",
      ),
    });
    const done = await edited(proposal, 1, (buffer) => buffer.replace("2222", "2200"));
    const whole = done.after[0] ?? "";
    value(await comment(world.context, proposal.id, whole, "why?"));
    const split = value(
      await review(world.context, proposal.id, { accept: [], reject: [], split: [whole] }),
    );
    const pieces = hunksOf(split)
      .slice(1)
      .map(({ id }) => id);
    expect(pieces.length).toBeGreaterThan(1);
    expect(split.edited).toEqual(pieces);
    expect(split.comments?.map(({ hunk }) => hunk)).toEqual([pieces[0]]);
    const joined = value(
      await review(world.context, proposal.id, { accept: [], reject: [], cuts: {} }),
    );
    expect(joined.edited).toEqual([whole]);
    expect(joined.comments?.map(({ hunk }) => hunk)).toEqual([whole]);
  });

  it("does not write over what happened meanwhile", async () => {
    const proposal = await propose(world.context, { "modules/network.nix": await network() });
    const id = hunksOf(proposal)[1]?.id ?? "";
    const start = value(await startEdit(world.context, proposal.id, id));
    await edited(proposal, 0, (buffer) => buffer.replace("lan.example", "other.example"));
    const late = Buffer.from(start.side).toString("latin1").replace("2222", "2300");
    const done = await finishEdit(world.context, start, Buffer.from(late, "latin1"));
    expect(codeOf(done)).toBe("stale-proposal");
  });

  it("refuses a text that is none: NUL bytes of a UTF-16 editor", async () => {
    const proposal = await propose(world.context, { "modules/network.nix": await network() });
    const wide = await edit(proposal, 0, (buffer) => [...buffer].map((c) => `${c}\0`).join(""));
    expect(codeOf(wide)).toBe("edit-not-possible");
  });

  it("comments become a new proposal beside the old one", async () => {
    const first = value(await plan(world.context, "enable tailscale and open port 8080 on web1"));
    const proposal = first.proposal as Proposal;
    const hunk = proposal.files
      .flatMap(({ hunks }) => hunks)
      .find(({ options }) => options?.some((option) => option.endsWith("allowedTCPPorts")));
    expect(codeOf(await revise(world.context, proposal.id))).toBe("wrong-state");
    value(await comment(world.context, proposal.id, hunk?.id ?? "", "make it sparkle"));
    const asked = value(await revise(world.context, proposal.id));
    expect(asked.proposal).toBeNull();
    expect(asked.questions.length).toBeGreaterThan(0);
    value(await comment(world.context, proposal.id, hunk?.id ?? "", "use 8443"));
    const commented = await stored(proposal.id);
    expect(commented.comments).toEqual([
      expect.objectContaining({ hunk: hunk?.id, text: "use 8443" }),
    ]);
    const revised = value(await revise(world.context, proposal.id)).proposal;
    expect(revised).toMatchObject({ revises: proposal.id, state: "proposed" });
    expect(revised?.goal).toContain("use 8443");
    expect(revised?.explanation.effects).toContainEqual(
      expect.objectContaining({ target: "web1", meaning: expect.stringContaining("8443") }),
    );
    expect(revised?.explanation.effects.map(({ option }) => option)).toContain(
      "services.tailscale.enable",
    );
    expect(await stored(proposal.id)).toEqual(commented);
    expect(commented.state).toBe("proposed");
  });
});
