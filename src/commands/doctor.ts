import { ok } from "../core/result.ts";
import { targetId } from "../core/target.ts";
import { safe } from "../core/text.ts";
import { openGit } from "../git/open.ts";
import { refOf } from "../loop/context.ts";
import { findNix } from "../nix/find.ts";
import type { Containment } from "../ports/nix.ts";
import { openClock } from "../system/clock.ts";
import { openFiles } from "../system/files.ts";
import { openProcess } from "../system/process.ts";
import { modelChecks } from "./doctor-model.ts";
import type { Command } from "./invocation.ts";
import { nixName } from "./nix-name.ts";
import { columns } from "./print.ts";
import { loadSettings } from "./settings.ts";
import { openRealNix, wire } from "./wire.ts";

/** One line of `doctor`. */
export interface Check {
  readonly name: string;
  readonly status: "ok" | "warn" | "missing";
  readonly text: string;
  readonly hint?: string;
}

type Failure = { message: string; hint?: string };

function missing(name: string, failure: Failure): Check {
  const hint = failure.hint === undefined ? {} : { hint: failure.hint };
  return { name, status: "missing", text: failure.message, ...hint };
}

/** `agentix doctor`: what is missing or wrong, and how to mend it. Never fails because of what it finds. */
export const doctorCommand: Command = async (invocation) => {
  const checks: Check[] = [];
  const settings = await loadSettings(invocation.env, invocation.configFile);
  checks.push(
    settings.ok
      ? {
          name: "configuration",
          status: "ok",
          text: settings.value.sources.join(", ") || "defaults",
        }
      : missing("configuration", settings.problem),
  );
  const node = process.versions.node;
  checks.push({ name: "node", status: "ok", text: node });
  const runner = openProcess();
  const found = await findNix(invocation.env, runner);
  checks.push(
    found.ok
      ? {
          name: "nix",
          status: "ok",
          text: `${nixName(found.value)} (${found.value.path})`,
        }
      : missing("nix", found.problem),
  );
  const git = openGit({
    process: runner,
    files: openFiles(),
    clock: openClock(),
    dir: invocation.dir,
    env: invocation.env,
  });
  const repo = await git.observe();
  if (!repo.ok) checks.push(missing("repository", repo.problem));
  else {
    const { root, branch, dirty } = repo.value;
    checks.push({ name: "repository", status: "ok", text: root });
    checks.push(
      branch === null
        ? {
            name: "branch",
            status: "warn",
            text: "HEAD is detached",
            hint: "git switch BRANCH, before you propose",
          }
        : { name: "branch", status: "ok", text: branch },
    );
    checks.push(
      dirty.length === 0
        ? { name: "tree", status: "ok", text: "clean" }
        : {
            name: "tree",
            status: "warn",
            text: `${dirty.length} files are changed and not committed`,
            hint: "Commit or stash them before apply; proposals start from the last commit",
          },
    );
  }
  if (repo.ok && found.ok && settings.ok) {
    const nix = await openRealNix(runner, openClock(), settings.value, invocation.env);
    const targets = nix.ok ? await nix.value.targets(refOf(repo.value, repo.value.head)) : nix;
    if (nix.ok) checks.push(containmentCheck(await nix.value.containment()));
    checks.push(
      targets.ok
        ? { name: "targets", status: "ok", text: targets.value.map(targetId).join(" ") }
        : missing("targets", targets.problem),
    );
    const wired = await wire(invocation, { nix: false });
    if (wired.ok) {
      const audit = await wired.value.store.auditVerify();
      if (!audit.ok) checks.push(missing("audit", audit.problem));
      else if (audit.value.ok)
        checks.push({
          name: "audit",
          status: "ok",
          text: `${audit.value.entries} entries, chain intact`,
        });
      else
        checks.push({
          name: "audit",
          status: "warn",
          text: audit.value.problems[0] ?? "the chain is broken",
          hint: "agentix audit verify",
        });
      for (const { message, hint } of await wired.value.store.damaged())
        checks.push({ name: "proposal", status: "warn", text: message, ...(hint ? { hint } : {}) });
    }
  }
  if (settings.ok)
    checks.push(...(await modelChecks(invocation, settings.value, openFiles(), openClock())));
  const mark = { ok: "✓", warn: "!", missing: "✗" } as const;
  const rows = checks.flatMap(({ name, status, text, hint }) => [
    [`${mark[status]} ${name}`, safe(text)],
    ...(hint === undefined ? [] : [["", `hint: ${safe(hint)}`]]),
  ]);
  const healthy = checks.every(({ status }) => status !== "missing");
  return ok({ json: { healthy, checks }, text: columns(rows), exit: healthy ? 0 : 7 });
};

/** What holds an evaluation in, and how to hold it better. */
function containmentCheck({ network, builds, memoryBytes }: Containment): Check {
  const memory = `at most ${Math.floor(memoryBytes / 1024 / 1024)} MiB of memory`;
  const held = {
    namespace: "no network (bubblewrap)",
    restricted: "network only for what flake.lock names (Nix's restricted mode)",
    open: "the network is open",
  } as const;
  const text = `${held[network]}, ${builds ? "may build" : "builds nothing"}, ${memory}`;
  if (network === "namespace") return { name: "evaluation", status: "ok", text };
  const hint = builds
    ? "evaluation.allow_import_from_derivation lets it build, and a build downloads"
    : "Install bubblewrap (bwrap), and allow user namespaces: then an evaluation has no network at all";
  return { name: "evaluation", status: "warn", text, hint };
}
