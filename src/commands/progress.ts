import { safe } from "../core/text.ts";
import type { Invocation } from "./invocation.ts";
import type { Reporter } from "./wire.ts";

/**
 * Progress on stderr: one line that is rewritten on a terminal, plain lines otherwise (only what
 * matters: steps and build logs). Silent under --json.
 */
export function progress(
  invocation: Invocation,
  logs: boolean,
): { report: Reporter; done(): void } {
  if (invocation.json) return { report: () => {}, done: () => {} };
  const { error } = invocation.io;
  const live = error.isTTY === true;
  let open = false;
  const clear = () => {
    if (open) error.write("\r\u001b[2K");
    open = false;
  };
  const names = new Map<string, string>();
  return {
    report(event) {
      if (event.kind === "step") {
        clear();
        if (live) {
          error.write(`${safe(event.text).slice(0, (error.columns || 80) - 4)} …`);
          open = true;
        } else if (logs) error.write(`${safe(event.text)}\n`);
        return;
      }
      if (!logs || event.kind !== "build") return;
      const line = buildLine(event.event, names);
      if (line === undefined) return;
      clear();
      error.write(`${line}\n`);
    },
    done: clear,
  };
}

type BuildEvent = Extract<Parameters<Reporter>[0], { kind: "build" }>["event"];

function buildLine(event: BuildEvent, names: Map<string, string>): string | undefined {
  switch (event.kind) {
    case "planned":
      return event.drvs.length > 0 ? `${event.drvs.length} derivations to build` : undefined;
    case "build-started": {
      const name = safe(event.drv.replace(/^.*\/[0-9a-z]{32}-/, "").replace(/\.drv$/, ""));
      names.set(event.id, name);
      return `building ${name}`;
    }
    case "log":
      return `  ${names.get(event.id) ?? "?"}> ${safe(event.line)}`;
    case "message":
      return event.level === "info" ? undefined : safe(event.text, { multiline: true });
    default:
      return undefined;
  }
}
