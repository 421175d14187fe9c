import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ErrorCode, errorCodes, exitCodeOf } from "../../src/core/errors.ts";

const docs = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");

describe("error codes", () => {
  it("are all documented, with the exit code that they give", () => {
    const exits = new Map<string, number>();
    for (const line of docs.split("\n")) {
      const row = /^\| (\d+) \| [^|]+ \|(.*)\|$/.exec(line);
      if (row)
        for (const [, code] of row[2]?.matchAll(/`([a-z-]+)`/g) ?? [])
          exits.set(code ?? "", Number(row[1]));
    }
    const codes = Object.keys(errorCodes) as ErrorCode[];
    expect([...exits.keys()].toSorted()).toEqual([...codes].toSorted());
    for (const code of codes) expect([code, exits.get(code)]).toEqual([code, exitCodeOf(code)]);
  });

  it("are all explained", () => {
    const explained = docs.slice(docs.indexOf("## What they mean"));
    for (const code of Object.keys(errorCodes)) expect(explained, code).toContain(`\`${code}\``);
  });
});
