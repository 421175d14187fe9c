import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Files } from "../../src/ports/system.ts";
import { openStore } from "../../src/store/open.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { temporaryFolder } from "../support/repository.ts";
import { value } from "../support/value.ts";

/* Death before, and in the middle of, each write to the audit log and its pin. */

class Death extends Error {}

function store(folder: string, files: Files) {
  return openStore({
    files,
    clock: openClock(),
    gitDir: join(folder, "git"),
    stateHome: join(folder, "state"),
    command: "test",
  });
}

const entry = { actor: { kind: "cli", user: "ada" }, result: "ok", details: {} } as const;

test("wherever an append dies, the log verifies after the next one and no entry is lost", async () => {
  for (let dieBefore = 1; dieBefore <= 3; dieBefore += 1)
    for (const half of [false, true]) {
      const folder = temporaryFolder();
      const real = openFiles();
      value(await store(folder, real).audit({ ...entry, action: "first" }));
      let effects = 0;
      const dying: Files = {
        ...real,
        async replace(path, bytes) {
          effects += 1;
          if (effects === dieBefore) throw new Death();
          return real.replace(path, bytes);
        },
        async append(path, bytes) {
          effects += 1;
          if (effects === dieBefore) {
            if (half) appendFileSync(path, bytes.subarray(0, bytes.length / 2));
            throw new Death();
          }
          return real.append(path, bytes);
        },
      };
      const died = await store(folder, dying)
        .audit({ ...entry, action: "second" })
        .then(
          () => false,
          (error) => error instanceof Death,
        );
      expect(died).toBe(dieBefore <= 2);
      value(await store(folder, real).audit({ ...entry, action: "third" }));
      expect(value(await store(folder, real).auditVerify()).problems).toEqual([]);
      const actions = value(await store(folder, real).auditEntries()).map((each) => each.action);
      const whole = dieBefore === 1 ? [] : ["second"];
      const mended = half && dieBefore === 1 ? ["audit-recovered"] : [];
      expect(actions).toEqual(["first", ...whole, ...mended, "third"]);
    }
});
