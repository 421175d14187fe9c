/** Characters of one word that count; longer ones are no names of anything. */
const longestWord = 40;

/**
 * Words of a text, lower case and stemmed: camelCase and digits apart, plus each whole.
 * `allowedTCPPorts` → allowedtcpport, allow, tcp, port; `plasma6` → plasma6, plasma.
 */
export function words(text: string): string[] {
  const result = new Set<string>();
  for (const whole of text.split(/[^\p{L}\p{N}]+/u)) {
    if (whole === "" || whole.length > longestWord) continue;
    result.add(stem(whole.toLowerCase()));
    for (const part of parts(whole)) result.add(stem(part.toLowerCase()));
  }
  return [...result];
}

/** What stands in camelCase, and letters before digits; nothing when the word is one. */
function parts(word: string): string[] {
  const found = word
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/)
    .flatMap((part) => [part, ...(/^(\p{L}{3,})\p{N}+$/u.exec(part)?.slice(1) ?? [])]);
  return found.length > 1 ? found : [];
}

/** A segment of a path as one word: `home-assistant` → homeassistant, `timeZone` → timezone. */
export function joined(segment: string): string {
  return stem(segment.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ""));
}

/**
 * Forms of one word alike: plural, -ing, -ed, -ion, -ly, a last e. Crude, but the same for options and questions;
 * names that end so by themselves (redis, dns) stay.
 */
export function stem(word: string): string {
  // Options are named so; "set" is what any question says.
  if (/^settings?$/.test(word)) return "setting";
  let form = word;
  if (form.length > 4 && form.endsWith("ies")) form = `${form.slice(0, -3)}y`;
  else if (form.length > 3 && form.endsWith("s") && !/(?:ss|us|is|os|ns|tls|https|nfs)$/.test(form))
    form = form.slice(0, -1);
  else if (form.length > 5 && form.endsWith("ions")) form = form.slice(0, -1);
  const short =
    /^(.*[aeiouy].*(?:ic|at))(?:ally|ion|ing|e|ed)$/.exec(form) ??
    /^(.*[aeiouy].*[ts])ion$/.exec(form) ??
    /^(.*[aeiouy].*[^e])(?:ing|ed|ly)$/.exec(form);
  if (short?.[1] && short[1].length > (/(?:ing|ed)$/.test(form) ? 2 : 3))
    form = short[1].replace(/([bdgmnprt])\1$/, "$1");
  return form.length > 4 && form.endsWith("e") ? form.slice(0, -1) : form;
}

/** Words of a question or a description that say nothing about what is meant. */
const nothing = new Set(
  `a an the and or of for to on onto off in into at by as with without within be is are was am been being it its this that
these those there here then than so some any all every each my me mine i im we our us you your he his him she her they
them their who what which when where how why if not no dont doesnt dont do does did can could should would will shall
may might must please want wants wanted need needs like just only also too very really more most much own from up down
out over under via through per between after before while during about but because lets let make makes made making get
gets give gives have has had use uses used using set sets put add adds new enable enables enabled disable disabled turn
switch activate activates deactivate install installs setup configure configured configuration config change changes
run runs running start starts stop stops allow allows work works working support supports option options module modules
nixos nix system machine computer box pc thing something everything anything whether way time-out default value values
list specify specifies specified defines define following one two see e g eg ie etc same such other others instead
still now again always never ever kind sort well good better best able automatically automatic itself myself
themselves themself available`
    .split(/\s+/)
    .map(stem),
);

/** Whether a (stemmed) word tells nothing. */
export function saysNothing(word: string): boolean {
  return nothing.has(word);
}
