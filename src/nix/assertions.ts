import type { Diagnostic } from "../core/verification.ts";
import { moduleFile, type Source, shortenPaths } from "./source.ts";

/**
 * Failed assertions of a NixOS configuration, one diagnostic each; undefined when the text is another error.
 * Items start with `- ` at the line's beginning and may go on over several lines.
 */
export function assertionDiagnostics(raw: string, source: Source): Diagnostic[] | undefined {
  const list = /^\s*Failed assertions:\n([\s\S]*)$/.exec(raw)?.[1];
  if (list === undefined) return undefined;
  return list
    .split(/^- /m)
    .map((item) => item.trim())
    .filter((item) => item !== "")
    .map((item) => assertion(item, source));
}

function assertion(text: string, source: Source): Diagnostic {
  const removed = /The option definition `(.+?)' in `(.+?)' no longer has any effect/s.exec(text);
  const file = removed?.[2] === undefined ? null : moduleFile(source, removed[2]);
  const option = removed?.[1] ?? mentionedOption(text);
  return {
    kind: "assertion",
    message: shortenPaths(source, text),
    ...(option ? { option } : {}),
    ...(file ? { file } : {}),
    ...(removed ? { hint: "Remove this definition; the text says what replaces it." } : {}),
  };
}

/** An option that the text names, when it names exactly one. */
function mentionedOption(text: string): string | undefined {
  const names = new Set<string>();
  for (const [, name = ""] of text.matchAll(/[`'‘"]([a-z][\w-]*(?:\.[\w"<>@-]+)+)['’"`]/g))
    if (!/\.(?:nix|service|socket|timer|target|org|com|html)$/.test(name)) names.add(name);
  return names.size === 1 ? [...names][0] : undefined;
}
