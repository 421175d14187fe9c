/** The words of a request that nothing has taken yet. */
export interface Words {
  has(pattern: RegExp): boolean;
  /** Takes what a pattern matches off the words. */
  take(pattern: RegExp): RegExpExecArray | undefined;
  /** What nobody took, without words that carry no meaning of their own; empty when all was read. */
  left(): string;
}

/** Stands where words were taken, so that what is left does not join across it. */
const gap = "¦";

const made = new WeakMap<RegExp, RegExp>();

/** The pattern where a word begins, not a part of a path, an address or another name: no "nfs" in "/srv/nfs". */
function apart(pattern: RegExp): RegExp {
  let found = made.get(pattern);
  if (!found) {
    found = new RegExp(pattern.source.replace(/(^|\|)\\b/g, "$1(?<![\\w/.:@-])"), pattern.flags);
    made.set(pattern, found);
  }
  return found;
}

const fillers = new Set(
  `the a an my our your its his her their this that these it them me us i we some any please and or also plus then
  so be is are do does have has get gets make made set setup up put give want need wants needs use uses using enable
  enabled enables activate turn switch on in at to of for from by with via over through as into which who what
  should must shall would like can could will add create new configure run running runs start host deploy let
  automatically put behind -> => called named name only just work works working support server service machine host computer
  system config configuration instead`.split(/\s+/),
);

/** Makes the words of a request takeable, piece by piece. */
export function wordsOf(text: string): Words {
  let rest = text;
  return {
    has: (pattern) => apart(pattern).test(rest),
    take(pattern) {
      const match = apart(pattern).exec(rest);
      if (!match) return undefined;
      rest = `${rest.slice(0, match.index)} ${gap} ${rest.slice(match.index + match[0].length)}`;
      return match;
    },
    left() {
      const known = (word: string): boolean =>
        fillers.has(word.toLowerCase()) || /^[\s.,:;!()'"&+-]*$/.test(word);
      return rest
        .split(gap)
        .map((part) => {
          const words = part.split(/\s+/).filter((word) => word !== "");
          const plain = words.map((word) => word.replace(/^[.,:;!()]+|[.,:;!()]+$/g, ""));
          const from = plain.findIndex((word) => !known(word));
          const to = plain.findLastIndex((word) => !known(word));
          return from < 0 ? "" : words.slice(from, to + 1).join(" ");
        })
        .filter((part) => part !== "")
        .join(" … ");
    },
  };
}
