import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadSettings } from "../../src/commands/settings.ts";
import { bindingOf, commandFor, keyOf } from "../../src/core/keys/keymap.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "agentix-keys-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function load(toml: string) {
  const file = join(folder, "config.toml");
  await writeFile(file, toml);
  return loadSettings({}, file);
}
async function keymap(toml: string) {
  const settings = await load(toml);
  if (!settings.ok) throw new Error(settings.problem.message);
  return settings.value.keymap;
}

describe("configured keys", () => {
  test("take the place of the table's, in the keys, the help and the texts", async () => {
    const map = await keymap(
      '[keys.diff]\naccept = ["Space", "ctrl-y"]\n[keys.anywhere]\nverify = "Ctrl-V"\n',
    );
    expect(commandFor(map, { name: "ctrl-y" }, "diff")).toBe("accept");
    expect(commandFor(map, { name: "y" }, "diff")).toBeUndefined();
    expect(commandFor(map, { name: "ctrl-v" }, "diff")).toBe("verify");
    expect(commandFor(map, { name: "V" }, "diff")).toBeUndefined();
    expect(bindingOf(map, "accept", ["diff"])?.keys).toEqual(["space", "ctrl-y"]);
    expect(keyOf(map, "verify")).toBe("^V");
  });

  test("an empty list unbinds; two commands may change keys", async () => {
    const map = await keymap('[keys.diff]\naccept = "x"\nreject = ["y"]\nlayout = []\n');
    expect(commandFor(map, { name: "x" }, "diff")).toBe("accept");
    expect(commandFor(map, { name: "y" }, "diff")).toBe("reject");
    expect(commandFor(map, { name: "|" }, "diff")).toBeUndefined();
    expect(bindingOf(map, "layout", ["diff"])).toBeUndefined();
    expect(keyOf(map, "layout", "diff")).toBe(": layout");
  });

  test.each([
    ["[keys.dif]\naccept = 'y'", /keys\.dif: there is no such place/, /Did you mean diff\?/],
    ["[keys.diff]\nacept = 'y'", /keys\.diff\.acept: there is no/, /Did you mean accept\?/],
    ["[keys.diff]\nverify = 'e'", /keys\.diff\.verify: there is no/, /keys\.anywhere/],
    ["[keys.diff]\naccept = 'spcae'", /"spcae" is no key/, /Did you mean space\?/],
    ["[keys.diff]\naccept = 'ctrl-m'", /"ctrl-m" arrives as enter/, /./],
    ["[keys.diff]\naccept = 'x'", /"x" is bound to both accept and reject/, /./],
    ["[keys.chat]\nsend = 'ctrl-w'", /both send and erase-word/, /./],
    ["[keys.chat]\nsend = 's'", /keys\.chat\.send: "s" is typed there/, /./],
    ["[keys.chat]\nleave = ['space']", /"space" is typed there/, /./],
    ["[keys.anywhere]\nquit = []", /no key is left for quit/, /./],
    ["[keys.choice]\nleave = []", /keys\.choice: no key is left for leave/, /./],
    ["[keys.diff]\naccept = ['q']", /keys\.diff: accept leaves no key for quit/, /./],
    ["[keys.diff]\naccept = 3", /keys\.diff\.accept/, /./],
    ["[ui]\nmuose = true", /muose/, /./],
  ])("%j is refused, naming what is meant", async (toml, message, hint) => {
    const settings = await load(toml);
    expect(settings.ok).toBe(false);
    if (settings.ok) return;
    expect(settings.problem.code).toBe("bad-config");
    expect(settings.problem.message).toMatch(message);
    expect(settings.problem.message).toContain("config.toml");
    expect(settings.problem.hint ?? "").toMatch(hint);
  });

  test("the example in docs/architecture.md can be copied as it is", async () => {
    const docs = new URL("../../docs/architecture.md", import.meta.url);
    const [, example = ""] = /```toml\n([\s\S]*?)```/.exec(await readFile(docs, "utf8")) ?? [];
    const map = await keymap(example);
    expect(commandFor(map, { name: "ctrl-v" }, "diff")).toBe("verify");
  });

  test("the mouse can be turned off", async () => {
    const settings = await load("[ui]\nmouse = false");
    expect(settings.ok && settings.value.mouse).toBe(false);
  });
});
