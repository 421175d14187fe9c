import type { Diagnostic } from "../core/verification.ts";
import { assertionDiagnostics } from "./assertions.ts";
import { buildRules } from "./build-rules.ts";
import { callRules } from "./call-rules.ts";
import { evaluationRules } from "./evaluation-rules.ts";
import type { NixMessage, NixPlace } from "./internal-json.ts";
import { moduleRules } from "./module-rules.ts";
import type { Rule } from "./rule.ts";
import { moduleFile, repoFile, type Source, shortenPaths } from "./source.ts";

const rules: readonly Rule[] = [...moduleRules, ...buildRules, ...callRules, ...evaluationRules];

/** Longest message that is kept, in characters; Nix can print a whole configuration. */
const longest = 2000;

/**
 * Nix's errors, classified, with their place in the repository where Nix gives one.
 * @param printed error messages in the order they came, and plain lines for a Nix that died without one
 * @param source how the evaluated commit's files are spelled
 * @returns at least one diagnostic
 */
export function diagnose(
  printed: { readonly errors: readonly NixMessage[]; readonly plain: readonly string[] },
  source: Source,
): Diagnostic[] {
  const found = printed.errors.flatMap((error) => diagnoseOne(error, source));
  if (found.length > 0) return unique(found);
  const last = printed.plain.filter((line) => line.trim() !== "").slice(-5);
  const text = shortenPaths(source, last.join("\n").replace(/^error:\s*/, ""));
  if (/stack overflow/i.test(text))
    return [{ kind: "recursion", message: "The evaluation recursed too deeply (stack overflow)." }];
  return [{ kind: "other", message: clip(text) || "Nix failed without saying why." }];
}

/** A warning as a diagnostic, as the option system or `lib.warn` words it. */
export function diagnoseWarning(warning: NixMessage, source: Source): Diagnostic {
  const text = warning.raw ?? warning.text.replace(/^(?:evaluation )?warning:\s*/, "");
  const where = inRepo(warning.place, source);
  const file = where?.file ?? firstRepoFile(text, source);
  return {
    kind: "other",
    message: clip(shortenPaths(source, text).trim()),
    ...(file ? { file } : {}),
    ...(where?.line ? { line: where.line } : {}),
  };
}

function diagnoseOne(error: NixMessage, source: Source): Diagnostic[] {
  const raw = error.raw ?? error.text;
  const assertions = assertionDiagnostics(raw, source);
  if (assertions) return assertions;
  for (const rule of rules) {
    const match = rule.pattern.exec(raw);
    if (!match) continue;
    const classified = rule.read(match, {
      raw,
      suggestion: suggestionIn(error),
      moduleArgument: moduleArgumentIn(error),
      source,
    });
    const { placed, ...diagnostic } = classified;
    const where = placed === false ? undefined : placeOf(error, source);
    // A missing file is best shown where it is asked for.
    const asked = diagnostic.kind === "missing-file" && where !== undefined;
    const file = asked ? undefined : (diagnostic.file ?? firstRepoFile(raw, source));
    const option = diagnostic.option ?? (placed === false ? undefined : optionOf(error));
    return [
      {
        ...diagnostic,
        message: clip(shortenPaths(source, diagnostic.message)),
        ...(option ? { option } : {}),
        ...(file ? { file } : (where ?? {})),
      },
    ];
  }
  const where = placeOf(error, source);
  const option = optionOf(error);
  return [
    {
      kind: "other",
      message: clip(shortenPaths(source, raw.trim())),
      ...(option ? { option } : {}),
      ...(where ?? {}),
    },
  ];
}

/** The error's own place, else the nearest frame of the repository, else a file named by the module system. */
function placeOf(error: NixMessage, source: Source) {
  const own = inRepo(error.place, source);
  if (own) return own;
  for (const frame of error.trace) {
    const where = inRepo(frame.place, source);
    if (where) return where;
    const defined = /^while evaluating definitions from `(.*)':/s.exec(frame.text)?.[1];
    const file = defined === undefined ? null : moduleFile(source, defined);
    if (file !== null) return { file };
  }
  return undefined;
}

/** The innermost option that was being evaluated. */
function optionOf(error: NixMessage): string | undefined {
  for (const frame of error.trace) {
    const option = /^while evaluating the option `(.*)':/s.exec(frame.text)?.[1];
    if (option !== undefined) return option;
  }
  return undefined;
}

function inRepo(place: NixPlace | undefined, source: Source) {
  const file = place ? repoFile(source, place.file) : null;
  if (!place || file === null) return undefined;
  return {
    file,
    ...(place.line ? { line: place.line } : {}),
    ...(place.column ? { column: place.column } : {}),
  };
}

/** The first file of the repository that the text quotes, as the module system does. */
function firstRepoFile(text: string, source: Source): string | undefined {
  for (const [, quoted = ""] of text.matchAll(/[`'"]((?:\/|«)[^`'"]+)[`'"]/g)) {
    const file = repoFile(source, quoted);
    if (file) return file;
  }
  return undefined;
}

function moduleArgumentIn(error: NixMessage): string | undefined {
  for (const frame of error.trace) {
    const name = /^while evaluating the module argument `(.+?)'/.exec(frame.text)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** "Did you mean …?" stands only in the rendered text for language errors. */
function suggestionIn(error: NixMessage): string | undefined {
  return (
    /Did you mean (.+?)\?\s*$/s.exec(error.raw ?? "")?.[1] ??
    // Lix may list the derivations of the trace below it.
    /Did you mean ((?:(?!Did you mean).)+?)\?\s*(?:\n *note: trace involved .*)?$/s.exec(
      error.text,
    )?.[1]
  )
    ?.replaceAll(/\s+/g, " ")
    .replaceAll(/`([^']*)'/g, "`$1`");
}

function unique(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((each) => {
    const key = JSON.stringify([each.kind, each.message, each.file, each.line]);
    return !seen.has(key) && seen.add(key);
  });
}

function clip(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
