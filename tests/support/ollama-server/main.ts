import { parseArgs } from "node:util";
import { faults, isFault } from "./faults.ts";
import { echo } from "./models/echo.ts";
import { good } from "./models/good.ts";
import { obedient } from "./models/obedient.ts";
import { sloppy } from "./models/sloppy.ts";
import type { Script } from "./script.ts";
import { startOllama } from "./server.ts";

/*
 * The stand-in as a program: node tests/support/ollama-server/main.ts --port 11434 --model echo --fault oom
 */

/** The scripted models by name. */
const scripts: Readonly<Record<string, Script>> = { echo, good, obedient, sloppy: sloppy(1) };

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "11434" },
    model: { type: "string", default: "echo" },
    fault: { type: "string" },
  },
});
const script = scripts[values.model];
if (!script) throw new Error(`--model takes ${Object.keys(scripts).join(", ")}`);
if (values.fault !== undefined && !isFault(values.fault))
  throw new Error(`--fault takes ${Object.keys(faults).join(", ")}`);
const running = await startOllama({
  port: Number(values.port),
  script,
  fault: values.fault,
});
process.stdout.write(`OLLAMA_HOST=${running.host}\n`);
