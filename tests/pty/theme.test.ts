import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "../support/bundle.ts";
import { openPty, type PtyScreen } from "../support/pty-screen.ts";

let folder: string;
let program: string;
let screen: PtyScreen | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-theme-"));
  program = await bundle(join(import.meta.dirname, "../support/tui-demo.ts"), folder);
});
afterEach(() => screen?.end());
afterAll(() => rm(folder, { recursive: true, force: true }));

const question = "\u001b]11;?\u001b\\\u001b[c";
const light = "\u001b]11;rgb:fdfd/f6f6/e3e3\u001b\\";
const attributes = "\u001b[?62;22c";

async function start(): Promise<PtyScreen> {
  const pty = openPty([program, "--open", "--ask"], { columns: 120, rows: 40 });
  screen = pty;
  await pty.until("hunk 1/4");
  // The texts of the files are read, and so are their colours.
  await pty.until("10 unchanged lines");
  expect(pty.raw()).toContain(question);
  expect(pty.raw()).not.toContain("48;2;");
  return pty;
}

async function written(pty: PtyScreen, wanted: string): Promise<void> {
  for (let tries = 0; tries < 500 && !pty.raw().includes(wanted); tries += 1) await sleep(20);
  expect(pty.raw()).toContain(wanted);
}

describe("a terminal that is asked for its background", () => {
  test("may answer late and in pieces: the tints follow, and no key is typed", async () => {
    const pty = await start();
    const before = pty.text();
    for (const part of [light.slice(0, 5), light.slice(5, 14), light.slice(14) + attributes]) {
      pty.type(part);
      await sleep(120);
    }
    await written(pty, "48;2;230;255;236");
    expect(pty.text()).toBe(before);
  });

  test("may answer when the person has left: the shell gets none of it", async () => {
    // It waits 400 ms for the answer: where the machine was slower than that, once more.
    let pty = await start();
    pty.type("q");
    await sleep(100);
    while (pty.raw().includes("left by choice")) {
      pty.end();
      pty = await start();
      pty.type("q");
      await sleep(100);
    }
    pty.type(light + attributes);
    expect((await pty.exited).exitCode).toBe(0);
    expect(pty.raw()).toContain("left by choice");
    expect(pty.raw()).not.toContain("fdfd");
  });

  test("may not answer at all", async () => {
    const pty = await start();
    pty.type("q");
    expect((await pty.exited).exitCode).toBe(0);
    expect(pty.raw()).toContain("left by choice");
  });
});
