import { describe, expect, test } from "vitest";
import { byChange } from "../../src/core/delta.ts";
import { hunksOf, type Proposal } from "../../src/core/proposal.ts";
import { effectText } from "../../src/core/review/diff-rows.ts";
import { effectsByHunk, withoutEffect } from "../../src/core/review/hunk-effects.ts";
import type { Effect } from "../../src/core/verification.ts";
import { openedOf } from "../support/sample-review.ts";

const patch = (path: string) =>
  `diff --git a/${path} b/${path}
index ${"1".repeat(40)}..${"2".repeat(40)} 100644
--- a/${path}
+++ b/${path}
@@ -1,1 +1,2 @@
 {
+  a = "${path}";
`;
const effect = (target: string, option: string, files: string[], after: unknown = 1): Effect => ({
  target,
  option,
  before: null,
  after,
  files,
});

/** One hunk a file, each with the options given. */
function proposalOf(
  options: Readonly<Record<string, string[] | undefined>>,
  effects: Effect[],
  evaluated: string[] = [],
): Proposal {
  const { proposal } = openedOf(Object.keys(options).map(patch).join(""), { intents: [] });
  return {
    ...proposal,
    files: proposal.files.map((file) => ({
      ...file,
      hunks: file.hunks.map((hunk) => {
        const own = options[file.path];
        return own ? { ...hunk, options: own } : hunk;
      }),
    })),
    explanation: { ...proposal.explanation, effects, evaluated },
  };
}

function told(proposal: Proposal): Record<string, string[]> {
  const byHunk = effectsByHunk(proposal);
  return Object.fromEntries(
    proposal.files.map(({ path, hunks }) => [
      path,
      (byHunk.get(hunks[0]?.id ?? "") ?? []).map(({ target, option }) => `${target} ${option}`),
    ]),
  );
}

describe("what a hunk does", () => {
  test("an option that two hosts set in files of their own belongs to each one's hunk", () => {
    const option = "networking.hostId";
    const proposal = proposalOf({ "a.nix": [option], "b.nix": [option] }, [
      effect("web1", option, ["a.nix"]),
      effect("web2", option, ["b.nix"]),
    ]);
    expect(told(proposal)).toEqual({ "a.nix": [`web1 ${option}`], "b.nix": [`web2 ${option}`] });
  });

  test("effects below what a hunk sets are its own, those of longer names are not", () => {
    const proposal = proposalOf({ "a.nix": ["services.x"] }, [
      effect("web1", "services.x.port", ["a.nix"]),
      effect("web1", 'services.x."with.dot".y', ["a.nix"]),
      effect("web1", "services.xy.port", ["a.nix"]),
    ]);
    expect(told(proposal)["a.nix"]).toEqual([
      "web1 services.x.port",
      'web1 services.x."with.dot".y',
    ]);
  });

  test("where no hunk's file defines it, by the module system's word, the option alone decides", () => {
    const proposal = proposalOf({ "lib.nix": ["services.x.port"] }, [
      effect("web1", "services.x.port", ["made-from-lib.nix"]),
      effect("web2", "services.x.port", []),
    ]);
    expect(told(proposal)["lib.nix"]).toHaveLength(2);
  });

  test("a host that evaluates none of a hunk's file is not told to change by it", () => {
    const ports = "networking.firewall.allowedTCPPorts";
    const proposal = proposalOf({ "atlas.nix": [ports], "mini.nix": ["services.openssh.enable"] }, [
      effect("atlas", ports, ["atlas.nix"]),
      // What a module of nixpkgs opens for the service; no file of the repository defines it there.
      effect("mini", ports, []),
      effect("mini", "services.openssh.enable", ["mini.nix"]),
    ]);
    expect(told(proposal)).toEqual({
      "atlas.nix": [`atlas ${ports}`],
      "mini.nix": ["mini services.openssh.enable"],
    });
  });

  test("what several hunks make together, or any of them may break, is not told as one hunk's alone", () => {
    const packages = "environment.systemPackages";
    const proposal = proposalOf(
      { "a.nix": [packages], "b.nix": [packages, "c.d"], "e.nix": ["e"] },
      [
        effect("web1", packages, ["a.nix", "b.nix"]),
        effect("web1", "c.d", ["b.nix"], { _err: "Infinite recursion." }),
        effect("web1", "e", ["e.nix"]),
      ],
    );
    const said = [...effectsByHunk(proposal).values()].map((some) => some.map(effectText));
    expect(said).toEqual([
      [`web1: ${packages}  unset → 1  (2 hunks together)`],
      [
        `web1: ${packages}  unset → 1  (2 hunks together)`,
        "web1: c.d  cannot be evaluated: Infinite recursion.  (all hunks together)",
      ],
      ["web1: e  unset → 1"],
    ]);
  });

  test("a file with a host's options and a home's, of which none is named, tells both", () => {
    const home = "home-manager.users.ada.programs.git.enable";
    const proposal = proposalOf({ "git.nix": ["a.b", "programs.git.enable"] }, [
      effect("web1", "a.b", ["git.nix"]),
      effect("web1", home, []),
    ]);
    expect(told(proposal)["git.nix"]).toEqual(["web1 a.b", `web1 ${home}`]);
  });

  test("a home's file names its options without the user", () => {
    const option = "home-manager.users.ada.programs.git.enable";
    const proposal = proposalOf({ "home.nix": ["programs.git.enable"] }, [
      effect("web1", option, ["home.nix"]),
    ]);
    expect(told(proposal)["home.nix"]).toEqual([`web1 ${option}`]);
  });

  test("the same change on many hosts is one line, whatever files it comes from", () => {
    const hosts = ["a", "b", "c"].map((host) => effect(host, "x.y", [`${host}.nix`]));
    expect(byChange(hosts)).toMatchObject([{ target: "a, b, c" }]);
  });

  test("it is said that nothing changes only where evaluation has compared all of it", () => {
    const of = (options: string[] | undefined, evaluated: string[]) => {
      const proposal = proposalOf({ "a.nix": options }, [], evaluated);
      const [hunk] = hunksOf(proposal);
      return hunk ? withoutEffect(proposal, hunk) : "no hunk";
    };
    expect(of(["a.b"], ["a.b"])).toBe("changes no evaluated value: a.b");
    expect(of(["a.b", "c", "d"], ["a.b", "c", "d"])).toMatch(/: a\.b and 2 more$/);
    expect(of(["a.b", "c"], ["a.b"])).toBeNull();
    expect(of([], ["a.b"])).toBeNull();
    expect(of(undefined, ["a.b"])).toBeNull();
  });

  test("a rejected hunk was not evaluated, so nothing is said of it", () => {
    const proposal = proposalOf({ "a.nix": ["a.b"] }, [], ["a.b"]);
    const [hunk] = hunksOf(proposal);
    expect(hunk && withoutEffect(proposal, { ...hunk, decision: "rejected" })).toBeNull();
  });
});
