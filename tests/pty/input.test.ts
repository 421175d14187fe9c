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
  folder = await mkdtemp(join(tmpdir(), "agentix-input-"));
  program = await bundle(join(import.meta.dirname, "../support/tui-demo.ts"), folder);
});
afterEach(() => screen?.end());
afterAll(() => rm(folder, { recursive: true, force: true }));

async function open(env: Record<string, string> = {}, columns = 120, rows = 40) {
  screen = openPty([program, "--open"], { columns, rows }, env);
  await screen.until("hunk 1/");
  return screen;
}

/** A place of the screen that shows `text`, counted from 1 as terminals do. */
function placeOf(pty: PtyScreen, text: string): string {
  const rows = pty.text().split("\n");
  const row = rows.findIndex((line) => line.includes(text));
  if (row < 0) throw new Error(`${text} is not shown:\n${rows.join("\n")}`);
  return `${(rows[row] ?? "").indexOf(text) + 1};${row + 1}`;
}
const press = (place: string) => `\u001b[<0;${place}M\u001b[<0;${place}m`;
const turn = (place: string) => `\u001b[<65;${place}M`;
const modesOf = (pty: PtyScreen) =>
  ["1000", "1006"].map(
    (mode) =>
      [...pty.raw().matchAll(new RegExp(`\\u001b\\[\\?${mode}([hl])`, "g"))].at(-1)?.[1] ?? "",
  );

describe("the mouse on a real terminal", () => {
  test("scrolls with the wheel, marks with a click, opens with a double click", async () => {
    const pty = await open({ BIG: "1" });
    expect(modesOf(pty)).toEqual(["h", "h"]);
    const place = placeOf(pty, "hunk 1/400");
    pty.type(turn(place).repeat(30));
    await pty.until("value1_");
    expect(pty.text()).not.toContain("hunk 1/400");
    pty.type(press(placeOf(pty, "p2")));
    await pty.until(/▸p2/);
    const proposal = placeOf(pty, "p2");
    pty.type(press(proposal));
    pty.type(press(proposal) + press(proposal));
    await pty.until("▸p3");
  });

  test("a report in pieces, an old one and an absurd one type nothing", async () => {
    const pty = await open();
    pty.type("\u001b[<0;1");
    await new Promise((resolve) => setTimeout(resolve, 120));
    pty.type("2;99999999999M\u001b[M yy");
    pty.type("\u001b[<0;0;0M\u001b[<0;500;500M");
    pty.type("x");
    await pty.until("1/4 decided");
    expect(pty.text()).toContain("hunk 2/4");
  });

  test("M gives it back to the terminal; a setting does from the start", async () => {
    const pty = await open();
    pty.type("M");
    await pty.until("the terminal's again");
    expect(modesOf(pty)).toEqual(["l", "l"]);
    pty.end();
    expect(modesOf(await open({ MOUSE: "off" }))).not.toContain("h");
  });

  test("is off after a suspension, and on again after it", async () => {
    const pty = await open();
    pty.type("\u001a");
    // No shell controls jobs here: agentix stops, or goes on by itself.
    const left = () =>
      modesOf(pty).join("") === "ll" || pty.raw().split("\u001b[?1000h").length > 2;
    while (!left()) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(pty.raw()).toContain("\u001b[?1006l\u001b[?1000l");
    pty.kill("SIGCONT");
    while (modesOf(pty).join("") !== "hh") await new Promise((resolve) => setTimeout(resolve, 20));
    expect(modesOf(pty)).toEqual(["h", "h"]);
  });
});

describe("keys on a real terminal", () => {
  test("the palette finds a command by a few letters and runs it as its key would", async () => {
    const pty = await open({}, 80, 24);
    pty.type(":");
    await pty.until("COMMANDS");
    pty.type("reje");
    await pty.until(/▸ reject the hunk/);
    pty.type("\r");
    await pty.until("1/4 decided");
    pty.type(":");
    await pty.until("COMMANDS");
    pty.type("\u001b[200~reject the whole\r\u001b[201~");
    await pty.until(/▸ reject the whole proposal/);
    expect(pty.text()).not.toContain("Reject p3?");
    pty.type("\r");
    await pty.until("Reject p3?");
  });

  test("a configured key counts, is in the last line, and its old key is free", async () => {
    const pty = await open({ KEYS: '{"diff":{"accept":"ctrl-y","undo":["f5"]}}' });
    await pty.until("^Y accept");
    pty.type("y");
    pty.type("\u0019");
    await pty.until("1/4 decided");
    pty.type("\u001b[15~");
    await pty.until("0/4 decided");
    pty.type("?");
    await pty.until(/\^Y +accept the hunk/);
  });
});
