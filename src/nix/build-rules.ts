import type { Rule } from "./rule.ts";

/** What a build or a download says, in both wordings where two are known (2.26 and 2.34). */
export const buildRules: readonly Rule[] = [
  {
    pattern:
      /^(?:builder for '(.+?)' failed with (exit code \d+|.+?)(?:[;.\n]|$)|Cannot build '(.+?)'\.\nReason: builder failed with (exit code \d+|[^\n]+?)\.)/s,
    read: (match) => ({
      kind: "build-failed",
      message: `${drvName(match[1] ?? match[3])} failed to build (${match[2] ?? match[4]}).`,
      placed: false,
    }),
  },
  {
    pattern:
      /^(?:(\d+) dependenc(?:y|ies) of derivation '(.+?)' failed to build|Cannot build '(.+?)'\.\nReason: (\d+) dependenc(?:y|ies) failed)/s,
    read: (match) => ({
      kind: "dependency-failed",
      message: `${drvName(match[2] ?? match[3])} was not built because ${
        Number(match[1] ?? match[4]) === 1 ? "a dependency" : `${match[1] ?? match[4]} dependencies`
      } failed.`,
      placed: false,
    }),
  },
  {
    pattern:
      /hash mismatch in (?:fixed-output derivation|file downloaded from) '(.+?)':?[\s\S]*?(?:specified|wanted|expected): *(\S+)\s+got: *(\S+)/,
    read: (match) => ({
      kind: "hash-mismatch",
      message: `${drvName(match[1])} has another hash than the configuration says: specified ${match[2]}, got ${match[3]}.`,
      hint: `If the new content is what you want, write ${match[3]} there.`,
      placed: false,
    }),
  },
  {
    pattern:
      /^NAR hash mismatch in input '(.+?)'(?: \(.*?\))?, expected '(.+?)',? (?:but )?got '(.+?)'/s,
    read: (match) => ({
      kind: "hash-mismatch",
      message: `The input ${match[1]} has another content than flake.lock says: locked ${match[2]}, got ${match[3]}.`,
      hint: "It was changed after it was locked. Find out why before you update its lock.",
      placed: false,
    }),
  },
  {
    pattern:
      /(?:^|error: )unable to download '(.+?)':? ?(.*)|^(?:Failed to fetch|cannot fetch|failed to fetch)[^\n]*?'(.+?)'(.*)|^(?:Could not resolve host|Couldn't resolve host name)(.*)/s,
    read: (match) => ({
      kind: "fetch",
      message: `Could not fetch ${match[1] ?? match[3] ?? "something that is not in the store"}${
        match[2] ? `: ${match[2].split("\n", 1)[0]}` : ""
      }`.replace(/[.;:\s]*$/, "."),
      hint: "Check the network, or fetch it beforehand.",
      placed: false,
    }),
  },
  {
    pattern:
      /^(?:Cannot build '(.+?)'\.\nReason: (?!builder failed|\d+ dependenc)([^\n]+)|builder for '(.+?)' failed to produce output path|derivation '(.+?)' failed to produce)/,
    read: (match) => ({
      kind: "build-failed",
      message: `${drvName(match[1] ?? match[3] ?? match[4])} failed to build (${
        match[2]?.replace(/\.$/, "") ?? "it did not make its output"
      }).`,
      placed: false,
    }),
  },
  {
    pattern: /^build of '(.+?)'(?:, '.+?')* failed/s,
    read: (match) => ({
      kind: "build-failed",
      message: `${drvName(match[1])} failed to build.`,
      placed: false,
    }),
  },
];

/** `/nix/store/<hash>-name.drv` → `name`; other text as it is. */
function drvName(drv: string | undefined): string {
  return (drv ?? "")
    .replace(/\^.*$/, "")
    .replace(/^.*\/[a-z0-9]{32}-/, "")
    .replace(/\.drv$/, "");
}
