import type { NixValue } from "../../../core/edit.ts";
import type { Change } from "../request.ts";
import { set } from "./change.ts";
import type { Made, Recipe } from "./recipe.ts";
import type { Words } from "./words.ts";

const domain = String.raw`((?:[a-z0-9_*-]+\.)+[a-z]{2,}|localhost)`;
const upstreamText = String.raw`((?:https?:\/\/)?(?:localhost|(?:[a-z0-9-]+\.)*[a-z0-9-]+|\d+(?:\.\d+){3})?:\d{1,5}(?:\/[\w./-]*)?|https?:\/\/[^\s,]+|(?:(?:local )?port )?\d{2,5})`;

/** Where requests go on to: "port 3000" is this machine. */
function upstream(text: string): string {
  const plain = text.replace(/^(?:local )?port\s+/i, "");
  if (/^https?:/i.test(plain)) return plain;
  if (/^:?\d+$/.test(plain)) return `http://127.0.0.1:${plain.replace(":", "")}`;
  return `http://${plain}`;
}

const certificate =
  /\b(?:with |and |using |including )*(?:an? |the )*(?:(?:let'?s ?encrypt|letsencrypt|acme|https|ssl|tls)(?: (?:certificates?|certs?|encryption|https))*|(?:certificates?|certs?) (?:from|by|via) (?:let'?s ?encrypt|letsencrypt|acme))\b/i;

/** Names the host first where its words stand beside it, else the first domain that is no upstream. */
function takeHost(words: Words): string | undefined {
  const beside = new RegExp(
    String.raw`\b(?:(?:virtual ?hosts?|vhosts?|domain|site|website|server name)(?: (?:named|called|for|at|of|is))?|for|at|under|as|on|host)\s+"?${domain}"?(?=[\s,.:;]|$)`,
    "i",
  );
  return (
    words.take(beside)?.[1] ??
    words.take(new RegExp(String.raw`(?<![\w/:.])${domain}(?=[\s,;]|$)`, "i"))?.[1]
  )?.toLowerCase();
}

interface Site {
  readonly host: string;
  readonly to?: string;
  readonly root?: string;
  readonly tls: boolean;
  readonly sockets: boolean;
}

function readSite(words: Words): Site | undefined {
  const tls = words.take(certificate) !== undefined;
  const sockets =
    words.take(
      /\b(?:(?:turn|switch) on |enable |with |and |including )*web ?sockets?(?: support)?(?: for it)?\b/i,
    ) !== undefined;
  const to =
    words.take(
      new RegExp(
        String.raw`\b(?:[-=]> ?|(?:it |which |that )?listen(?:s|ing)? (?:on|at)|(?:(?:that |which )?(?:reverse[- ])?(?:proxies|proxying|proxied|proxy(?:ing)?(?: pass)?|forwards?|forwarding|passes|points?|pointing|goes|sends)(?: (?:it|requests|traffic|everything|all))*(?: on)? )?(?:to|for|of|in front of|behind|at|on))\s+${upstreamText}(?=[\s,;.]|$)`,
        "i",
      ),
    )?.[1] ?? undefined;
  const root = words.take(
    /\b(?:(?:with |and )?(?:the )?(?:web ?root|document root|root|files?|folder|directory|content)(?: (?:of|at|in|from|is|set to))?|serv(?:e|es|ing)(?: (?:the )?(?:files|folder|directory|static files))?(?: (?:from|in|at))?|from|in)\s+"?(\/[\w./-]+)"?/i,
  )?.[1];
  const host = takeHost(words);
  if (
    !host ||
    (to === undefined &&
      root === undefined &&
      !words.has(/\b(?:virtual ?host|vhost|site|website)\b/i))
  )
    return undefined;
  words.take(/\b(?:as )?(?:an? )?reverse[- ]?prox(?:y|ies)\b/i);
  words.take(/\b(?:prox(?:y|ies|ied)|forward(?:s|ed)?)\b/i);
  words.take(/\b(?:virtual ?hosts?|vhosts?|(?:static )?(?:web)?sites?)\b/i);
  return {
    host,
    tls,
    sockets,
    ...(to === undefined ? {} : { to: upstream(to) }),
    ...(root === undefined ? {} : { root }),
  };
}

const closed = 'This opens no port: say "open ports 80 and 443" where others should reach it.';

function nginx(site: Site): Made {
  const base = ["services", "nginx", "virtualHosts", site.host];
  const put = (value: NixValue, ...path: string[]): Change => set([...base, ...path], value);
  return {
    changes: [
      set("services.nginx.enable", true),
      ...(site.to === undefined ? [] : [put(site.to, "locations", "/", "proxyPass")]),
      ...(site.sockets && site.to !== undefined
        ? [put(true, "locations", "/", "proxyWebsockets")]
        : []),
      ...(site.root === undefined ? [] : [put(site.root, "root")]),
      ...(site.tls ? [put(true, "enableACME"), put(true, "forceSSL")] : []),
    ],
    notes: [closed],
    questions:
      site.to === undefined && site.root === undefined
        ? [{ question: `What should ${site.host} serve: a folder, or another address behind it?` }]
        : [],
    needs: site.tls ? [acme, contact] : [],
  };
}

const acme = {
  path: ["security", "acme", "acceptTerms"],
  question:
    "A certificate of Let's Encrypt needs its terms accepted (security.acme.acceptTerms). Do you accept them?",
  choices: ["security.acme.acceptTerms = true"],
} as const;
const contact = {
  path: ["security", "acme", "defaults", "email"],
  question: "Which mail address should Let's Encrypt write to (security.acme.defaults.email)?",
} as const;

function caddy(site: Site): Made | undefined {
  const lines =
    site.to !== undefined
      ? `reverse_proxy ${site.to.replace(/^http:\/\//, "")}`
      : site.root !== undefined
        ? `root * ${site.root}\nfile_server`
        : undefined;
  if (lines === undefined) return undefined;
  return {
    changes: [
      set("services.caddy.enable", true),
      set(["services", "caddy", "virtualHosts", site.host, "extraConfig"], lines),
    ],
    notes: [closed, ...(site.tls ? ["Caddy fetches certificates by itself."] : [])],
  };
}

/** Sites of nginx and caddy. */
export const webRecipes: readonly Recipe[] = [
  {
    about: /\bcaddy\b/i,
    read(words) {
      words.take(/\bcaddy\b/i);
      const site = readSite(words);
      return site && caddy(site);
    },
  },
  {
    about: /\bnginx\b|\breverse[- ]?proxy\b|\bproxy\b.*\bto\b|\bvirtual ?host\b|\bvhost\b/i,
    read(words) {
      const named = words.take(/\bnginx\b/i) !== undefined;
      if (words.has(/\b(?:apache|httpd|traefik|haproxy|lighttpd)\b/i)) return undefined;
      const site = readSite(words);
      if (!site) return undefined;
      const made = nginx(site);
      return named
        ? made
        : {
            ...made,
            notes: [...(made.notes ?? []), "Took nginx as the web server, as none was named."],
          };
    },
  },
];
