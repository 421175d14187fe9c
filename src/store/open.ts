import { AsyncLocalStorage } from "node:async_hooks";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Proposal, proposalSchema } from "../core/proposal.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Store } from "../ports/store.ts";
import type { Clock, Files } from "../ports/system.ts";
import { appendAudit, readAudit, verifyAudit } from "./audit-file.ts";
import { takeLock } from "./lock.ts";
import { findProposal, numberOf, proposalIds, readAll } from "./proposals.ts";

export interface StoreDeps {
  readonly files: Files;
  readonly clock: Clock;
  /** The repository's common git folder, so that all its work trees share one state. */
  readonly gitDir: string;
  /** $XDG_STATE_HOME, or ~/.local/state. */
  readonly stateHome: string;
  /** What this process does, for another one that finds the lock taken ("agentix apply p3"). */
  readonly command: string;
  /** A file of the audit log that has grown to so many bytes is full; some megabytes when absent. */
  readonly auditBytes?: number;
}

/** Proposals, locks and the audit log below `<gitDir>/agentix`. Nothing is made before the first write. */
export function openStore(deps: StoreDeps): Store {
  const { files, clock } = deps;
  const home = join(deps.gitDir, "agentix");
  const proposals = join(home, "proposals");
  const held = new AsyncLocalStorage<true>();
  const audit = {
    files,
    clock,
    gitDir: deps.gitDir,
    path: join(home, "audit.jsonl"),
    proposals: () => proposalIds(proposals),
    ...(deps.auditBytes === undefined ? {} : { mostBytes: deps.auditBytes }),
    pinPath: join(
      deps.stateHome,
      "agentix",
      "heads",
      `${createHash("sha256").update(deps.gitDir).digest("hex")}.json`,
    ),
  };
  /** Two flows of this process wait for each other; other processes are told who has the lock. */
  let queue: Promise<unknown> = Promise.resolve();

  async function locked<T>(
    name: string,
    attempts: number,
    work: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const lock = await takeLock({
      folder: join(home, "locks"),
      name,
      command: deps.command,
      now: () => clock.now(),
      attempts,
    });
    if (!lock.ok) return lock;
    try {
      return await work();
    } finally {
      await lock.value();
    }
  }

  return {
    async list() {
      return ok((await readAll(files, proposals)).proposals);
    },
    async damaged() {
      return (await readAll(files, proposals)).damaged;
    },
    find: (reference) => findProposal(files, proposals, reference),
    nextId: () => nextId(files, proposals),
    save: (proposal) => save(files, proposals, proposal),
    // About five seconds: an append takes a few milliseconds.
    audit: (entry) => locked("audit", 200, () => appendAudit(audit, entry)),
    auditEntries: (last, proposal) => readAudit(audit, last, proposal),
    auditVerify: () => verifyAudit(audit),
    withLock<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
      if (held.getStore()) return work();
      const turn = queue.then(() => locked("repository", 8, () => held.run(true, work)));
      queue = turn.catch(() => undefined);
      return turn;
    },
    rootPath: (name) => join(home, "roots", name.replace(/[^A-Za-z0-9._-]/g, "_")),
  };
}

/** One more than any id that was ever given out; the counter outlives deleted proposals. */
async function nextId(files: Files, folder: string): Promise<Result<string>> {
  const path = join(folder, "last");
  const read = await files.read(path);
  if (!read.ok) return read;
  const last = Number.parseInt(new TextDecoder().decode(read.value ?? new Uint8Array()), 10) || 0;
  const highest = numberOf(proposalIds(folder).at(-1) ?? "p0");
  const next = Math.max(last, highest) + 1;
  const written = await files.replace(path, Buffer.from(`${next}\n`));
  return written.ok ? ok(`p${next}`) : written;
}

async function save(files: Files, folder: string, proposal: Proposal): Promise<Result<void>> {
  const parsed = proposalSchema.safeParse(proposal);
  if (!parsed.success)
    return problem("unexpected", `A proposal that is not well-formed: ${parsed.error.message}`);
  const bytes = Buffer.from(`${JSON.stringify(parsed.data, null, 1)}\n`);
  return files.replace(join(folder, `${proposal.id}.json`), bytes);
}
