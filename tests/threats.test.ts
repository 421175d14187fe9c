import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT, read } from "./support/imports.ts";

/** The attacks that docs/threat-model.md counts. */
const attacks = Array.from({ length: 26 }, (_, at) => `T${at + 1}`);

/** What cannot be tested yet, and why. */
const untested: Readonly<Record<string, string>> = {
  T23: "there is no MCP server",
};

/** Numbers in titles of tests, with the files that they stand in. */
function titled(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const files = readdirSync(join(PROJECT, "tests"), { recursive: true, encoding: "utf8" });
  for (const name of files.filter((each) => /\.test\.tsx?$/.test(each))) {
    const file = `tests/${name}`;
    // After `describe(` and `test(`, and after `each(…)(` on a line of its own.
    const titles = read(PROJECT, file).matchAll(/\(\s*["`]((?:T\d+, )*T\d+): /g);
    for (const [, numbers = ""] of titles)
      for (const number of numbers.split(", "))
        found.set(number, (found.get(number) ?? new Set()).add(file));
  }
  return found;
}

test("every attack has a test by its number, or a reason why not", () => {
  const tested = titled();
  expect(attacks.filter((each) => !tested.has(each))).toEqual(Object.keys(untested));
  expect([...tested.keys()].filter((each) => !attacks.includes(each))).toEqual([]);
});

test("docs/threat-model.md counts the attacks, each with tests that bear its number", () => {
  const rows = read(PROJECT, "docs/threat-model.md").matchAll(/^\| (T\d+) \|[^|]*\|([^|]*)\|$/gm);
  const tested = titled();
  const counted = [...rows].map(([, number = "", cell = ""]) => {
    const named = [...cell.matchAll(/`(tests\/[^`]+)`/g)].map(([, file = ""]) => file);
    if (untested[number] === undefined) expect(named, number).not.toEqual([]);
    for (const file of named) expect([...(tested.get(number) ?? [])], number).toContain(file);
    return number;
  });
  expect(counted).toEqual(attacks);
});

test("T26: what is installed to run is little, pinned by hash, and runs nothing when it is installed", () => {
  const manifest = JSON.parse(read(PROJECT, "package.json"));
  const lock = JSON.parse(read(PROJECT, "package-lock.json"));
  const pinned = Object.values<string>(manifest.dependencies).filter((v) =>
    /^\d+\.\d+\.\d+$/.test(v),
  );
  expect(pinned.length).toBe(Object.keys(manifest.dependencies).length);
  type Locked = { dev?: boolean; integrity?: string; hasInstallScript?: boolean };
  const installed = Object.entries<Locked>(lock.packages).filter(([at, { dev }]) => at && !dev);
  expect(installed.length).toBeGreaterThan(pinned.length);
  expect(installed.length).toBeLessThanOrEqual(80);
  expect(installed.filter(([, { integrity }]) => !integrity?.startsWith("sha512-"))).toEqual([]);
  expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
});
