/** Names of folders and files that a new module may have: no hidden ones, nothing that has to be quoted. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9_+-]*(?:\.[A-Za-z0-9_+-]+)*$/;

/**
 * Why no new module file may be made at a repository-relative path; null where it may.
 * @param flakeDir folder of flake.nix, "" at the root
 * @param tracked every path of the base commit
 */
export function newFileWhy(
  path: string,
  flakeDir: string,
  tracked: ReadonlySet<string>,
): string | null {
  const parts = path.split("/");
  if (path.length > 200 || parts.length > 8) return "its path is too long";
  if (!parts.every((part) => plainName.test(part)))
    return "its path may hold letters, digits, _ + - and dots inside of names only";
  if (!path.endsWith(".nix")) return "a new file has to be a .nix file";
  if (parts.at(-1) === "flake.nix") return "a new flake.nix is never made";
  if (flakeDir !== "" && !path.startsWith(`${flakeDir}/`))
    return `it lies outside of ${flakeDir}, the flake's folder`;
  if (tracked.has(path)) return "there is such a file already";
  const low = path.toLowerCase();
  for (const other of tracked) {
    const one = other.toLowerCase();
    if (one === low) return `it differs from ${other} only in upper and lower case`;
    if (low.startsWith(`${one}/`)) return `${other} is no folder`;
    if (one.startsWith(`${low}/`)) return "there is a folder of that name";
  }
  return null;
}
