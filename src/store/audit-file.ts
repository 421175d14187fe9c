import { createHash } from "node:crypto";
import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync } from "node:fs";
import { basename } from "node:path";
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
import {
  carriedFrom,
  lastLine,
  readTail,
  rotate,
  segmentsOf,
  stampOf,
  unreadable,
} from "./segments.ts";

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
  /** Ids of the proposals that are kept: each has a line. */
  readonly proposals: () => readonly string[];
  /** A file that has grown to so many bytes is full. */
  readonly mostBytes?: number;
}

/** Some twenty thousand entries. */
const usualBytes = 8 * 1024 * 1024;

/** Appends one entry. Call with the audit lock held. A log that was tampered with takes no more entries. */
export async function appendAudit(
  place: AuditPlace,
  input: AuditInput,
): Promise<Result<AuditEntry>> {
  const mended = await setAsidePartialLine(place);
  if (!mended.ok) return mended;
  const head = await trustedHead(place);
  if (!head.ok) return head;
  const rotated = rotate(place.path, place.mostBytes ?? usualBytes);
  if (!rotated.ok) return rotated;
  let at = head.value.head;
  const notes = [mended.value, head.value.note, carriedOver(place, at)].filter(
    (note) => note !== null,
  );
  for (const note of notes) {
    const recorded = await write(place, at, { ...note, actor: input.actor, result: "ok" });
    if (!recorded.ok) return recorded;
    at = recorded.value;
  }
  return write(place, at, input);
}

/** The first entry of a file says which one is full; a run that was killed between both leaves that to the next. */
function carriedOver({ path }: AuditPlace, head: Head | null): Note | null {
  const last = carriedFrom(path);
  if (last === undefined || head === null) return null;
  return { action: "audit-rotated", details: { file: basename(last), entries: head.seq } };
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
  const pinned = await writePin(place, { seq: entry.seq, hash }, stampOf(place.path));
  if (!pinned.ok) return pinned;
  return ok({ ...entry, hash });
}

/** Where the chain goes on, after comparing the file's end with the pin. */
async function trustedHead(
  place: AuditPlace,
): Promise<Result<{ head: Head | null; note: Note | null }>> {
  const read = await readPin(place);
  if (!read.ok) return read;
  const { head: pin, former, stamp } = read.value;
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
  if (pin === null) return ok({ head, note: beginning(place, head) });
  // The file as it was left, by whoever wrote the pin: its end is enough.
  const isUntouched = stamp !== undefined && stamp === stampOf(place.path);
  if (isUntouched && head && head.seq === pin.seq && head.hash === pin.hash)
    return ok({ head, note: null });
  const content = await readLog(place);
  if (!content.ok) return content;
  const { report, pinSeen } = inspectChain(content.value, pin);
  const { head: good, problems } = report;
  if (problems.length === 0) return ok({ head, note: null });
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

/** A log without a pin may be new, may have come with a copy of the repository, or is what somebody left. */
function beginning(place: AuditPlace, head: Head | null): Note | null {
  if (head) return { action: "audit-pinned", details: { why: "no head was pinned", at: head.seq } };
  const last = place.proposals().at(-1);
  if (last === undefined) return null;
  const why = "neither a log nor its pin was there, though proposals are";
  return { action: "audit-began", details: { why, upTo: last } };
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

/** All files of the log as one text: the chain goes through them. */
async function readLog(place: AuditPlace): Promise<Result<string>> {
  const parts: Buffer[] = [];
  for (const path of [...segmentsOf(place.path), place.path]) {
    const bytes = await place.files.read(path);
    if (!bytes.ok) return bytes;
    parts.push(Buffer.from(bytes.value ?? []));
  }
  return ok(Buffer.concat(parts).toString("utf8"));
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
    if (step.done) return ok(withProposals(place, content.value, step.value.report));
    await setImmediate();
  }
}

/** Every proposal has a line, written before the proposal itself: one without is left of a log that is gone. */
function withProposals(place: AuditPlace, content: string, report: AuditReport): AuditReport {
  const ids = place.proposals();
  if (ids.length === 0) return report;
  const began = [...content.matchAll(/"action":"audit-began"[^\n]*"upTo":"p(\d+)"/g)];
  const forgiven = Math.max(0, ...began.map(([, number]) => Number(number)));
  const known = new Set<string | undefined>();
  for (const [, id] of content.matchAll(/"proposal":"(p\d+)"/g)) known.add(id);
  const unknown = ids.filter((id) => Number(id.slice(1)) > forgiven && !known.has(id));
  if (unknown.length === 0) return report;
  const some = `${unknown.slice(0, 5).join(", ")}${unknown.length > 5 ? " and more" : ""}`;
  const said = `no line tells of ${some}: the log was removed or replaced together with its pin`;
  return { ...report, ok: false, problems: [...report.problems, said] };
}

/** The entries, oldest first, or the last few, or those of one proposal; a line that is none is `audit-broken`. */
export async function readAudit(
  place: AuditPlace,
  last?: number,
  proposal?: string,
): Promise<Result<AuditEntry[]>> {
  const content = await readLog(place);
  if (!content.ok) return content;
  const lines = content.value.split("\n");
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
