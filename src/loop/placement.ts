import type { EditOperation } from "../core/edit.ts";
import { showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";

/** One file of the repository as the targets see it. */
export interface KnownFile {
  readonly path: string;
  /** Ids of the targets that evaluate this file. */
  readonly users: ReadonlySet<string>;
  /** Option paths that it defines, as far as is known. */
  readonly options: readonly (readonly string[])[];
  /** Why nothing is ever written there; undefined for ordinary files. */
  readonly excluded?: string;
  /** For a module that sits below an option of the host: that option's path. */
  readonly below?: readonly string[];
}

/** Where one intent goes: a file, the targets that it serves there, and why. */
export interface Place {
  readonly file: string;
  readonly targets: readonly string[];
  readonly why: string;
}

export interface PlacementQuestion {
  readonly path: readonly string[];
  readonly operation: EditOperation;
  readonly targets: readonly string[];
  readonly files: readonly KnownFile[];
  /** True when the person chose these targets, so that no other may change with them. */
  readonly exclusive: boolean;
  /** Target id → files of the repository that define the option there now. */
  readonly definers: Readonly<Record<string, readonly string[]>>;
}

function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

/** May a file be written for these targets? One that others use too only when nobody chose. */
function within(file: KnownFile, question: PlacementQuestion): boolean {
  const users = [...file.users];
  if (!question.exclusive) return users.some((user) => question.targets.includes(user));
  return users.length > 0 && users.every((user) => question.targets.includes(user));
}

interface Fit {
  readonly file: KnownFile;
  /** Segments shared with the closest option that the file defines. */
  readonly prefix: number;
  readonly near: number;
  readonly neighbour: readonly string[] | undefined;
  /** 1 when the file's name speaks of the option. */
  readonly named: number;
}

function fitOf(file: KnownFile, path: readonly string[]): Fit {
  let prefix = 0;
  let neighbour: readonly string[] | undefined;
  for (const option of file.options) {
    const length = commonPrefix(option, path);
    if (length > prefix) {
      prefix = length;
      neighbour = option;
    }
  }
  const near = file.options.filter((option) => commonPrefix(option, path) === prefix).length;
  const words = file.path.replace(/\.nix$/, "").split(/[/_.-]/);
  const segments = path.map((segment) => segment.toLowerCase());
  const named = words.some(
    (word) => word.length > 2 && segments.some((segment) => segment.startsWith(word.toLowerCase())),
  );
  return { file, prefix, near, neighbour, named: named ? 1 : 0 };
}

/** Better fits first. `flake.nix` and entry points that only import come last among equals. */
function byFit(a: Fit, b: Fit): number {
  const plain = (fit: Fit) => (/(^|\/)flake\.nix$/.test(fit.file.path) ? 0 : 1);
  return (
    Math.min(b.prefix, 2) * 2 + b.named - (Math.min(a.prefix, 2) * 2 + a.named) ||
    b.prefix - a.prefix ||
    plain(b) - plain(a) ||
    b.near - a.near ||
    a.file.path.localeCompare(b.file.path)
  );
}

function reason(fit: Fit, path: readonly string[]): string {
  const neighbour = fit.neighbour;
  if (!neighbour || fit.prefix === 0)
    return "no file defines anything related; this one serves the target";
  if (fit.prefix === path.length) return `${showPath(path)} is defined here`;
  const group = showPath(path.slice(0, fit.prefix));
  return `${showPath(neighbour)} is defined here, so other ${group} options belong here`;
}

/** Chooses files that serve exactly the wanted targets: shared ones first, host files otherwise. */
function placeNew(question: PlacementQuestion, targets: readonly string[]): Result<Place[]> {
  const fits = question.files
    .filter((file) => !file.excluded && within(file, question))
    .map((file) => fitOf(file, question.path));
  for (const enough of [1, 0]) {
    const good = fits.filter((fit) => fit.prefix >= enough);
    const shared = good
      .filter((fit) => targets.every((target) => fit.file.users.has(target)))
      .toSorted(byFit)[0];
    if (shared)
      return ok([{ file: shared.file.path, targets, why: reason(shared, question.path) }]);
    const each = targets.map((target) => ({
      target,
      fit: good.filter((fit) => fit.file.users.has(target)).toSorted(byFit)[0],
    }));
    if (each.every(({ fit }) => fit !== undefined))
      return ok(
        each.flatMap(({ target, fit }) =>
          fit ? [{ file: fit.file.path, targets: [target], why: reason(fit, question.path) }] : [],
        ),
      );
  }
  return problem(
    "edit-not-possible",
    `No file of this repository serves ${targets.join(", ")} alone, so ${showPath(question.path)} has no natural place.`,
    { hint: "Name more hosts with --host, or add a file for that host and import it." },
  );
}

function sharedElsewhere(question: PlacementQuestion, file: KnownFile): Result<never> {
  const others = [...file.users].filter((user) => !question.targets.includes(user));
  return problem(
    "edit-not-possible",
    `${showPath(question.path)} is defined in ${file.path}, which ${others.join(", ")} uses too.`,
    {
      hint: `Name these hosts as well (${[...question.targets, ...others].map((name) => `--host ${name}`).join(" ")}), or move the definition into a file of ${question.targets.join(", ")} first.`,
      details: { file: file.path, others },
    },
  );
}

/**
 * Decides in which files an option is to be edited. Where the option is defined decides first,
 * then where its siblings are; a file that other targets use too is never touched for one host.
 */
export function place(question: PlacementQuestion): Result<Place[]> {
  const byPath = new Map(question.files.map((file) => [file.path, file]));
  const places = new Map<string, string[]>();
  const open: string[] = [];
  for (const target of question.targets) {
    const definers = (question.definers[target] ?? [])
      .map((path) => byPath.get(path))
      .filter((file) => file !== undefined);
    const usable = definers.filter((file) => !file.excluded && within(file, question));
    const blocked = definers.find((file) => !usable.includes(file));
    const everyDefiner = question.operation === "remove" || question.operation === "unset";
    if (blocked && (usable.length === 0 || everyDefiner) && question.operation !== "append") {
      if (!blocked.excluded) return sharedElsewhere(question, blocked);
      return problem(
        "edit-not-possible",
        `${showPath(question.path)} is defined in ${blocked.path}: ${blocked.excluded}.`,
        { hint: "Change it there by hand." },
      );
    }
    const chosen = everyDefiner ? usable : usable.slice(0, 1);
    if (chosen.length === 0) open.push(target);
    for (const file of chosen) {
      const served = places.get(file.path) ?? [];
      served.push(target);
      places.set(file.path, served);
    }
  }
  const settled: Place[] = [...places].map(([file, targets]) => ({
    file,
    targets,
    why: `${showPath(question.path)} is defined here`,
  }));
  if (open.length === 0) return ok(settled);
  if (question.operation === "remove" || question.operation === "unset") return ok(settled);
  const fresh = placeNew(question, open);
  return fresh.ok ? ok([...settled, ...fresh.value]) : fresh;
}

/** Why a file must not be written, from its path and first lines; undefined for ordinary files. */
export function exclusion(path: string, head: string): string | undefined {
  if (/(^|\/)hardware-configuration\.nix$/.test(path)) return "it is generated for the hardware";
  if (/do not (modify|edit) this file|@generated|autogenerated|generated by/i.test(head))
    return "it says that it is generated";
  if (/(^|\/)(disko|disks?)[^/]*\.nix$/.test(path)) return "it describes disks";
  return undefined;
}
