import { splitItems } from "../clauses.ts";
import { type Reading, trimmed } from "../reading.ts";
import type { Request } from "../request.ts";
import type { Token } from "../tokens.ts";

const onWord = /^(on|enabled|running|up|active|activated|started|work|works|working|available)$/;
const offWord = /^(off|disabled|stopped|inactive|gone|out|down|deactivated)$/;
const denial = /^(not|never|shouldn't|mustn't|doesn't|isn't|won't|can't|cannot|don't|shan't)$/;
const linking =
  /^(to|be|is|stay|stays|remain|remains|keep|keeps|get|are|should|must|that|always|and|still|turned|switched|automatically|up)$/;

/** "enable X and Y", "turn X off", "X should be on", "make sure X stays enabled", "I want X". */
export function readSwitch(reading: Reading): Request | undefined {
  let tokens: readonly Token[] = trimmed(reading.rest);
  let on: boolean;
  let soft = false;
  let keep = false;
  switch (reading.verb) {
    case "enable":
    case "allow":
      on = true;
      break;
    case "disable":
    case "deny":
      on = false;
      break;
    case "setup":
    case "want":
    case "use":
    case "install":
    case "add":
      on = true;
      soft = true;
      break;
    case "remove":
    case "uninstall":
      on = false;
      soft = true;
      break;
    case "turn":
    case "make":
    case "keep":
    case "set":
    case undefined:
      on = true;
      keep = true;
      break;
    default:
      return undefined;
  }
  // "enable ssh with password auth off": the end is about the detail.
  const detail = !keep && tokens.some((t) => t.low === "with" && t.kind === "word");
  const tail = detail ? undefined : suffix(tokens);
  if (tail) {
    tokens = trimmed(tail.tokens);
    on = tail.on === on;
  } else if (keep) return undefined;
  if (reading.negated) on = !on;
  const boot = /\b(?:at|on|after) (?:boot|startup)$/.test(reading.low);
  const items = splitItems(dropPurpose(tokens))
    .map(trimmed)
    .filter((item) => item.length > 0);
  if (items.length === 0) return undefined;
  return {
    kind: "switch",
    on,
    items,
    soft: soft && !tail,
    ...(reading.verb === "keep" ? { keep: true } : {}),
    ...(boot ? { boot } : {}),
    ...(reading.verb === "allow" || reading.verb === "deny" ? { pass: true } : {}),
  };
}

/** Takes "… on", "… to be enabled", "… running at boot" off the end. */
function suffix(tokens: readonly Token[]): { tokens: readonly Token[]; on: boolean } | undefined {
  let end = tokens.length;
  const boot = tokens.findLastIndex((t) => /^(boot|startup|login|bootup)$/.test(t.low));
  let booted = false;
  if (
    boot === end - 1 &&
    boot > 1 &&
    /^(at|on|after|during|every|each)$/.test(tokens[boot - 1]?.low ?? "")
  ) {
    end = boot - 1;
    booted = true;
  }
  const word = tokens[end - 1];
  const verb =
    booted && /^(start|starts|run|runs|started|load|launch|autostart)$/.test(word?.low ?? "");
  if (!word || word.kind === "string" || !(onWord.test(word.low) || offWord.test(word.low) || verb))
    return booted ? { tokens: tokens.slice(0, end), on: true } : undefined;
  const on = !offWord.test(word.low);
  end -= 1;
  let flipped = false;
  while (
    end > 1 &&
    (linking.test(tokens[end - 1]?.low ?? "") || denial.test(tokens[end - 1]?.low ?? ""))
  ) {
    if (denial.test(tokens[end - 1]?.low ?? "")) flipped = !flipped;
    end -= 1;
  }
  return { tokens: tokens.slice(0, end), on: on !== flipped };
}

/** "X at boot", "X on startup", "X automatically" mean no more than X. */
function dropPurpose(tokens: readonly Token[]): readonly Token[] {
  let end = tokens.length;
  if (tokens[end - 1]?.low === "automatically" && end > 1) end -= 1;
  if (
    end > 2 &&
    /^(boot|startup)$/.test(tokens[end - 1]?.low ?? "") &&
    /^(at|on)$/.test(tokens[end - 2]?.low ?? "")
  )
    end -= 2;
  return tokens.slice(0, end);
}
