import type { AuditEntry } from "../core/audit.ts";
import { type ChangeKind, effectsOf, kindsOf, tierOfProposal } from "../core/change-kind.ts";
import { parsePath } from "../core/option.ts";
import type { Proposal } from "../core/proposal.ts";
import { appliedBy, trackRecord } from "../core/track-record.ts";
import { compileGlob, compilePattern } from "./pattern.ts";

/** How far a rule lets the loop go without a person. */
export const autonomySteps = ["propose", "verify", "apply", "activate"] as const;
export type AutonomyStep = (typeof autonomySteps)[number];

/** Hours of some days of the week, in the machine's own time; `to` before `from` goes past midnight. */
export interface Window {
  /** 0 is Sunday. */
  readonly days: readonly number[];
  /** Minutes since midnight. */
  readonly from: number;
  readonly to: number;
}

/** A class of changes that a configuration file delegates. */
export interface Delegation {
  readonly name: string;
  readonly tiers: readonly ("low" | "medium")[];
  readonly kinds: readonly ChangeKind[];
  /** Patterns of options; none means every option of the kinds. */
  readonly options: readonly string[];
  /** Globs of target ids or host names; at least one. */
  readonly hosts: readonly string[];
  readonly step: AutonomyStep;
  readonly perDay: number;
  /** None means always. */
  readonly windows: readonly Window[];
  readonly minTrackRecord: number;
  /** The file that it stands in. */
  readonly source: string;
}

/** The moment and the history that a delegation is tried in. */
export interface Circumstances {
  readonly now: Date;
  /** All lines of a log that verifies, oldest first. */
  readonly entries: readonly AuditEntry[];
  readonly step: AutonomyStep;
}

/** Why a rule does not cover a verified proposal at this moment; empty when it does. */
export function objections(
  rule: Delegation,
  proposal: Proposal,
  { now, entries, step }: Circumstances,
): string[] {
  const found: string[] = [];
  if (autonomySteps.indexOf(rule.step) < autonomySteps.indexOf(step))
    found.push(`it goes up to ${rule.step}`);
  const tier = tierOfProposal(proposal);
  if (!rule.tiers.some((one) => one === tier)) found.push(`the proposal is ${tier}`);
  const kinds = kindsOf(proposal);
  const others = kinds.filter((kind) => !rule.kinds.includes(kind));
  if (others.length > 0) found.push(`it changes ${others.join(", ")}`);
  found.push(...scopeObjections(rule, proposal));
  if (rule.windows.length > 0 && !rule.windows.some((window) => isOpen(window, now)))
    found.push("its window is closed now");
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const used = appliedBy(entries, rule.name, today);
  if (used >= rule.perDay) found.push(`its ${rule.perDay} for today are used`);
  for (const { kind, kept } of trackRecord(entries))
    if (kinds.includes(kind) && kept < rule.minTrackRecord)
      found.push(`${kind}: ${kept} of ${rule.minTrackRecord} changes approved and kept`);
  return found;
}

function scopeObjections(rule: Delegation, proposal: Proposal): string[] {
  const found: string[] = [];
  const effects = effectsOf(proposal);
  if (effects.length === 0) found.push("no option is known to change");
  if (proposal.verification?.until !== "build") found.push("it is not built");
  const written = [...(proposal.freeEdits ?? []), ...(proposal.edited ?? [])];
  if (written.length > 0) found.push("lines of it were written by hand or freely");
  if (proposal.undoes !== undefined) found.push("it takes another change back");
  const names = rule.options.map(compilePattern);
  const outside = effects.find(
    ({ option }) =>
      names.length > 0 && !names.some((name) => name.covers(parsePath(option) ?? [option])),
  );
  if (outside) found.push(`it changes ${outside.option}`);
  const hosts = rule.hosts.map(compileGlob);
  const isOn = (target: string) =>
    hosts.some((matches) => matches(target) || matches(target.replace(/^[^/]*\//, "")));
  const targets = new Set([...proposal.targets, ...effects.map(({ target }) => target)]);
  const elsewhere = [...targets].filter((target) => !isOn(target));
  if (elsewhere.length > 0) found.push(`it changes ${elsewhere.join(", ")}`);
  return found;
}

/** Is a moment inside of a window? The part after midnight belongs to the day before. */
function isOpen({ days, from, to }: Window, now: Date): boolean {
  const minute = now.getHours() * 60 + now.getMinutes();
  const day = now.getDay();
  if (from <= to) return days.includes(day) && from <= minute && minute < to;
  return minute >= from ? days.includes(day) : minute < to && days.includes((day + 6) % 7);
}

const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Reads `Mon-Fri 09:00-17:00`, `Sat,Sun 22:00-06:00` or `09:00-17:00`; null when it is none. */
export function parseWindow(text: string): Window | null {
  const match = /^(?:([A-Za-z,-]+)\s+)?(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text.trim());
  if (!match) return null;
  const [, names, ...times] = match;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = times.map(Number);
  if (fromHour > 23 || fromMinute > 59 || toMinute > 59 || toHour * 60 + toMinute > 24 * 60)
    return null;
  const days = names === undefined ? [0, 1, 2, 3, 4, 5, 6] : daysOf(names);
  if (days === null) return null;
  return { days, from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute };
}

function daysOf(names: string): number[] | null {
  const days: number[] = [];
  for (const part of names.toLowerCase().split(",")) {
    const [first = -1, last = first, more] = part.split("-").map((name) => dayNames.indexOf(name));
    if (first < 0 || last < 0 || more !== undefined) return null;
    for (let day = first; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === last) break;
    }
  }
  return days;
}
