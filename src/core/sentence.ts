/** The first sentence of a description on one line, without its markup; cut where it is longer than `most`. */
export function firstSentence(description: string, most = 200): string {
  const plain = description
    .replaceAll(/\{\w+\}(?=`)/g, "")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[`*]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  // "i.e. this" and "e.g. that" end no sentence: ten characters do not make one.
  const sentence = /^.{10,}?[.!?](?=\s|$)/.exec(plain)?.[0] ?? plain;
  return sentence.length > most ? `${sentence.slice(0, most - 1)}…` : sentence;
}
