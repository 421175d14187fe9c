/** Names as Ollama reads them: `model:tag`, the tag `latest` when there is none. */

/** Does the name say that the model runs in the cloud (`:cloud`, `:120b-cloud`)? Case and blanks do not matter. */
export function namesCloud(name: string): boolean {
  return /[:-]\s*cloud$/i.test(name.trim());
}

/** The name with its tag. A colon before a slash belongs to a registry's port. */
export function tagged(name: string): string {
  const bare = name.trim();
  return bare.lastIndexOf(":") > bare.lastIndexOf("/") ? bare : `${bare}:latest`;
}

/** Are both names the same model? Ollama compares without case. */
export function sameName(one: string, other: string): boolean {
  return tagged(one).toLowerCase() === tagged(other).toLowerCase();
}

/** Is version `a.b.c` at least `least`? null when it is no version, or a build without one (0.0.0). */
export function atLeast(version: string, least: readonly [number, number, number]): boolean | null {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (!match) return null;
  const parts = match.slice(1).map(Number);
  if (parts.every((part) => part === 0)) return null;
  for (const [at, part] of parts.entries()) {
    const wanted = least[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
