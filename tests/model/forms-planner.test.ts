import { afterEach, describe, expect, it } from "vitest";
import type { Intent } from "../../src/core/intent.ts";
import { tokensOf } from "../../src/model/meter.ts";
import type { Revising } from "../../src/ports/planner.ts";
import { type FormModel, openFormModel } from "../support/form-model.ts";
import { shown } from "../support/goal-case.ts";
import { oneHost, threeTargets } from "../support/homelab.ts";
import { good } from "../support/ollama-server/models/good.ts";
import type { Script } from "../support/ollama-server/script.ts";
import { planContext } from "../support/plan-context.ts";
import { realSetting } from "../support/real-setting.ts";

let running: FormModel | undefined;
afterEach(async () => {
  await running?.standIn.close();
  running = undefined;
});
const start = async (...given: Parameters<typeof openFormModel>) => {
  running = await openFormModel(...given);
  return running;
};
const says =
  (value: unknown): Script =>
  () => ({ text: JSON.stringify(value) });
const pick = (option: string, operation = "enable", hosts = ["all"]) => ({
  picks: [{ a_why: "so", b_part: 1, c_option: option, d_operation: operation, e_hosts: hosts }],
});

const setting = await realSetting();

describe.skipIf(!setting)("on every option of a real NixOS (needs AGENTIX_DATA)", () => {
  it.each([
    "enable tailscale",
    "open port 8080 and install htop",
    "set the time zone to Europe/Berlin and the hostname to shelf",
    "enable docker, podman and libvirt, and let alice use docker; also turn on bluetooth and sound",
    "I would like a web server with php and a database that is backed up every night",
  ])(
    "the requests of a goal stay within 3,000 tokens: %s",
    async (goal) => {
      if (!setting) return;
      const model = await start(good);
      const plan = await model.plan(planContext(setting, goal));
      const sum = model.prompts().reduce((all, prompt) => all + tokensOf(prompt), 0);
      expect(sum).toBeLessThanOrEqual(3000);
      expect(plan.offered?.length ?? 0).toBeLessThanOrEqual(30);
    },
    60_000,
  );
});

describe("hosts", () => {
  it("are those that the words name, whatever the model says", async () => {
    const model = await start(
      says(pick("services.tailscale.enable", "enable", ["nas1"])),
      "ignores-format",
    );
    const plan = await model.plan(planContext(threeTargets, "enable tailscale on web1"));
    // "nas1" was not offered for this goal, so that the reply is not used at all.
    expect(plan.intents.map(({ targets }) => targets)).toEqual([["web1"]]);
  });

  it("are asked about where the model narrows them by itself", async () => {
    const model = await start(
      says(pick("services.tailscale.enable", "enable", ["nas1"])),
      "ignores-format",
    );
    const plan = await model.plan(planContext(threeTargets, "enable tailscale"));
    expect(plan.intents).toEqual([]);
    expect(plan.questions[0]?.choices).toContain("enable tailscale on all hosts");
  });
});

describe("without a usable reply", () => {
  it("the rules' plan stands in, and says so", async () => {
    const model = await start(() => ({ text: "I cannot." }), "ignores-format");
    const steps: string[] = [];
    const plan = await model.plan({
      ...planContext(oneHost, "enable tailscale"),
      onStep: (step) => steps.push(step),
    });
    expect(plan.intents.map(shown)).toEqual(["services.tailscale.enable = true"]);
    expect(plan.notes[0]).toMatch(/not-json.*the built-in planner's; the model had no part/);
    expect(plan.by).toBe("builtin");
    expect(model.prompts()).toHaveLength(3);
    expect(steps.join("\n")).toMatch(
      /which of \d+ options[\s\S]*again: not-json[\s\S]*again: not-json/,
    );
  });

  it("a goal that the rules do not understand is a question", async () => {
    const model = await start(() => ({ text: "I cannot." }), "ignores-format");
    const plan = await model.plan(planContext(oneHost, "make the frobnicator blue with tailscale"));
    expect(plan.intents).toEqual([]);
    expect(plan.questions.length).toBeGreaterThan(0);
  });

  it("a fault of the server is its problem, or the rules' plan", async () => {
    const model = await start(good, "oom");
    const plan = await model.plan(planContext(oneHost, "enable tailscale"));
    expect(plan.notes[0]).toContain("built-in planner");
    const failed = await model.planner.plan(planContext(oneHost, "make the frobnicator blue"));
    expect(failed).toMatchObject({ ok: false, problem: { code: "model-failed" } });
  });

  it("a cancelled goal is interrupted, and nothing more is asked", async () => {
    const model = await start(good);
    const cancelled = await model.planner.plan({
      ...planContext(oneHost, "enable tailscale"),
      signal: AbortSignal.abort(),
    });
    expect(cancelled).toMatchObject({ ok: false, problem: { code: "interrupted" } });
    expect(model.prompts()).toEqual([]);
  });
});

describe("a question in a goal", () => {
  it("is answered from facts, and no model is asked", async () => {
    const model = await start(good);
    const plan = await model.plan(
      planContext(oneHost, "which ports are open and who opened them?"),
    );
    expect(plan.answers?.length).toBeGreaterThan(0);
    expect(plan.intents).toEqual([]);
    expect(plan.questions).toEqual([]);
    expect(model.prompts()).toEqual([]);
  });

  it("beside a change gives both, and is not shown to the model", async () => {
    const model = await start(good);
    const plan = await model.plan(planContext(oneHost, "enable tailscale. Which ports are open?"));
    expect(plan.intents.map(shown)).toEqual(["services.tailscale.enable = true"]);
    expect(plan.answers?.map(({ question }) => question).join()).toMatch(/ports/i);
    expect(model.prompts().join()).not.toContain("ports are open");
  });

  it("that only the model takes for one is answered by the rules, or asked back", async () => {
    const model = await start(says(pick("read")), "ignores-format");
    const plan = await model.plan(planContext(oneHost, "tailscale state of affairs"));
    expect(plan.intents).toEqual([]);
    expect(plan.questions.length + (plan.answers?.length ?? 0)).toBeGreaterThan(0);
  });
});

describe("where a goal goes", () => {
  it("no host: the core decides, as for the built-in planner", async () => {
    const model = await start(good);
    const [some] = (await model.plan(planContext(threeTargets, "enable tailscale"))).intents;
    expect(some).toMatchObject({ unnamed: true });
    const [one] = (await model.plan(planContext(threeTargets, "enable tailscale on web1"))).intents;
    expect(one?.unnamed).toBeUndefined();
  });

  it("a file that the words name is no part of what the model is asked", async () => {
    const model = await start(good);
    const plan = await model.plan(planContext(oneHost, "enable tailscale in modules/vpn.nix"));
    expect(plan.intents.map(({ into }) => into)).toEqual(["modules/vpn.nix"]);
    expect(model.prompts().join()).not.toContain("vpn.nix");
  });
});

describe("what the words do not say", () => {
  it("is doubted: another option, another value", async () => {
    const model = await start(
      says(pick("networking.firewall.enable", "disable")),
      "ignores-format",
    );
    const plan = await model.plan(planContext(oneHost, "open the firewall for tailscale"));
    const [intent] = plan.intents;
    expect(intent && shown(intent)).toBe("networking.firewall.enable = false");
    expect(intent?.doubts?.join(" ")).toMatch(/does not say false/);
    expect(plan.questions[0]?.choices).toContain("services.tailscale.openFirewall = true");
  });

  it("is never refused silently: what the rules refuse does not reach the model", async () => {
    const model = await start(good);
    const plan = await model.plan(planContext(oneHost, "set the password of alice to hunter2"));
    expect(plan.intents).toEqual([]);
    expect(plan.questions[0]?.question).toMatch(/Passwords do not belong/);
    expect(model.standIn.bytes()).not.toContain("hunter2");
  });
});

describe("a plan that is revised", () => {
  const intents: Intent[] = [
    {
      path: ["services", "tailscale", "enable"],
      operation: "set",
      value: true,
      targets: ["web1", "nas1"],
    },
    {
      path: ["virtualisation", "docker", "enable"],
      operation: "set",
      value: true,
      targets: ["web1", "nas1"],
    },
  ];
  const revise = async (text: string, options: string[][] = []) => {
    const model = await start(good);
    const revising: Revising = { intents, comments: [{ options, text }] };
    return model.plan({ ...planContext(threeTargets, "enable tailscale and docker"), revising });
  };

  it("that the rules read alone is theirs", async () => {
    const plan = await revise("no, only on web1");
    expect(plan.by).toBe("builtin");
    expect(plan.intents.map(({ targets }) => targets)).toEqual([["web1"], ["web1"]]);
  });

  it("keeps what is not spoken of: no, only on web1", async () => {
    const plan = await revise("no, tailscale please only on web1 I think");
    expect(plan.intents.map((one) => [shown(one), one.targets])).toEqual([
      ["services.tailscale.enable = true", ["web1"]],
      ["virtualisation.docker.enable = true", ["web1", "nas1"]],
    ]);
  });

  it("drops what is not wanted", async () => {
    const plan = await revise("hmm, I would rather not have docker on these machines for now");
    expect(plan.intents.map(shown)).toEqual(["services.tailscale.enable = true"]);
  });

  it("asks where a comment says nothing", async () => {
    const plan = await revise("hmm");
    expect(plan.intents).toEqual([]);
    expect(plan.questions).toHaveLength(1);
  });
});
