import { closeSync, existsSync, openSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ok } from "../../src/core/result.ts";
import { openStore } from "../../src/store/open.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";

/*
 * A process of its own that wants the repository's lock. `hold`: keeps it until killed.
 * `compete`: takes it again and again; prints how often it met another holder, and how often it held it.
 */
const [folder = "", how = "hold"] = process.argv.slice(2);
const store = openStore({
  files: openFiles(),
  clock: openClock(),
  gitDir: join(folder, "git"),
  stateHome: join(folder, "state"),
  command: "agentix holder",
});
if (how === "hold") {
  await store.withLock(async () => {
    console.log("held");
    await sleep(60_000);
    return ok(undefined);
  });
} else {
  const marker = join(folder, "marker");
  let met = 0;
  let held = 0;
  for (let round = 0; round < 25; round += 1)
    await store.withLock(async () => {
      if (existsSync(marker)) met += 1;
      closeSync(openSync(marker, "w"));
      await sleep(2);
      rmSync(marker, { force: true });
      held += 1;
      return ok(undefined);
    });
  console.log(`${met} ${held}`);
}
