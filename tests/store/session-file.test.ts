import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sessionOf } from "../../src/core/ui/session.ts";
import { initialState } from "../../src/core/ui/ui-state.ts";
import { openSessionFile } from "../../src/store/session-file.ts";
import { openFiles } from "../../src/system/files.ts";

let gitDir: string;
beforeEach(async () => {
  gitDir = await mkdtemp(join(tmpdir(), "agentix-session-"));
});
afterEach(() => rm(gitDir, { recursive: true, force: true }));

const session = sessionOf(initialState({ columns: 80, rows: 24 }));

describe("ui.json", () => {
  test("is written in one step, for its owner only, and read back", async () => {
    const file = openSessionFile(openFiles(), gitDir);
    expect(await file.read()).toBeNull();
    expect((await file.write(session)).ok).toBe(true);
    expect(await file.read()).toEqual(session);
    const path = join(gitDir, "agentix", "ui.json");
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(gitDir, "agentix"))).toEqual(["ui.json"]);
  });

  test.each([
    ["damaged", '{"schema":"agentix-ui/1"'],
    ["huge", "x".repeat(5_000_000)],
  ])("a %s one counts as none and is replaced", async (_name, text) => {
    const file = openSessionFile(openFiles(), gitDir);
    await file.write(session);
    const path = join(gitDir, "agentix", "ui.json");
    await writeFile(path, text);
    expect(await file.read()).toBeNull();
    await file.write(session);
    expect(JSON.parse(await readFile(path, "utf8"))).toEqual(session);
  });
});
