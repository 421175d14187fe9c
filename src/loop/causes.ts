import type { Fact } from "../core/plan-parts.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import type { Written } from "./written.ts";

/** A setting of the repository that made a module of somebody else define something. */
export interface Cause {
  readonly path: readonly string[];
  readonly file: string;
  readonly line: number;
}

const shownCauses = 4;
const ofPorts = /^open|firewall|ports?$/i;

/** A module's place in words: "nixpkgs: nixos/modules/services/networking/ssh/sshd.nix". */
export function modulePath(where: string): string {
  const file = where
    .replace(/, via option .*$/s, "")
    .replace(/^\/nix\/store\/[^/]+\//, "")
    .replace(/^.*\/store\/[a-z0-9]{32}-[^/]*\//, "");
  if (file === "" || file.startsWith("<")) return "a module that is no file";
  if (/^(?:nixos|pkgs|lib)\//.test(file)) return `nixpkgs: ${file}`;
  return `an input: ${file}`;
}

/**
 * For each place of definitions outside the repository: the options declared in that same file which the
 * repository sets. Only switches, ports and firewalls: `services.openssh.enable` opens the port, its ciphers do not.
 */
export function causesOf(
  facts: readonly Fact[],
  written: readonly Written[],
  index: OptionIndex,
): ReadonlyMap<string, readonly Cause[]> {
  const places = new Set(
    facts.flatMap(({ from }) => from.flatMap(({ file, where }) => (file === null ? [where] : []))),
  );
  const found = new Map<string, Cause[]>();
  for (const { path, file, line, valueKind } of written) {
    if (valueKind === "set" || path.some((segment) => segment.includes("${"))) continue;
    if (weight(path) > 2) continue;
    for (const declared of index.get(path)?.declarations ?? []) {
      const where = modulePath(declared);
      if (!places.has(where)) continue;
      const own = found.get(where) ?? [];
      if (own.some((one) => one.file === file && one.line === line)) continue;
      found.set(where, [...own, { path, file, line }]);
    }
  }
  return new Map(
    [...found].map(([where, own]) => [
      where,
      own.toSorted((a, b) => weight(a.path) - weight(b.path)).slice(0, shownCauses),
    ]),
  );
}

/** Whether a setting may be behind a definition of this option: switches of all, ports only of ports. */
export function speaksOf(cause: readonly string[], option: string): boolean {
  const name = cause.at(-1) ?? "";
  return name === "enable" || (ofPorts.test(name) && /ports?|interfaces/i.test(option));
}

function weight(path: readonly string[]): number {
  const name = path.at(-1) ?? "";
  if (name === "enable") return 0;
  return ofPorts.test(name) ? (/port/i.test(name) ? 2 : 1) : 3;
}
