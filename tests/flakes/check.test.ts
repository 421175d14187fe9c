import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hunksOf, type Proposal } from "../../src/core/proposal.ts";
import type { CheckFailure, CheckNews } from "../../src/core/review/live.ts";
import { offenders } from "../../src/core/review/offender.ts";
import { check } from "../../src/loop/check.ts";
import { type LoopWorld, openLoop, propose } from "../support/loop-context.ts";
import { type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { processesWith } from "../support/started.ts";
import { value } from "../support/value.ts";

/** Choices of hunks on real Nix, as the review evaluates them while a person decides. */
describe("evaluating a choice of hunks", () => {
  let flake: SampleFlake;
  let world: LoopWorld;
  let proposal: Proposal;
  const text = (path: string) => readFile(join(flake.root, path), "utf8");

  beforeAll(async () => {
    flake = await sampleFlake("homelab");
    world = await openLoop(flake.root);
    const network = await text("modules/network.nix");
    const web = await text("hosts/web1/default.nix");
    proposal = await propose(world.context, {
      // Good, and lines above the bad one, so that its line is another without it.
      "modules/network.nix": network
        .replace('domain = "home.arpa";', '# more\n    # lines\n    domain = "lan.example";')
        .replace("ports = [ sshPort ];", 'ports = "22";'),
      "hosts/web1/default.nix": web.replace(
        "system.stateVersion",
        "services.nope.enable = true;\n\n  system.stateVersion",
      ),
    });
  });
  afterAll(async () => {
    await world.close();
    await flake.remove();
  });

  const run = async (chosen: readonly string[], signal?: AbortSignal) => {
    const news: CheckNews[] = [];
    const context = signal ? { ...world.context, signal } : world.context;
    const result = await check(context, proposal, new Set(chosen), (one) => news.push(one));
    const failures = news.flatMap((one): CheckFailure[] =>
      one.kind === "failed" ? [one.failure] : [],
    );
    const order = news.map((one) =>
      one.kind === "evaluating" ? `${one.depth} ${one.target}` : one.kind,
    );
    return { result, failures, order };
  };
  const ids = () => {
    const [web, domain, ports] = hunksOf(proposal).map(({ id }) => id);
    return { web: web ?? "", domain: domain ?? "", ports: ports ?? "" };
  };
  const blamed = (chosen: readonly string[], failures: readonly CheckFailure[]) => {
    const suspects = proposal.files.flatMap(({ path, hunks }) =>
      hunks.filter(({ id }) => chosen.includes(id)).map((hunk) => ({ ...hunk, file: path })),
    );
    return [
      ...offenders(
        failures.flatMap(({ diagnostics }) => diagnostics),
        suspects,
      ).keys(),
    ];
  };

  it("the sound hunk alone evaluates: types first, then whole systems", async () => {
    const { domain } = ids();
    const { result, failures, order } = await run([domain]);
    value(result);
    expect(failures).toEqual([]);
    expect(order.indexOf("types")).toBeGreaterThan(order.indexOf("cheap nas1"));
    expect(order.filter((one) => one.startsWith("system")).toSorted()).toEqual([
      "system nas1",
      "system web1",
    ]);
  });

  it("a wrong type is found before anything is called sound, and blamed wherever its line went", async () => {
    const { domain, ports } = ids();
    for (const chosen of [[ports], [domain, ports]]) {
      const { result, failures, order } = await run(chosen);
      value(result);
      expect(failures.map(({ target }) => target).toSorted()).toEqual(["nas1", "web1"]);
      expect(order).not.toContain("types");
      expect(failures[0]?.diagnostics[0]).toMatchObject({ file: "modules/network.nix" });
      expect(blamed(chosen, failures)).toEqual([ports]);
    }
  });

  it("a change of one host is evaluated on that host only", async () => {
    const { web } = ids();
    const { failures } = await run([web]);
    expect(failures.map(({ target }) => target)).toEqual(["web1"]);
    expect(failures[0]?.diagnostics[0]).toMatchObject({
      kind: "unknown-option",
      file: "hosts/web1/default.nix",
    });
    expect(blamed([web], failures)).toEqual([web]);
  });

  it("a deleted file that is still imported is the deleting hunk's doing", async () => {
    const deleting = await propose(world.context, {
      "modules/users.nix": `# more\n${await text("modules/users.nix")}`,
      "hosts/web1/services.nix": null,
    });
    const all = hunksOf(deleting).map(({ id }) => id);
    const news: CheckNews[] = [];
    const told = (one: CheckNews) => void news.push(one);
    value(await check(world.context, deleting, new Set(all), told));
    const failures = news.flatMap((one) => (one.kind === "failed" ? [one.failure] : []));
    expect(failures.map(({ target }) => target)).toEqual(["web1"]);
    const suspects = deleting.files.flatMap(({ path, hunks }) =>
      hunks.map((hunk) => ({ ...hunk, file: path })),
    );
    const found = offenders(
      failures.flatMap(({ diagnostics }) => diagnostics),
      suspects,
    );
    const [deletion] = deleting.files.find(({ status }) => status === "deleted")?.hunks ?? [];
    expect([...found.keys()]).toEqual([deletion?.id]);
  });

  it("stores and audits nothing", async () => {
    const before = value(await world.context.store.auditEntries()).length;
    await run([ids().domain]);
    expect(value(await world.context.store.auditEntries())).toHaveLength(before);
    expect(value(await world.context.store.find(proposal.id))).toEqual(proposal);
  });

  it("a cancelled evaluation ends with its Nix", async () => {
    const controller = new AbortController();
    const context = { ...world.context, signal: controller.signal };
    const { ports } = ids();
    const done = check(context, proposal, new Set([ids().web, ports]), (news) => {
      // Once Nix has been started.
      if (news.kind === "evaluating") setTimeout(() => controller.abort(), 50);
    });
    const result = await done;
    expect(result).toMatchObject({ ok: false, problem: { code: "interrupted" } });
    expect(processesWith(flake.root).filter((line) => line.includes("nix"))).toEqual([]);
    // Whoever asks the same right after gets an answer, not the other's end.
    const again = new AbortController();
    const all = hunksOf(proposal).map(({ id }) => id);
    const first = run(all, again.signal);
    await new Promise((resolve) => setTimeout(resolve, 150));
    again.abort();
    const second = await run(all);
    value(second.result);
    expect(second.failures.length).toBeGreaterThan(0);
    await first;
  });
});
