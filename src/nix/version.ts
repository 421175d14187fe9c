import type { NixVersion } from "../core/observation.ts";

/** The oldest Nix whose flake and log behaviour this program relies on. */
export const oldestNix = [2, 24] as const;

/** Variant and version, to be shown, from the first line of `nix --version`; undefined when it is no Nix. */
export function parseNixVersion(output: string, path: string): NixVersion | undefined {
  const first = output.split("\n", 1)[0] ?? "";
  const match = /^nix \((Nix|Lix, like Nix|Determinate Nix [\d.]+)\) (\d+\.\d+\S*)/.exec(first);
  if (!match?.[1] || !match[2]) return undefined;
  const variant = match[1].startsWith("Lix")
    ? "lix"
    : match[1].startsWith("Determinate")
      ? "determinate"
      : "nix";
  return { variant, version: match[2], path };
}

/**
 * Lix counts its own versions (2.90 and up, forked from Nix 2.18); it is new enough from its first.
 * The number says only that the output is of a known shape; what a Nix can do is asked (features.ts).
 */
export function isRecentEnough(version: NixVersion): boolean {
  const [major = 0, minor = 0] = version.version
    .split(".")
    .map((part) => Number.parseInt(part, 10));
  return major > oldestNix[0] || (major === oldestNix[0] && minor >= oldestNix[1]);
}
