import { writeFileSync } from "node:fs";
import { runScreen } from "../../src/commands/tui-screen.ts";
import { defaultKeymap } from "../../src/core/keys/keymap.ts";
import { configuredKeys } from "../../src/core/keys/keymap-settings.ts";
import { ok } from "../../src/core/result.ts";
import type { FileSource } from "../../src/core/review/source.ts";
import { openSessionFile } from "../../src/store/session-file.ts";
import { openFiles } from "../../src/system/files.ts";
import { coloured } from "./coloured.ts";
import { flooding } from "./flood.ts";
import { keptActions } from "./kept-actions.ts";
import { sampleActions } from "./sample-actions.ts";
import { bigPatch, openedOf, sampleReview } from "./sample-review.ts";

/* The real screen on a real terminal, driven by values in memory. Bundled and run by tests/pty. */
if (process.env.CRASH)
  setTimeout(() => {
    throw new Error("crashed on purpose");
  }, 500);
if (process.env.REJECT)
  setTimeout(() => void Promise.reject(new Error("rejected on purpose")), 500);
function keymapFrom(json: string) {
  const configured = configuredKeys(defaultKeymap, JSON.parse(json));
  if (!configured.ok) throw new Error(configured.problem.message);
  return configured.value;
}
const sample = sampleActions(
  Number(process.env.PAUSE ?? "50"),
  process.env.BIG ? openedOf(bigPatch(400, 50)) : sampleReview(),
);
const flood = Number(process.env.FLOOD ?? "0");
const flooded = flood > 0 ? flooding(sample, flood, Number(process.env.RATE ?? "0")) : sample;
const { KEPT: kept, PID_FILE: pidFile } = process.env;
if (pidFile) writeFileSync(pidFile, String(process.pid));
const actions = kept
  ? await keptActions(flooded, kept, Number(process.env.DECIDE_MS ?? "1"))
  : flooded;
const { signal, isStored } = await runScreen({
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
      session: kept ? openSessionFile(openFiles(), kept) : undefined,
    }),
  theme: {
    color: !process.env.NO_COLOR,
    ascii: process.argv.includes("--ascii"),
    depth: process.argv.includes("--ask") ? "truecolour" : "16",
  },
  askGround: process.argv.includes("--ask"),
  screenReader: process.argv.includes("--screen-reader"),
  ui: {
    mouse: process.env.MOUSE !== "off",
    ...(process.env.KEYS ? { keymap: keymapFrom(process.env.KEYS) } : {}),
  },
  input: process.stdin,
  output: process.stdout,
});
process.stdout.write(`left ${signal ?? "by choice"}${isStored ? "" : ", not stored"}\n`);
process.exit(0);
