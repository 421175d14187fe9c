import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/core/plan-parts.ts";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import { threeTargets } from "../support/homelab.ts";
import { planContext, type Setting } from "../support/plan-context.ts";
import { value } from "../support/value.ts";

const at = (file: string, line: number, own: unknown): Fact["from"][number] => ({
  file,
  line,
  where: file,
  value: own,
});
const tcp = "networking.firewall.allowedTCPPorts";
const setting: Setting = {
  ...threeTargets,
  values: {
    ...threeTargets.values,
    "networking.firewall.enable": true,
    [tcp]: [22, 80],
    "services.openssh.enable": true,
    "web1/services.nginx.enable": true,
    "nas1/services.nginx.enable": false,
    "services.tailscale.port": 41641,
  },
  from: {
    [tcp]: [
      at("modules/web.nix", 7, [80]),
      {
        file: null,
        line: null,
        where: "nixpkgs: nixos/modules/services/networking/ssh/sshd.nix",
        value: [22],
        because: [
          { option: "services.openssh.enable", file: "modules/ssh.nix", line: 3, value: true },
        ],
      },
    ],
    "services.openssh.enable": [at("modules/ssh.nix", 3, true)],
    "services.nginx.enable": [at("modules/web.nix", 4, true)],
  },
};

async function ask(question: string) {
  const plan = value(await builtinPlanner().plan(planContext(setting, question)));
  expect(plan.intents, question).toEqual([]);
  return {
    text: (plan.answers ?? []).map(({ text }) => text).join("\n"),
    questions: plan.questions,
    notes: plan.notes,
  };
}

describe("questions", () => {
  it.each([
    ["which ports are open?", /TCP 80 +modules\/web\.nix:7/],

    ["which ports are open and who opened them?", /TCP 22 .*sshd\.nix, through services\.openssh/],
    ["is port 22 open?", /^web1 and nas1: the firewall is on\n {2}TCP 22 /],
    ["is port 443 open?", /port 443 is not open/],
    ["who opened port 22", /services\.openssh\.enable = true \(modules\/ssh\.nix:3\)/],
    [
      "is ssh enabled on web1?",
      /^services\.openssh\.enable on web1: true\n {2}modules\/ssh\.nix:3/,
    ],
    ["who sets services.openssh.enable?", /modules\/ssh\.nix:3/],
    ["where is ssh defined", /modules\/ssh\.nix:3/],
    ["why is ssh on?", /modules\/ssh\.nix:3/],
    ["what is the tailscale port?", /services\.tailscale\.port on .*: 41641/],
    ["what is the value of services.tailscale.port", /41641/],
    ["which hosts run nginx?", /services\.nginx\.enable is on: web1; not on: nas1/],
    ["what differs between web1 and nas1?", /between web1 and nas1:\nservices\.nginx\.enable\n/],
    ["which services are enabled?", /web1: 2 switched on[\s\S]*openssh +modules\/ssh\.nix:3/],
    ["which options can I set for tailscale?", /services\.tailscale\.useRoutingFeatures/],
    ["what does tailscale do?", /services\.tailscale\.enable/],
    ["how is ssh configured?", /services\.openssh\.enable on .*true/],
    ["when was the lock updated?", /nixpkgs: github:NixOS\/nixpkgs of 2026-05-01/],
    ["what version of nixpkgs is this?", /revision 8c91a71d1345/],
  ])("%s", async (question, answer) => {
    const { text, questions } = await ask(question);
    expect(questions).toEqual([]);
    expect(text).toMatch(answer);
  });

  it.each([
    "what is the meaning of life?",
    "why is frobnicator on?",
    "which colour has the machine?",
  ])("that mean nothing are said not to be understood: %s", async (question) => {
    const { text, questions } = await ask(question);
    expect(text).toBe("");
    expect(questions[0]?.question).toMatch(/Nothing is changed for it|nothing is changed for it/);
  });

  it("quote the words that nothing took", async () => {
    expect((await ask("which zorblax ports are open?")).notes.join()).toContain("zorblax");
  });
});
