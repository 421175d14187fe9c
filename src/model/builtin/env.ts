import type { Target } from "../../core/target.ts";
import { targetId } from "../../core/target.ts";
import type { Draft } from "./draft.ts";
import type { Switches } from "./switches.ts";
import type { World } from "./world.ts";

/** The users of a target, as evaluated. */
export interface Users {
  readonly all: readonly string[];
  readonly normal: readonly string[];
}

/** What resolving one clause may use. */
export interface Env {
  readonly world: World;
  readonly switches: Switches;
  readonly source: string;
  /** Every target of the flake, also those that the clause is not about. */
  readonly all: readonly Target[];
  readonly draft: Draft;
  /** Prefixes of what the clause before was about ("its port"). */
  readonly subjects: readonly (readonly string[])[];
  /** Sets the subjects for the next clause. */
  about(roots: readonly (readonly string[])[]): void;
  /** Says what "it" stands for in the next clause. */
  named(name: string): void;
  /** Says whom "him", "her" and "them" stand for in the next clause. */
  person(name: string): void;
  /** Users of a target; undefined where they cannot be evaluated. */
  users(target: Target): Promise<Users | undefined>;
}

/** Reads the users of a target from the evaluated `users.users`. */
export async function usersOf(world: World, target: Target): Promise<Users | undefined> {
  if (!world.having(["users", "users"]).some((t) => targetId(t) === targetId(target)))
    return undefined;
  const states = await world.states([["users", "users"]], target);
  const state = states["users.users"];
  const value = state?.value;
  if (typeof value !== "object" || value === null || Array.isArray(value) || "_err" in value)
    return undefined;
  const all = Object.keys(value).filter((name) => !name.startsWith("_"));
  if (all.length === 0) return undefined;
  const normal = all.filter(
    (name) =>
      (value as Record<string, { isNormalUser?: unknown } | null>)[name]?.isNormalUser === true,
  );
  return { all, normal };
}
