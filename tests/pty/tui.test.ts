import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { bundle } from "../support/bundle.ts";
import { openPty, type PtyScreen } from "../support/pty-screen.ts";

let folder: string;
let program: string;
let screen: PtyScreen | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-tui-"));
  program = await bundle(join(import.meta.dirname, "../support/tui-demo.ts"), folder);
});
afterEach(() => screen?.end());
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(columns: number, rows: number, env: Record<string, string> = {}, ...args: string[]) {
  screen = openPty([program, ...args], { columns, rows }, env);
  return screen;
}

/** The terminal as its owner left it: no alternate screen, cursor shown, paste mode and wrapping back. */
function expectRestored(pty: PtyScreen): void {
  expect(pty.alternate()).toBe(false);
  for (const [mode, on] of [
    ["25", "h"],
    ["2004", "l"],
    ["7", "h"],
    ["1000", "l"],
    ["1006", "l"],
    ["1049", "l"],
  ] as const) {
    const changes = [...pty.raw().matchAll(new RegExp(`\\u001b\\[\\?${mode}([hl])`, "g"))];
    expect(changes.at(-1)?.[1], `mode ${mode}`).toBe(on);
  }
}

describe("the terminal UI on a real terminal", () => {
  test("walks the whole loop: goal, hunks, verify, approve, apply, audit", async () => {
    const pty = start(120, 40, { PAUSE: "30" });
    await pty.until("homelab");
    pty.type("enable tailscale\r");
    await pty.until("hunk 1/4");
    pty.type("A");
    await pty.until("2/4 decided");
    pty.type("y");
    await pty.until("3/4 decided");
    pty.type("x");
    await pty.until("4/4 decided");
    pty.type("V");
    await pty.until("linking unit 3");
    await pty.until("p3 verified");
    pty.type("P");
    await pty.until("Approve p3?");
    pty.type("y\r");
    await pty.until("p3 approved");
    pty.type("C");
    await pty.until("p3 applied");
    pty.type("5");
    await pty.until("the chain holds");
    pty.type("q");
    expect((await pty.exited).exitCode).toBe(0);
    expectRestored(pty);
  });

  test("completes a path while a goal is written, and proposes what stands there", async () => {
    const pty = start(120, 40, { PAUSE: "5" });
    await pty.until("homelab");
    pty.type("enable services.tailsc");
    await pty.until("3 options");
    pty.type("\t");
    await pty.until("enable services.tailscale. ");
    await pty.until("openFirewall");
    pty.type("\u001b[B");
    await pty.until("enable services.tailscale.enable");
    pty.type("\r");
    await pty.until("p3 enable services.tailscale.enable");
  });

  test("cancels a verification with Esc, and loses no key before it", async () => {
    const pty = start(120, 40, { PAUSE: "10000" }, "--open");
    await pty.until("hunk 1/4");
    pty.type("V");
    await pty.until("linking unit 1");
    pty.type("nnn\u001b");
    await pty.until("verifying p3: cancelled");
    expect(pty.text()).toMatch(/▸ hunk 4\/4/);
  });

  test("follows the terminal's size, and draws what a fresh start would", async () => {
    const fresh = start(100, 30, {}, "--open");
    await fresh.until("? keys");
    await fresh.until("clean");
    fresh.type("g");
    await fresh.until("▸ Enables tailscale");
    // The texts of the files are read.
    await fresh.until("10 unchanged lines");
    const wanted = fresh.text();
    fresh.end();
    const pty = start(80, 24, {}, "--open");
    await pty.until("[3 diff]");
    for (const [columns, rows] of [
      [120, 40],
      [40, 10],
      [200, 50],
      [100, 30],
    ] as const)
      pty.resize(columns, rows);
    pty.type("g");
    await pty.until(wanted);
  });

  test("a pasted y decides nothing", async () => {
    const pty = start(120, 40, {}, "--open");
    await pty.until("hunk 1/4");
    expect(pty.raw()).toContain("\u001b[?2004h");
    pty.type("\u001b[200~yyyy\r\u001b[201~");
    await pty.until("Pasted text was ignored");
    expect(pty.text()).toContain("0/4 decided");
  });

  test.each(["SIGTERM", "SIGHUP"])("puts the terminal back on %s", async (signal) => {
    const pty = start(80, 24, {}, "--open");
    await pty.until("hunk 1/4");
    pty.kill(signal);
    await pty.exited;
    expectRestored(pty);
  });

  test("puts the terminal back on Ctrl-C, and on a crash before the error is printed", async () => {
    const pty = start(80, 24, {}, "--open");
    await pty.until("hunk 1/4");
    pty.type("\u0003");
    await pty.exited;
    expectRestored(pty);
    pty.end();
    const crashed = start(80, 24, { CRASH: "1" }, "--open");
    expect((await crashed.exited).exitCode).toBe(1);
    expectRestored(crashed);
    expect(crashed.text()).toContain("crashed on purpose");
  });

  test("no byte of hostile text reaches the terminal", async () => {
    const pty = start(120, 40, { PAUSE: "2" }, "--open");
    await pty.until("hunk 1/4");
    pty.type("GV");
    await pty.until("p3 evaluates and builds.");
    expect(pty.text()).toContain("‹U+202E›");
    pty.type("4");
    await pty.until("hostile");
    expect(pty.raw()).not.toContain("\u001b]0;");
    expect(pty.raw()).not.toContain("\u202e");
  });

  test("moving by a line inside the screen writes few bytes", async () => {
    const pty = start(120, 40, {}, "--open");
    await pty.until("clean");
    await pty.until("10 unchanged lines");
    const line = /▸ {3}web1, web2: networking/;
    pty.type("j");
    await pty.until(line);
    pty.type("k");
    await pty.until(/▸ .*hunk 1\/4/);
    // All that arrives by itself is drawn by now.
    const before = pty.raw().length;
    pty.type("j");
    await pty.until(line);
    expect(Buffer.byteLength(pty.raw().slice(before))).toBeLessThan(200);
  });
});
