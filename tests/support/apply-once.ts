import { openGit } from "../../src/git/open.ts";
import { openClock } from "../../src/system/clock.ts";
import { openFiles } from "../../src/system/files.ts";
import { openProcess } from "../../src/system/process.ts";

/* A process of its own that applies one commit: says "start" before, and what became of it after. */
const [root = "", home = "", base = "", commit = ""] = process.argv.slice(2);
const git = openGit({
  process: openProcess(),
  files: openFiles(),
  clock: openClock(),
  dir: root,
  env: { PATH: process.env.PATH, HOME: home },
});
await git.observe();
console.log("start");
const result = await git.apply({ proposal: "p1", branch: "main", base, commit });
console.log(JSON.stringify(result));
