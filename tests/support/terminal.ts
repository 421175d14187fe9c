import { spawn } from "@lydell/node-pty";
import { bundle } from "./cli.ts";

/** What a program wrote to its terminal, and how it ended. */
export interface TerminalRun {
  readonly text: string;
  readonly code: number;
}

/** Runs the built agentix in a real terminal and types `answer` at every question that ends in [y/N]. */
export function atTerminal(
  env: Record<string, string>,
  args: readonly string[],
  answer: string,
): Promise<TerminalRun> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bundle, ...args], { env, cols: 120, rows: 40 });
    let text = "";
    let answered = 0;
    child.onData((data) => {
      text += data;
      const asked = text.split("[y/N] ").length - 1;
      for (; answered < asked; answered += 1) child.write(`${answer}\r`);
    });
    child.onExit(({ exitCode }) => resolve({ text, code: exitCode }));
  });
}

/** `agentix approve ID` by a person who answers every question alike. */
export function approveAtTerminal(
  env: Record<string, string>,
  root: string,
  id: string,
  answer: string,
): Promise<TerminalRun> {
  return atTerminal(env, ["-C", root, "approve", id], answer);
}
