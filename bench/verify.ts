import { appendFileSync, cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { materialise } from "../src/commands/sample.ts";
import { openProcess } from "../src/system/process.ts";
import { nixOptions, nixProgram, sampleEnv } from "../tests/support/sample-flake.ts";
import { figure, type Group, median } from "./figure.ts";
import { BUNDLE, output, ROOT, time } from "./timing.ts";

const ROUNDS = 3;
const GOAL = "enable tailscale and open the firewall port";

interface Candidate {
  readonly root: string;
  readonly commit: string;
}

/**
 * Verification against the plain build of the same candidate. Each run gets a flake of its own whose every package has
 * to be built: the sample's builder carries a mark that no store has seen.
 */
export const verify: Group = {
  name: "verify",
  about: "agentix verify against nix build of the same candidate",
  async measure() {
    const work = mkdtempSync(join(realpathSync(tmpdir()), "agentix-bench-"));
    try {
      const plain: number[] = [];
      const ours: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const first = await propose(join(work, `${round}-plain`));
        const second = await propose(join(work, `${round}-agentix`));
        const runs = [
          () => plain.push(time(() => build(first))),
          () => ours.push(time(() => check(second))),
        ];
        if (round % 2 === 1) runs.reverse();
        for (const run of runs) run();
      }
      return [
        figure({
          group: "verify",
          name: "agentix verify",
          // Round by round: both runs of a round meet the same load.
          value: median(ours.map((took, round) => took / (plain[round] ?? Number.NaN))),
          unit: "×",
          reference: { name: "nix build", value: median(plain), unit: "ms" },
          bar: 1.15,
        }),
      ];
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};

/** A fresh homelab with one proposal. */
async function propose(folder: string): Promise<Candidate> {
  const fixtures = join(folder, "fixtures");
  cpSync(join(ROOT, "fixtures"), fixtures, { recursive: true });
  const mark = `${process.pid}-${performance.timeOrigin + performance.now()}`;
  appendFileSync(join(fixtures, "nixpkgs/pkgs/stdenv/builder.sh"), `\n# ${mark}\n`);
  const root = join(folder, "flake");
  const made = await materialise({
    flake: "homelab",
    fixtures,
    into: root,
    process: openProcess(),
    nix: nixProgram(),
    env: sampleEnv(),
  });
  if (!made.ok) throw new Error(`${made.problem.code}: ${made.problem.message}`);
  const answer = JSON.parse(output(BUNDLE, ["-C", root, "--json", "propose", GOAL]));
  return { root, commit: answer.proposal.candidate };
}

function targets(): readonly string[] {
  return ["web1", "nas1"];
}

function build({ root, commit }: Candidate): void {
  const installables = targets().map(
    (name) =>
      `git+file://${root}?rev=${commit}#nixosConfigurations.${name}.config.system.build.toplevel`,
  );
  output(nixProgram(), ["build", "--no-link", ...installables, ...nixOptions]);
}

/** Both have to have built the same targets, or the comparison means nothing. */
function check({ root }: Candidate): void {
  const { verification } = JSON.parse(output(BUNDLE, ["-C", root, "--json", "verify", "p1"]));
  const built = Object.keys(verification.toplevels);
  if (!verification.ok || built.length !== targets().length) {
    throw new Error(`verify built ${built.join(", ") || "nothing"}, not ${targets().join(", ")}`);
  }
}
