import type { Formatter } from "../core/edit.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { evaluateJson, flakeNix } from "./query.ts";
import { type Recent, recent } from "./recent.ts";

/** A function of a flake: what its formatter is called, on the first system that has one. */
const formatterNix = `
flake:
let
  all = flake.formatter or { };
  systems = builtins.filter (system: builtins.hasAttr system all) [
    "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin"
  ];
  found = builtins.getAttr (builtins.head systems) all;
  called = builtins.tryEval (toString (found.pname or found.name or ""));
in
if systems == [ ] || !called.success then "" else builtins.unsafeDiscardStringContext called.value
`;

/** By the names that nixpkgs gives them; nixfmt-tree runs nixfmt, and treefmt may run anything. */
const byName: readonly (readonly [RegExp, Formatter])[] = [
  [/^nixfmt-classic\b/, "nixfmt-classic"],
  [/^nixfmt(?:-rfc-style|-tree|-unstable)?(?:-\d|$)/, "nixfmt"],
  [/^nixpkgs-fmt\b/, "nixpkgs-fmt"],
  [/^alejandra\b/, "alejandra"],
];

const kept = 64;
const known = new WeakMap<NixTools, Recent<Promise<Formatter | null>>>();

/** The flake's formatter, where the editor knows its layout. Only its name is evaluated; asked once for a commit. */
export function flakeFormatter(tools: NixTools, ref: FlakeRef): Promise<Formatter | null> {
  const all = known.get(tools) ?? recent<Promise<Formatter | null>>(kept);
  known.set(tools, all);
  const key = JSON.stringify([ref.root, ref.commit, ref.dir, ref.submodules]);
  return all.get(key) ?? all.set(key, ask(tools, ref));
}

async function ask(tools: NixTools, ref: FlakeRef): Promise<Formatter | null> {
  const evaluation = await evaluateJson(tools, ref, `(${formatterNix}) ${flakeNix(ref)}`);
  if (!evaluation.ok || !evaluation.value.ok) return null;
  const name = String(evaluation.value.value);
  return byName.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}
