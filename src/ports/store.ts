import type { AuditEntry, AuditReport } from "../core/audit.ts";
import type { Proposal } from "../core/proposal.ts";
import type { Problem, Result } from "../core/result.ts";

/** Proposals and audit lines, kept in the repository's git directory. */
export interface Store {
  /** The readable ones, oldest first; see `damaged` for the others. */
  list(): Promise<Result<Proposal[]>>;
  /** One `state-corrupt` problem for each proposal file that cannot be used. */
  damaged(): Promise<Problem[]>;
  /** By id, `latest`, or a unique prefix of a candidate commit. */
  find(reference: string): Promise<Result<Proposal>>;
  /** Reserves the next id. Call with the lock held. */
  nextId(): Promise<Result<string>>;
  save(proposal: Proposal): Promise<Result<void>>;
  /** Appends one audit line, fsynced, chain continued, head pinned. */
  audit(
    entry: Pick<AuditEntry, "actor" | "action" | "result" | "details"> &
      Partial<Pick<AuditEntry, "proposal" | "candidate">>,
  ): Promise<Result<AuditEntry>>;
  /** The last entries, oldest first: of one proposal, or of all. */
  auditEntries(last?: number, proposal?: string): Promise<Result<AuditEntry[]>>;
  auditVerify(): Promise<Result<AuditReport>>;
  /** Runs `work` while holding the repository's lock; `locked` when another agentix holds it. */
  withLock<T>(work: () => Promise<Result<T>>): Promise<Result<T>>;
  /** A path below the state folder for build roots. */
  rootPath(name: string): string;
}
