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

/** Words of everyday English: they may name something ("night light"), but mostly only carry the sentence. */
const everyday = new Set(
  `able act actually add ago ahead allowed almost alone already although anymore anyone anybody apart appear around
ask away back bad become begin behind believe belong big bit both bring bunch busy buy call care carry case catch
certain chance cheap check choose clear close come complain cool correct couple crazy cut daily damn day dead deal
deep different difficult dumb easy easily either else empty end enough entire especially even everybody everyone
everywhere exactly except expect explain extra fact fail fair fall fancy far fast feel few fight figure fill find
fine finish first fit fix folk follow forget free friend front full fun funny go gone grab great grow guess guy half
hand handle hang happen happy hard hate hear help hide high hold hope hour huge idea important inside instance
instead issue job keep kill kind know large last late later lazy lead learn least leave left less lie life like line
little live local long look lose lot love low machine main man many matter maybe mean meet mention middle minute miss
moment month morning mostly move name near nearby nearly necessary neither next nice night nobody none normal normally
nothing notice number o'clock often old once open opposite order ordinary otherwise outside own part pay people
perhaps person pick piece pile place plain play please plenty point poor possible pretty probably problem proper
properly provide pull push quick quickly quiet quite rather reach ready real really reason regular regularly remember
replace require rest right room round rule safe same save say second see seem sense separate serious several share
short show shut sick side simple simply since single sit slow small smart somebody somehow someone sometimes somewhere
soon sort sound special stand stay step stick stuff stupid stupidly such sudden suddenly suit sure take talk tell
test thank think third though throw time tired today together tomorrow tonight totally touch toward treat trick
trouble true trust try twice type understand unless until upper useful usual usually wait walk wall watch way weak
week weekend weird whenever wherever whole whoever wide wife wish without wonder word world worry worth write wrong
year yes yesterday yet young`
    .split(/\s+/)
    .map(stem),
);

/** Whether a (stemmed) word tells less than its rareness among options suggests. */
export function saysLittle(word: string): boolean {
  return everyday.has(word) || /^\p{N}+$/u.test(word);
}
