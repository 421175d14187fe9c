import { describe, expect, test } from "vitest";
import { pileOf } from "../../src/loop/pile.ts";
import { literalIn } from "../../src/loop/pile-literal.ts";
import { near, type Spot } from "../../src/loop/pile-spots.ts";
import type { OptionState } from "../../src/ports/nix.ts";

const option = ["services", "fail2ban", "enable"];

/** `base.nix:3 ash,elm` with `!` for mkForce and `?` for mkDefault. */
function spot(text: string, said?: Spot["said"]): Spot {
  const [, file = "", line, mark, targets = ""] = /^([^:]+):(\d+)([!?]?) (.*)$/.exec(text) ?? [];
  return {
    file,
    line: Number(line),
    scope: { kind: "file" },
    own: option,
    valueKind: "literal",
    targets: targets.split(","),
    ...(said === undefined ? {} : { said }),
    ...(mark === "!" ? { priority: "force" } : {}),
    ...(mark === "?" ? { priority: "default" } : {}),
  };
}

/** A default, a plain value and a forced one, in three files. */
const layers = [
  spot("base.nix:3? ash,elm", true),
  spot("role.nix:9 ash,elm"),
  spot("ash.nix:1! ash"),
];

/** What an option is, with the definitions that count: file → what it says. */
function state(value: unknown, priority: number, from: Record<string, unknown>): OptionState {
  const definitions = Object.entries(from).map(([file, said]) => ({
    file,
    where: file,
    value: said,
  }));
  return { exists: true, defined: true, value, priority, definitions };
}

const dropped = (found: ReturnType<typeof pileOf>) =>
  found?.remedy?.drop.map(({ file }) => file) ?? null;

describe("what has piled up on an option", () => {
  test("one place, or a default and what overrides it, is no pile", () => {
    const states = { ash: state(true, 100, { "ash.nix": true }) };
    expect(pileOf(option, [spot("ash.nix:3 ash")], states, [])).toBeUndefined();
    const layered = [spot("base.nix:3? ash", false), spot("ash.nix:3 ash")];
    expect(pileOf(option, layered, states, ["base.nix"])).toBeUndefined();
  });

  test("three places: the strongest wins, and who wins is said for each host", () => {
    const states = {
      ash: state(true, 50, { "ash.nix": true }),
      elm: state(true, 100, { "role.nix": true }),
    };
    const found = pileOf(option, layers, states, []);
    expect(found?.text).toBe(
      "services.fail2ban.enable is set in three places: base.nix:3, role.nix:9 and ash.nix:1. On ash ash.nix wins, because it is forced. On elm role.nix wins, because the others are defaults.",
    );
    expect(dropped(found)).toEqual(["base.nix", "ash.nix"]);
  });

  test("hosts that differ keep their layers: it is told, and nothing is offered", () => {
    const states = {
      ash: state(true, 50, { "ash.nix": true }),
      elm: state(false, 100, { "role.nix": false }),
    };
    const found = pileOf(option, layers, states, []);
    expect(found?.rank).toBe(1);
    expect(found?.remedy).toBeUndefined();
  });

  test("two forces are a war, whatever else there is; the wider one stays", () => {
    const spots = [spot("elm.nix:7! elm"), spot("base.nix:6! ash,elm"), spot("role.nix:2 elm")];
    const states = {
      ash: state(false, 50, { "base.nix": false }),
      elm: state(false, 50, { "elm.nix": false, "base.nix": false }),
    };
    const found = pileOf(option, spots, states, []);
    expect(found).toMatchObject({ rank: 0 });
    expect(found?.text).toMatch(
      /is forced \(mkForce\) in two places: elm\.nix:7 and base\.nix:6\./,
    );
    expect(dropped(found)).toEqual(["elm.nix", "role.nix"]);
  });

  test("a force that repeats what is so without it", () => {
    const spots = [spot("base.nix:3 ash,elm", true), spot("ash.nix:4! ash")];
    const ash = state(true, 50, { "ash.nix": true });
    const found = pileOf(option, spots, { ash }, []);
    expect(found?.text).toBe(
      "services.fail2ban.enable is forced in ash.nix:4 to what base.nix:3 says anyway.",
    );
    expect(dropped(found)).toEqual(["ash.nix"]);
    const other = [spot("base.nix:3 ash,elm", false), spot("ash.nix:4! ash")];
    expect(pileOf(option, other, { ash }, [])).toBeUndefined();
  });

  test("every host's own file, where all share a module", () => {
    const spots = [spot("ash.nix:2 ash"), spot("elm.nix:5 elm")];
    const states = {
      ash: state(true, 100, { "ash.nix": true }),
      elm: state(true, 100, { "elm.nix": true }),
    };
    const found = pileOf(option, spots, states, ["base.nix"]);
    expect(found?.remedy).toMatchObject({ share: true });
    expect(pileOf(option, spots, states, [])).toBeUndefined();
    const differ = { ...states, elm: state(false, 100, { "elm.nix": false }) };
    expect(pileOf(option, spots, differ, ["base.nix"])).toBeUndefined();
    const some = { ...states, oak: state(false, 1500, {}) };
    expect(pileOf(option, spots, some, ["base.nix"])).toBeUndefined();
    expect(pileOf(["system", "stateVersion"], spots, states, ["base.nix"])).toBeUndefined();
  });

  test("the same element twice; texts that add up are no repetition", () => {
    const spots = [spot("base.nix:6 ash,elm"), spot("ash.nix:7 ash")];
    const from = { "base.nix": [22, 80], "ash.nix": [22] };
    const found = pileOf(option, spots, { ash: state([22, 80], 100, from) }, []);
    expect(found?.text).toMatch(/^22 is added to .* in two places: base\.nix:6 and ash\.nix:7\./);
    expect(found?.remedy).toMatchObject({ element: 22, drop: [{ file: "ash.nix", only: true }] });
    const texts = { "base.nix": "umask 027", "ash.nix": "umask 027" };
    const lines = state("umask 027\numask 027", 100, texts);
    expect(pileOf(option, spots, { ash: lines }, [])).toBeUndefined();
  });

  test("two places in one file are never told apart by an edit", () => {
    const spots = [spot("ash.nix:2 ash"), spot("ash.nix:9 ash")];
    const found = pileOf(option, spots, { ash: state(true, 100, { "ash.nix": true }) }, []);
    expect(found?.text).toMatch(/is set to the same in two places/);
    expect(found?.remedy).toBeUndefined();
  });
});

test.each([
  ["a.enable = true;", true],
  ["a.enable = lib.mkForce false;", false],
  ['enable = mkDefault "x";', "x"],
  ["enable = 22;", 22],
  ["enable = 007;", 7],
  ['enable = "\u001b]0;\n";', "\u001b]0;\n"],
  ["{ enable = true; b.enable = false; }", undefined],
  ["enable = config.x.enable;", undefined],
  ['enable = "${name}";', undefined],
  ["reenable = true;", undefined],
])("what is said in %s", (text, said) => {
  expect(literalIn(text, ["a", "enable"])).toBe(said);
});

test.each([
  ["services.openssh.enable", "services.openssh.ports", true],
  ["services.openssh.enable", "services.nginx.enable", false],
  ["time.timeZone", "time.hardwareClockInLocalTime", false],
  ["services.x.enable", "services.x.passwordFile", false],
])("looking around %s, at %s: %s", (wanted, path, looked) => {
  expect(near(wanted.split("."), path.split("."))).toBe(looked);
});
