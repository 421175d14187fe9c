import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askQuestion } from "../../src/loop/ask.ts";
import { type LoopWorld, openLoop } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

/** Answers come from what Nix evaluates; files and lines are those of the sample flakes. */
describe.each([
  [
    "homelab",
    [
      [
        "which ports are open and who opened them?",
        [
          /^nas1: the firewall is on$/m,
          /TCP 139, 445 .*through services\.samba\.enable = true \(hosts\/nas1\/services\.nix:5\), services\.samba\.openFirewall = true \(hosts\/nas1\/services\.nix:6\)/,
          /TCP 80, 443 +hosts\/web1\/services\.nix:25 \(under a condition that holds\)/,
          /TCP 9100 +modules\/monitoring\.nix:17/,
        ],
      ],
      ["who sets services.openssh.ports?", [/on nas1 and web1: 22\n {2}modules\/network\.nix:22/]],
      [
        "is prometheus enabled on web1?",
        [
          /services\.prometheus\.enable on web1: false\n {2}modules\/monitoring\.nix:22 \(does not count/,
        ],
      ],
      [
        "what differs between web1 and nas1?",
        [
          /services\.nginx\.enable\n {2}web1 {2}true {2}hosts\/web1\/services\.nix:8\n {2}nas1 {2}false/,
        ],
      ],
      ["who can log in over ssh?", [/alice {2}2 keys: fake-alice@desk and fake-alice@phone/]],
      ["why is smartmontools installed?", [/hosts\/nas1\/default\.nix:12 +smartmontools/]],
    ],
  ],
  [
    "dendritic",
    [
      [
        "which ports are open and who opened them?",
        [
          /TCP 80, 443 +modules\/web\.nix:11/,
          /services\.openssh\.openFirewall = true \(modules\/ssh\.nix:10\)/,
        ],
      ],
      ["where is ssh defined?", [/modules\/ssh\.nix:9/]],
      ["which hosts run caddy?", [/is on: birch; not on: willow/, /modules\/web\.nix:6/]],
    ],
  ],
] as const)("questions on %s", (name, rows) => {
  let flake: SampleFlake;
  let world: LoopWorld;
  beforeAll(async () => {
    flake = await sampleFlake(name);
    world = await openLoop(flake.root);
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  it.each(rows.map(([question, answers]) => [question, answers] as const))(
    "%s",
    async (question, answers) => {
      const asked = value(await askQuestion(world.context, question));
      const text = asked.answers.map((each) => each.text).join("\n");
      for (const answer of answers) expect(text).toMatch(answer);
      expect(JSON.stringify(asked.answers)).not.toContain("AAAAC3");
      expect(value(await world.context.store.list())).toEqual([]);
      const entries = value(await world.context.store.auditEntries(1));
      expect(entries.map(({ action, result }) => [action, result])).toEqual([["ask", "answered"]]);
    },
  );
});
