import { type Reading, trimmed } from "../reading.ts";
import type { AssignRequest } from "../request.ts";
import type { Token } from "../tokens.ts";

const at = (tokens: readonly Token[], pattern: RegExp, from = 0): number =>
  tokens.findIndex((t, i) => i >= from && t.kind !== "string" && pattern.test(t.low));

/** `a.b.c = value`, "set X to Y", "change X from A to B", "use V for X", "unset X", "add V to X". */
export function readAssign(reading: Reading): AssignRequest | undefined {
  const { verb, tokens } = reading;
  const rest = reading.rest;
  if (reading.negated) return undefined;
  const equals = at(tokens, /^=$/);
  if (equals > 0 && (verb === undefined || verb === "set" || verb === "make")) {
    let subject = verb ? rest.slice(0, at(rest, /^=$/)) : tokens.slice(0, equals);
    // "a.b += x", "a.b -= x"
    const sign = subject.at(-1);
    const joined = sign?.kind === "mark" && sign.end === tokens[equals]?.start;
    const operation =
      joined && sign.text === "+" ? "append" : joined && sign.text === "-" ? "remove" : "set";
    if (operation !== "set") subject = subject.slice(0, -1);
    let value = tokens.slice(equals + 1);
    if (value[0]?.text === "=") value = value.slice(1);
    return { kind: "assign", operation, subject: trimmed(subject), value };
  }
  if (verb === "unset") {
    const end = at(rest, /^to$/);
    if (end > 0 && !/^(its|the|default|defaults|factory)$/.test(rest[end + 1]?.low ?? ""))
      return {
        kind: "assign",
        operation: "set",
        subject: trimmed(rest.slice(0, end)),
        value: rest.slice(end + 1),
      };
    if (
      end > 0 &&
      !rest
        .slice(end + 1)
        .every((t) => /^(its|the|defaults?|factory|values?|settings?)$/.test(t.low))
    )
      return undefined;
    const subject = trimmed(end > 0 ? rest.slice(0, end) : rest);
    return subject.length > 0
      ? { kind: "assign", operation: "unset", subject, value: [] }
      : undefined;
  }
  if (verb === "add" || verb === "append") {
    const to = at(rest, /^(to|into|in)$/);
    const where = trimmed(rest.slice(to + 1));
    // "add btop to my system" is about packages.
    const whole = /^(system|machine|computer|laptop|host|box|server|configuration|config|path)$/;
    if (to > 0 && where.length === 1 && whole.test(where[0]?.low ?? "")) return undefined;
    if (to > 0)
      return {
        kind: "assign",
        operation: "append",
        subject: trimmed(rest.slice(to + 1)),
        value: rest.slice(0, to),
      };
    return undefined;
  }
  if (verb === "remove" || verb === "uninstall") {
    const from = at(rest, /^(from)$/);
    if (from > 0)
      return {
        kind: "assign",
        operation: "remove",
        subject: trimmed(rest.slice(from + 1)),
        value: rest.slice(0, from),
      };
    const [only] = trimmed(rest);
    if (trimmed(rest).length === 1 && only?.kind === "dotted" && only.text.split(".").length > 2)
      return { kind: "assign", operation: "unset", subject: [only], value: [] };
    return undefined;
  }
  if (verb === "use") {
    const as = at(rest, /^(as|for)$/);
    if (as > 0)
      return {
        kind: "assign",
        operation: "set",
        subject: trimmed(rest.slice(as + 1)),
        value: rest.slice(0, as),
      };
    return undefined;
  }
  const moved = /^(move|put|bind)$/.test(tokens[0]?.low ?? "") ? at(tokens, /^port$/) : -1;
  if (moved > 2 && /^(to|on|at)$/.test(tokens[moved - 1]?.low ?? "") && moved === tokens.length - 2)
    return {
      kind: "assign",
      operation: "set",
      subject: [...trimmed(tokens.slice(1, moved - 1)), tokens[moved] as Token],
      value: tokens.slice(moved + 1),
    };
  const listens = at(tokens, /^(should|must|shall|needs?)$/);
  const port = at(tokens, /^port$/);
  if (
    listens > 0 &&
    port === tokens.length - 2 &&
    tokens
      .slice(listens, port)
      .every((t) =>
        /^(should|must|shall|needs?|to|listen|run|be|use|bind|on|at|the|served|reachable)$/.test(
          t.low,
        ),
      )
  )
    return {
      kind: "assign",
      operation: "set",
      subject: [...trimmed(tokens.slice(0, listens)), tokens[port] as Token],
      value: tokens.slice(port + 1),
    };
  if (verb === "set" || verb === "make" || verb === "keep" || verb === "turn" || verb === "setup") {
    const to = at(rest, /^(to|as|at|be|is)$/);
    if (to > 0) {
      // "from 22 to 2222": the old value is one word.
      const old = at(rest, /^from$/);
      const from = old === to - 2 ? old : -1;
      const subject = rest.slice(0, from > 0 && from < to ? from : to);
      if (subject.length > 0)
        return {
          kind: "assign",
          operation: "set",
          subject: trimmed(subject),
          value: rest.slice(to + 1),
        };
    }
    const colon = rest.findIndex((t) => t.kind === "mark" && t.text === ":");
    if (colon > 0)
      return {
        kind: "assign",
        operation: "set",
        subject: trimmed(rest.slice(0, colon)),
        value: rest.slice(colon + 1),
      };
    if (rest.length >= 2 && rest[0]?.kind === "dotted")
      return { kind: "assign", operation: "set", subject: rest.slice(0, 1), value: rest.slice(1) };
    if (rest.length >= 2 && verb === "set")
      return {
        kind: "assign",
        operation: "set",
        subject: trimmed(rest.slice(0, -1)),
        value: rest.slice(-1),
      };
    return undefined;
  }
  if (verb === undefined) {
    const should = at(tokens, /^(should|must|shall)$/);
    if (should > 0 && tokens[should + 1]?.low === "be")
      return {
        kind: "assign",
        operation: "set",
        subject: trimmed(tokens.slice(0, should)),
        value: tokens.slice(should + 2),
      };
  }
  return undefined;
}
