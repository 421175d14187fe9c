import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FreeEdit } from "../../src/core/plan-parts.ts";
import { hunksOf } from "../../src/core/proposal.ts";
import type { Context } from "../../src/loop/context.ts";
import { propose } from "../../src/loop/propose.ts";
import { askFreeEdits } from "../../src/model/free/ask.ts";
import type { Model, ModelRequest } from "../../src/ports/model.ts";
import type { Planner } from "../../src/ports/planner.ts";
import { type LoopWorld, openLoop } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

/** A model that says these replies, one after another; what it was asked is kept. */
function scripted(replies: readonly unknown[]): { model: Model; asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  const identity = {
    name: "scripted",
    host: "localhost:1",
    remote: false,
    digest: "0",
    contextTokens: 4096,
  };
  const ask: Model["ask"] = async (request) => {
    asked.push(request);
    const text = JSON.stringify(replies[Math.min(asked.length, replies.length) - 1]);
    return { ok: true, value: { text, promptTokens: 1, tokens: 1 } };
  };
  return { model: { identity, ask }, asked };
}

function plannerOf(model: Model): Planner {
  return {
    kind: "ollama",
    async plan(context) {
      const answer = await askFreeEdits(model, context);
      if (!answer.ok) return answer;
      const nothing = { intents: [], questions: [], notes: [] };
      return "edits" in answer.value
        ? { ok: true, value: { ...nothing, freeEdits: answer.value.edits } }
        : { ok: true, value: { ...nothing, questions: [answer.value.question] } };
    },
  };
}

const form = (...edits: FreeEdit[]) => ({
  a_why: "as asked",
  b_edits: edits.map(({ file, search, replace }) => ({
    a_file: search === null ? "NEW" : file,
    b_new: search === null ? file : "",
    c_search: search ?? "",
    d_replace: replace,
  })),
});

let flake: SampleFlake;
let world: LoopWorld;
beforeAll(async () => {
  flake = await sampleFlake("homelab");
  world = await openLoop(flake.root);
});
afterAll(async () => {
  await world.close();
  await flake.remove();
});

async function proposed(goal: string, ...replies: unknown[]) {
  const { model, asked } = scripted(replies);
  const context: Context = { ...world.context, planner: async () => plannerOf(model) };
  return { made: value(await propose(context, goal)), asked };
}

const file = "hosts/web1/services.nix";
const wrapped: FreeEdit = {
  file,
  search: '  root = "/var/www/home";\n',
  replace: '  root = "/var/www/home";\n  webPorts = [ 80 443 ];\n',
};
const used: FreeEdit = { file, search: "[ 80 443 ]", replace: "webPorts" };
const goal = "extract the web ports of hosts/web1/services.nix into a let binding";

describe("free edits on real Nix", { timeout: 300_000 }, () => {
  test("a let binding evaluates to the same system, and every hunk of it is read by itself", async () => {
    const { made } = await proposed(goal, form(wrapped, used));
    const { proposal } = made;
    if (!proposal) throw new Error(JSON.stringify(made));
    expect(proposal.explanation.notes.join("\n")).toMatch(
      /Evaluates to the same system as before.*web1/,
    );
    expect(hunksOf(proposal).map(({ tier }) => tier)).toEqual(hunksOf(proposal).map(() => "high"));
    expect(proposal.findings.map(({ rule }) => rule)).toContain("free-edit");
    expect(proposal.freeEdits).toHaveLength(2);
  });

  test("a value that changes by the way is told with old and new, at its host", async () => {
    const smuggled = [
      { ...wrapped, replace: wrapped.replace.replace("443", "8081") },
      { ...used, search: "    recommendedGzipSettings = true;\n", replace: "" },
      used,
    ];
    const { proposal } = (await proposed(goal, form(...smuggled))).made;
    const told = (proposal?.findings ?? []).filter(({ rule }) => rule === "not-said-in-goal");
    expect(told.map(({ tier, option }) => [tier, option]).toSorted()).toEqual([
      ["high", "networking.firewall.allowedTCPPorts"],
      ["high", "services.nginx.recommendedGzipSettings"],
    ]);
    expect(told.map(({ message }) => message).join("\n")).toMatch(
      /recommendedGzipSettings changes on (?:nixos:)?web1 from true to false/,
    );
    expect(told.every(({ hunk }) => hunk !== undefined)).toBe(true);
  });

  test("settings move into a module of their own; a file that nothing imports is said to do nothing", async () => {
    const line =
      "  networking.firewall.allowedTCPPorts = lib.mkIf config.services.nginx.enable [ 80 443 ];\n";
    const module = `{ config, lib, ... }:\n{\n${line}}\n`;
    const split =
      "split the firewall ports of hosts/web1 into a module file of its own and import it";
    const created: FreeEdit = { file: "hosts/web1/ports.nix", search: null, replace: module };
    const cut: FreeEdit = { file, search: line, replace: "" };
    const imported: FreeEdit = {
      file: "hosts/web1/default.nix",
      search: "    ./services.nix\n",
      replace: "    ./services.nix\n    ./ports.nix\n",
    };
    const whole = (await proposed(split, form(created, cut, imported))).made.proposal;
    expect(whole?.explanation.notes.join("\n")).toMatch(/Evaluates to the same system/);
    const alone = (
      await proposed(
        "add a module file hosts/web1/ports.nix that sets networking.firewall.allowedTCPPorts",
        form(created),
      )
    ).made;
    expect(alone.proposal?.explanation.notes.join("\n")).toMatch(/module does nothing/);
  });

  test("what a model may not write goes back in the core's words, then becomes a question", async () => {
    const evil: FreeEdit = { ...used, replace: "(builtins.fetchurl { })" };
    const repaired = await proposed(goal, form(evil), form(wrapped, used));
    expect(repaired.made.proposal).not.toBeNull();
    expect(repaired.asked[1]?.messages.at(-1)?.content).toMatch(/only a person may write/);
    const stubborn = await proposed(goal, form(evil));
    expect(stubborn.made.proposal).toBeNull();
    expect(stubborn.asked).toHaveLength(3);
    expect(stubborn.made.questions[0]?.question).toMatch(/refused/);
  });

  test("a goal about options never gets free edits, whatever the model says", async () => {
    const { made, asked } = await proposed("enable tailscale on web1", form(wrapped));
    expect(made.proposal).toBeNull();
    expect(asked).toHaveLength(0);
    const planner: Planner = {
      kind: "ollama",
      plan: async () => ({
        ok: true,
        value: { intents: [], questions: [], notes: [], freeEdits: [wrapped] },
      }),
    };
    const context: Context = { ...world.context, planner: async () => planner };
    const forced = await propose(context, "enable tailscale on web1");
    expect(forced).toMatchObject({ ok: false, problem: { code: "edit-refused" } });
  });
});
