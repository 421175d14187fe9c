import type { Result } from "../core/result.ts";

/** One request to a model; never made before the guard has proved that the model is local. */
export interface ModelRequest {
  /** What it is for, in the words of progress and errors: "choosing options". */
  readonly step: string;
  readonly messages: readonly {
    readonly role: "system" | "user" | "assistant";
    readonly content: string;
  }[];
  /** JSON Schema that the reply is constrained to; the reply is still untrusted text. */
  readonly format?: Readonly<Record<string, unknown>>;
  /** Tokens that the reply may have. */
  readonly maxTokens: number;
  readonly onText?: (chunk: string) => void;
  readonly onThinking?: (chunk: string) => void;
  readonly signal?: AbortSignal;
}

/** A whole reply; truncated ones are problems (`model-truncated`), never shortened replies. */
export interface ModelReply {
  readonly text: string;
  readonly promptTokens: number;
  readonly tokens: number;
}

/** Which model answers, and from where. */
export interface ModelIdentity {
  readonly name: string;
  /** Host and port as they are shown ("localhost:11434"). */
  readonly host: string;
  /** It is not on this machine: allowed explicitly, named in header and audit. */
  readonly remote: boolean;
  readonly digest: string;
  /** Tokens that prompt and reply may have together. */
  readonly contextTokens: number;
}

/** A local model that passed the guard. Replies are data from a stranger. */
export interface Model {
  readonly identity: ModelIdentity;
  ask(request: ModelRequest): Promise<Result<ModelReply>>;
}
