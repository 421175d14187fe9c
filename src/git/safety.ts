import { type ConfigEntry, lastValue, splitKey } from "./config.ts";

/*
 * Which keys of a repository's own configuration can start a program, and what is done about each.
 *
 * Always outranked or never reached (see invoke.ts), so harmless whatever they say:
 *   core.fsmonitor, core.hooksPath, core.sshCommand, core.gitProxy, core.askPass, core.editor, core.pager,
 *   core.alternateRefsCommand, credential.*, gpg.*, commit.gpgSign, merge.verifySignatures  - overridden
 *   diff.external, diff.*.command, diff.*.textconv   - --no-ext-diff --no-textconv, and no attributes are read
 *   alias.*, trailer.*, difftool.*, mergetool.*, sendemail.*, browser.*  - commands that Agentix never calls
 *   remote.*, url.*, http.*, submodule.*.update, extensions.partialClone - no protocol is allowed, no fetch
 *   include.path, includeIf.*.path                    - git resolves them before this list is made
 * Overridden one by one because their names are free:
 *   filter.*.{clean,smudge,process,required}, merge.*.driver, hook.*.{command,enabled}, branch.*.mergeOptions
 * Refused: a filter that tracked files really use. Without it the work tree cannot be compared with what git
 * stores, and Nix would evaluate the stored form; running it is for the user to allow, by name.
 */

/** What to do about the repository's own configuration. */
export interface ConfigReview {
  /** Overrides for names that the repository chose. */
  readonly overrides: readonly (readonly [key: string, value: string])[];
  /** Filter drivers that would run a program, by name. */
  readonly filters: readonly string[];
}

const filterPrograms = new Set(["clean", "smudge", "process"]);

/** Finds programs in a repository's configuration; `allowed` filter drivers are left alone. */
export function reviewConfig(
  entries: readonly ConfigEntry[],
  allowed: readonly string[],
): ConfigReview {
  const overrides = new Map<string, string>();
  const filters = new Set<string>();
  for (const { scope, key, value } of entries) {
    if (scope === "command") continue;
    const { section, subsection, name } = splitKey(key);
    if (subsection === undefined) continue;
    if (section === "filter" && !allowed.includes(subsection)) {
      if (filterPrograms.has(name) && value !== "") filters.add(subsection);
      for (const program of filterPrograms) overrides.set(`filter.${subsection}.${program}`, "");
      overrides.set(`filter.${subsection}.required`, "false");
    }
    if (section === "merge" && name === "driver") overrides.set(key, "false");
    if (section === "hook") {
      overrides.set(`hook.${subsection}.enabled`, "false");
      if (name === "command") overrides.set(key, "false");
    }
    if (section === "branch" && name === "mergeoptions") overrides.set(key, "");
  }
  return { overrides: [...overrides], filters: [...filters] };
}

/** Values of the user's own configuration that change how the work tree compares, and start nothing. */
const valuesOnly = [
  "core.autocrlf",
  "core.eol",
  "core.filemode",
  "core.ignorecase",
  "core.symlinks",
  "core.trustctime",
  "core.checkstat",
  "core.attributesfile",
];

/** Those of the user's harmless values that the repository does not set itself. */
export function carriedValues(
  user: readonly ConfigEntry[],
  repository: readonly ConfigEntry[],
): (readonly [key: string, value: string])[] {
  const carried: (readonly [string, string])[] = [];
  for (const key of valuesOnly) {
    const value = lastValue(user, key);
    if (value !== undefined && lastValue(repository, key) === undefined) carried.push([key, value]);
  }
  return carried;
}
