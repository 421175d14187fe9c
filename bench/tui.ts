import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, figure, type Group, median } from "./figure.ts";
import { BUNDLE, output, time } from "./timing.ts";
import { type BenchFlake, benchFlake } from "./tui-flake.ts";
import { type Cost, type MeasuredPty, measuredPty, pressAll } from "./tui-pty.ts";

const pageDown = "\u001b[6~";
const pageUp = "\u001b[5~";
const redraw = "\f";

/** The review on a real terminal of 120×40: bytes on the wire, time until the last of them, and what size costs. */
export const tui: Group = {
  name: "tui",
  about: "the terminal UI at 120×40, on a real terminal",
  async measure() {
    const home = mkdtempSync(join(realpathSync(tmpdir()), "agentix-bench-"));
    const flake = await benchFlake(home);
    try {
      return [
        ...(await firstPaint(flake)),
        ...(await keys(flake)),
        ...(await sizes(flake)),
        ...(await flood(flake)),
        ...(await memory(flake)),
      ];
    } finally {
      await flake.remove();
      rmSync(home, { recursive: true, force: true });
    }
  },
};

function opened({ root, env }: BenchFlake, ...args: string[]): MeasuredPty {
  return measuredPty(BUNDLE, ["tui", ...args], { cwd: root, env });
}

/** At a proposal, when nothing more comes: lists, colours and texts are there. */
async function reviewing(flake: BenchFlake, id: string): Promise<MeasuredPty> {
  const pty = opened(flake, id);
  await pty.until(/hunk 1\//);
  await pty.until("clean");
  await pty.settled();
  return pty;
}

async function firstPaint(flake: BenchFlake): Promise<Figure[]> {
  const bare: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < 9; round += 1) {
    bare.push(time(() => output(process.execPath, ["-e", "0"])));
    const pty = opened(flake);
    ours.push(await pty.firstWith("agentix"));
    pty.end();
  }
  const floor = median(bare);
  return [
    figure({
      group: "tui",
      name: "first paint",
      value: median(ours.slice(1)) / floor,
      unit: "×",
      reference: { name: "node -e 0", value: floor, unit: "ms" },
      bar: 7,
    }),
  ];
}

/** What tig writes for the same change, where it is installed. */
async function peer(flake: BenchFlake): Promise<{ line: Cost; page: Cost } | undefined> {
  const tig = ["/usr/bin/tig", "/usr/local/bin/tig"].find(existsSync);
  if (!tig) return undefined;
  const pty = measuredPty(tig, ["show", flake.pages], { cwd: flake.root, env: flake.env });
  try {
    await pty.until("diff --git");
    await pty.press("j");
    return { line: await pressAll(pty, ["j", "j", "j"]), page: await pressAll(pty, [" ", " "]) };
  } finally {
    pty.end();
  }
}

async function keys(flake: BenchFlake): Promise<Figure[]> {
  const other = await peer(flake);
  const pty = await reviewing(flake, flake.ids.pages);
  const repaint = await pty.press(redraw);
  const line = await pressAll(pty, ["j", "j", "k", "j", "j", "k", "j"]);
  const page = await pressAll(pty, [pageDown, pageDown, pageDown, pageUp, pageUp]);
  pty.end();
  const small = await reviewing(flake, flake.ids.small);
  const hunk = await pressAll(small, ["n", "p", "n", "p"]);
  const decision = await pressAll(small, ["y", "u", "x", "u", "y"]);
  small.end();
  const whole = { name: "whole screen", value: repaint.bytes, unit: "bytes" };
  const against = (cost: Cost | undefined) =>
    cost ? { name: "tig", value: cost.bytes, unit: "bytes" } : whole;
  const bytes = (name: string, { bytes: value }: Cost, bar: number, reference = whole) =>
    figure({ group: "tui", name, value, unit: "bytes", reference, bar });
  const at = (name: string, { ms: value }: Cost, bar: number) =>
    figure({ group: "tui", name, value, unit: "ms", bar });
  return [
    bytes("a line down", line, 700, against(other?.line)),
    bytes("the next hunk on the screen", hunk, 700),
    bytes("a decision", decision, 1200),
    bytes("a page", page, 6000, against(other?.page)),
    at("a line down, until the last byte", line, 30),
    at("a decision, until the last byte", decision, 30),
  ];
}

/** Opening, scrolling and deciding in a diff of 20 000 lines against one of twenty. */
async function sizes(flake: BenchFlake): Promise<Figure[]> {
  const { ids } = flake;
  const opening = async (id: string): Promise<number> => {
    const pty = opened(flake, id);
    const took = await pty.firstWith("hunk 1/");
    pty.end();
    return took;
  };
  const [small, big]: [number[], number[]] = [[], []];
  for (let round = 0; round < 7; round += 1) {
    small.push(await opening(ids.small));
    big.push(await opening(ids.big));
  }
  // Key by key in turns, so that a busy machine slows both.
  const [little, large] = [await reviewing(flake, ids.small), await reviewing(flake, ids.big)];
  const against = async (presses: readonly string[]) => {
    const costs: [number[], number[]] = [[], []];
    for (const key of presses) {
      costs[0].push((await little.press(key)).ms);
      costs[1].push((await large.press(key)).ms);
    }
    return costs.map(median) as [number, number];
  };
  const scrolled = await against(["j", pageDown, "j", pageUp, "j", "k", pageDown, "j", "k"]);
  const decided = await against(["y", "u", "x", "u", "y", "u", "x", "u", "y"]);
  little.end();
  large.end();
  const ratio = (name: string, value: number, reference: number, bar: number) =>
    figure({
      group: "tui",
      name,
      value: value / reference,
      unit: "×",
      reference: { name: "a diff of 20 lines", value: reference, unit: "ms" },
      bar,
    });
  return [
    ratio("opening 20 000 lines", median(big), median(small), 2),
    ratio("scrolling 20 000 lines", scrolled[1], scrolled[0], 2),
    ratio("deciding in 400 hunks", decided[1], decided[0], 2),
  ];
}

/** While a real build prints 20 000 lines in a second. */
async function flood(flake: BenchFlake): Promise<Figure[]> {
  const pty = await reviewing(flake, flake.ids.flood);
  try {
    pty.type("V");
    await pty.until("flood>", 120);
    const bytes = (await pty.idle(5)) / 5;
    const times: number[] = [];
    for (let round = 0; round < 20; round += 1) {
      times.push(await pty.pressUntil(round % 2 === 0 ? "j" : "k", "▸"));
      await pty.idle(0.1);
    }
    return [
      figure({
        group: "tui",
        name: "log pane, each second",
        value: bytes,
        unit: "bytes",
        bar: 6000,
      }),
      figure({
        group: "tui",
        name: "a line down while 20 000 log lines/s arrive",
        value: median(times),
        unit: "ms",
        bar: 60,
      }),
    ];
  } finally {
    pty.end();
  }
}

/** The most memory that it ever had, with the large diff open and a log of a million lines behind it. */
async function memory(flake: BenchFlake): Promise<Figure[]> {
  const pty = await reviewing(flake, flake.ids.million);
  try {
    pty.type("V");
    await pty.until(/million verified|p\d+ verified/, 300);
    pty.type(":");
    await pty.press(`open ${flake.ids.big}`);
    await pty.press("\r");
    await pty.until("hunk 1/400");
    const most = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pty.pid}/status`, "utf8"))?.[1];
    return [
      figure({
        group: "tui",
        name: "memory with 20 000 lines of diff and 1 000 000 of log",
        value: Number(most) / 1024,
        unit: "MB",
        bar: 250,
      }),
    ];
  } finally {
    pty.end();
  }
}
