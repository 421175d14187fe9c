/** One line of Nix's stderr under `--log-format internal-json`. Numbers that nobody knows are kept as they are. */
export type NixRecord =
  | {
      readonly kind: "start";
      readonly id: string;
      readonly parent: string;
      readonly type: number;
      readonly text: string;
      readonly fields: readonly (string | number)[];
    }
  | { readonly kind: "stop"; readonly id: string }
  | {
      readonly kind: "result";
      readonly id: string;
      readonly type: number;
      readonly fields: readonly (string | number)[];
    }
  | ({ readonly kind: "message" } & NixMessage)
  /** A line that is no record: git, ssh, a library, or a builder writing past the log. */
  | { readonly kind: "text"; readonly text: string }
  /** A record of a later Nix. */
  | { readonly kind: "unknown" };

/** What Nix says. A real error is level 0 *and* has `raw`; `builtins.trace` is level 0 without. */
export interface NixMessage {
  readonly level: number;
  readonly text: string;
  readonly raw?: string;
  readonly place?: NixPlace;
  /** Innermost frame first; only under --show-trace. */
  readonly trace: readonly { readonly text: string; readonly place?: NixPlace }[];
}

/** A position as Nix spells it; the file is not yet mapped to the repository. */
export interface NixPlace {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Activity types (logging.hh); others exist and are ignored. */
export const activity = {
  copyPath: 100,
  fileTransfer: 101,
  builds: 104,
  build: 105,
  substitute: 108,
  fetchTree: 112,
} as const;

/** Result types; others exist and are ignored. */
export const result = { logLine: 101, phase: 104, progress: 105, postBuildLogLine: 107 } as const;

const bigId = /"(?:id|parent)"\s*:\s*\d{16}/;

/** Reads one line; never throws, whatever a builder or a later Nix writes. */
export function parseNixLine(line: string): NixRecord {
  if (!line.startsWith("@nix ")) return { kind: "text", text: line };
  let value: unknown;
  try {
    const json = line.slice(5);
    // Activity ids hold a process id in their upper half and can exceed 2^53: such are read as strings.
    const exact = bigId.test(json)
      ? json.replace(/([{,]\s*"(?:id|parent)"\s*:\s*)(\d+)/g, '$1"$2"')
      : json;
    value = JSON.parse(exact);
  } catch {
    return { kind: "text", text: line };
  }
  if (typeof value !== "object" || value === null) return { kind: "unknown" };
  const record = value as Record<string, unknown>;
  const id = idOf(record.id);
  switch (record.action) {
    case "start":
      if (id === undefined) return { kind: "unknown" };
      return {
        kind: "start",
        id,
        parent: idOf(record.parent) ?? "0",
        type: numberOf(record.type) ?? 0,
        text: textOf(record.text),
        fields: fieldsOf(record.fields),
      };
    case "stop":
      return id === undefined ? { kind: "unknown" } : { kind: "stop", id };
    case "result":
      if (id === undefined) return { kind: "unknown" };
      return {
        kind: "result",
        id,
        type: numberOf(record.type) ?? 0,
        fields: fieldsOf(record.fields),
      };
    case "msg":
      return { kind: "message", ...messageOf(record) };
    default:
      return { kind: "unknown" };
  }
}

function messageOf(record: Record<string, unknown>): NixMessage {
  const place = placeOf(record);
  return {
    level: numberOf(record.level) ?? 3,
    text: stripAnsi(textOf(record.msg)),
    ...(typeof record.raw_msg === "string" ? { raw: stripAnsi(record.raw_msg) } : {}),
    ...(place ? { place } : {}),
    trace: Array.isArray(record.trace)
      ? record.trace.filter(isObject).map((frame) => {
          const at = placeOf(frame);
          return { text: stripAnsi(textOf(frame.raw_msg)), ...(at ? { place: at } : {}) };
        })
      : [],
  };
}

/** `file` may carry `:line:column` itself. */
function placeOf(record: Record<string, unknown>): NixPlace | undefined {
  if (typeof record.file !== "string") return undefined;
  const match = /^(.*?)(?::(\d+)(?::(\d+))?)?$/s.exec(record.file);
  const file = match?.[1] ?? record.file;
  if (file === "" || file === "«none»") return undefined;
  const line = numberOf(record.line) ?? (match?.[2] ? Number(match[2]) : undefined);
  const column = numberOf(record.column) ?? (match?.[3] ? Number(match[3]) : undefined);
  return {
    file,
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
}

/** Without colour codes; what remains is still untrusted text. */
export function stripAnsi(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with one
  return text.replace(/\u001b\[[0-9;:]*[A-Za-z]/g, "");
}

const idOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : numberOf(value)?.toString();
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;
const fieldsOf = (value: unknown): (string | number)[] =>
  Array.isArray(value)
    ? value.filter((each): each is string | number => ["string", "number"].includes(typeof each))
    : [];
