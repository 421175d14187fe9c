import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Ground } from "../core/colour.ts";
import { defaultKeymap, type Keymap } from "../core/keys/keymap.ts";
import { configuredKeys } from "../core/keys/keymap-settings.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Delegation } from "../policy/autonomy.ts";
import type { UserRule } from "../policy/rule.ts";
import { autonomySchema, delegationsOf } from "./autonomy-settings.ts";
import { xdgFolder } from "./folders.ts";
import { ruleSchema, rulesOf } from "./policy-settings.ts";

/** What a configuration file may hold; docs/architecture.md says what each means. */
export const settingsSchema = z.strictObject({
  planner: z
    .strictObject({
      kind: z.enum(["auto", "builtin", "ollama"]).optional(),
      model: z.string().min(1).optional(),
      host: z.string().min(1).optional(),
    })
    .optional(),
  evaluation: z
    .strictObject({
      allow_import_from_derivation: z.boolean().optional(),
      memory_mib: z.number().int().min(256).max(1_048_576).optional(),
    })
    .optional(),
  git: z.strictObject({ allow_filters: z.array(z.string().min(1)).optional() }).optional(),
  approval: z
    .strictObject({ valid_minutes: z.number().int().min(1).max(10_080).optional() })
    .optional(),
  ui: z
    .strictObject({
      live: z.boolean().optional(),
      mouse: z.boolean().optional(),
      screen_reader: z.boolean().optional(),
      theme: z.enum(["auto", "dark", "light"]).optional(),
    })
    .optional(),
  policy: z
    .strictObject({
      allow_lowering: z.boolean().optional(),
      allow_autonomy: z.boolean().optional(),
    })
    .optional(),
  autonomy: autonomySchema.optional(),
  rule: z.array(ruleSchema).max(500).optional(),
  keys: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional(),
});

/** What configuration files say, with the defaults filled in. */
export interface Settings {
  readonly planner: "auto" | "builtin" | "ollama";
  readonly model: string | undefined;
  /** Where Ollama is, as OLLAMA_HOST has it; the environment's when undefined. */
  readonly host: string | undefined;
  readonly allowIfd: boolean;
  /** Memory that one evaluation may take; three quarters of the machine's when undefined. */
  readonly memoryMib: number | undefined;
  readonly approvalMinutes: number;
  /** Whether the review evaluates hunks as they are decided. */
  readonly live: boolean;
  /** Filter drivers (git-crypt, lfs) that may run in the repository. */
  readonly allowFilters: readonly string[];
  readonly keymap: Keymap;
  /** Whether the UI takes the mouse. */
  readonly mouse: boolean;
  /** Whether the UI speaks in lines instead of drawing. */
  readonly screenReader: boolean;
  /** What the UI's terminal has behind its text; `auto` asks it. */
  readonly theme: "auto" | Ground;
  /** The rules of all files: what they raise is raised whoever lowers it. */
  readonly rules: readonly UserRule[];
  /** What may be done without a person; empty where nothing is delegated. */
  readonly autonomy: readonly Delegation[];
  /** The files that were read, strictest last. */
  readonly sources: readonly string[];
}

const systemFile = "/etc/agentix/config.toml";

function read(path: string, required: boolean): Result<string | null> {
  try {
    return ok(readFileSync(path, "utf8"));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if ((code === "ENOENT" || code === "ENOTDIR") && !required) return ok(null);
    return problem("bad-config", `${path} cannot be read (${code}).`);
  }
}

/** Where the person's own configuration is. */
function userFile(env: Readonly<Record<string, string | undefined>>): string {
  return join(xdgFolder(env, "XDG_CONFIG_HOME", ".config"), "agentix", "config.toml");
}

/** What a file of the repository may hold: rules that tighten. */
const repositorySchema = z.strictObject({ rule: z.array(ruleSchema).max(500).optional() });

/** The file at the top of a repository with rules of its own, read from a commit and never from the work tree. */
export const repositoryFile = "agentix.toml";

/** The rules that a repository brings; `text` null where it brings none. */
export async function repositoryRules(text: string | null): Promise<Result<UserRule[]>> {
  if (text === null) return ok([]);
  const parsed = await parse(repositoryFile, text, repositorySchema);
  return parsed.ok ? rulesOf(parsed.value.rule ?? [], repositoryFile, "repository") : parsed;
}

/**
 * Reads the user's configuration and then the administrator's, which wins: it may only be stricter
 * (see docs/architecture.md). `file` replaces the user's.
 */
export async function loadSettings(
  env: Readonly<Record<string, string | undefined>>,
  file?: string,
): Promise<Result<Settings>> {
  const candidates = [
    { path: file ?? userFile(env), required: file !== undefined, layer: "user" },
    { path: systemFile, required: false, layer: "system" },
  ] as const;
  let settings: Settings = {
    planner: "auto",
    model: undefined,
    host: undefined,
    allowIfd: false,
    memoryMib: undefined,
    approvalMinutes: 60,
    live: true,
    allowFilters: [],
    keymap: defaultKeymap,
    mouse: true,
    screenReader: false,
    theme: "auto",
    rules: [],
    autonomy: [],
    sources: [],
  };
  let mayLower = true;
  let mayDelegate = true;
  for (const { path, required, layer } of candidates) {
    const text = read(path, required);
    if (!text.ok) return text;
    if (text.value === null) continue;
    const parsed = await parse(path, text.value, settingsSchema);
    if (!parsed.ok) return parsed;
    const { planner, evaluation, approval, git, ui, keys, policy, rule, autonomy } = parsed.value;
    const rules = rulesOf(rule ?? [], path, layer);
    if (!rules.ok) return rules;
    const delegations = delegationsOf(autonomy ?? {}, path);
    if (!delegations.ok) return delegations;
    if (layer === "system") {
      mayLower = policy?.allow_lowering ?? true;
      mayDelegate = policy?.allow_autonomy ?? true;
    }
    const keymap = configuredKeys(settings.keymap, keys ?? {});
    if (!keymap.ok)
      return {
        ok: false,
        problem: { ...keymap.problem, message: `${path}: ${keymap.problem.message}` },
      };
    settings = {
      planner: planner?.kind ?? settings.planner,
      model: planner?.model ?? settings.model,
      host: planner?.host ?? settings.host,
      memoryMib: evaluation?.memory_mib ?? settings.memoryMib,
      allowIfd: evaluation?.allow_import_from_derivation ?? settings.allowIfd,
      approvalMinutes: approval?.valid_minutes ?? settings.approvalMinutes,
      live: ui?.live ?? settings.live,
      allowFilters: git?.allow_filters ?? settings.allowFilters,
      keymap: keymap.value,
      mouse: ui?.mouse ?? settings.mouse,
      screenReader: ui?.screen_reader ?? settings.screenReader,
      theme: ui?.theme ?? settings.theme,
      rules: [...settings.rules, ...rules.value],
      autonomy: [...settings.autonomy, ...delegations.value],
      sources: [...settings.sources, path],
    };
  }
  const isAllowed = ({ lowers, source }: UserRule) => lowers === undefined || source === systemFile;
  return ok({
    ...settings,
    rules: settings.rules.filter((rule) => mayLower || isAllowed(rule)),
    autonomy: settings.autonomy.filter(({ source }) => mayDelegate || source === systemFile),
  });
}

async function parse<T>(path: string, text: string, schema: z.ZodType<T>): Promise<Result<T>> {
  const { parse: parseToml, TomlError } = await import("smol-toml");
  try {
    const checked = schema.safeParse(parseToml(text));
    if (checked.success) return ok(checked.data);
    const [issue] = checked.error.issues;
    const where = issue?.path.join(".");
    return problem("bad-config", `${path}: ${where ? `${where}: ` : ""}${issue?.message}.`, {
      hint: "docs/architecture.md lists what may stand there.",
    });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return problem("bad-config", `${path}:${error.line}: ${error.message.split("\n")[0]}`);
  }
}
