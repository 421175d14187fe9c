import { z } from "zod";
import { wantsFreeEdit } from "../../core/free-goal.ts";
import type { Question } from "../../core/intent.ts";
import type { EditFault, FreeEdit } from "../../core/plan-parts.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Model } from "../../ports/model.ts";
import type { PlanContext } from "../../ports/planner.ts";
import { type ShownFile, shownFor } from "./choose-files.ts";
import { firstPrompt, repairPrompt, roomFor } from "./prompt.ts";

/** What came of asking for free edits: edits that the core found nothing against, or a question. */
export type FreeAnswer =
  | { readonly edits: readonly FreeEdit[]; readonly why: string }
  | { readonly question: Question };

const repairs = 2;
const mostEdits = 8;

const replySchema = z.object({
  a_why: z.string(),
  b_edits: z
    .array(
      z.object({
        a_file: z.string(),
        b_new: z.string().optional(),
        c_search: z.string(),
        d_replace: z.string(),
      }),
    )
    .min(1)
    .max(mostEdits),
});

/** A new file is chosen by this name in the form; its path then stands in `b_new`. */
const newFile = "NEW";

/** The form that a reply is constrained to: only files that were shown, or a new one. */
function formFor(files: readonly ShownFile[]) {
  const text = { type: "string" };
  const edit = {
    type: "object",
    properties: {
      a_file: { type: "string", enum: [...files.map(({ path }) => path), newFile] },
      b_new: text,
      c_search: text,
      d_replace: text,
    },
    required: ["a_file", "b_new", "c_search", "d_replace"],
  };
  return {
    type: "object",
    properties: { a_why: text, b_edits: { type: "array", items: edit, maxItems: mostEdits } },
    required: ["a_why", "b_edits"],
  };
}

/**
 * Asks a model for what no option expresses, on files that the goal names. The core tries each reply; what it finds
 * against it goes back twice at most, in its own words, and then the person is asked.
 */
export async function askFreeEdits(
  model: Model,
  context: PlanContext,
): Promise<Result<FreeAnswer>> {
  if (!wantsFreeEdit(context.goal)) return ok(asked(context.goal, []));
  const files = await shownFor(context, roomFor(context.goal));
  if (!files.ok) return files;
  const format = formFor(files.value);
  const first = firstPrompt(context.goal, files.value);
  let messages = first;
  let faults: readonly EditFault[] = [];
  for (let round = 0; round <= repairs; round += 1) {
    context.onStep?.(round === 0 ? "writing free edits" : "repairing the free edits");
    const reply = await model.ask({
      step: "writing free edits",
      messages,
      format,
      maxTokens: 1200,
      ...(context.onThinking ? { onThinking: context.onThinking } : {}),
      ...(context.signal ? { signal: context.signal } : {}),
    });
    if (!reply.ok) return reply;
    const read = readReply(reply.value.text, files.value);
    if (read === null)
      faults = [{ edit: 0, message: "the reply is not the form that was asked for" }];
    else {
      const tried = await context.freeFaults(read.edits);
      if (!tried.ok) return tried;
      faults = tried.value;
      if (faults.length === 0) return ok(read);
    }
    messages = [...first, ...repairPrompt(reply.value.text, faults)];
  }
  return ok(asked(context.goal, faults));
}

/** The edits of a reply; null where it is no such form. */
function readReply(
  text: string,
  files: readonly ShownFile[],
): { edits: FreeEdit[]; why: string } | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = replySchema.safeParse(json);
  if (!parsed.success) return null;
  const { a_why: why, b_edits: all } = parsed.data;
  const edits = all.map(({ a_file, b_new = "", c_search, d_replace }): FreeEdit => {
    const isNew = a_file === newFile;
    return { file: isNew ? b_new : a_file, search: isNew ? null : c_search, replace: d_replace };
  });
  const isKnown = ({ file, search }: FreeEdit) =>
    file !== "" && (search === null || (search !== "" && files.some(({ path }) => path === file)));
  return edits.every(isKnown) ? { edits, why } : null;
}

function asked(goal: string, faults: readonly EditFault[]): FreeAnswer {
  const [first] = faults;
  const why = first
    ? `The model's edits are refused: ${first.message}.`
    : "The goal asks for nothing that options cannot express.";
  return {
    question: {
      question: `${why} Which file is “${goal}” about, or how is it said in options?`,
    },
  };
}
