import { createHash } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { type AuditEntry, type AuditReport, actorSchema } from "../core/audit.ts";
import {
  firstPrev,
  type Head,
  inspectChain,
  inspectSteps,
  parseLine,
  sealed,
} from "../core/audit-chain.ts";
import { bounded } from "../core/bounded.ts";
import { ok, problem, type Result } from "../core/result.ts";
import type { Clock, Files } from "../ports/system.ts";
import { readPin, writePin } from "./pin.ts";

/** What to record; number, time, links and hash are added here. */
export type AuditInput = Pick<AuditEntry, "actor" | "action" | "result" | "details"> &
  Partial<Pick<AuditEntry, "proposal" | "candidate">>;

export interface AuditPlace {
  readonly files: Files;
  readonly clock: Clock;
  /** audit.jsonl */
  readonly path: string;
  /** Where the head is pinned, outside the repository. */
  readonly pinPath: string;
  readonly gitDir: string;
}

/** Appends one entry. Call with the audit lock held. A log that was tampered with takes no more entries. */
export async function appendAudit(
  place: AuditPlace,
  input: AuditInput,
): Promise<Result<AuditEntry>> {
  const mended = await setAsidePartialLine(place);
  if (!mended.ok) return mended;
  const head = await trustedHead(place);
  if (!head.ok) return head;
  let at = head.value.head;
  const notes = [mended.value, head.value.note].filter((note) => note !== null);
  for (const note of notes) {
    const recorded = await write(place, at, { ...note, actor: input.actor, result: "ok" });
    if (!recorded.ok) return recorded;
    at = recorded.value;
  }
  return write(place, at, input);
}

type Note = Pick<AuditInput, "action" | "details">;

async function write(
  place: AuditPlace,
  head: Head | null,
  input: AuditInput,
): Promise<Result<AuditEntry>> {
  const { proposal, candidate } = input;
  const entry: Omit<AuditEntry, "hash"> = {
    seq: (head?.seq ?? 0) + 1,
    time: place.clock.now().toISOString(),
    prev: head?.hash ?? firstPrev,
    actor: actorSchema.parse(bounded(input.actor)),
    action: bounded(input.action) as string,
    ...(proposal === undefined ? {} : { proposal: bounded(proposal) as string }),
    ...(candidate === undefined ? {} : { candidate: bounded(candidate) as string }),
    result: bounded(input.result) as string,
    details: bounded(input.details) as Record<string, unknown>,
  };
  const { hash, line } = sealed(entry);
  const appended = await place.files.append(place.path, Buffer.from(line));
  if (!appended.ok) return appended;
  const pinned = await writePin(place, { seq: entry.seq, hash });
  if (!pinned.ok) return pinned;
  return ok({ ...entry, hash });
}

/** Where the chain goes on, after comparing the file's end with the pin. */
async function trustedHead(
  place: AuditPlace,
): Promise<Result<{ head: Head | null; note: Note | null }>> {
  const read = await readPin(place);
  if (!read.ok) return read;
  const { head: pin, former } = read.value;
  const last = lastLine(place.path);
  if (!last.ok) return last;
  const entry = last.value === null ? null : parseLine(last.value);
  if (entry === undefined || (entry && sealed(entry).hash !== entry.hash))
    return broken(place, "its last line is no intact entry");
  const head = entry ? { seq: entry.seq, hash: entry.hash } : null;
  if (former)
    return ok({
      head,
      note: {
        action: "audit-began",
        details: { why: "another repository stood at this path", former },
      },
    });
  if (pin === null)
    return ok({
      head,
      note: head && {
        action: "audit-pinned",
        details: { why: "no head was pinned", at: head.seq },
      },
    });
  if (head && head.seq === pin.seq && head.hash === pin.hash) return ok({ head, note: null });
  // Killed between append and pin: the pinned entry is the one before the last.
  if (entry && entry.seq === pin.seq + 1 && entry.prev === pin.hash)
    return ok({ head, note: null });
  const content = await readLog(place);
  if (!content.ok) return content;
  const { report, pinSeen } = inspectChain(content.value, pin);
  const { head: good, problems } = report;
  const onlyBehind = pinSeen && good !== null && good.seq > pin.seq + 1 && problems.length === 1;
  if (!onlyBehind) return broken(place, problems[0] ?? "its end does not fit the pinned head");
  return ok({
    head,
    note: {
      action: "audit-pinned",
      details: { why: "entries were written with another pin", from: pin.seq, at: good.seq },
    },
  });
}

function broken(place: AuditPlace, why: string): Result<never> {
  return problem("audit-broken", `The audit log does not verify: ${why}.`, {
    hint: `Run \`agentix audit verify\`. To begin a new log, move these two away and keep them: ${place.path} and ${place.pinPath}`,
    details: { path: place.path, pin: place.pinPath },
  });
}

/** A crash in the middle of a write leaves a line without its end: kept in a file of its own, then cut off. */
async function setAsidePartialLine(place: AuditPlace): Promise<Result<Note | null>> {
  let file: number;
  try {
    file = openSync(place.path, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ok(null);
    return unreadable(place.path, error);
  }
  try {
    const size = fstatSync(file).size;
    const tail = readTail(file, size);
    if (tail.length === 0 || tail.at(-1) === 0x0a) return ok(null);
    const partial = tail.subarray(tail.lastIndexOf(0x0a) + 1);
    const digest = createHash("sha256").update(partial).digest("hex");
    const keptAs = `${place.path}.partial-${digest.slice(0, 12)}`;
    const kept = await place.files.replace(keptAs, partial);
    if (!kept.ok) return kept;
    ftruncateSync(file, size - partial.length);
    fsyncSync(file);
    return ok({
      action: "audit-recovered",
      details: { bytes: partial.length, sha256: digest, keptAs: keptAs.split("/").at(-1) },
    });
  } catch (error) {
    return unreadable(place.path, error);
  } finally {
    closeSync(file);
  }
}

/** The last complete line; null when there is none. */
function lastLine(path: string): Result<string | null> {
  let file: number;
  try {
    file = openSync(path, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return ok(null);
    return unreadable(path, error);
  }
  try {
    const tail = readTail(file, fstatSync(file).size);
    const end = tail.lastIndexOf(0x0a);
    if (end < 0) return ok(null);
    const start = end === 0 ? 0 : tail.lastIndexOf(0x0a, end - 1) + 1;
    return ok(tail.toString("utf8", start, end));
  } finally {
    closeSync(file);
  }
}

/** The end of a file, from the start of its last two lines or earlier. Entries are bounded, see bounded.ts. */
function readTail(file: number, size: number): Buffer {
  for (let length = Math.min(size, 64 * 1024); ; length = Math.min(size, length * 4)) {
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, size - length);
    const newlines = buffer.filter((byte) => byte === 0x0a).length;
    if (length === size || newlines >= 2) return buffer;
  }
}

function unreadable(path: string, error: unknown): Result<never> {
  return problem("state-unwritable", `${path} cannot be used: ${(error as Error).message}`, {
    details: { path, cause: (error as NodeJS.ErrnoException).code },
  });
}

async function readLog(place: AuditPlace): Promise<Result<string>> {
  const bytes = await place.files.read(place.path);
  return bytes.ok ? ok(Buffer.from(bytes.value ?? []).toString("utf8")) : bytes;
}

/**
 * Checks the whole file against its chain and its pin. Between steps the event loop goes on: a long log
 * keeps no key waiting.
 */
export async function verifyAudit(place: AuditPlace): Promise<Result<AuditReport>> {
  // The pin first: an entry that is written meanwhile is then one too many, which is no fault.
  const pin = await readPin(place);
  if (!pin.ok) return pin;
  const content = await readLog(place);
  if (!content.ok) return content;
  const steps = inspectSteps(content.value, pin.value.head);
  for (;;) {
    const step = steps.next();
    if (step.done) return ok(step.value.report);
    await setImmediate();
  }
}

/** The entries, oldest first, or the last few, or those of one proposal; a line that is none is `audit-broken`. */
export async function readAudit(
  place: AuditPlace,
  last?: number,
  proposal?: string,
): Promise<Result<AuditEntry[]>> {
  const bytes = await place.files.read(place.path);
  if (!bytes.ok) return bytes;
  const lines = Buffer.from(bytes.value ?? [])
    .toString("utf8")
    .split("\n");
  // What follows the last newline is a cut-off write, which the next append sets aside.
  lines.pop();
  // Canonical JSON: a line that is about the proposal holds exactly this.
  const about = proposal === undefined ? undefined : `"proposal":${JSON.stringify(proposal)}`;
  const wanted: number[] = [];
  for (let at = lines.length - 1; at >= 0 && wanted.length < (last ?? lines.length); at -= 1)
    if (about === undefined || lines[at]?.includes(about)) wanted.push(at);
  const entries: AuditEntry[] = [];
  for (const at of wanted.reverse()) {
    const entry = parseLine(lines[at] ?? "");
    if (!entry) return broken(place, `line ${at + 1} is no audit entry`);
    if (proposal === undefined || entry.proposal === proposal) entries.push(entry);
  }
  return ok(entries);
}
