/**
 * What a running build says, after the Nix-version-specific log protocol has been read.
 * Texts are untrusted and unescaped: pass them through text.ts before a terminal sees them.
 * `drv` is the full derivation path; `id` an activity id, unique in one build run.
 */
export type BuildEvent =
  | { kind: "planned"; drvs: readonly string[]; fetches: number; downloadBytes?: number }
  /** Which planned derivations a planned derivation needs. Comes late, or never. */
  | { kind: "needs"; inputs: ReadonlyMap<string, readonly string[]> }
  | { kind: "build-started"; id: string; drv: string; machine: string }
  | { kind: "phase"; id: string; phase: string }
  | { kind: "log"; id: string; line: string }
  | { kind: "build-stopped"; id: string }
  /** Why a derivation is not built; before or after its build stopped, with or without a start. */
  | { kind: "build-failed"; drv: string; why: "build" | "dependency"; text: string }
  | { kind: "fetch-started"; id: string; what: string }
  | { kind: "fetch-progress"; id: string; done: number; expected: number }
  | { kind: "fetch-stopped"; id: string }
  | { kind: "progress"; done: number; expected: number; running: number; failed: number }
  | { kind: "message"; level: "error" | "warn" | "info"; text: string }
  | { kind: "finished"; ok: boolean };
