import { describe, expect, test } from "vitest";
import { offenders, type Suspect } from "../../src/core/review/offender.ts";
import type { Diagnostic } from "../../src/core/verification.ts";

const hunk = (
  id: string,
  file: string,
  at: number,
  signs: string,
  options?: string[],
): Suspect => ({
  id,
  file,
  oldStart: at,
  oldLines: [...signs].filter((sign) => sign !== "+").length,
  newLines: [...signs].filter((sign) => sign !== "-").length,
  signs: [...signs] as (" " | "-" | "+")[],
  ...(options ? { options } : {}),
});
const said = (one: Partial<Diagnostic>): Diagnostic => ({ kind: "other", message: "no", ...one });
const blamed = (diagnostic: Partial<Diagnostic>, ...chosen: Suspect[]) => [
  ...offenders([said(diagnostic)], chosen).keys(),
];

// Adds three lines at 4; at 20 one line becomes another; at 40 one goes; at 60 two come.
const first = hunk("first", "a.nix", 1, "   +++  ");
const second = hunk("second", "a.nix", 18, "  -+  ");
const gone = hunk("gone", "a.nix", 38, "  -  ");
const last = hunk("last", "a.nix", 60, " ++ ");

describe("the hunk that a diagnostic comes from", () => {
  test("lines are those of the combination: hunks that are left out shift nothing", () => {
    expect(blamed({ file: "a.nix", line: 23 }, first, second)).toEqual(["second"]);
    expect(blamed({ file: "a.nix", line: 20 }, second)).toEqual(["second"]);
    expect(blamed({ file: "a.nix", line: 61 }, last)).toEqual(["last"]);
    expect(blamed({ file: "a.nix", line: 63 }, first, gone, last)).toEqual(["last"]);
    expect(blamed({ file: "a.nix", line: 63 }, last, gone, first)).toEqual(["last"]);
  });

  test("a hunk of new lines only, and one that begins the file", () => {
    const fresh = hunk("fresh", "new.nix", 0, "++++");
    expect(blamed({ file: "new.nix", line: 4 }, fresh, first)).toEqual(["fresh"]);
    const between = hunk("between", "a.nix", 10, "++");
    expect(blamed({ file: "a.nix", line: 11 }, between)).toEqual(["between"]);
    expect(blamed({ file: "a.nix", line: 14 }, first, between)).toEqual(["between"]);
    // It stands below line 10.
    expect(blamed({ file: "a.nix", line: 12 }, between, last)).toEqual(["between"]);
    expect(blamed({ file: "a.nix", line: 10 }, between, last)).toEqual(["between", "last"]);
  });

  test("an added line speaks louder than an option, an option louder than lines around it", () => {
    const named = hunk("named", "b.nix", 5, " + ", ["services.x.enable"]);
    const option = "services.x.enable";
    expect(blamed({ file: "a.nix", line: 4, option }, first, named)).toEqual(["first"]);
    expect(blamed({ file: "a.nix", line: 2, option }, first, named)).toEqual(["named"]);
    expect(blamed({ file: "a.nix", line: 2 }, first, named)).toEqual(["first"]);
  });

  test("options match above and below, through declarations and homes, and never by half a name", () => {
    const set = hunk("set", "b.nix", 5, " + ", ["services.x"]);
    expect(blamed({ option: "services.x.enable" }, set)).toEqual(["set"]);
    expect(blamed({ option: "services" }, set)).toEqual(["set"]);
    expect(blamed({ option: "services.xy.enable" }, set, first)).toEqual([]);
    const declared = hunk("declared", "b.nix", 5, " - ", ["options.services.x.port"]);
    expect(blamed({ option: "services.x.port", file: "c.nix" }, declared)).toEqual(["declared"]);
    const home = hunk("home", "home.nix", 5, " + ", ["programs.git.enable"]);
    const below = "home-manager.users.ada.programs.git.enable";
    expect(blamed({ option: below }, first, home)).toEqual(["home"]);
  });

  test("without line or option every hunk of the file is meant, and without a file none", () => {
    expect(blamed({ file: "a.nix" }, first, second)).toEqual(["first", "second"]);
    expect(blamed({ file: "a.nix", line: 900 }, first)).toEqual(["first"]);
    expect(blamed({ file: "other.nix", line: 3 }, first, last)).toEqual([]);
    expect(blamed({}, first, last)).toEqual([]);
  });

  test("a hunk that deletes a file which is still asked for is named by the message", () => {
    const deleted = hunk("deleted", "modules/x.nix", 1, "---");
    const message = "path '/nix/store/abc-source/modules/x.nix' does not exist";
    expect(blamed({ file: "flake.nix", line: 3, message }, first, deleted)).toEqual(["deleted"]);
    const other = "path '/nix/store/abc-source/modules/xx.nix' does not exist";
    expect(blamed({ file: "flake.nix", message: other }, first, deleted)).toEqual([]);
  });

  test("of one hunk alone there is no doubt", () => {
    expect(blamed({ message: "infinite recursion encountered" }, first)).toEqual(["first"]);
  });

  test("what the base has too is nobody's", () => {
    expect(blamed({ file: "a.nix", line: 4, atBase: true }, first)).toEqual([]);
  });
});
