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
  const [{ runCli, complain }, { isDebug, stackOf }] = await Promise.all([
    import("./cli.ts"),
    import("./core/bug.ts"),
  ]);
  const io = { input: process.stdin, output: process.stdout, error: process.stderr };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      // A closed terminal may say so twice (the kernel and the shell); what is being stored has its moment.
      if (stop.signal.aborted && signal !== "SIGHUP") process.exit(130);
      stop.abort();
    });
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
    });
  const bug = (error: unknown): Promise<number> => {
    if (isDebug({ debug: argv.includes("--debug") }, process.env))
      process.stderr.write(`${stackOf(error)}\n`);
    return complain(io, argv.includes("--json"), {
      code: "unexpected",
      message: `This is a bug in agentix: ${error instanceof Error ? error.message : String(error)}`,
      hint: "Run it again with --debug to see where, and report it.",
    });
  };
  // Rejections that nobody waits for come here too. The screen has given the terminal back by then.
  process.on("uncaughtException", (error) => void bug(error).then((code) => process.exit(code)));
  try {
    return await runCli({ argv, env: process.env, io, signal: stop.signal, version });
  } catch (error) {
    return bug(error);
  }
}

process.exitCode = await main();
