import type { OptionInfo } from "../core/option.ts";
import type { Target } from "../core/target.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import { freeformOption } from "./option-freeform.ts";
import type { OptionSearch } from "./option-search.ts";
import type { OptionTerms } from "./option-terms.ts";
import { type OptionTree, optionTree } from "./option-tree.ts";

/** The options of a target by number, in the order in which its module system lists them. */
export interface OptionList {
  readonly size: number;
  option(at: number): OptionInfo;
  /** Their paths, all of them. */
  paths(): Iterable<readonly string[]>;
  /** Whether a person may see it: neither hidden nor internal. */
  shown(at: number): boolean;
  terms(): OptionTerms;
}

/** An index over options that are in memory; what is searched is made at the first question. */
export async function openOptionIndex(
  target: Target,
  options: readonly OptionInfo[],
): Promise<OptionIndex> {
  const { indexTerms } = await import("./option-terms.ts");
  return indexOf(target, {
    size: options.length,
    option: (at) => options[at] as OptionInfo,
    paths: () => options.map((option) => option.path),
    shown: (at) => isShown(options[at]),
    terms: () => indexTerms(options, favourite(target)),
  });
}

/** Whether a person may see an option. */
export function isShown(option: OptionInfo | undefined): boolean {
  return option?.visible === true && !option.internal;
}

/** What a home sets most often; on a machine nothing at the top is ahead of the others. */
export function favourite(target: Target): string | undefined {
  return target.kind === "home" ? "programs" : undefined;
}

/** The index over a list. Paths of real attributes (`users.users.alice.shell`) resolve through `<name>` and `*`. */
export async function indexOf(target: Target, list: OptionList): Promise<OptionIndex> {
  const { createSearch } = await import("./option-search.ts");
  let known: OptionTree | undefined;
  const tree = () => {
    known ??= optionTree(list.paths(), list.shown);
    return known;
  };
  const get = (path: readonly string[]): OptionInfo | undefined =>
    path.length === 0
      ? undefined
      : tree().find(path, (at, depth) =>
          depth === path.length ? list.option(at) : freeformOption(list.option(at), path, depth),
        );
  /** A setting inside a freeform value is offered as the option that holds it. */
  const place = (path: string): number | undefined => {
    const segments = path.split(".");
    return tree().find(segments, (at, depth) =>
      list.shown(at) &&
      (depth === segments.length || freeformOption(list.option(at), segments, depth))
        ? at
        : undefined,
    );
  };
  let search: OptionSearch | undefined;
  return {
    target,
    size: list.size,
    get,
    children: (prefix) => tree().children(prefix),
    search: (query, limit) => {
      search ??= createSearch(list.terms(), place);
      return search(query, limit).map(({ id, score }) => ({ option: list.option(id), score }));
    },
  };
}
