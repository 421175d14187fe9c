import { runScreen } from "../../src/commands/tui-screen.ts";
import { sampleActions } from "./sample-actions.ts";

import { bigPatch, openedOf, sampleReview } from "./sample-review.ts";

/* The real screen on a real terminal, driven by values in memory. Bundled and run by tests/pty. */
if (process.env.CRASH)
  setTimeout(() => {
    throw new Error("crashed on purpose");
  }, 500);
const { signal } = await runScreen({
  actions: sampleActions(
    Number(process.env.PAUSE ?? "50"),
    process.env.BIG ? openedOf(bigPatch(400, 50)) : sampleReview(),
  ),
  theme: { color: !process.env.NO_COLOR, ascii: process.argv.includes("--ascii") },
  input: process.stdin,
  output: process.stdout,
  proposal: process.argv.includes("--open") ? "p3" : undefined,
});
process.stdout.write(`left ${signal ?? "by choice"}\n`);
process.exit(0);
