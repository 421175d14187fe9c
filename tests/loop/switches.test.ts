import { describe, expect, it } from "vitest";
import type { PlacedIntent } from "../../src/core/intent.ts";
import { settingsOfWhatIsOff, switchesOf } from "../../src/loop/switches.ts";
import type { OptionState } from "../../src/ports/nix.ts";

const port: PlacedIntent = {
  path: ["services", "forge", "settings", "port"],
  operation: "set",
  value: 3001,
  targets: ["ash", "elm"],
  file: "forge.nix",
  line: 3,
  outcome: "edited",
  placement: "it is defined there",
};

const is = (value: unknown, exists = true): OptionState => ({
  exists,
  defined: true,
  value,
  priority: 100,
  definitions: [],
});

const off = { "services.forge.enable": is(false) };
const on = { "services.forge.enable": is(true) };

describe("settings of something that is off", () => {
  it("asks for every switch above an option, but not for itself", () => {
    expect(switchesOf([port])).toEqual([
      ["services", "forge", "enable"],
      ["services", "forge", "settings", "enable"],
    ]);
    expect(switchesOf([{ path: ["services", "forge", "enable"] }])).toEqual([]);
    expect(switchesOf([{ path: ["environment", "systemPackages"] }])).toEqual([]);
  });

  it("tells it for the hosts where it is off, once for all its settings", () => {
    const domain = { ...port, path: ["services", "forge", "domain"] };
    expect(settingsOfWhatIsOff([port, domain], { ash: off, elm: on })).toEqual([
      "services.forge.enable is off on ash: services.forge.settings.port, services.forge.domain may do nothing there until it is on.",
    ]);
  });

  it("says nothing where it is on, where there is no such switch, and of what is taken away", () => {
    const none = { "services.forge.enable": is(false, false) };
    expect(settingsOfWhatIsOff([port], { ash: on, elm: none })).toEqual([]);
    expect(settingsOfWhatIsOff([{ ...port, operation: "unset" }], { ash: off, elm: off })).toEqual(
      [],
    );
    expect(settingsOfWhatIsOff([{ ...port, outcome: "already-so" }], { ash: off })).toEqual([]);
  });
});
