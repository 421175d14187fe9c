import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundle } from "../support/bundle.ts";
import { openPty } from "../support/pty-screen.ts";

let folder: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-flood-"));
  program = await bundle(join(import.meta.dirname, "../support/tui-demo.ts"), folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("100 000 lines of a build arrive while somebody types: every key counts", async () => {
  const env = { FLOOD: "100000", RATE: "20000" };
  const pty = openPty([program, "--open"], { columns: 120, rows: 40 }, env);
  try {
    await pty.until("hunk 1/4");
    pty.type("V");
    await pty.until("chatty-1.0> cc");
    // Decisions first, then the build pane, then a goal, letter by letter.
    pty.type("n");
    pty.type("x");
    await pty.until("1/4 decided");
    pty.type("4");
    await pty.until("▸BUILD");
    pty.type("i");
    const text = Array.from({ length: 80 }, (_, n) => "QXZWK"[(n * n) % 5]).join("");
    for (const letter of text) {
      pty.type(letter);
      await pause(15);
    }
    await pty.until("The flood is over.");
    // Other panes hold none of these letters.
    expect(pty.text().replaceAll(/[^QXZWK]/g, "")).toContain(text);
    pty.type("\u001b4G");
    await pty.until("file-last.o");
  } finally {
    pty.end();
  }
});
