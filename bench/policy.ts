import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { observe } from "../src/loop/observe.ts";
import { test } from "../src/loop/test.ts";
import { builtinPolicy, type Policy, policyOf } from "../src/policy/policy.ts";
import { candidateOf, openLoop } from "../tests/support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../tests/support/sample-flake.ts";
import { value } from "../tests/support/value.ts";
import { figure, type Group, median } from "./figure.ts";

const ROUNDS = 7;

/** What all rules cost in a verification that builds nothing, against one with no rule at all. */
export const policy: Group = {
  name: "policy",
  about: "verification up to evaluation with all rules, against none",
  async measure() {
    const flake = await sampleFlake("homelab");
    try {
      const none: number[] = [];
      const all: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const runs = [
          async () => none.push(await verification(flake, policyOf([], []), round)),
          async () => all.push(await verification(flake, builtinPolicy(), round)),
        ];
        if (round % 2 === 1) runs.reverse();
        for (const run of runs) await run();
      }
      return [
        figure({
          group: "policy",
          name: "verification with policy",
          value: median(all.map((took, round) => took / (none[round] ?? Number.NaN))),
          unit: "×",
          reference: { name: "without", value: median(none), unit: "ms" },
          bar: 1.25,
        }),
      ];
    } finally {
      await flake.remove();
    }
  },
};

/** Milliseconds of one verification of both hosts; nothing is known from an earlier one. */
async function verification(flake: SampleFlake, rules: Policy, round: number): Promise<number> {
  const world = await openLoop(flake.root);
  try {
    const context = { ...world.context, policy: rules };
    const observation = value(await observe(context));
    const path = "modules/network.nix";
    const before = await readFile(join(flake.root, path), "utf8");
    const after = before.replace('"9.9.9.9"', `"9.9.9.9" "1.1.1.${round}"`);
    const proposal = await candidateOf(context, observation, { [path]: after });
    const start = performance.now();
    const { ok } = value(await test(context, observation, proposal, "evaluate"));
    const took = performance.now() - start;
    if (!ok) throw new Error("the sample did not verify");
    return took;
  } finally {
    await world.close();
  }
}
