import { describe, expect, it } from "vitest";
import { unmoved } from "../../src/loop/store-proposal.ts";
import type { OptionState } from "../../src/ports/nix.ts";

const state = (more: Partial<OptionState>): OptionState => ({
  exists: true,
  defined: true,
  value: true,
  priority: 100,
  definitions: [],
  ...more,
});
const told = (more: Partial<OptionState>) =>
  unmoved({ target: "ash", option: "services.x.enable", state: state(more) });

describe("an option that was written and did not move", () => {
  it("says whether it is so already or something stronger holds", () => {
    expect(told({})).toBe(
      "services.x.enable does not change on ash: its evaluated value is the same.",
    );
    expect(told({ priority: 50 })).toContain("higher priority (mkForce)");
  });

  it("does not call a value the same that could not be evaluated", () => {
    expect(told({ error: "There is no `cachix` in this set" })).toBe(
      "services.x.enable could not be evaluated on ash, neither before nor after: There is no `cachix` in this set. What changes there is not known.",
    );
  });
});
