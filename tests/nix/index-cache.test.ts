import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { indexFile, openIndex, writeIndex } from "../../src/nix/index-cache.ts";
import { openOptionIndex } from "../../src/nix/option-index.ts";
import { optionInfo, type RawOption } from "../../src/nix/option-record.ts";

const target = { kind: "nixos", name: "x" } as const;
const raw = (p: string[], more: Partial<RawOption> = {}): RawOption => ({
  p,
  y: { n: "bool" },
  t: "boolean",
  s: `Whether ${p.join(" ")} “works”.\nSecond line.`,
  f: [],
  ...more,
});
const records = [
  raw(["services", "hare", "enable"], { d: "false" }),
  raw(["services", "hare", "port"], { y: { n: "unsignedInt16" }, t: "16 bit unsigned integer" }),
  raw(["services", "dräi.x", "<name>", "enable"], { x: "true" }),
  raw(["services", "hare", "secret"], { h: true }),
  raw(["services", "hare", "inner"], { i: true }),
  raw(["nix", "settings"], { y: { n: "submodule", e: { n: "attrsOf", e: { n: "str" } } } }),
];
const questions = ["hare", "hare port", "dräi", "works", "flakes", "bagder"];

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "agentix-index-"));
  file = indexFile(folder, ["a", "b"]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function expectSame(): Promise<void> {
  const stored = await openIndex(file, target);
  const direct = await openOptionIndex(target, records.map(optionInfo));
  expect(stored?.size).toBe(records.length);
  for (const { p } of records) expect(stored?.get(p)).toEqual(direct.get(p));
  expect(stored?.get(["services", "dräi.x", "any", "enable"])).toBeDefined();
  expect(stored?.get(["nix", "settings", "cores"])).toEqual(
    direct.get(["nix", "settings", "cores"]),
  );
  expect(stored?.get(["services"])).toBeUndefined();
  expect(stored?.children(["services"])).toEqual(direct.children(["services"]));
  for (const question of questions)
    expect(stored?.search(question, 9)).toEqual(direct.search(question, 9));
}

describe("an index in the cache", () => {
  it("is the one that was written", async () => {
    await writeIndex(file, target, records);
    await expectSame();
  });

  it.each<[string, (search: string) => void]>([
    ["missing", (search) => rmSync(search)],
    ["empty", (search) => writeFileSync(search, "")],
    ["cut off", (search) => writeFileSync(search, readFileSync(search).subarray(0, -10))],
    [
      "altered",
      (search) => {
        const bytes = readFileSync(search);
        bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
        writeFileSync(search, bytes);
      },
    ],
    ["something else", (search) => writeFileSync(search, "{}\n".repeat(100))],
  ])(
    "is searched all the same when its search file is %s, which is made again",
    async (_, harm) => {
      await writeIndex(file, target, records);
      const before = readFileSync(`${file}.search`);
      harm(`${file}.search`);
      await expectSame();
      expect(readFileSync(`${file}.search`).equals(before)).toBe(true);
    },
  );

  it("is not searched by the words of other records", async () => {
    const other = indexFile(folder, ["other"]);
    await writeIndex(other, target, [raw(["services", "fox", "enable"])]);
    await writeIndex(file, target, records);
    writeFileSync(`${file}.search`, readFileSync(`${other}.search`));
    await expectSame();
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ["cut off", (bytes) => bytes.subarray(0, bytes.length - 40)],
    ["empty", () => Buffer.alloc(0)],
    ["without a line", (bytes) => bytes.subarray(bytes.indexOf("\n") + 1)],
    ["something else", () => Buffer.from('[1]\n{"options":1}\n')],
    ["null", () => Buffer.from('null\n{"options":1}\n')],
  ])("is none when its records are %s", async (_, harm) => {
    await writeIndex(file, target, records);
    writeFileSync(file, harm(readFileSync(file)));
    expect(await openIndex(file, target)).toBeUndefined();
  });

  it("is none when nothing was written, and a folder that cannot be made costs the cache only", async () => {
    expect(await openIndex(file, target)).toBeUndefined();
    writeFileSync(join(folder, "options"), "in the way");
    await writeIndex(file, target, records);
    expect(await openIndex(file, target)).toBeUndefined();
  });

  it("is one of a bounded number, and no half file stays", async () => {
    for (let at = 0; at < 20; at += 1)
      await writeIndex(indexFile(folder, [String(at)]), target, records);
    const names = readdirSync(join(folder, "options"));
    expect(names.length).toBe(24);
    for (const name of names.filter((each) => each.endsWith(".search")))
      expect(names).toContain(name.replace(/\.search$/, ""));
    expect(names.filter((name) => name.endsWith(".tmp"))).toEqual([]);
    expect(await openIndex(indexFile(folder, ["19"]), target)).toBeDefined();
  });
});
