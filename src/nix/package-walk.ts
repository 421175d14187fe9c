import type { PackageInfo } from "../core/package.ts";
import { ok, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import type { Wishes } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import type { NixTools } from "./call.ts";
import { diagnose } from "./diagnose.ts";
import { packageIndexNix } from "./expressions/package-index.ts";
import { flakeProblem } from "./flake-problem.ts";
import { parseNixLine } from "./internal-json.ts";
import { nixString } from "./literal.ts";
import { packageInfo, type RawPackage } from "./package-record.ts";
import { callContained, sourceIn, targetNix } from "./query.ts";

/** What a walk over `pkgs` has found. */
export interface WalkedPackages {
  readonly packages: readonly PackageInfo[];
  /** Names that evaluate to an error: removed, renamed, or broken. */
  readonly lost: readonly string[];
}

/** Names of one evaluation: what it holds in memory grows with them, to about 1.3 GB. */
const chunk = 6000;
/** Evaluations that may end at a name before its chunk does (a stack overflow): each is left out. */
const patience = 12;
/** Bytes of the traces of one evaluation; of a real chunk some 5 MB. */
const maxBytes = 128 * 1024 * 1024;
/** Records of a `pkgs` that somebody fills without end. */
const mostPackages = 200_000;
/** Milliseconds between two words on how far it is. */
const wordEvery = 500;

/**
 * Reads all packages of a target, some thousand names an evaluation. `nix search` is asked, as it is the one
 * command of Nix that goes on behind an attribute with an error that `tryEval` cannot catch; what it finds is
 * traced (expressions/package-index.ts), its own output says nothing.
 */
export async function walkPackages(
  tools: NixTools,
  ref: FlakeRef,
  target: Target,
  wishes: Wishes,
): Promise<Result<WalkedPackages>> {
  const seen = reader(targetId(target), wishes.onProgress);
  let after: string | null = null;
  for (let left = patience; left > 0 && seen.packages.length < mostPackages; ) {
    const expression = `(${packageIndexNix}) { target = ${targetNix(ref, target)}; after = ${after === null ? "null" : nixString(after)}; most = ${chunk}; }`;
    seen.begin();
    const called: Awaited<ReturnType<typeof callContained>> = await callContained(
      tools,
      ref,
      ["search", "--json", "--quiet", "--expr", expression, "", "^"],
      { signal: wishes.signal, maxBytes, onStderrLine: seen.line, stopsWhenFull: false },
    );
    if ("problem" in called) return { ok: false, problem: called.problem };
    const part = seen.end();
    if (!part.names) {
      const source = await sourceIn(tools, ref);
      return flakeProblem(tools, ref, { diagnostics: diagnose(called, source), called });
    }
    if (called.ok && !part.names.more) break;
    if (!called.ok) left -= 1;
    const next = called.ok ? part.names.last : part.at;
    if (next === null || (after !== null && next <= after)) break;
    after = next;
  }
  return ok({ packages: seen.packages, lost: seen.lost });
}

interface Names {
  readonly all: number;
  readonly last: string | null;
  readonly more: boolean;
}

/** Reads the lines of the evaluations as they come. A name that is looked at and of which nothing follows is lost. */
function reader(id: string, onProgress: ((text: string) => void) | undefined) {
  const packages: PackageInfo[] = [];
  const lost: string[] = [];
  let names: Names | undefined;
  let at: readonly string[] | null = null;
  let open = false;
  let tops = 0;
  let top: string | null = null;
  const started = performance.now();
  let said = started;
  const close = () => {
    if (open && at) lost.push(at.join("."));
    open = false;
  };
  const say = () => {
    const now = performance.now();
    if (now - said < wordEvery) return;
    said = now;
    const seconds = Math.round((now - started) / 1000);
    onProgress?.(
      `Reading the packages of ${id}: ${packages.length} in ${tops} of ${names?.all ?? "?"} names, ${seconds} s`,
    );
  };
  return {
    packages,
    lost,
    begin: () => {
      names = undefined;
      at = null;
    },
    line: (line: string) => {
      if (!line.includes("trace: agentix-")) return;
      const record = parseNixLine(line);
      const [, mark, json = ""] =
        (record.kind === "message" && /^trace: agentix-(\w+) (.*)$/s.exec(record.text)) || [];
      if (mark === undefined) return;
      const value: unknown = JSON.parse(json);
      if (mark === "names") names = value as Names;
      if (mark === "at") {
        close();
        at = value as readonly string[];
        open = true;
        if (at[0] !== undefined && at[0] !== top) {
          top = at[0];
          tops += 1;
        }
      }
      if (mark === "is") {
        const info = packageInfo(value as RawPackage);
        if (info && packages.length < mostPackages) packages.push(info);
        open = false;
        say();
      }
      if (mark === "lost") close();
      if (mark === "other") open = false;
    },
    end: () => {
      close();
      return { names, at: at?.[0] ?? null };
    },
  };
}
