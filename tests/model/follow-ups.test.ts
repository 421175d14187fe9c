import { describe, expect, it } from "vitest";
import { builtinPlanner } from "../../src/model/builtin/planner.ts";
import type { Plan } from "../../src/ports/planner.ts";
import { shown } from "../support/goal-case.ts";
import { threeTargets } from "../support/homelab.ts";
import { planContext } from "../support/plan-context.ts";
import { value } from "../support/value.ts";

const planner = builtinPlanner();
const ports = "networking.firewall.allowedTCPPorts";

/** Plans a goal, then again with words about all of it. */
async function said(goal: string, text: string): Promise<Plan> {
  const context = planContext(threeTargets, goal);
  const { intents } = value(await planner.plan(context));
  const options = intents.map(({ path }) => path);
  return value(
    await planner.plan({ ...context, revising: { intents, comments: [{ text, options }] } }),
  );
}

const lines = ({ intents }: Plan) =>
  intents.map((intent) => `${shown(intent)} @ ${intent.targets.join(" ")}`).toSorted();

describe("words about a whole proposal", () => {
  it.each([
    ["no, only on web1", [`${ports} += 443 @ web1`]],
    ["only on web1", [`${ports} += 443 @ web1`]],
    ["on web1 only", [`${ports} += 443 @ web1`]],
    ["just on web1", [`${ports} += 443 @ web1`]],
    ["not on nas1", [`${ports} += 443 @ web1`]],
    ["actually, not nas1", [`${ports} += 443 @ web1`]],
    ["use port 8443 instead", [`${ports} += 8443 @ web1 nas1`]],
    ["use 8443", [`${ports} += 8443 @ web1 nas1`]],
    ["8443 instead of 443", [`${ports} += 8443 @ web1 nas1`]],
  ])("%s", async (text, wanted) => {
    const plan = await said("open port 443 on web1 and nas1", text);
    expect(plan.questions).toEqual([]);
    expect(lines(plan)).toEqual(wanted);
  });

  it("may add a host, and keep what was planned for the others", async () => {
    const plan = await said("open port 443 on web1", "also on nas1");
    expect(plan.questions).toEqual([]);
    expect(lines(plan)).toEqual([`${ports} += 443 @ web1 nas1`]);
  });

  it("may add a wish for the same hosts", async () => {
    const plan = await said("open port 443 on web1", "and add btop");
    expect(plan.questions).toEqual([]);
    expect(lines(plan)).toEqual([
      "environment.systemPackages += pkgs.btop @ web1",
      `${ports} += 443 @ web1`,
    ]);
  });

  it("may leave a part out by its name", async () => {
    const goal = "enable tailscale on web1 and set services.tailscale.openFirewall to true";
    const plan = await said(goal, "without the firewall");
    expect(plan.questions).toEqual([]);
    expect(lines(plan)).toEqual(["services.tailscale.enable = true @ web1"]);
  });

  it.each([
    ["only on web9", /web9/],
    ["only on nas1 and web1", /change nothing/],
    ["not on web1 and nas1", /Nothing would be left/],
  ])("that leave nothing sensible are asked about: %s", async (text, question) => {
    const plan = await said("open port 443 on web1 and nas1", text);
    expect(plan.intents).toEqual([]);
    expect(plan.questions.map((one) => one.question).join("\n")).toMatch(question);
  });
});
