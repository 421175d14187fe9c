import { constants } from "node:os";
import { isDebug, stackOf } from "../core/bug.ts";
import { keysText } from "../core/keys/keys-text.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { safe } from "../core/text.ts";

import { atTerminal, type Command, type Invocation, type Reply } from "./invocation.ts";
import { loadSettings } from "./settings.ts";
import { lookOf } from "./tui-look.ts";
import type { Connection } from "./tui-screen.ts";
import { watchRepository } from "./tui-watch.ts";

const keptBugs = 20;

/** `agentix tui --keys`: every place, command and key, with what is configured. */
async function printKeys({ env, configFile }: Invocation): Promise<Result<Reply>> {
  const settings = await loadSettings(env, configFile);
  if (!settings.ok) return settings;
  const { keymap } = settings.value;
  const bindings = keymap.bindings.map(({ place, command, keys, text }) => ({
    place,
    command,
    keys,
    text,
  }));
  return { ok: true, value: { json: { keys: bindings }, text: keysText(keymap) } };
}

/** Whether lines are wanted in place of a screen; Ink's own switch counts too. */
function isReader({ options, env }: Invocation, isSet: boolean): boolean {
  return options.screenReader === true || env.INK_SCREEN_READER === "true" || isSet;
}

/** `agentix tui [PROPOSAL]`: the terminal UI, until the person quits. */
export const tui: Command = async (invocation): Promise<Result<Reply>> => {
  if (invocation.options.keys === true) return printKeys(invocation);
  if (!atTerminal(invocation) || invocation.json)
    return problem("not-a-terminal", "The terminal UI needs a terminal.", {
      hint: "Without one: agentix propose GOAL, show ID, review ID --accept HUNKS, verify ID, apply ID (each takes --json).",
    });
  const settings = await loadSettings(invocation.env, invocation.configFile);
  if (!settings.ok) return settings;
  const screenReader = isReader(invocation, settings.value.screenReader);
  const { TERM = "" } = invocation.env;
  if (!screenReader && ["", "dumb"].includes(TERM))
    return problem(
      "not-a-terminal",
      `This terminal cannot be drawn on: TERM is ${TERM === "" ? "not set" : TERM}.`,
      {
        hint: "agentix tui --screen-reader works line by line. Without a UI: agentix propose GOAL, show ID, review ID, verify ID, apply ID.",
      },
    );
  const look = lookOf(invocation, settings.value.theme);
  if (!look.ok) return look;
  const { runScreen } = await import("./tui-screen.ts");
  const bugs = new Map<string, unknown>();
  const ended = await runScreen({
    connect: () => connect(invocation),
    ...look.value,
    ...(screenReader ? { askGround: false, screenReader } : {}),
    input: invocation.io.input,
    output: invocation.io.output,
    ui: { keymap: settings.value.keymap, mouse: settings.value.mouse },
    onBug: (error) => {
      if (bugs.size < keptBugs) bugs.set(stackOf(error), error);
    },
  });
  await sayEnd(invocation, ended.isStored, [...bugs.values()]);
  if (ended.problem) return { ok: false, problem: ended.problem };
  const exit = ended.signal === null ? 0 : 128 + constants.signals[ended.signal];
  return { ok: true, value: { json: {}, text: "", exit } };
};

/** Finds what the screen works with. Without Nix there is still a review. Loaded when the first frame is there. */
async function connect(invocation: Invocation): Promise<Result<Connection>> {
  const [{ wire }, { readHost }] = await Promise.all([
    import("./wire.ts"),
    import("../host/host.ts"),
  ]);
  let wired = await wire(invocation, { nix: true, mends: true });
  const absent = !wired.ok && ["no-nix", "old-nix"].includes(wired.problem.code);
  const nixProblem = !wired.ok && absent ? wired.problem : null;
  if (absent) wired = await wire(invocation, { nix: false, mends: true });
  if (!wired.ok) return wired;
  const { context, process: runner, store, settings, session, root } = wired.value;
  let wanted: string | undefined;
  if (invocation.args[0] !== undefined) {
    const found = await store.find(invocation.args[0]);
    if (!found.ok) return found;
    wanted = found.value.id;
  }
  const { tuiActions } = await import("./tui-actions.ts");
  const actions = tuiActions({
    model: wired.value.planners.state,
    context,
    policy: settings.autonomy.length === 0 ? "review" : `${settings.autonomy.length} delegated`,
    process: runner,
    env: invocation.env,
    host: () => readHost(runner),
    nixProblem,
    live: settings.live,
  });
  const watch = (changed: () => void) => watchRepository(root, changed);
  return ok({ actions, proposal: wanted, session, watch });
}

/** What is to be said when the screen is gone: on standard error, where a script that wraps us does not read. */
async function sayEnd(
  { io, options, env }: Invocation,
  isStored: boolean,
  bugs: readonly unknown[],
): Promise<void> {
  const lines: string[] = [];
  if (!isStored)
    lines.push("The last decisions could not be stored in time. Check them: agentix tui");
  if (isDebug(options, env)) for (const bug of bugs) lines.push(stackOf(bug));
  else if (bugs.length > 0) lines.push("There was a bug in agentix. --debug shows where.");
  if (lines.length === 0) return;
  const text = safe(lines.join("\n"), { multiline: true });
  await new Promise<void>((resolve) => io.error.write(`${text}\n`, () => resolve()));
}
