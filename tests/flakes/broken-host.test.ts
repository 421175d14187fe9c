import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askQuestion } from "../../src/loop/ask.ts";
import { propose } from "../../src/loop/propose.ts";
import { type LoopWorld, openLoop } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

/** One host of a flake does not evaluate: the others are worked on all the same, and it is said. */
describe("a flake with a broken host", () => {
  let flake: SampleFlake;
  let world: LoopWorld;

  beforeAll(async () => {
    flake = await sampleFlake("homelab");
    await appendFile(
      join(flake.root, "hosts/web1/services.nix"),
      "// { broken = throw 1; }.gone\n",
    );
    await flake.git("commit", "-qam", "web1 breaks");
    world = await openLoop(flake.root);
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  const left = /^Left out, because it does not evaluate as it is: web1 \(/m;

  it("answers for the other", async () => {
    const asked = value(await askQuestion(world.context, "which ports are open?"));
    expect(asked.answers.map(({ text }) => text).join("\n")).toMatch(/^nas1: the firewall is on$/m);
    expect(asked.notes.join("\n")).toMatch(left);
  });

  it("proposes for the other", async () => {
    const { proposal } = value(await propose(world.context, "enable fail2ban"));
    expect(proposal?.explanation.notes.join("\n")).toMatch(left);
    expect(proposal?.explanation.effects.map(({ target }) => target)).toContain("nas1");
    expect(proposal?.intents.flatMap(({ targets }) => targets)).toEqual(["nas1"]);
  });

  it("says what is wrong where the broken one is named", async () => {
    const asked = await askQuestion({ ...world.context, hosts: ["web1"] }, "which ports are open?");
    expect(asked.ok).toBe(false);
    expect(!asked.ok && asked.problem.code).toBe("evaluation-failed");
  });
});
