import { describe, expect, it } from "vitest";
import { unaskedFindings } from "../../src/loop/unasked.ts";

const edits = [{ file: "a.nix", search: "x", replace: "y" }];
const effect = (option: string, before: unknown, after: unknown, target = "nixos:web1") => ({
  target,
  option,
  before,
  after,
});
const found = (goal: string, ...effects: ReturnType<typeof effect>[]) =>
  unaskedFindings(effects, { goal, intents: [], freeEdits: edits });

describe("what free edits change beyond the goal", () => {
  it("is named with option, old and new value, and hosts, at tier high", () => {
    const goal = "extract the ssh settings of a.nix into a let binding";
    expect(
      found(
        goal,
        effect("services.openssh.ports", [22], [2222]),
        effect("services.openssh.ports", [22], [2222], "nixos:nas1"),
      ),
    ).toEqual([
      {
        tier: "high",
        rule: "not-said-in-goal",
        message:
          "services.openssh.ports changes on nixos:web1, nixos:nas1 from 22 to 2222, which the goal does not say.",
        option: "services.openssh.ports",
        target: "nixos:web1, nixos:nas1",
      },
    ]);
  });

  it.each([
    [
      "move the ssh ports of a.nix into a let and set them to 2222",
      "services.openssh.ports",
      [22],
      [2222],
      0,
    ],
    [
      "move the ssh ports of a.nix into a let and set them to 22",
      "services.openssh.ports",
      [22],
      [2222],
      1,
    ],
    ["extract the motd of a.nix into a let", "users.motd", "hello", "hello there", 1],
    ["put motd into a let, as bye", "users.motd", "hello", "bye", 0],
    ["put motd into a let, as bye", "time.timeZone", "UTC", "bye", 1],
    [
      "import tailscale.nix in a.nix and enable tailscale",
      "services.tailscale.enable",
      false,
      true,
      0,
    ],
    ["import tailscale.nix in a.nix and enable tailscale", "services.nginx.enable", false, true, 1],
    ["a let for ssh\n> and nginx enable", "services.nginx.enable", false, true, 1],
  ])("%s: %s %j to %j", (goal, option, before, after, count) => {
    expect(found(goal, effect(option, before, after))).toHaveLength(count);
  });

  it("tells no secret, and nothing where no edit is free or an intent planned it", () => {
    const changes = [effect("services.x.password", "old-CANARY", "new-CANARY")];
    expect(JSON.stringify(found("a let", ...changes))).not.toContain("CANARY");
    expect(unaskedFindings(changes, { goal: "a let", intents: [] })).toEqual([]);
  });
});
