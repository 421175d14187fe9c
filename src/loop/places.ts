import type { EditOperation } from "../core/edit.ts";
import type { NewModule } from "./new-file.ts";
import type { Site } from "./sites.ts";

/** Where one intent goes: a module, the targets that it serves there, and why. */
export interface Place {
  readonly site: Site;
  readonly targets: readonly string[];
  readonly why: string;
  /** A module that others use says otherwise there: these are its other users, and how it is overridden. */
  readonly over?: {
    readonly file: string;
    readonly others: readonly string[];
    readonly force: boolean;
  };
  /** Nothing there is related, and the module is not for things of all kinds. */
  readonly unrelated?: boolean;
  /** The module is about one other thing of the same group alone. */
  readonly dedicated?: boolean;
  /** The module is a new file. */
  readonly created?: NewModule;
}

export interface PlacementQuestion {
  readonly path: readonly string[];
  readonly operation: EditOperation;
  /** Targets for which the option is to change, of those that the intent is for. */
  readonly targets: readonly string[];
  /** Targets that may change with them. */
  readonly allowed: ReadonlySet<string>;
  readonly sites: readonly Site[];
  /** Target id → modules of the repository that define the option there now. */
  readonly definers: Readonly<Record<string, readonly Site[]>>;
  /** Its definitions do not add up: all that count have to say the same. */
  readonly single?: boolean;
  /** Modules that define it in a way that cannot be edited. */
  readonly failing?: readonly Site[];
  /** Target id → priority of its definitions now (100 plain, 1000 mkDefault, 50 mkForce). */
  readonly priorities?: Readonly<Record<string, number | null>>;
}

/** Why a module is avoided where its `users.${name}` may be the very name that an edit would write. */
export const computedName = "a name there is computed";

/** Why flake.nix as such is not written where it holds modules that cannot be told apart. */
export const untold = "its modules cannot be told apart";

/** May a module be written? Every target that it serves changes with it. */
export function within(site: Site, { allowed }: PlacementQuestion): boolean {
  return [...site.users].every((user) => allowed.has(user));
}
