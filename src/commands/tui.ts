import { keysText } from "../core/keys-text.ts";
import { problem, type Result } from "../core/result.ts";
import { readHost } from "../host/host.ts";
import { atTerminal, type Command, type Invocation, type Reply } from "./invocation.ts";
import { loadSettings } from "./settings.ts";
import { wire } from "./wire.ts";

/** Whether the locale says that the terminal shows more than ASCII; an unset one is taken to. */
function isUtf8({ env }: Invocation): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return locale === "" || /utf-?8/i.test(locale);
}

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

/** `agentix tui [PROPOSAL]`: the terminal UI, until the person quits. */
export const tui: Command = async (invocation): Promise<Result<Reply>> => {
  if (invocation.options.keys === true) return printKeys(invocation);
  if (!atTerminal(invocation) || invocation.json)
    return problem("not-a-terminal", "The terminal UI needs a terminal.", {
      hint: "Without one: agentix propose GOAL, show ID, review ID --accept HUNKS, verify ID, apply ID (each takes --json).",
    });
  let wired = await wire(invocation, { nix: true, mends: true });
  const absent = !wired.ok && ["no-nix", "old-nix"].includes(wired.problem.code);
  const nixProblem = !wired.ok && absent ? wired.problem : null;
  if (absent) wired = await wire(invocation, { nix: false, mends: true });
  if (!wired.ok) return wired;
  const { context, process: runner, store, settings } = wired.value;
  const wanted = invocation.args[0];
  if (wanted !== undefined) {
    const found = await store.find(wanted);
    if (!found.ok) return found;
  }
  const [{ runScreen }, { tuiActions }] = await Promise.all([
    import("./tui-screen.ts"),
    import("./tui-actions.ts"),
  ]);
  const ended = await runScreen({
    actions: tuiActions({
      context,
      policy: "review",
      process: runner,
      env: invocation.env,
      host: () => readHost(runner),
      nixProblem,
      live: settings.live,
    }),
    theme: {
      color: invocation.color,
      ascii: invocation.options.ascii === true || !isUtf8(invocation),
    },
    input: invocation.io.input,
    output: invocation.io.output,
    proposal: wanted,
    ui: { keymap: settings.keymap },
  });
  if (ended === null) return { ok: true, value: { json: {}, text: "" } };
  return problem("interrupted", "Interrupted. Proposals and decisions are kept.");
};
