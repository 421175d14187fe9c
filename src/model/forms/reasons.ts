import { data } from "./prompt.ts";

/** Characters of a reply that are looked through for reasons; forms are far shorter. */
const longest = 16 * 1024;
const mostWords = 200;

/**
 * Reads the reasons (`a_why`) out of a form while the model fills it in, each on a line of its own. They are a
 * stranger's words: made plain, and cut.
 * @param say takes each reason as it grows
 * @returns takes the reply, piece by piece
 */
export function reasons(say: (words: string) => void): (piece: string) => void {
  let reply = "";
  let done = 0;
  let told = "";
  return (piece) => {
    if (reply.length + piece.length > longest) return;
    reply += piece;
    for (;;) {
      const found = /"a_why"\s*:\s*"((?:[^"\\]|\\.)*)("?)/s.exec(reply.slice(done));
      if (!found) return;
      const words = data(decoded(found[1] ?? ""), mostWords);
      if (words.startsWith(told) && words.length > told.length) {
        say(words.slice(told.length));
        told = words;
      }
      if (found[2] === "") return;
      if (told !== "") say("\n");
      done += found.index + found[0].length;
      told = "";
    }
  };
}

/** The text of a JSON string that may not be whole yet. */
function decoded(text: string): string {
  const whole = text.replace(/\\(?:u[\da-fA-F]{0,3})?$/, "");
  try {
    return String(JSON.parse(`"${whole.replaceAll(/[\n\r\t]/g, " ")}"`));
  } catch {
    return "";
  }
}
