import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { version } from "./version.ts";

/** Entry: the version, the compile cache, exit codes; nothing else. */
async function main(): Promise<number> {
  const argv = process.argv.slice(2);
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    process.stdout.write(`${version}\n`);
    return 0;
  }
  const caches =
    process.env.XDG_CACHE_HOME || (process.env.HOME && join(process.env.HOME, ".cache"));
  // In the user's own folder: a name below a shared temporary folder could be planted by others.
  if (caches) enableCompileCache?.(join(caches, "agentix", "compiled"));
  const stop = new AbortController();
  const { runCli, complain } = await import("./cli.ts");
  const io = { input: process.stdin, output: process.stdout, error: process.stderr };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
    });
  try {
    return await runCli({ argv, env: process.env, io, signal: stop.signal, version });
  } catch (error) {
    const debug = argv.includes("--debug");
    const message = error instanceof Error ? error.message : String(error);
    if (debug && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return complain(io, argv.includes("--json"), {
      code: "unexpected",
      message: `This is a bug in agentix: ${message}`,
      hint: "Run it again with --debug to see where, and report it.",
    });
  }
}

process.exitCode = await main();
