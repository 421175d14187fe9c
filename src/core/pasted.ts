/** A goal taken apart: what the person says, and what looks brought along from elsewhere. */
export interface Spoken {
  readonly own: string;
  /** In the order in which it stood; nothing in it is a wish. */
  readonly pasted: readonly string[];
}

/** Longer paragraphs than this, after the first one, are seldom typed. */
const longestTyped = 400;

const fence = /```[\s\S]*?(?:```|$)|(?:^|\n)[ \t]*~~~[\s\S]*?(?:\n[ \t]*~~~|$)/g;
/** From here on to the end somebody else speaks: a mail, a chat, a model's own marks. */
const others =
  /^\s*(?:(?:system|assistant|user|human|developer|tool|ai)\s*:|(?:from|to|subject|date):\s|on .{1,80} wrote:|-{2,} ?(?:forwarded|original)|<\|\w+\|>|\[\/?(?:INST|SYS)\]|<<SYS>>|#{2,3} (?:instruction|system|response))/i;
/** A line that a person does not type: quoted, of a shell, a log, a diff. */
const output =
  /^\s*(?:>|\$ |[\w.-]+@[\w.-]+[:~ ]|\d{4}-\d\d-\d\d[T ]\d\d:|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |(?:error|warning|trace|note):\s|at \/|@@ |diff --git |(?:---|\+\+\+) [ab]\/)/;
/** "The readme says: …": what follows is not the person's. */
const reported =
  /\b(?:says?|said|writes|wrote|reads|tells? (?:me|us|you)|suggests?|recommends?|advises?):\s*(\S.*)$/i;

/**
 * Takes what looks pasted out of a goal: fences, quoted lines, output of programs, what somebody is reported to say,
 * mails and chats to their end, and long paragraphs after the first. A person's own list of wishes stays whole.
 */
export function spokenIn(goal: string): Spoken {
  const pasted: string[] = [];
  const put = (text: string) => {
    if (text.trim() !== "") pasted.push(text.trim());
    return "\n";
  };
  const lines = goal.replaceAll(fence, put).split("\n");
  const from = lines.findIndex((line, at) => at > 0 && others.test(line));
  if (from >= 0) put(lines.splice(from).join("\n"));
  const typed = lines.map((line) => {
    if (output.test(line)) return put(line).trim();
    const said = reported.exec(line);
    if (!said) return line;
    // The sentence that names who says it goes, too.
    const sentence = /.*[.;!?]\s/.exec(line.slice(0, said.index))?.[0] ?? "";
    put(line.slice(sentence.length));
    return sentence.trimEnd();
  });
  const [first = "", ...more] = typed.join("\n").split(/\n[ \t]*\n/);
  const kept = more.filter((one) => one.length <= longestTyped || put(one) === "");
  const own = pasted.length === 0 ? goal : [first, ...kept].join("\n").trim();
  return { own, pasted };
}

/** What to ask a person about what was left out, as one question. */
export function pastedQuestion(pasted: readonly string[]): string {
  const [first = ""] = pasted;
  const line = first.replaceAll(/\s+/g, " ");
  const shown = line.length > 60 ? `${line.slice(0, 59)}…` : line;
  const more = pasted.length > 1 ? ` and ${pasted.length - 1} more` : "";
  return `${JSON.stringify(shown)}${more} looks pasted, so nothing in it was read as a wish. What of it is wanted? Say it in your own words.`;
}
