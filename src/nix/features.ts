import { stat } from "node:fs/promises";
import type { NixFeature } from "../core/observation.ts";
import type { Process } from "../ports/system.ts";
import { nixEnvironment } from "./environment.ts";

/** What a Nix has that not every Nix has, as its settings tell; nothing follows from its name or version. */
export interface NixFeatures {
  /** What is switched on. */
  readonly on: readonly NixFeature[];
  /** Settings that keep a call safe and that this Nix does not know: it would only warn and go on. */
  readonly lacks: readonly string[];
  /** `builtins.warn` says "warning:" as Nix's own warnings do, not "evaluation warning:" (Lix). */
  readonly bareWarnings: boolean;
  /** Platforms that this machine builds for; empty where that is not told. */
  readonly platforms: readonly string[];
  /** Machines that build for others, as `builders` has them. */
  readonly builders: string;
}

/** The settings that every call is given (see call.ts). */
const needed = [
  "accept-flake-config",
  "allow-import-from-derivation",
  "flake-registry",
  "warn-dirty",
] as const;

/** A Nix that does not tell its settings counts as one without anything particular. */
const untold: NixFeatures = {
  on: [],
  lacks: [],
  bareWarnings: false,
  platforms: [],
  builders: "",
};

const asked = new WeakMap<Process, Map<string, Promise<NixFeatures>>>();

/** Asks a Nix for its settings, once for each program as it lies on disk. */
export async function nixFeatures(tools: {
  readonly process: Process;
  readonly nix: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<NixFeatures> {
  const changed = await stat(tools.nix).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const answers = asked.get(tools.process) ?? new Map<string, Promise<NixFeatures>>();
  asked.set(tools.process, answers);
  const key = `${tools.nix}\0${changed}`;
  const answer = answers.get(key) ?? askSettings(tools);
  answers.set(key, answer);
  return answer;
}

async function askSettings(tools: Parameters<typeof nixFeatures>[0]): Promise<NixFeatures> {
  const exit = await tools.process.run({
    file: tools.nix,
    args: ["config", "show", "--json", "--extra-experimental-features", "nix-command"],
    env: nixEnvironment(tools.env, "/nonexistent"),
    timeoutMs: 20_000,
    maxBytes: 4 * 1024 * 1024,
  });
  if (exit.code !== 0 || exit.truncated) return untold;
  try {
    return readFeatures(JSON.parse(new TextDecoder().decode(exit.stdout)));
  } catch {
    return untold;
  }
}

/** Features from what `nix config show --json` prints: an object of settings, each with its `value`. */
export function readFeatures(json: unknown): NixFeatures {
  if (!isRecord(json)) return untold;
  const value = (name: string): unknown => {
    const setting = json[name];
    return isRecord(setting) ? setting.value : undefined;
  };
  const isOn = (name: string) => value(name) === true;
  // Lix before 2.93 prints experimental features as numbers: then there is nothing to read.
  const experimental = value("experimental-features");
  const enabled: readonly unknown[] = Array.isArray(experimental) ? experimental : [];
  const cores = value("eval-cores");
  const builders = value("builders");
  const on: NixFeature[] = [];
  if (enabled.includes("pipe-operators") || enabled.includes("pipe-operator"))
    on.push("pipe-operators");
  if (isOn("lazy-trees")) on.push("lazy-trees");
  if (isOn("lazy-locks")) on.push("lazy-locks");
  if (typeof cores === "number" && cores !== 1) on.push("parallel-evaluation");
  return {
    on,
    lacks: needed.filter((name) => !(name in json)),
    bareWarnings: "deprecated-features" in json,
    platforms: [value("system"), value("extra-platforms")]
      .flat()
      .filter((one) => typeof one === "string"),
    builders: typeof builders === "string" ? builders : "",
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
