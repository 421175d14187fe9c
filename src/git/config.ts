import { pathOf, records } from "./output.ts";

/** One configured value. `value` is null for a key without "=" (which means true). */
export interface ConfigEntry {
  readonly scope: string;
  /** Section and variable in lower case, a subsection as written: `filter.LFS.clean`. */
  readonly key: string;
  readonly value: string | null;
}

/** Reads `git config --list -z --show-scope`. */
export function parseConfig(bytes: Uint8Array): ConfigEntry[] {
  const parts = records(bytes);
  const entries: ConfigEntry[] = [];
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const scope = pathOf(parts[at] as Uint8Array);
    const line = pathOf(parts[at + 1] as Uint8Array);
    const cut = line.indexOf("\n");
    entries.push(
      cut < 0
        ? { scope, key: line, value: null }
        : { scope, key: line.slice(0, cut), value: line.slice(cut + 1) },
    );
  }
  return entries;
}

/** The value that wins (the last one); undefined when the key is not set. */
export function lastValue(entries: readonly ConfigEntry[], key: string): string | undefined {
  const entry = entries.findLast((each) => each.key === key);
  return entry === undefined ? undefined : (entry.value ?? "true");
}

/** Splits `section.Sub.Section.name`; subsection is undefined where there is none. */
export function splitKey(key: string): { section: string; subsection?: string; name: string } {
  const first = key.indexOf(".");
  const last = key.lastIndexOf(".");
  const section = key.slice(0, first);
  const name = key.slice(last + 1);
  return first === last
    ? { section, name }
    : { section, subsection: key.slice(first + 1, last), name };
}
