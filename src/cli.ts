import { Command as Commander, CommanderError, Option } from "commander";
import type { Invocation, Io } from "./commands/invocation.ts";
import { type CommandSpec, commandTable, globalOptions } from "./commands/table.ts";
import { exitCodeOf } from "./core/errors.ts";
import { type Problem, problem } from "./core/result.ts";

/** What the program was called with and where it writes. */
export interface Call {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly io: Io;
  readonly signal: AbortSignal;
  readonly version: string;
}

type Chosen = { spec: CommandSpec; args: string[]; options: Record<string, unknown> };

function parser(call: Call, choose: (chosen: Chosen) => void, help: (text: string) => void) {
  const program = new Commander("agentix")
    .description("Review, test and apply changes to a NixOS flake that a local model proposes.")
    .version(call.version)
    .exitOverride()
    .configureOutput({ writeOut: help, writeErr: () => {} })
    .showSuggestionAfterError(true)
    .helpCommand(false)
    .usage("[options] COMMAND");
  const addGlobals = (command: Commander) => {
    for (const [flags, text] of globalOptions)
      if (flags.startsWith("--host"))
        command.addOption(
          new Option(flags, text).argParser((one, all: string[] = []) => [...all, one]),
        );
      else command.option(flags, text);
  };
  addGlobals(program);
  for (const spec of commandTable) {
    const command = program
      .command(`${spec.name} ${spec.args}`.trim())
      .description(spec.summary)
      .helpGroup(`${spec.group}:`)
      .exitOverride()
      .action((...given) => {
        const self = given.at(-1) as Commander;
        choose({ spec, args: [...self.args], options: self.optsWithGlobals() });
      });
    for (const [flags, text] of spec.options) command.option(flags, text);
  }
  program.addHelpText(
    "after",
    "\nWithout a command: the terminal UI on a terminal, this help otherwise.",
  );
  return program;
}

/** True when `--json` stands anywhere before a `--`. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf("--");
  return (end < 0 ? argv : argv.slice(0, end)).includes("--json");
}

function write(stream: NodeJS.WriteStream, data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => stream.write(data, () => resolve()));
}

/** Prints a problem for a person or a program and returns its exit code. */
export async function complain(io: Io, json: boolean, failure: Problem): Promise<number> {
  if (json) {
    const { code, message, hint, details } = failure;
    const error = { code, message, ...(hint ? { hint } : {}), ...(details ? { details } : {}) };
    await write(io.output, `${JSON.stringify({ schema: "agentix/1", error })}\n`);
  } else {
    const { showProblem } = await import("./commands/print.ts");
    await write(io.error, showProblem(failure));
  }
  return exitCodeOf(failure.code);
}

function usageProblem(error: CommanderError): Problem {
  const text = error.message.replace(/^error: /, "");
  const [message = text, ...rest] = text.split("\n").map((line) => line.trim());
  const suggestion = rest.join(" ").replace(/^\(|\)$/g, "");
  const code = error.code === "commander.unknownCommand" ? "unknown-command" : "usage";
  return {
    code,
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`.replace(/\.\.$/, "."),
    hint: suggestion || "See: agentix --help",
  };
}

const noCommand = problem("usage", "No command was given.", {
  hint: "See: agentix --help",
}).problem;

/** Parses the arguments, runs the command and prints its answer. Returns the exit code. */
export async function runCli(call: Call): Promise<number> {
  const json = wantsJson(call.argv);
  let chosen: Chosen | undefined;
  let help = "";
  const program = parser(
    call,
    (one) => {
      chosen = one;
    },
    (text) => {
      help += text;
    },
  );
  try {
    if (call.argv.length === 0 || !call.argv.some((word) => isCommand(word))) {
      const quiet = call.argv.some((word) => word === "--help" || word === "-h");
      const person = call.io.input.isTTY && call.io.output.isTTY;
      if (!quiet && person && onlyOptions(call.argv))
        return await runCli({ ...call, argv: ["tui", ...call.argv] });
      if (call.argv.length === 0) {
        await write(call.io.output, program.helpInformation());
        return 0;
      }
    }
    await program.parseAsync([...call.argv], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) {
      await write(call.io.output, help);
      return 0;
    }
    if (error.code === "commander.help") return complain(call.io, json, noCommand);
    return complain(call.io, json, usageProblem(error));
  }
  if (!chosen) return complain(call.io, json, noCommand);
  return runCommand(call, chosen);
}

function isCommand(word: string): boolean {
  return commandTable.some(({ name }) => name === word);
}

function onlyOptions(argv: readonly string[]): boolean {
  const taking = ["-C", "--directory", "--host", "--config"];
  return argv.every(
    (word, index) => word.startsWith("-") || taking.includes(argv[index - 1] ?? ""),
  );
}

async function runCommand(call: Call, { spec, args, options }: Chosen): Promise<number> {
  const invocation: Invocation = {
    name: spec.name,
    dir: typeof options.directory === "string" ? options.directory : process.cwd(),
    hosts: Array.isArray(options.host) ? options.host.map(String) : [],
    json: options.json === true,
    color: options.color !== false && !call.env.NO_COLOR && call.io.output.isTTY === true,
    configFile: typeof options.config === "string" ? options.config : undefined,
    args,
    options,
    env: call.env,
    io: call.io,
    signal: call.signal,
  };
  const command = await spec.load();
  const reply = await command(invocation);
  if (!reply.ok) {
    const failure = call.signal.aborted
      ? problem("interrupted", "Interrupted; nothing is half-written.").problem
      : reply.problem;
    return complain(call.io, invocation.json, failure);
  }
  const { json, text, bytes, exit } = reply.value;
  if (invocation.json)
    await write(call.io.output, `${JSON.stringify({ schema: "agentix/1", ...json })}\n`);
  else if (bytes) await write(call.io.output, bytes);
  else if (text !== "") await write(call.io.output, `${text}\n`);
  return exit ?? 0;
}
