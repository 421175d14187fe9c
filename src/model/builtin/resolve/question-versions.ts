import { factsAnswer } from "../../../core/answer/fact-words.ts";
import type { Answer, LockedInput } from "../../../core/plan-parts.ts";
import { ok, type Result } from "../../../core/result.ts";
import type { Env } from "../env.ts";

type Answered = Promise<Result<Answer | null>>;

/** "which version of nixpkgs?", "what is the state version?" */
export async function versions(env: Env): Answered {
  const facts = await env.world.facts([
    ["system", "nixos", "release"],
    ["system", "stateVersion"],
    ["home", "stateVersion"],
  ]);
  if (!facts.ok) return facts;
  const locked = await env.world.locked();
  if (!locked.ok) return locked;
  const nixpkgs = locked.value.filter(({ name, source }) => /nixpkgs/i.test(`${name} ${source}`));
  return ok(factsAnswer(env.source, facts.value, nixpkgs.map(inputWords)));
}

/** "when was the lock updated?" */
export async function inputs(env: Env): Answered {
  const locked = await env.world.locked();
  if (!locked.ok) return locked;
  const lines = locked.value.map(inputWords);
  const text =
    lines.length > 0
      ? ["The inputs of flake.lock, with the time of their last change:", ...lines].join("\n")
      : "There is no flake.lock with inputs.";
  return ok({ question: env.source, text, facts: [] });
}

function inputWords({ name, source, rev, modified }: LockedInput): string {
  const when = modified === null ? "of unknown date" : `of ${modified.slice(0, 10)}`;
  return `${name}: ${source} ${when}${rev === null ? "" : `, revision ${rev.slice(0, 12)}`} (flake.lock)`;
}

/** "which kernel?" */
export async function kernel(env: Env): Answered {
  const facts = await env.world.facts([["boot", "kernelPackages", "kernel", "version"]]);
  if (!facts.ok) return facts;
  const known = facts.value.filter(({ value }) => typeof value === "string");
  return ok(known.length > 0 ? factsAnswer(env.source, known) : null);
}
