import { runScreen } from "../../src/commands/tui-screen.ts";
import { ok } from "../../src/core/result.ts";
import type { FileSource } from "../../src/core/source.ts";
import { coloured } from "./coloured.ts";
import { flooding } from "./flood.ts";
import { sampleActions } from "./sample-actions.ts";
import { bigPatch, openedOf, sampleReview } from "./sample-review.ts";

/* The real screen on a real terminal, driven by values in memory. Bundled and run by tests/pty. */
if (process.env.CRASH)
  setTimeout(() => {
    throw new Error("crashed on purpose");
  }, 500);
const sample = sampleActions(
  Number(process.env.PAUSE ?? "50"),
  process.env.BIG ? openedOf(bigPatch(400, 50)) : sampleReview(),
);
const flood = Number(process.env.FLOOD ?? "0");
const actions = flood > 0 ? flooding(sample, flood, Number(process.env.RATE ?? "0")) : sample;
const { signal } = await runScreen({
  connect: async () =>
    ok({
      actions: {
        ...actions,
        sources: async (request, each, signal) => {
          const files: FileSource[] = [];
          const done = await actions.sources(request, (file) => files.push(file), signal);
          for (const file of await coloured(files)) each(file);
          return done;
        },
      },
      proposal: process.argv.includes("--open") ? "p3" : undefined,
    }),
  theme: { color: !process.env.NO_COLOR, ascii: process.argv.includes("--ascii") },
  input: process.stdin,
  output: process.stdout,
});
process.stdout.write(`left ${signal ?? "by choice"}\n`);
process.exit(0);
