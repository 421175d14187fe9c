import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hunksOf, type Proposal } from "../../src/core/proposal.ts";
import { effectsByHunk, withoutEffect } from "../../src/core/review/hunk-effects.ts";
import { review } from "../../src/loop/review.ts";
import { verify } from "../../src/loop/verify.ts";
import { type LoopWorld, openLoop, propose } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { value } from "../support/value.ts";

/** A change that no planner made: what each hunk does is known from evaluation all the same. */
describe("the hunks of a change by hand", () => {
  let flake: SampleFlake;
  let world: LoopWorld;
  let proposal: Proposal;
  const network = "modules/network.nix";
  const web = "hosts/web1/default.nix";

  beforeAll(async () => {
    flake = await sampleFlake("homelab");
    world = await openLoop(flake.root);
    const text = (path: string) => readFile(join(flake.root, path), "utf8");
    proposal = await propose(world.context, {
      [network]: (await text(network))
        .replace('"9.9.9.9"', '"9.9.9.9" "1.1.1.1"')
        // The same port in other words.
        .replace("ports = [ sshPort ];", "ports = [ 22 ];"),
      [web]: `${(await text(web)).replace("192.168.10.20", "192.168.10.21")}# hid\u202Eden\u200b\n`,
      "modules/common.nix": `# a comment\n${await text("modules/common.nix")}`,
    });
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  const told = (of: Proposal) =>
    of.files.flatMap(({ path, hunks }) =>
      hunks.map((hunk) => {
        const effects = effectsByHunk(of).get(hunk.id) ?? [];
        return {
          path,
          options: hunk.options,
          effects: effects.map(({ target, option }) => `${target} ${option}`),
          idle: effects.length > 0 ? null : withoutEffect(of, hunk),
        };
      }),
    );
  const facts = (of: Proposal) => {
    expect(told(of)).toContainEqual({
      path: network,
      options: ["networking.nameservers"],
      effects: ["nas1 networking.nameservers", "web1 networking.nameservers"],
      idle: null,
    });
    expect(told(of)).toContainEqual({
      path: network,
      options: ["services.openssh.ports"],
      effects: [],
      idle: "changes no evaluated value: services.openssh.ports",
    });
    const [address] = told(of).filter(({ path }) => path === web);
    expect(address?.effects).toHaveLength(1);
    expect(address?.effects[0]).toMatch(/^web1 networking\.interfaces\.enp1s0\.ipv4\.addresses/);
    // A comment touches no option, and nothing more is claimed of it.
    expect(told(of)).toContainEqual({
      path: "modules/common.nix",
      options: [],
      effects: [],
      idle: null,
    });
  };
  const hidden = (of: Proposal) => of.findings.filter(({ rule }) => rule === "hidden-characters");

  it("say what they change on which host, from the first look", () => facts(proposal));

  it("hidden characters are a finding with file, line and names, and make the hunk high", () => {
    const hunks = proposal.files.find(({ path }) => path === web)?.hunks ?? [];
    const last = hunks.at(-1);
    expect(hidden(proposal)).toEqual([
      expect.objectContaining({ tier: "high", file: web, hunk: last?.id }),
    ]);
    expect(hidden(proposal)[0]?.message).toMatch(
      /hosts\/web1\/default\.nix:\d+ .*bidirectional control U\+202E, zero-width character U\+200B/,
    );
    expect(last?.tier).toBe("high");
  });

  it("accepting all leaves the hunk with hidden characters to be decided by itself", async () => {
    const all = { accept: [], reject: [], acceptAll: true };
    const reviewed = value(await review(world.context, proposal.id, all));
    const left = hunksOf(reviewed).filter(({ decision }) => decision === "undecided");
    expect(left.map(({ id }) => id)).toContain(hidden(proposal)[0]?.hunk);
    expect(left.every(({ tier }) => tier === "high")).toBe(true);
  });

  it("say the same after verification, and the finding stays", async () => {
    const verified = value(await verify(world.context, proposal.id, "evaluate"));
    expect(verified.verification.ok).toBe(true);
    facts(verified.proposal);
    expect(hidden(verified.proposal)).toHaveLength(1);
    expect(verified.proposal.verification?.findings).toContainEqual(hidden(proposal)[0]);
  });
});
