import type { NixVersion } from "../core/observation.ts";

/** A Nix as a person reads it: `determinate 2.35.2, with lazy trees`. */
export function nixName({ variant, version, features = [] }: NixVersion): string {
  const name = `${variant} ${version}`;
  if (features.length === 0) return name;
  return `${name}, with ${features.map((each) => each.replace("-", " ")).join(", ")}`;
}
