import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OptionInfo } from "../src/core/option.ts";
import { indexFile, openIndex, writeIndex } from "../src/nix/index-cache.ts";
import { openOptionIndex } from "../src/nix/option-index.ts";
import type { RawOption } from "../src/nix/option-record.ts";
import type { OptionIndex } from "../src/ports/indexes.ts";
import { realOptions } from "../tests/support/real-options.ts";
import { type Figure, figure, type Group, median } from "./figure.ts";
import { type Goal, goalSets, goalsOf } from "./goals/goals.ts";
import { output, time } from "./timing.ts";

const rounds = 7;
const host = { kind: "nixos", name: "bench" } as const;
const home = { kind: "home", name: "bench" } as const;

/** Opening and asking an index of a real system's size, and how well it answers. */
export const index: Group = {
  name: "index",
  about: "the options of NixOS and Home Manager together: opening, asking, finding",
  async measure() {
    const [nixos, homes] = [realOptions("nixos"), realOptions("home-manager")];
    if (!nixos || !homes)
      throw new Error("there is no option data; AGENTIX_DATA names the folder that holds it");
    const folder = mkdtempSync(join(tmpdir(), "agentix-bench-"));
    try {
      const file = indexFile(folder, ["bench"]);
      await writeIndex(file, host, [...nixos, ...homes].map(record));
      const both = await openIndex(file, host);
      if (!both) throw new Error("the index that was just written cannot be opened");
      const own = [await openOptionIndex(host, nixos), await openOptionIndex(home, homes)] as const;
      return [...opening(file, both.size), ...asking(both), ...finding(...own)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A record as the index expression writes it; the data knows types as text only. */
function record(option: OptionInfo): RawOption {
  return {
    p: option.path,
    y: { n: option.type.kind },
    t: option.typeText,
    s: option.description,
    f: option.declarations,
    ...(option.default === undefined ? {} : { d: option.default }),
    ...(option.readOnly ? { r: true } : {}),
    ...(option.internal ? { i: true } : {}),
    ...(option.visible ? {} : { h: true }),
  };
}

function opening(file: string, size: number): Figure[] {
  const script = join(import.meta.dirname, "index-open.ts");
  const opened: Record<string, number>[] = [];
  const parsed: Record<string, number>[] = [];
  for (let round = 0; round < rounds; round += 1) {
    opened.push(JSON.parse(output(process.execPath, [script, "open", file])));
    parsed.push(JSON.parse(output(process.execPath, [script, "parse", file])));
  }
  const middle = (all: Record<string, number>[], name: string) =>
    median(all.map((each) => each[name] ?? Number.NaN));
  const parse = middle(parsed, "parse");
  const whole = median(opened.map(({ open = Number.NaN, first = 0 }) => open + first));
  const reference = { name: "JSON.parse of the same records", value: parse, unit: "ms" };
  const name = `${size} options: open and first question`;
  return [
    figure({ group: "index", name, value: whole, unit: "ms", reference, bar: 350 }),
    figure({ group: "index", name, value: whole / parse, unit: "×", reference, bar: 1.5 }),
    figure({
      group: "index",
      name: "first question alone",
      value: middle(opened, "first"),
      unit: "ms",
      bar: 150,
    }),
    figure({
      group: "index",
      name: "memory of an open index",
      value: middle(opened, "memory"),
      unit: "MB",
      bar: 150,
    }),
  ];
}

const hostile = [
  "x".repeat(2000),
  "firewall ".repeat(220),
  "(a+)+$ [^.]*.* \\b{2} ".repeat(90),
  "ünïcödé 日本語 пароль 👩‍💻 ".repeat(60),
  "servces netwrking firwall postgrsql tailscle ngnix dockr jellfin grafna prometeus ".repeat(20),
];

function asking(index: OptionIndex): Figure[] {
  const goals = goalSets.flatMap(goalsOf).map(({ text }) => text);
  const times = (queries: readonly string[]) =>
    queries
      // The middle of three, so that another process does not count as ours.
      .map((query) => median([1, 2, 3].map(() => time(() => index.search(query, 20)))))
      .sort((a, b) => a - b);
  const usual = times(goals);
  const odd = times(hostile);
  const at = (share: number) => usual[Math.floor(usual.length * share)] ?? Number.NaN;
  const one = (name: string, value: number, bar: number) =>
    figure({ group: "index", name, value, unit: "ms", bar });
  return [
    one(`question of ${goals.length} goals, p50`, at(0.5), 5),
    one(`question of ${goals.length} goals, p95`, at(0.95), 10),
    one("hostile question, the slowest", odd.at(-1) ?? Number.NaN, 100),
  ];
}

/** Shares of goals with an accepted option among the first answers, and by area as a table. */
function finding(nixos: OptionIndex, homes: OptionIndex): Figure[] {
  const bars = [
    [5, 80],
    [20, 92],
  ] as const;
  return goalSets.flatMap((part) => {
    const goals = goalsOf(part).map((goal) => ({
      goal,
      rank: rankOf(goal, goal.area === "home" ? homes : nixos),
    }));
    const areas = [...new Set(goals.map(({ goal }) => goal.area))];
    for (const area of [...areas, "all"]) {
      const some = goals.filter(({ goal }) => area === "all" || goal.area === area);
      const cells = [1, 5, 20].map((k) => `@${k} ${recall(some, k).toFixed(0).padStart(3)} %`);
      process.stderr.write(
        `  recall ${part.padEnd(11)}  ${area.padEnd(8)}  ${cells.join("  ")}  of ${some.length}\n`,
      );
    }
    return bars.map(([k, bar]) =>
      figure({
        group: "index",
        name: `recall@${k} of ${goals.length} ${part} goals`,
        value: recall(goals, k),
        unit: "%",
        bar,
      }),
    );
  });
}

/** The place of the first accepted option among the first twenty; infinite when there is none. */
function rankOf(goal: Goal, index: OptionIndex): number {
  const hits = index.search(goal.text, 20);
  const at = hits.findIndex(({ option }) => goal.accepted.has(option.path.join(".")));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

function recall(goals: readonly { rank: number }[], k: number): number {
  return (goals.filter(({ rank }) => rank <= k).length / goals.length) * 100;
}
