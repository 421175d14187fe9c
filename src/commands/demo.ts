import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { ok, problem, type Result } from "../core/result.ts";
import { safe } from "../core/text.ts";
import { findNix } from "../nix/find.ts";
import type { Process } from "../ports/system.ts";
import { openProcess } from "../system/process.ts";
import { homeOf } from "./folders.ts";
import { atTerminal, type Command, type Invocation, type Reply, textOption } from "./invocation.ts";
import { progress } from "./progress.ts";
import { materialise, type SampleName } from "./sample.ts";

const sampleNames: readonly SampleName[] = ["homelab", "plain", "dendritic", "home"];

/** The sample files: beside the bundle, or in the source tree. */
function fixturesFolder(): string | undefined {
  const here = fileURLToPath(new URL(".", import.meta.url));
  return [join(here, "fixtures"), resolve(here, "../../fixtures")].find((path) =>
    existsSync(join(path, "flakes")),
  );
}

/** `agentix demo [--dir DIR] [--flake NAME] [--no-tui]` */
export const demoCommand: Command = async (invocation): Promise<Result<Reply>> => {
  const flake = textOption(invocation, "flake") ?? "homelab";
  if (!sampleNames.includes(flake as SampleName))
    return problem("usage", `There is no sample flake ${JSON.stringify(flake)}.`, {
      hint: `Choose one of ${sampleNames.join(", ")}.`,
    });
  const fixtures = fixturesFolder();
  if (!fixtures)
    return problem("unexpected", "The sample files are missing from this installation.");
  const runner = openProcess();
  const nix = await findNix(invocation.env, runner);
  if (!nix.ok) return nix;
  const { report, done } = progress(invocation, false);
  report({ kind: "step", text: "making a sample flake" });
  const given = textOption(invocation, "dir");
  const into = given ? resolve(given) : join(await mkdtemp(join(tmpdir(), "agentix-demo-")), flake);
  const made = await materialise({
    flake: flake as SampleName,
    fixtures,
    into,
    process: runner,
    nix: nix.value.path,
    env: {
      PATH: invocation.env.PATH ?? "/usr/bin:/bin",
      HOME: homeOf(invocation.env),
      ...(invocation.env.NIX_CONF_DIR ? { NIX_CONF_DIR: invocation.env.NIX_CONF_DIR } : {}),
    },
    signal: invocation.signal,
  });
  done();
  if (!made.ok) return made;
  const { root, commit } = made.value;
  const sandboxed = await buildsAreSandboxed(runner, nix.value.path, invocation.env);
  const next = steps(invocation, root, sandboxed);
  if (invocation.options.tui !== false && atTerminal(invocation) && !invocation.json)
    return (await import("./tui.ts")).tui({ ...invocation, dir: root, args: [] });
  return ok({
    json: { root, commit, next },
    text: [
      `A sample flake is in ${safe(root)}. Try:`,
      "",
      ...next.map((line) => `  ${safe(line)}`),
      ...(sandboxed
        ? [
            "",
            "Nix builds in a sandbox here, which does not hold the shell tools that the sample's",
            "packages are built with: the sample can be evaluated, not built.",
          ]
        : []),
    ].join("\n"),
  });
};

/** The word that starts this program: its name where PATH has it, the script otherwise. */
function program(invocation: Invocation): string {
  const script = process.argv[1] ?? "agentix";
  const onPath = (invocation.env.PATH ?? "")
    .split(":")
    .some((folder) => folder !== "" && existsSync(join(folder, "agentix")));
  return onPath ? "agentix" : script;
}

function quoted(word: string): string {
  return /^[A-Za-z0-9_./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The sample's packages are built by the machine's own shell tools, which a sandbox does not hold. */
async function buildsAreSandboxed(
  runner: Process,
  nix: string,
  env: Invocation["env"],
): Promise<boolean> {
  const exit = await runner.run({
    file: nix,
    args: ["config", "show", "sandbox", "--extra-experimental-features", "nix-command"],
    env: {
      PATH: env.PATH ?? "/usr/bin:/bin",
      HOME: env.HOME ?? "/",
      ...(env.NIX_CONF_DIR ? { NIX_CONF_DIR: env.NIX_CONF_DIR } : {}),
    },
    timeoutMs: 10_000,
    maxBytes: 4096,
  });
  return exit.code === 0 && new TextDecoder().decode(exit.stdout).trim() !== "false";
}

function steps(invocation: Invocation, root: string, sandboxed: boolean): string[] {
  const start = `${quoted(program(invocation))} -C ${quoted(root)}`;
  return [
    `${start} propose "enable tailscale and open the firewall port"`,
    `${start} verify p1${sandboxed ? " --until evaluate" : ""}`,
    `${start} approve p1`,
    `${start} apply p1`,
    `${start} audit verify`,
    `${start} tui`,
  ];
}
