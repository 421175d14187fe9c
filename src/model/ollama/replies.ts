import { z } from "zod";

/*
 * What is read of Ollama's answers; everything else in them is ignored. A missing field is as good as an unknown
 * one only where `optional` says so. Source: Ollama's API documentation and its api/types.go.
 */

const remote = {
  remote_host: z.string().optional(),
  remote_model: z.string().optional(),
};

export const versionReply = z.object({ version: z.string() });

export const tagsReply = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      digest: z.string(),
      size: z.number().optional(),
      ...remote,
      details: z
        .object({ family: z.string().optional(), parameter_size: z.string().optional() })
        .optional(),
      capabilities: z.array(z.string()).optional(),
    }),
  ),
});
export type Installed = z.infer<typeof tagsReply>["models"][number];

export const showReply = z.object({
  ...remote,
  details: z.object({ family: z.string().optional() }).optional(),
  capabilities: z.array(z.string()).optional(),
  model_info: z.record(z.string(), z.unknown()).nullish(),
});
export type Shown = z.infer<typeof showReply>;

export const psReply = z.object({
  models: z.array(z.object({ digest: z.string(), context_length: z.number().optional() })),
});

export const statusReply = z.object({ cloud: z.object({ disabled: z.boolean() }) });

export const chatChunk = z.object({
  ...remote,
  message: z.object({ content: z.string().optional(), thinking: z.string().optional() }).optional(),
  done: z.boolean(),
  done_reason: z.string().optional(),
  prompt_eval_count: z.number().optional(),
  eval_count: z.number().optional(),
});
