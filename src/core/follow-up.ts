/*
 * With a proposal open, what somebody types is about it or is a goal of its own. Only the words decide.
 */

/** How words are meant: as a change of the open proposal, as a goal, or not clear from the words. */
export type Meant = "follow-up" | "goal" | "unclear";

const question =
  /\?\s*$|^(?:what|what's|which|who|why|how|where|when|is|are|does|show|list|tell|explain|describe)\b/;
const opening =
  /^(?:no,|nope\b|no$|not (?:on|for|at|this|that|it|these|those|the|\d+)\b|no (?:only|not|just)\b|(?:only|just) (?:on|for|at)\b|instead\b|also\b|and\b|but\b|without\b|actually\b|rather\b|except\b|wait\b|sorry\b|leave out\b|as well\b)/;
const pointing =
  /^(?:please )?(?:make|set|change|turn|drop|remove|use|put|move|keep|leave|skip|do|take)\b.{0,20}? ?\b(?:it|this|that|them|those|these)\b|^(?:please )?(?:use|take|try|with|on|to)\b(?: port| the value)? "?\d+|^\d+\b|\binstead$|\b\d+ instead of \d+\b/;
const lone = /^(?:on|for|at|with|to|only|just|no|not|off|too|everywhere)\b/;
const verb =
  /^(?:please |i (?:want|need)|we (?:want|need)|can|could|let|let's|enable|disable|install|add|remove|delete|uninstall|open|close|set|make|turn|switch|use|create|allow|deny|block|start|stop|run|put|give|change|upgrade|update|configure|set ?up|host|deploy|grant|revoke|drop|unset|replace|increase|decrease|keep|get|move)\b/;

/** Reads what is typed while a proposal is open. */
export function meant(text: string): Meant {
  const low = text
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(/[.!]+$/, "");
  if (question.test(low)) return "goal";
  if (opening.test(low) || pointing.test(low)) return "follow-up";
  if (verb.test(low)) return "goal";
  if (lone.test(low)) return "unclear";
  return low.split(" ").length <= 2 && !/[.=]/.test(low) ? "unclear" : "goal";
}

/** Words that say themselves what they are about: `p3: only on web1`, `new: htop`. */
export function addressed(text: string): { readonly to: string; readonly words: string } | null {
  const found = /^\s*(p\d+|new):\s+(\S[\s\S]*)$/i.exec(text);
  return found?.[1] && found[2] ? { to: found[1].toLowerCase(), words: found[2] } : null;
}
