import type { z } from "zod";
import type { chatRequest } from "./shapes.ts";

/** A chat request as it came in, valid by the documented API. */
export type ChatRequest = z.infer<typeof chatRequest>;

/**
 * A scripted model: what it would say to a request. `text` is what it wants to say; where the request has a schema
 * and the server honours it, the server bends the text to it as a grammar would (constrain.ts).
 */
export type Script = (request: ChatRequest) => {
  readonly thinking?: string;
  readonly text: string;
};
