import type { Reading } from "../reading.ts";
import type { Request } from "../request.ts";
import { readKeyboard, readLocale, readZone } from "./locale.ts";
import { editor, edits, kernel, nameservers, set, sysctl } from "./machine.ts";

const verbs =
  "(?:set|change|make|use|switch|switch to|update|adjust|put|want|need|configure|rename|call|name|want to use)";
const to = "(?: (?:to|as|be|to be|is|=|at|should be)|:| =)";
const machine = "(?:machine|computer|host|box|laptop|server|system|pc|desktop|device)";

type Rule = readonly [RegExp, (match: RegExpExecArray) => Request | undefined];

const hostname = (name: string | undefined): Request => {
  const plain = (name ?? "").replace(/["']/g, "");
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(plain))
    return {
      kind: "decline",
      question: `${JSON.stringify(plain)} is no host name: letters, digits and hyphens only, at most 63. Which name do you mean?`,
    };
  return {
    kind: "edits",
    changes: [set(["networking", "hostName"], plain)],
    notes: [
      "The host name does not rename the flake output; nixos-rebuild picks nixosConfigurations.<hostname> by default.",
    ],
  };
};

/** A server of addresses, not a client: "dhcp" alone is the client. */
const dhcpServer = (): Request => ({
  kind: "decline",
  question: "Which DHCP server is meant?",
  choices: ["enable services.dnsmasq", "enable services.kea.dhcp4"],
});

const zoneWord = "(?:system )?(?:time ?zone|tz|clock)";
const makeRules = (): readonly Rule[] => [
  [
    new RegExp(
      `^(?:${verbs} )?(?:the |my |this |its )?(?:host ?name|${machine}(?:'s)? (?:host ?)?name|name of (?:the|this|my) ${machine})(?: of (?:the|this|my) ${machine})?(?: from \\S+)?${to} (\\S+)$`,
    ),
    (m) => hostname(m[1]),
  ],
  [
    new RegExp(`^(?:rename|call|name) (?:the |this |my )?${machine}(?: to| as)? (\\S+)$`),
    (m) => hostname(m[1]),
  ],
  [
    /^(?:enable|run|host|set ?up|start|want|need|add|use) (?:an? |the |my )?dhcp ?(?:server|d)\b/,
    dhcpServer,
  ],
  [/^(?:set |change |use )?(?:the |my )?hostname (\S+)$/, (m) => hostname(m[1])],
  [/^use (\S+) (?:as|for) (?:the |my )?hostname$/, (m) => hostname(m[1])],
  [
    new RegExp(`^(?:${verbs} )?(?:the |my |our )?${zoneWord}(?: from \\S+)?${to} (?:be )?(.+)$`),
    (m) => readZone(m[1] ?? ""),
  ],
  [new RegExp(`^(?:${verbs} )?(?:the |my )?${zoneWord} (.+)$`), (m) => readZone(m[1] ?? "")],
  [
    new RegExp(`^${verbs} (?:the )?(.+?) (?:as (?:the |my )?)?${zoneWord}$`),
    (m) => readZone(m[1] ?? ""),
  ],
  [/^(?:use|set|want) (?:the )?([a-z]+(?: [a-z]+)?) time$/, (m) => readZone(m[1] ?? "")],
  [
    new RegExp(
      `^(?:${verbs} )?(?:the |my )?(?:default |system )*(?:locale|language)(?: from \\S+)?${to} (.+)$`,
    ),
    (m) => readLocale(m[1] ?? ""),
  ],
  [
    new RegExp(
      `^(?:${verbs} )?(?:an? |the )?(.+?) (?:as (?:the )?)?(?:default |system )*(?:locale|language)$`,
    ),
    (m) => readLocale(m[1] ?? ""),
  ],
  [/^(?:set|change|use) (?:the )?(?:default )?(?:locale) (\S+)$/, (m) => readLocale(m[1] ?? "")],
  [
    new RegExp(
      `^(?:${verbs} )?(?:the |my )?(?:console|tty|vconsole) (?:keyboard ?(?:layout|map)?|key ?map|layout)${to} (.+)$`,
    ),
    (m) => readKeyboard(m[1] ?? "", "console"),
  ],
  [
    new RegExp(
      `^(?:${verbs} )?(?:the |my )?(?:xkb|x11|x|xserver|desktop|graphical) (?:keyboard ?(?:layout)?|key ?map|layout)${to} (.+)$`,
    ),
    (m) => readKeyboard(m[1] ?? "", "desktop"),
  ],
  [
    new RegExp(
      `^(?:${verbs} )?(?:the |my )?(?:keyboard(?: ?(?:layout|map))?|key ?map|keyboard language|layout of (?:the|my) keyboard)(?: from \\S+)?${to} (.+)$`,
    ),
    (m) => readKeyboard(m[1] ?? "", "both"),
  ],
  [
    /^(?:(?:set|use|change|enable) )?(?:the |my )?(?:keyboard layout|keymap|keyboard|xkb layout) (\S+(?: \S+)?(?: with (?:the )?\S+ variant)?)$/,
    (m) => readKeyboard(m[1] ?? "", "both"),
  ],
  [
    /^(?:use|set|want|have|switch to|configure|enable)(?: an?| the| my)? ?(.+?) (?:keyboard(?: ?(?:layout|map))?|key ?map|layout)$/,
    (m) => readKeyboard((m[1] ?? "").trim(), "both"),
  ],
  [
    /^(?:an? )?([a-z]+(?: [a-z]+)?) keyboard(?: ?(?:layout|map))?$/,
    (m) => readKeyboard((m[1] ?? "").trim(), "both"),
  ],
  [
    /^(?:use|set|want|switch to|configure) (.+?) (?:as|for) (?:the |my )?(?:dns|dns servers?|name ?servers?|resolvers?)(?: servers?)?$/,
    (m) => nameservers(m[1] ?? ""),
  ],
  [
    /^(?:use|set|want|switch to|configure|enable) (?:the )?(.+?)(?:'s)? (?:dns|name ?servers?|resolvers?)(?: servers?)?$/,
    (m) => nameservers(m[1] ?? ""),
  ],
  [
    new RegExp(
      `^(?:${verbs} )?(?:the |my )?(?:dns|dns servers?|name ?servers?|resolvers?)${to} (.+)$`,
    ),
    (m) => nameservers(m[1] ?? ""),
  ],
  [
    /^(?:set|use|change) (?:the |my )?(?:dns|dns servers?|name ?servers?) (.+)$/,
    (m) => nameservers(m[1] ?? ""),
  ],
  [
    /^add (.+?) (?:as (?:a |an |another )?(?:dns|name ?server)s?(?: servers?)?|to (?:the |my )?(?:dns servers?|name ?servers?))$/,
    (m) => {
      const found = nameservers(m[1] ?? "");
      return found?.kind === "edits"
        ? { ...found, changes: found.changes.map((c) => ({ ...c, operation: "append" as const })) }
        : found;
    },
  ],
  [
    /^(?:use|switch to|set|run|install|want|boot|enable|set up|switch|get)(?: to)? (?:the )?([a-z0-9.-]+(?: stable)?(?: linux)?) (?:linux )?kernel(?: packages)?$/,
    (m) => kernel(m[1]),
  ],
  [
    new RegExp(
      `^(?:${verbs} )?(?:the )?(?:linux )?kernel(?: version)?${to} (?:the )?(?:linux )?([a-z0-9.-]+)(?: one| kernel)?$`,
    ),
    (m) => kernel(m[1]),
  ],
  [/^(?:use|run|install) (?:linux|kernel) (\d+\.\d+|latest|zen)(?: kernel)?$/, (m) => kernel(m[1])],
  [
    /^(?:make|use|set|want) (\S+) (?:as |to be |be )?(?:the |my )?(?:default |system )*(?:text )?editor$/,
    (m) => editor(m[1]),
  ],
  [
    new RegExp(`^(?:${verbs} )?(?:the |my )?(?:default )?(?:text )?editor${to} (\\S+)$`),
    (m) => editor(m[1]),
  ],
  [
    new RegExp(
      `^(?:${verbs} )?(?:the )?(?:sysctl )?((?:vm|net|kernel|fs|dev|user)(?:\\.[\\w-]+)+)${to} (-?\\d+|"[^"]*")$`,
    ),
    (m) => sysctl(m[1], m[2]),
  ],
  [
    /^(?:set )?(?:the )?(?:sysctl )?((?:vm|net|kernel|fs|dev|user)(?:\.[\w-]+)+) (-?\d+)$/,
    (m) => sysctl(m[1], m[2]),
  ],
  [
    new RegExp(
      `^(?:${verbs} |raise |lower |reduce |increase )?(?:the |my )?(?:vm )?swappiness${to} (\\d+)$`,
    ),
    (m) => sysctl("vm.swappiness", m[1]),
  ],
  [
    /^(?:(?:set|add|define|export) (?:the |an? )?(?:environment|env|session)(?: variable)?|(?:environment|env) variable) ([A-Za-z_]\w*)(?: to| as|=| =) ?(\S+|"[^"]*")$/,
    (m) => edits(set(["environment", "variables", m[1] ?? ""], (m[2] ?? "").replace(/^"|"$/g, ""))),
  ],
  [
    /^(?:set|add|use|pass|append) (?:the |an? )?(?:kernel|boot) (?:param(?:eter)?|argument|option) ("[^"]+"|[\w.=,:/-]+)$/,
    (m) =>
      edits({
        path: ["boot", "kernelParams"],
        operation: "append",
        value: [(m[1] ?? "").replace(/^"|"$/g, "")],
      }),
  ],
  [
    /^blacklist (?:the )?(?:kernel )?(?:modules? |drivers? )?([\w-]+)(?: (?:kernel )?(?:module|driver))?$/,
    (m) =>
      edits({
        path: ["boot", "blacklistedKernelModules"],
        operation: "append",
        value: [(m[1] ?? "").toLowerCase()],
      }),
  ],
  [
    /^load (?:the )?(?:kernel )?(?:modules? |drivers? )?([\w-]+)(?: kernel)?(?: (?:module|driver))?(?: (?:at|on) boot)?$/,
    (m) => edits({ path: ["boot", "kernelModules"], operation: "append", value: [m[1] ?? ""] }),
  ],
  [
    /^trust (?:the )?(?:network )?(?:interface )?([a-z][\w.-]*\d\w*)(?: interface)?(?: (?:in|on|through) the firewall)?$/,
    (m) =>
      edits({
        path: ["networking", "firewall", "trustedInterfaces"],
        operation: "append",
        value: [m[1] ?? ""],
        because: "everything from this interface passes the firewall",
      }),
  ],
  [/^(?:set )?swappiness (\d+)$/, (m) => sysctl("vm.swappiness", m[1])],
];

let rules: readonly Rule[] | undefined;

/** Host name, time zone, locale, keyboard, name servers, kernel, editor, sysctl. */
export function readSystem(reading: Reading): Request | undefined {
  if (reading.negated) return undefined;
  const text = reading.text
    .replace(/[.!]+$/, "")
    .replace(/^([\w ]+)=(\S+)$/, "$1 = $2")
    .slice(0, 300);
  rules ??= makeRules().map(([pattern, make]) => [new RegExp(pattern.source, "i"), make]);
  if (["disable", "remove", "unset", "deny", "close"].includes(reading.verb ?? ""))
    return undefined;
  for (const [pattern, make] of rules) {
    const match = pattern.exec(text);
    const request = match && make(match);
    if (request) return request;
  }
  return undefined;
}
