import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bundle } from "../support/bundle.ts";
import { openPty, type PtyScreen } from "../support/pty-screen.ts";

let folder: string;
let program: string;
let kept: string;
const screens: PtyScreen[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-robust-"));
  program = await bundle(join(import.meta.dirname, "../support/tui-demo.ts"), folder);
});
beforeEach(async () => {
  kept = await mkdtemp(join(folder, "kept-"));
});
afterEach(() => {
  for (const screen of screens.splice(0)) screen.end();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(
  args: readonly string[] = [],
  env: Record<string, string> = {},
  [columns, rows] = [120, 40],
) {
  const size = { columns: columns ?? 120, rows: rows ?? 40 };
  const screen = openPty([program, ...args], size, { KEPT: kept, ...env });
  screens.push(screen);
  return screen;
}

async function waitFor(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let left = 3000; !(await holds()); left -= 1) {
    if (left === 0) throw new Error(`it never came so far:\n${screens.at(-1)?.text()}`);
    await sleep(10);
  }
}
const pid = async () => Number(await readFile(join(kept, "pid"), "utf8"));
const isAlive = (id: number) => {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
};
const decisions = async (): Promise<string[]> => {
  const path = join(kept, "decisions.json");
  return existsSync(path) ? Object.values(JSON.parse(await readFile(path, "utf8"))) : [];
};

describe("a connection that drops", () => {
  test.each(["hang-up", "SIGTERM", "SIGHUP"])(
    "%s right after a key: the decision is stored, and the next screen is the same one",
    async (how) => {
      const env = { DECIDE_MS: "300", PID_FILE: join(kept, "pid") };
      const pty = start(["--open"], env);
      await pty.until("hunk 1/4");
      pty.type("|nnj");
      await pty.until(/▸ +web1: services.tailscale.enable/);
      const before = pty.text();
      pty.type("y");
      // Told that it is saved only after 300 ms: the signal comes before that.
      await pty.until(/saving|1\/4 decided/);
      const id = await pid();
      if (how === "hang-up") pty.hangUp();
      else pty.kill(how);
      await waitFor(() => !isAlive(id));
      expect(await decisions()).toEqual(["accepted"]);

      const back = start([], env);
      await back.until("1/4 decided");
      await back.until(/▸ .*hunk 4\/4/);
      expect(back.text()).not.toEqual(before);
    },
  );

  test("kill -9: the place of a moment ago, the transcript and a goal half written are there", async () => {
    const env = { PID_FILE: join(kept, "pid") };
    const pty = start(["--open"], env);
    await pty.until("hunk 1/4");
    await pty.until("clean");
    await pty.until("10 unchanged lines");
    pty.type("|nnjji");
    await pty.until("▸GOAL");
    pty.type("add ");
    await pty.until("› add");
    pty.type("btop");
    await pty.until("› add btop");
    await waitFor(async () => {
      const file = join(kept, "agentix", "ui.json");
      return existsSync(file) && (await readFile(file, "utf8")).includes("add btop");
    });
    const before = pty.text();
    process.kill(await pid(), "SIGKILL");
    const back = start([], env);
    await back.until("› add btop");
    await back.until(/p3 .*enable tailscale[\s\S]*hunk 3\/4/);
    await back.until(before);
  });

  test("a damaged file is no error", async () => {
    const pty = start(["--open"]);
    await pty.until("hunk 1/4");
    pty.type("q");
    await pty.exited;
    const file = join(kept, "agentix", "ui.json");
    await rm(file);
    const { writeFile } = await import("node:fs/promises");
    await writeFile(file, '{"schema":"agentix-ui/1","focus":');
    const back = start();
    await back.until("homelab");
    expect(back.text()).not.toMatch(/ui\.json|JSON|✗/);
    back.type("q");
    await back.until("homelab");
  });
});

describe("a slow terminal", () => {
  test("keys and saves go on while nothing is read; then the last screen is right and the rest was never sent", async () => {
    const fresh = start(["--open"], { BIG: "1", KEPT: await mkdtemp(join(folder, "kept-")) });
    await fresh.until("hunk 1/400");
    fresh.type("G");
    await fresh.until("value399_49");
    fresh.type("x");
    await fresh.until("1/400 decided");
    const pty = start(["--open"], { BIG: "1" });
    await pty.until("hunk 1/400");
    const before = pty.raw().length;
    pty.stall();
    // Each of these is a screenful, far more than a terminal's buffer holds.
    for (let at = 0; at < 150; at += 1) {
      pty.type(at % 2 ? "g" : "G");
      await sleep(17);
    }
    pty.type("Gx");
    await waitFor(async () => (await decisions()).includes("rejected"));
    pty.flow();
    await pty.until("1/400 decided");
    expect(pty.raw().length - before).toBeLessThan(150_000);
    // Drawn again whole: nothing of what was left out is missing.
    const drawn = pty.raw().length;
    pty.type("\u000c");
    await waitFor(() => pty.raw().length > drawn + 1000 && pty.text() === fresh.text());
  });
});

describe("job control", () => {
  const shell = (env: Record<string, string>) => {
    const size = { columns: 100, rows: 30 };
    const all = { KEPT: kept, PS1: "$ ", ...env };
    const screen = openPty(["--norc", "--noprofile", "-i"], size, all, "bash");
    screens.push(screen);
    return screen;
  };

  test("Ctrl-Z goes to the shell, fg comes back at the size that the terminal has then", async () => {
    const pty = shell({});
    await pty.until("$");
    pty.type(`'${process.execPath}' '${program}' --open\r`);
    await pty.until("hunk 1/4");
    pty.type("nn");
    await pty.until("▸ ");
    pty.type("\u001a");
    await pty.until("Stopped");
    expect(pty.alternate()).toBe(false);
    pty.resize(140, 35);
    pty.type("stty -a | grep -o -- '-icanon\\|icanon'\r");
    await pty.until(/^icanon/m);
    pty.type("fg\r");
    await pty.until("hunk 3/4");
    await pty.until("q quit");
    expect(pty.alternate()).toBe(true);
    await pty.until(/^(.*\n){34}.*q quit/);
    pty.type("q");
    await pty.until("left by choice");
    expect(pty.alternate()).toBe(false);
  });

  test("kill -STOP takes the terminal unasked; fg takes it back with every mode", async () => {
    const pty = shell({ PID_FILE: join(kept, "pid") });
    await pty.until("$");
    pty.type(`'${process.execPath}' '${program}' --open\r`);
    await pty.until("hunk 1/4");
    process.kill(await pid(), "SIGSTOP");
    await pty.until("Stopped");
    pty.type("stty sane; printf '\\033[?1049l\\033[?25h'; clear\r");
    await waitFor(() => !pty.alternate());
    pty.type("fg\r");
    await pty.until("hunk 1/4");
    expect(pty.alternate()).toBe(true);
    pty.type("n");
    await pty.until(/▸ .*hunk 2\/4/);
    pty.type("q");
    await pty.until("left by choice");
  });

  test("without a shell Ctrl-Z costs nothing: the screen is there again", async () => {
    const pty = start(["--open"]);
    await pty.until("hunk 1/4");
    pty.type("\u001a");
    await waitFor(() => pty.raw().split("\u001b[?1049h").length > 2);
    pty.type("n");
    await pty.until(/▸ .*hunk 2\/4/);
  });
});

describe("strange terminals", () => {
  test("0×0 is drawn as 80×24", async () => {
    const pty = start(["--open"], {}, [0, 0]);
    await waitFor(() => pty.raw().includes("hunk"));
  });

  test("a size of 1×1 and back, and a storm of sizes, end as a fresh start does", async () => {
    const wanted = start(["--open"], { KEPT: await mkdtemp(join(folder, "kept-")) }, [100, 30]);
    await wanted.until("hunk 1/4");
    await wanted.until("clean");
    await wanted.until("10 unchanged lines");
    const pty = start(["--open"]);
    await pty.until("hunk 1/4");
    pty.resize(1, 1);
    await sleep(80);
    for (let at = 0; at < 60; at += 1) pty.resize(20 + ((at * 37) % 180), 5 + ((at * 13) % 50));
    pty.resize(100, 30);
    pty.type("g");
    wanted.type("g");
    await wanted.until(/^▸ Enables/m);
    await pty.until(wanted.text());
  });

  test.each(["", "1"])("CI=%j paints all the same", async (CI) => {
    const pty = start(["--open"], { CI });
    await pty.until("hunk 1/4");
  });

  test("a promise that nobody waits for ends in words after the terminal is back", async () => {
    const pty = start(["--open"], { REJECT: "1" });
    expect((await pty.exited).exitCode).not.toBe(0);
    expect(pty.alternate()).toBe(false);
    expect(pty.text()).toContain("rejected on purpose");
  });
});

describe("a screen reader", () => {
  test("hears the whole loop as lines, on the terminal's own screen", async () => {
    const pty = start(["--open", "--screen-reader"], { PAUSE: "2" }, [100, 200]);
    await pty.until("Hunk 1 of 4: undecided");
    expect(pty.alternate()).toBe(false);
    pty.type("y");
    await pty.until("Hunk 1 of 4: accepted.");
    await pty.until("Hunk 2 of 4: undecided");
    pty.type("xyx");
    await pty.until("Hunk 4 of 4: rejected.");
    pty.type("V");
    await pty.until("Agentix: p3 evaluates and builds.");
    pty.type("P");
    await pty.until("1. No, go back");
    pty.type("y");
    await pty.until("Marked: 2. Yes");
    pty.type("\r");
    await pty.until("p3, approved");
    pty.type("2");
    await pty.until("textbox: Goal:");
    pty.type("add bt");
    await pty.until("textbox: Goal: add bt");
    // A key that follows ESC too soon on a slow machine is Alt and that key.
    pty.type("\u001b");
    await pty.until(/Review\. Keys[\s\S]*Goal\. Keys[\s\S]*Review\. Keys/);
    pty.type("q");
    await pty.exited;
    const drawn = pty.raw().replaceAll("\u001b", "␛");
    expect(drawn).not.toMatch(/␛\[(?:\?1049h|\?25l|2J|\d+;\d+H)|[\u2500-\u259f\u2800-\u28ff]/);
  });
});
