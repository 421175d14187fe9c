import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openModelsSeen } from "../../src/store/models-seen.ts";
import { openFiles } from "../../src/system/files.ts";

let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "agentix-seen-"));
});
afterAll(() => rm(home, { recursive: true, force: true }));

const model = (digest: string, name = "qwen3:8b") => ({
  name,
  host: "127.0.0.1:11434",
  remote: false,
  digest,
  contextTokens: 8192,
});

test("T22: a model under its old name with other weights is told, once", async () => {
  const seen = openModelsSeen(openFiles(), home);
  expect(await seen.changed(model("a".repeat(64)), true)).toBeUndefined();
  expect(await seen.changed(model("c".repeat(64), "other"), true)).toBeUndefined();
  expect(await seen.changed(model("b".repeat(64)), false)).toContain(
    "aaaaaaaaaaaa to bbbbbbbbbbbb",
  );
  expect(await seen.changed(model("b".repeat(64)), true)).toContain("digest changed");
  expect(await seen.changed(model("b".repeat(64)), true)).toBeUndefined();
});

test("a damaged record counts as none, and is made anew", async () => {
  const path = join(home, "agentix", "models.json");
  await writeFile(path, '{"half":');
  const seen = openModelsSeen(openFiles(), home);
  expect(await seen.changed(model("d".repeat(64), "__proto__"), true)).toBeUndefined();
  expect(JSON.parse(await readFile(path, "utf8"))).toBeTypeOf("object");
});
