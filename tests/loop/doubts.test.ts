import { describe, expect, it } from "vitest";
import { doubtFindings, raised } from "../../src/loop/doubts.ts";
import { attachHunks } from "../../src/loop/findings.ts";
import type { Reviewable } from "../../src/loop/hunks.ts";

const hunk = (id: string, options: string[]) => ({
  id,
  header: "@@",
  oldStart: 1,
  oldLines: 1,
  newStart: 4,
  newLines: 1,
  decision: "undecided" as const,
  tier: "low" as const,
  options,
});
const review: Reviewable = {
  files: [
    {
      path: "hosts/web1.nix",
      status: "modified",
      hunks: [
        hunk("h1", ["services.tailscale.enable"]),
        hunk("h2", ["networking.firewall.enable"]),
      ],
    },
  ],
  patches: [],
  subjects: [
    { hunk: "h1", options: ["services.tailscale.enable"] },
    { hunk: "h2", options: ["networking.firewall.enable"] },
  ],
  hidden: [],
  sources: [],
};
const intent = (path: string, doubts?: string[], outcome: "edited" | "already-so" = "edited") => ({
  path: path.split("."),
  operation: "set" as const,
  value: false,
  targets: ["web1"],
  file: "hosts/web1.nix",
  line: 4,
  outcome,
  placement: "",
  ...(doubts ? { doubts } : {}),
});
const tiers = (of: Reviewable) => of.files.flatMap(({ hunks }) => hunks.map(({ tier }) => tier));

describe("doubts that an edit is what was asked for", () => {
  const doubted = intent("networking.firewall.enable", [
    "Nothing in the goal says that it is off.",
  ]);

  it("are findings of tier high at their hunk, said once however often they are attached", () => {
    const first = attachHunks([], review, {
      intents: [intent("services.tailscale.enable"), doubted],
    });
    expect(first).toEqual([
      {
        tier: "high",
        rule: "not-from-goal",
        message: "Nothing in the goal says that it is off.",
        option: "networking.firewall.enable",
        file: "hosts/web1.nix",
        hunk: "h2",
        line: 4,
      },
    ]);
    expect(attachHunks(first, review, { intents: [doubted] })).toEqual(first);
  });

  it("make their hunk high, and no other", () => {
    expect(
      tiers(raised(review, { intents: [intent("services.tailscale.enable"), doubted] })),
    ).toEqual(["low", "high"]);
  });

  it("are at the hunk that sets a part of the option, and at each of the file where none names it", () => {
    const at = (path: string) =>
      attachHunks([], review, { intents: [intent(path, ["?"])] }).map(({ hunk }) => hunk);
    expect(at("services.tailscale")).toEqual(["h1"]);
    expect(at("networking.firewall.enable.x")).toEqual(["h2"]);
    expect(at("a.b")).toEqual(["h1", "h2"]);
  });

  it("make every hunk of the file high where none names the option", () => {
    expect(tiers(raised(review, { intents: [intent("a.b", ["?"])] }))).toEqual(["high", "high"]);
  });

  it("stand beside free edits, whose every hunk is high and said to be written freely", () => {
    const freeEdits = [{ file: "hosts/web1.nix", search: "a", replace: "b" }];
    const free = { intents: [], freeEdits };
    expect(tiers(raised(review, free))).toEqual(["high", "high"]);
    const found = attachHunks([], review, free);
    expect(found.map(({ rule, hunk }) => [rule, hunk])).toEqual([
      ["free-edit", "h1"],
      ["free-edit", "h2"],
    ]);
    expect(attachHunks(found, review, free)).toEqual(found);
  });

  it("say nothing of what was so already", () => {
    expect(doubtFindings([intent("networking.firewall.enable", ["?"], "already-so")])).toEqual([]);
  });
});
