import { mkdir } from "node:fs/promises";
import { constants } from "node:os";
import { type Problem, problem } from "../core/result.ts";
import type { Exit, Process } from "../ports/system.ts";
import { nixEnvironment } from "./environment.ts";
import { nixFeatures } from "./features.ts";
import { type NixMessage, parseNixLine } from "./internal-json.ts";

/** What every Nix call needs. */
export interface NixTools {
  readonly process: Process;
  /** Path of the `nix` program. */
  readonly nix: string;
  readonly cacheDir: string;
  readonly allowIfd: boolean;
  /** The most that one evaluation may take. */
  readonly memoryBytes: number;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly cwd?: string;
  readonly input?: string;
  readonly maxBytes?: number;
  readonly onStderrLine?: (line: string) => void;
  /** What runs in place of `nix`, with arguments before its own. */
  readonly through?: { readonly file: string; readonly args: readonly string[] } | undefined;
  /** Variables on top of the closed environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ends the call where it prints more than `maxBytes`. */
  readonly stopsWhenFull?: boolean;
}

/** A finished Nix call. */
export interface Called {
  readonly ok: boolean;
  readonly stdout: string;
  /** Errors (level 0 with a raw text), in the order they came. */
  readonly errors: readonly NixMessage[];
  /** Level 1, and traces that older nixpkgs warns with. */
  readonly warnings: readonly NixMessage[];
  /** Files that were evaluated, as Nix spells them; only under -v. */
  readonly files: readonly string[];
  /** What was on stderr outside of records. */
  readonly plain: readonly string[];
  readonly exit: Exit;
}

/** Ten minutes: a large host evaluates in half a minute; what takes longer hangs. */
const evaluationTimeout = 10 * 60_000;

/** Settings that hold for every call, whatever the flake or the user's own files say. */
async function hardenedOptions(tools: NixTools): Promise<string[]> {
  const { on } = await nixFeatures(tools);
  return [
    "--extra-experimental-features",
    "nix-command flakes",
    "--option",
    "accept-flake-config",
    "false",
    "--option",
    "allow-import-from-derivation",
    tools.allowIfd ? "true" : "false",
    "--option",
    "warn-dirty",
    "false",
    "--option",
    "flake-registry",
    "",
    // A lazy tree has another store path in every evaluation: what is printed could not be told to be the
    // repository's. Given only where it is on: a Nix that does not know a setting warns at every call.
    ...(on.includes("lazy-trees") ? ["--option", "lazy-trees", "false"] : []),
  ];
}

/** Runs `nix` hardened, with records on stderr. A call that cannot run at all is a problem. */
export async function callNix(
  tools: NixTools,
  args: readonly string[],
  options: CallOptions = {},
): Promise<Called | { readonly problem: Problem }> {
  try {
    await mkdir(tools.cacheDir, { recursive: true });
  } catch (error) {
    return problem(
      "state-unwritable",
      `The cache ${tools.cacheDir} cannot be written: ${(error as Error).message}`,
      { hint: "Set XDG_CACHE_HOME to a folder of yours.", details: { path: tools.cacheDir } },
    );
  }
  const ended = await tools.process.run({
    file: options.through?.file ?? tools.nix,
    args: [
      ...(options.through?.args ?? []),
      ...args,
      ...(await hardenedOptions(tools)),
      "--log-format",
      "internal-json",
    ],
    env: {
      ...nixEnvironment(tools.env, tools.cacheDir),
      // Boehm's collector, which Nix allocates with, fails beyond this: "error: out of memory".
      GC_MAXIMUM_HEAP_SIZE: String(tools.memoryBytes),
      ...options.env,
    },
    cwd: options.cwd ?? "/",
    timeoutMs: options.timeoutMs ?? evaluationTimeout,
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.input === undefined ? {} : { input: options.input }),
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
    ...(options.stopsWhenFull ? { stopsWhenFull: true } : {}),
    ...(options.onStderrLine ? { onStderrLine: options.onStderrLine } : {}),
  });
  const exit = options.through ? signalled(ended) : ended;
  const unable = unableToRun(tools, exit);
  if (unable) return { problem: unable };
  const errors: NixMessage[] = [];
  const warnings: NixMessage[] = [];
  const plain: string[] = [];
  const files: string[] = [];
  for (const line of decode(exit.stderr).split("\n")) {
    if (line === "") continue;
    const record = parseNixLine(line);
    if (record.kind === "text") plain.push(line);
    if (record.kind !== "message") continue;
    if (record.level === 0 && record.raw !== undefined) errors.push(record);
    // Errors of libraries come without `raw`; `builtins.trace` cannot look like one, it says "trace:" first.
    else if (record.level === 0 && record.text.startsWith("error: "))
      errors.push({ ...record, raw: record.text.slice("error: ".length) });
    else if (record.level === 1 || /^trace: (?:evaluation )?warning:/.test(record.text))
      warnings.push(record);
    else if (record.level === 4) {
      const file = /^evaluating file '(.*)'$/s.exec(record.text)?.[1];
      if (file !== undefined) files.push(file);
    }
  }
  const unusable =
    exit.code === 0
      ? undefined
      : (memoryProblem(tools, errors, plain) ?? storeProblem(errors, plain));
  if (unusable) return { problem: unusable };
  return {
    ok: exit.code === 0 && !exit.truncated,
    stdout: decode(exit.stdout),
    errors,
    warnings,
    files,
    plain,
    exit,
  };
}

/** What runs in place of Nix tells the signal that ended Nix as a shell does: 128 and its number. */
function signalled(exit: Exit): Exit {
  const number = (exit.code ?? 0) - 128;
  const name = Object.entries(constants.signals).find(([, value]) => value === number)?.[0];
  return name === undefined ? exit : { ...exit, code: null, signal: name };
}

function unableToRun(tools: NixTools, exit: Exit): Problem | undefined {
  if (exit.missing)
    return problem("no-nix", `Nix is not there: ${tools.nix}`, { hint: installHint }).problem;
  if (exit.cancelled) return problem("interrupted", "Interrupted while Nix was running.").problem;
  if (exit.timedOut)
    return problem("timeout", "Nix did not finish in time.", {
      hint: "A configuration that evaluates for this long usually waits for something; run the evaluation by hand to see where.",
    }).problem;
  if (exit.signal !== null && killed.has(exit.signal) && !exit.truncated)
    return problem("nix-failed", `Nix was stopped from outside (${exit.signal}).`, {
      hint:
        exit.signal === "SIGKILL"
          ? "The system kills programs when memory runs out (journalctl -k tells). Free some, and try again."
          : "Try again.",
    }).problem;
  return undefined;
}

/** Signals that say nothing about what was evaluated. A stack overflow ends in others. */
const killed: ReadonlySet<string> = new Set(["SIGKILL", "SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"]);

/** The collector's last words, however the call ended after them. */
function memoryProblem(
  tools: NixTools,
  errors: readonly NixMessage[],
  plain: readonly string[],
): Problem | undefined {
  const said = [...errors.map(({ raw }) => raw ?? ""), ...plain];
  if (!said.some((text) => /(?:^|error: )out of memory|Returning NULL!|std::bad_alloc/.test(text)))
    return undefined;
  const mib = Math.floor(tools.memoryBytes / 1024 / 1024);
  return problem("nix-failed", `Nix needed more than the ${mib} MiB of memory that it may take.`, {
    hint: "A configuration that really needs more gets it with evaluation.memory_mib (docs/architecture.md).",
  }).problem;
}

/** The store or its daemon cannot be used: the fault of the machine, not of what is evaluated or built. */
function storeProblem(
  errors: readonly NixMessage[],
  plain: readonly string[],
): Problem | undefined {
  const said = [...errors.map(({ raw }) => raw ?? ""), ...plain].map((text) =>
    text.replace(/^error: /, ""),
  );
  const why = said.find((text) =>
    /^(?:creating directory|opening lock file|creating symlink|changing ownership of) '[^']*'.*: (?:Permission denied|Read-only file system|Operation not permitted)|^cannot (?:open connection to remote store|connect to (?:socket|daemon)) |: No space left on device$|database or disk is full/.test(
      text,
    ),
  );
  if (why === undefined) return undefined;
  return problem("nix-failed", `Nix cannot use its store: ${why.split("\n", 1)[0]}`, {
    hint: "Is the Nix daemon running, may you use it, and is there room? Try: nix store info",
  }).problem;
}

export const installHint =
  "Install Nix 2.24 or newer (https://nixos.org/download), or set AGENTIX_NIX to its `nix` program.";

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
