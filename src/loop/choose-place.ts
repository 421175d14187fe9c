import type { Intent } from "../core/intent.ts";
import { ok, type Result } from "../core/result.ts";
import type { Work } from "./open-intents.ts";
import { placeAsNamed, placeInNewFile } from "./place-in-file.ts";
import { place } from "./placement.ts";
import type { Place, PlacementQuestion } from "./places.ts";

/** Where the person said, else where it belongs; a new file where that is nowhere, or beside strangers. */
export async function placesFor(
  work: Work,
  question: PlacementQuestion,
  intent: Intent,
): Promise<Result<readonly Place[]>> {
  const adds = intent.operation === "set" || intent.operation === "append";
  if (intent.into !== undefined && adds) {
    const named = await placeAsNamed(work, question, intent);
    return named.ok ? ok([named.value]) : named;
  }
  const places = place(question);
  if (!adds || (!places.ok && !places.problem.details?.unplaced)) return places;
  const strange = places.ok
    ? places.value.filter(({ unrelated, dedicated }) => unrelated || dedicated)
    : [];
  if (places.ok && strange.length === 0) return places;
  const targets = places.ok ? strange.flatMap((one) => one.targets) : question.targets;
  const usual = strange.length > 0 && strange.every(({ dedicated }) => dedicated);
  const fresh = await placeInNewFile(work, { ...question, targets }, "", usual);
  if (!fresh.ok) return fresh;
  if (!fresh.value) return places;
  const others = places.ok ? places.value.filter((one) => !strange.includes(one)) : [];
  return ok([...others, fresh.value]);
}
