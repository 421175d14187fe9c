import * as z from "zod";

/*
 * Ollama's API as its documentation (docs/api.md, docs/openapi.yaml) and api/types.go of 0.33 have it: field by field,
 * unknown ones are errors. `optional` is Go's omitempty.
 */

const count = z.int().nonnegative();
const time = z.iso.datetime({ offset: true });

const details = z.strictObject({
  parent_model: z.string(),
  format: z.string(),
  family: z.string(),
  families: z.array(z.string()).nullable(),
  parameter_size: z.string(),
  quantization_level: z.string(),
  context_length: count.optional(),
  embedding_length: count.optional(),
});

const capability = z.enum([
  "completion",
  "tools",
  "insert",
  "vision",
  "embedding",
  "thinking",
  "image",
  "audio",
]);

const remote = { remote_model: z.string().optional(), remote_host: z.string().optional() };

export const versionResponse = z.strictObject({ version: z.string() });

export const tagsResponse = z.strictObject({
  models: z.array(
    z.strictObject({
      name: z.string(),
      model: z.string(),
      ...remote,
      modified_at: time,
      size: count,
      digest: z.string().regex(/^[0-9a-f]{64}$/),
      details,
      capabilities: z.array(capability).optional(),
    }),
  ),
});

export const showRequest = z.strictObject({
  model: z.string(),
  system: z.string().optional(),
  template: z.string().optional(),
  verbose: z.boolean().optional(),
  options: z.record(z.string(), z.unknown()).optional(),
});

export const showResponse = z.strictObject({
  license: z.string().optional(),
  modelfile: z.string().optional(),
  parameters: z.string().optional(),
  template: z.string().optional(),
  system: z.string().optional(),
  renderer: z.string().optional(),
  parser: z.string().optional(),
  details,
  ...remote,
  model_info: z.record(z.string(), z.unknown()).nullable(),
  projector_info: z.record(z.string(), z.unknown()).optional(),
  capabilities: z.array(capability).optional(),
  modified_at: time.optional(),
  requires: z.string().optional(),
});

export const psResponse = z.strictObject({
  models: z.array(
    z.strictObject({
      name: z.string(),
      model: z.string(),
      size: count,
      digest: z.string(),
      details,
      expires_at: time,
      size_vram: count,
      context_length: count,
    }),
  ),
});

export const statusResponse = z.strictObject({
  cloud: z.strictObject({ disabled: z.boolean(), source: z.string() }),
});

export const errorResponse = z.strictObject({
  error: z.string(),
  signin_url: z.string().optional(),
});

export const chatRequest = z.strictObject({
  model: z.string(),
  messages: z.array(
    z.strictObject({ role: z.enum(["system", "user", "assistant", "tool"]), content: z.string() }),
  ),
  stream: z.boolean().default(true),
  format: z.union([z.literal("json"), z.record(z.string(), z.unknown())]).optional(),
  keep_alive: z.union([z.string(), z.number()]).optional(),
  think: z.union([z.boolean(), z.enum(["low", "medium", "high", "max"])]).optional(),
  truncate: z.boolean().optional(),
  shift: z.boolean().optional(),
  options: z
    .strictObject({
      temperature: z.number(),
      seed: z.int(),
      num_ctx: z.int().positive(),
      num_predict: z.int(),
      top_k: z.int(),
      top_p: z.number(),
      min_p: z.number(),
      stop: z.array(z.string()),
      repeat_penalty: z.number(),
    })
    .partial()
    .optional(),
});

/** One line of a streamed chat. The last one alone has counts and a reason. */
export const chatLine = z.union([
  z.strictObject({
    model: z.string(),
    ...remote,
    created_at: time,
    message: z.strictObject({
      role: z.literal("assistant"),
      content: z.string(),
      thinking: z.string().optional(),
    }),
    done: z.literal(false),
  }),
  z.strictObject({
    model: z.string(),
    ...remote,
    created_at: time,
    message: z.strictObject({ role: z.literal("assistant"), content: z.string() }),
    done: z.literal(true),
    done_reason: z.enum(["stop", "length", "load", "unload"]),
    total_duration: count,
    load_duration: count,
    prompt_eval_count: count.optional(),
    prompt_eval_duration: count.optional(),
    eval_count: count.optional(),
    eval_duration: count.optional(),
  }),
  errorResponse,
]);

export const pullRequest = z.strictObject({
  model: z.string().optional(),
  name: z.string().optional(),
  insecure: z.boolean().optional(),
  stream: z.boolean().optional(),
});

export const pullLine = z.union([
  z.strictObject({
    status: z.string(),
    digest: z.string().optional(),
    total: count.optional(),
    completed: count.optional(),
  }),
  errorResponse,
]);
