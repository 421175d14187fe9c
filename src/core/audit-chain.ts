import { hash as digest } from "node:crypto";
import { type AuditEntry, type AuditReport, auditEntrySchema } from "./audit.ts";
import { canonicalMembers } from "./canonical.ts";

/** `prev` of the first entry. */
export const firstPrev = "0".repeat(64);

/** A place in the chain. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** SHA-256 over the RFC 8785 form of the entry without its hash, as lower-case hex. */
export function hashEntry(entry: Omit<AuditEntry, "hash">): string {
  return sealed(entry).hash;
}

/** The entry's hash, and its line for the file: canonical, ended by a newline. */
export function sealed(entry: Omit<AuditEntry, "hash">): { hash: string; line: string } {
  const { hash: _, ...rest } = entry as AuditEntry;
  const members = canonicalMembers(rest);
  const hash = digest("sha256", `{${members.join(",")}}`);
  // "hash" goes where sorting puts it.
  const at = members.findIndex((member) => member > '"hash":');
  members.splice(at < 0 ? members.length : at, 0, `"hash":"${hash}"`);
  return { hash, line: `{${members.join(",")}}\n` };
}

/** Reads one line; undefined when it is no entry in canonical form (duplicate keys, spaces, other types). */
export function parseLine(line: string): AuditEntry | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  // The value as read, not the schema's copy of it: the order of its keys counts.
  return auditEntrySchema.safeParse(value).success ? (value as AuditEntry) : undefined;
}

/** At most this many problems are told; a rewritten file would have one per line. */
const maxProblems = 20;

/**
 * Checks a whole audit file: every line canonical (so no duplicate keys), hashes right, numbers and links
 * without a gap, and the head pinned elsewhere at its place. `pinned` null means that there is no pin.
 */
export function verifyChain(content: string, pinned: Head | null): AuditReport {
  return inspectChain(content, pinned).report;
}

/** A report, and whether the pinned entry is in the file, which is more than its number being there. */
export interface Inspection {
  readonly report: AuditReport;
  readonly pinSeen: boolean;
}

/** The same at once, with whether the pinned entry was seen. */
export function inspectChain(content: string, pinned: Head | null): Inspection {
  const steps = inspectSteps(content, pinned);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Lines that are checked in one step: a few milliseconds. */
const linesPerStep = 100;

/** The same in small steps, between which other work can be done. */
export function* inspectSteps(
  content: string,
  pinned: Head | null,
): Generator<undefined, Inspection> {
  const problems: string[] = [];
  const notes: string[] = [];
  let latest = "";
  const lines = content.split("\n");
  const partial = lines.pop() ?? "";
  let head: Head | null = null;
  let good: Head | null = null;
  let count = 0;
  let pinSeen = pinned === null;
  for (const [at, line] of lines.entries()) {
    count += 1;
    if (count % linesPerStep === 0) yield;
    const checked = checkLine(line, head);
    if ("problem" in checked) {
      problems.push(`line ${at + 1}: ${checked.problem}`);
      if (problems.length >= maxProblems) break;
      // Go on from what the line claims to be, so that one edit is told once.
      if (checked.claims) head = checked.claims;
      continue;
    }
    head = checked.head;
    good = head;
    if (isBefore(checked.time, latest) && notes.length < maxProblems)
      notes.push(
        `entry ${head.seq} is of ${checked.time}, earlier than one before it (${latest}): the clock was set back, or the entry was`,
      );
    if (checked.time > latest) latest = checked.time;
    if (pinned && head.seq === pinned.seq && head.hash === pinned.hash) pinSeen = true;
  }
  if (partial !== "")
    problems.push(
      `the last line is cut off (${partial.length} characters): an interrupted write, or an edit`,
    );
  problems.push(...pinProblems(pinned, head, pinSeen));
  const ok = problems.length === 0;
  return {
    report: {
      entries: count,
      ok,
      head: good,
      pinned,
      problems,
      ...(notes.length > 0 ? { notes } : {}),
    },
    pinSeen,
  };
}

/** Clocks are put right by moments all the time: that is no note. */
const slack = 60_000;

function isBefore(time: string, latest: string): boolean {
  return time < latest && Date.parse(latest) - Date.parse(time) > slack;
}

type Checked = { head: Head; time: string } | { problem: string; claims?: Head };

function checkLine(line: string, before: Head | null): Checked {
  const entry = parseLine(line);
  if (!entry) return { problem: "is no audit entry" };
  const claims = { seq: entry.seq, hash: entry.hash };
  const seal = sealOf(line, entry);
  if (seal === undefined)
    return { problem: "is not in canonical form (duplicate keys, order or spaces)", claims };
  if (seal !== entry.hash) return { problem: "was changed: its hash does not fit", claims };
  const expected = (before?.seq ?? 0) + 1;
  if (entry.seq !== expected)
    return {
      problem: `has number ${entry.seq} where ${expected} belongs (removed or reordered)`,
      claims,
    };
  if (entry.prev !== (before?.hash ?? firstPrev))
    return { problem: "does not continue the line before it", claims };
  return { head: claims, time: entry.time };
}

/** The hash that the line's content has; undefined when the line is not canonical. */
function sealOf(line: string, entry: AuditEntry): string | undefined {
  if (isPlainlyCanonical(line, entry)) {
    // Quotes inside texts are escaped, and no object follows the top level's hash: the last one is it.
    const member = `"hash":"${entry.hash}",`;
    const at = line.lastIndexOf(member);
    return digest("sha256", line.slice(0, at) + line.slice(at + member.length));
  }
  try {
    const seal = sealed(entry);
    const stated = seal.line.replace(`"hash":"${seal.hash}"`, () => `"hash":"${entry.hash}"`);
    return stated === `${line}\n` ? seal.hash : undefined;
  } catch {
    // It holds what has no canonical form.
    return undefined;
  }
}

/**
 * A quick proof, six times as fast as writing the canonical form again: JSON.stringify prints texts and numbers
 * as RFC 8785 wants them, so only the order of keys is left. It says no where keys look like numbers, which
 * JavaScript reorders, and where surrogates are escaped; then the slow way decides.
 */
function isPlainlyCanonical(line: string, value: unknown): boolean {
  return !/\\ud/i.test(line) && JSON.stringify(value) === line && inOrder(value);
}

function inOrder(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (Array.isArray(value)) return value.every(inOrder);
  let before = "";
  for (const [key, member] of Object.entries(value)) {
    if (key < before || !inOrder(member)) return false;
    before = key;
  }
  return true;
}

function pinProblems(pinned: Head | null, head: Head | null, seen: boolean): string[] {
  if (pinned === null)
    return head === null
      ? []
      : ["no head is pinned outside the file, so a cut or replaced file could not be told"];
  if (head === null) return [`the file is empty or gone, but entry ${pinned.seq} is pinned`];
  if (head.seq < pinned.seq)
    return [`the file ends at entry ${head.seq}, but entry ${pinned.seq} is pinned: it was cut`];
  if (!seen) return [`entry ${pinned.seq} is not the one that is pinned: the file was rewritten`];
  if (head.seq > pinned.seq + 1)
    return [
      `${head.seq - pinned.seq} entries follow the pinned one: written with another pin (another user or state folder)`,
    ];
  return [];
}
