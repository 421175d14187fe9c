import { describe, expect, it } from "vitest";
import type { PlacedIntent } from "../../src/core/intent.ts";
import { isContested, withoutEffect } from "../../src/loop/took-effect.ts";
import type { OptionState } from "../../src/ports/nix.ts";

const wish: PlacedIntent = {
  path: ["services", "x", "enable"],
  operation: "set",
  value: true,
  targets: ["web"],
  file: "web.nix",
  line: 3,
  outcome: "edited",
  placement: "it is defined there",
};

function state(value: unknown, priority: number, ...definitions: [string | null, unknown][]) {
  return {
    exists: true,
    defined: true,
    value,
    priority,
    definitions: definitions.map(([file, one]) => ({ file, where: file ?? "x.nix", value: one })),
  } satisfies OptionState;
}

const idle = (now: OptionState, intent = wish) =>
  withoutEffect([intent], { web: { "services.x.enable": now } });

describe("a setting that was written", () => {
  it("took effect where the option has the value", () => {
    expect(idle(state(true, 100, ["web.nix", true]))).toEqual([]);
    const text = { ...wish, value: "weekly" };
    // A type may read a text as a list.
    expect(idle(state(["weekly"], 100, ["web.nix", "weekly"]), text)).toEqual([]);
  });

  it("did not where a stronger definition says otherwise", () => {
    const [shadowed] = idle(state(false, 50, ["base.nix", false]));
    expect(shadowed && isContested(shadowed)).toBe(false);
  });

  it("is contested where only a module of others says otherwise", () => {
    const [conflict] = idle(state({ _err: "throw" }, 100, ["web.nix", true], [null, false]));
    expect(conflict && isContested(conflict)).toBe(true);
    const [ours] = idle(state({ _err: "throw" }, 100, ["web.nix", true], ["base.nix", false]));
    expect(ours && isContested(ours)).toBe(false);
  });

  it("is left to verification where its own value is of the wrong type", () => {
    expect(idle(state({ _err: "no bool" }, 100, ["web.nix", true]))).toEqual([]);
  });
});
