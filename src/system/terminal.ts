import type { Command, Exit } from "../ports/system.ts";
import { never, spawnFailure } from "./process.ts";

/** Signals that a terminal sends to everything on it: they are for the program that has it. */
const forTheProgram = ["SIGINT", "SIGQUIT"] as const;

/**
 * Runs a program that takes the terminal over, such as an editor. Ctrl-C in it does not end this process,
 * and the terminal's line settings are put back when it was killed before it could do so itself.
 */
export async function runOnTerminal(command: Command): Promise<Exit> {
  const { execa } = await import("execa");
  const common = {
    env: command.env,
    extendEnv: false,
    reject: false,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
  } as const;
  const stty = async (...args: string[]): Promise<string> => {
    const done = await execa("stty", args, { ...common, stdio: ["inherit", "pipe", "ignore"] });
    return done.exitCode === 0 ? String(done.stdout).trim() : "";
  };
  const settings = await stty("-g");
  const back = forTheProgram.map(setAside);
  try {
    const child = execa(command.file, command.args, {
      ...common,
      stdio: "inherit",
      ...(command.signal ? { cancelSignal: command.signal } : {}),
    });
    const result = await child;
    if (result.signal !== undefined && /^[\w:.=-]+$/.test(settings)) await stty(settings);
    const failure = child.pid === undefined ? spawnFailure(command, result) : {};
    return {
      ...never,
      code: result.exitCode ?? null,
      signal: result.signal ?? null,
      cancelled: command.signal?.aborted === true,
      ...failure,
    };
  } finally {
    for (const putBack of back) putBack();
  }
}

/** Makes a signal mean nothing to this process, until the function that is returned is called. */
function setAside(signal: NodeJS.Signals): () => void {
  const listeners = process.listeners(signal);
  const ignore = () => {};
  process.on(signal, ignore);
  for (const listener of listeners) process.off(signal, listener);
  return () => {
    for (const listener of listeners) process.on(signal, listener);
    process.off(signal, ignore);
  };
}
