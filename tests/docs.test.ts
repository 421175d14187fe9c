import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadSettings, settingsSchema } from "../src/commands/settings.ts";
import { keyName } from "../src/core/keys/keymap.ts";
import { bindings } from "../src/core/keys/keys.ts";
import { PROJECT, read } from "./support/imports.ts";

const architecture = read(PROJECT, "docs/architecture.md");
const documents = [
  "README.md",
  "docs/architecture.md",
  "docs/audit.md",
  "docs/autonomy.md",
  "docs/lockout.md",
  "docs/planner.md",
  "docs/policy.md",
  "docs/threat-model.md",
  ...readdirSync(join(PROJECT, "docs/decisions")).map((name) => `docs/decisions/${name}`),
];

test.each(documents)("%s names files that are there", (document) => {
  const named = [...read(PROJECT, document).matchAll(/`([\w./-]+\.(?:tsx?|mjs))`/g)];
  const missing = named
    .map(([, path = ""]) => path)
    .filter((path) => !path.startsWith("dist/"))
    .filter((path) => !["", "src", "src/loop"].some((at) => existsSync(join(PROJECT, at, path))));
  expect(missing).toEqual([]);
});

test("the tree of docs/architecture.md has every folder of src and of its core, and no other", () => {
  const tree = /```text\nsrc\/\n([\s\S]*?)```/.exec(architecture)?.[1] ?? "";
  const at = (indent: string) =>
    [...tree.matchAll(new RegExp(`^${indent}(\\w+)/ `, "gm"))].map(([, name]) => name).sort();
  const folders = (path: string) =>
    readdirSync(join(PROJECT, path), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  expect(at(" {2}")).toEqual(folders("src"));
  expect(at(" {4}")).toEqual(folders("src/core"));
});

test("docs/architecture.md names every file of the loop", () => {
  const unnamed = readdirSync(join(PROJECT, "src/loop")).filter(
    (name) => !architecture.includes(`\`${name}\``),
  );
  expect(unnamed).toEqual([]);
});

test("the keys in the README are keys of the review", () => {
  const rows = [...read(PROJECT, "README.md").matchAll(/^\| ((?:`[^`]+` )+)\|/gm)];
  const named = rows.flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, key]) => key),
  );
  const known = bindings
    .filter(({ place }) => place === "diff" || place === "anywhere")
    .flatMap(({ keys }) => keys.map((key) => keyName(key)));
  expect(named.length).toBeGreaterThan(12);
  expect(named.filter((key) => !known.includes(key ?? ""))).toEqual([]);
});

test("the configuration in docs/architecture.md is accepted, and holds every setting", async () => {
  const example = /```toml\n([\s\S]*?)```/.exec(architecture)?.[1] ?? "";
  const folder = await mkdtemp(join(tmpdir(), "agentix-docs-"));
  try {
    const file = join(folder, "config.toml");
    await writeFile(file, example);
    const settings = await loadSettings({}, file);
    expect(settings).toMatchObject({ ok: true });
  } finally {
    await rm(folder, { recursive: true });
  }
  for (const [section, schema] of Object.entries(settingsSchema.shape)) {
    const inside = schema.unwrap();
    const settings = "shape" in inside ? Object.keys(inside.shape) : [];
    const [, part = ""] = example.split(new RegExp(`^\\[+${section}\\b.*$`, "m"));
    const [own = ""] = part.split(/^\[/m);
    expect(example, section).toMatch(new RegExp(`^\\[+${section}\\b`, "m"));
    for (const name of settings) expect(own, `[${section}] ${name}`).toContain(`${name} = `);
  }
});
