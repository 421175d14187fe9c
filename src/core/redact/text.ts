import { type Bound, boundIn } from "./bindings.ts";
import { assigned, insideOf, said } from "./carriers.ts";
import { redacted } from "./names.ts";
import { nixTokens } from "./nix-tokens.ts";
import { shapeSpans } from "./shapes.ts";
import { covered, type Span } from "./span.ts";

/**
 * Nix with the secrets in it masked; lines stay lines. Secret is what is bound to a secret
 * name, what any text says in one of the usual ways, what looks secret, and all of that where it stands once more.
 */
export function redactText(text: string): string {
  const tokens = nixTokens(text);
  const { secret, open } = boundIn(text, tokens);
  const { sure, random } = shapeSpans(text);
  const inside = insideOf(tokens);
  const hidden = random.filter((one) => !open.some((all) => contains(all, one)));
  const spans = [...secret, ...assigned(text, inside), ...said(text, inside), ...sure, ...hidden];
  return covered(text, [...spans, ...again(text, secret)], redacted);
}

/** The same for what is no Nix: a value, a line of a log. */
export function redactWords(text: string): string {
  const { sure, random } = shapeSpans(text);
  const inside = () => text.length;
  const spans = [...assigned(text, inside), ...said(text, inside), ...sure, ...random];
  return covered(text, spans, redacted);
}

const contains = (all: Span, one: Span) => all.start <= one.start && one.end <= all.end;

const mostEchoes = 200;

/** Where else a bound secret stands; a short word of small letters may be any word. */
function again(text: string, secret: Bound["secret"]): Span[] {
  const values = new Set(secret.map(({ start, end }) => text.slice(start, end).trim()));
  const telling = [...values].filter(
    (one) => one.length >= (/[^a-z]/.test(one) ? 6 : 12) && !/^[\d.]+$/.test(one),
  );
  return telling.slice(0, mostEchoes).flatMap((value) => {
    const spans: Span[] = [];
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length))
      spans.push({ start: at, end: at + value.length });
    return spans;
  });
}
