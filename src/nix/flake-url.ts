import type { FlakeRef } from "../ports/nix.ts";

/**
 * The locked reference of a commit, as Nix reads it: the repository's objects, never its work tree.
 * Every path segment is percent-encoded, so spaces, `?`, `#`, `%` and unicode survive.
 */
export function flakeUrl(ref: FlakeRef): string {
  const query = [`rev=${encodeURIComponent(ref.commit)}`];
  if (ref.dir !== "") query.push(`dir=${encodePath(ref.dir)}`);
  if (ref.shallow) query.push("shallow=1");
  if (ref.submodules) query.push("submodules=1");
  return `git+file://${encodePath(ref.root)}?${query.join("&")}`;
}

/** Percent-encodes each segment of a path and keeps its slashes. */
function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
