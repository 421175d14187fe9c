import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { nixOptions, nixProgram, projectRoot, sampleEnv } from "./sample-flake.ts";

const run = promisify(execFile);
const nixpkgs = join(projectRoot, "fixtures", "nixpkgs");

/** What every expression may use: `lib`, `evaluate MODULES`, and `host MODULES` (a whole system that boots). */
const prelude = `let
  lib = import ${nixpkgs}/lib;
  inherit (lib) mkOption types mkIf mkMerge mkForce mkDefault mkBefore mkAfter mkOrder mkOverride;
  evaluate = modules: lib.evalModules { inherit modules; };
  host = modules: import ${nixpkgs}/nixos/eval-config.nix {
    inherit lib;
    system = "x86_64-linux";
    modules = modules ++ [ {
      _file = "base.nix";
      system.stateVersion = "26.05";
      fileSystems."/".device = "/dev/sda1";
      boot.loader.systemd-boot.enable = true;
    } ];
  };
  top = modules: (host modules).config.system.build.toplevel.drvPath;
  opt = type: mkOption { inherit type; };
  one = type: modules: (evaluate ([ { _file = "decl.nix"; options.x = opt type; } ] ++ modules)).config.x;
in
`;

/** What an evaluation came to: its value, or the last error as Nix's own log format gives it; and the warnings. */
export interface Evaluated {
  readonly value?: unknown;
  readonly error?: string;
  readonly warnings: readonly string[];
}

/** Evaluates an expression against the small NixOS with real Nix. */
export async function evaluateFixture(expression: string): Promise<Evaluated> {
  const args = ["eval", "--json", "--impure", "--log-format", "internal-json"];
  const done = await run(nixProgram(), [...args, "--expr", prelude + expression, ...nixOptions], {
    env: sampleEnv(),
    maxBuffer: 1 << 28,
  }).then(
    (ended) => ({ ...ended, failed: false }),
    (error: { stdout: string; stderr: string }) => ({ ...error, failed: true }),
  );
  const messages = done.stderr
    .split("\n")
    .filter((line) => line.startsWith("@nix "))
    .map((line) => JSON.parse(line.slice(5)) as { action: string; level: number } & Texts)
    .filter((message) => message.action === "msg");
  const warnings = messages.filter((m) => m.level === 1).map((m) => m.raw_msg ?? m.msg);
  if (!done.failed) return { value: JSON.parse(done.stdout), warnings };
  const last = messages.filter((message) => message.level === 0).at(-1);
  return { error: last?.raw_msg ?? last?.msg ?? done.stderr, warnings };
}

interface Texts {
  readonly msg: string;
  readonly raw_msg?: string;
}

/** Builds a derivation of the small NixOS; gives its path in the store. Throws with Nix's words when it fails. */
export async function buildFixture(expression: string): Promise<string> {
  const args = ["build", "--no-link", "--print-out-paths", "--impure"];
  const options = { env: sampleEnv(), maxBuffer: 1 << 28 };
  const whole = [...args, "--expr", prelude + expression, ...nixOptions];
  return (await run(nixProgram(), whole, options)).stdout.trim();
}
