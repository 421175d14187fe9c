import { numberOf, span, spanText } from "./amounts.ts";
import { set, setIf } from "./change.ts";
import type { Recipe } from "./recipe.ts";

const settings = (name: string): string => `services.openssh.settings.${name}`;

/** How people get in over SSH, in one go; and who is kept out after failures. */
export const sshRecipes: readonly Recipe[] = [
  {
    about: /\b(?:ssh|sshd|openssh)\b/i,
    read(words) {
      if (
        words.has(
          /\b(?:agent|client|key for|ssh-\w+ AAAA|forwarding|tunnel|keys? to|fail2ban|hosts? for)\b/i,
        )
      )
        return undefined;
      // "ssh only for alice" wants ssh; "harden ssh" is about one that runs.
      const wanted = words.has(
        /^(?:i (?:want|need) |enable |run |start |set ?up |use )?(?:an? |the )?(?:open)?sshd?(?![\w:])/i,
      );
      const harden = words.take(
        /\b(?:harden(?:ed|ing)?|secure|lock(?:ed)? down)(?: (?:the |my )?(?:ssh(?:d)?|openssh)(?: (?:server|daemon|access|config))?)?/i,
      );
      words.take(/\b(?:openssh|sshd|ssh)(?: (?:server|daemon|access|logins?|service))?\b/i);
      words.take(/\b(?:over|via|in|into) ssh\b/i);
      const port = words.take(
        /\b(?:(?:listen(?:ing)?|run(?:ning)?|on|at|with|and|use|using|move|to|the) )*port(?: to| =)? (\d{2,5})\b/i,
      )?.[1];
      const keyOnly = words.take(
        /\b(?:(?:and|with|but|allow|accept|,) )*(?:only (?:with )?(?:public |ssh )?keys?(?: ?(?:auth(?:entication)?|logins?|based))*|(?:public )?keys? only|key[- ]only(?: (?:auth(?:entication)?|logins?))?)\b/i,
      );
      const both = words.take(
        /\b(?:(?:and|but|with|,) )*(?:no|without|disable|forbid|deny|don'?t allow) (?:root(?: logins?)?(?: and|,| or) passwords?|passwords?(?: logins?)?(?: and|,| or) root)(?: logins?| access)?\b/i,
      );
      const noPassword =
        keyOnly ??
        words.take(
          /\b(?:(?:and|but|with|,) )*(?:no|without|disable|forbid|deny|don'?t allow|not allow)(?: any)? passwords?(?: (?:auth(?:entication)?|logins?))?\b|\bpassword(?: (?:auth(?:entication)?|logins?))? (?:off|disabled)\b/i,
        );
      const noRoot =
        both ??
        words.take(
          /\b(?:(?:and|but|with|,) )*(?:no|without|disable|forbid|deny|don'?t (?:allow|let)|not)(?: any)? root(?: user)?(?: (?:logins?|access|log in))?(?: (?:over|via|in|into))?\b|\broot(?: logins?)? (?:is )?(?:off|disabled|forbidden|not allowed|denied)\b/i,
        );
      const who = words
        .take(
          /\b(?:(?:and|but|allow(?:ing|ed)?|permit|let|,|users?) )*only (?:for |let |allow |the )?(?:users? )?((?!keys?\b|with\b|by\b|from\b|on\b|via\b|over\b|ssh\b|root\b|public\b)[a-z_][\w-]*(?:(?:, and |, | and )(?!no\b|without\b|only\b|port\b)[a-z_][\w-]*)*)(?: (?:may|can|to|should))*(?: (?:log|get|come|connect|use it))*(?: in)?\b/i,
        )?.[1]
        ?.split(/, and |, | and /);
      const tries = words.take(
        /\b(?:(?:and|with|at most|max(?:imum)?|only|allow) )*(\d+|three|four|five|six) (?:max )?(?:auth(?:entication)? |login )?(?:tries|attempts|retries)\b/i,
      )?.[1];
      words.take(/\b(?:harden|secure)\b/i);
      const closed = noPassword ?? both;
      const count = [port, closed, noRoot, who, tries].filter(Boolean).length;
      // One wish alone is a curated meaning or a setting, and reads more ways there.
      if (harden && count === 0)
        return {
          changes: [
            set(settings("PasswordAuthentication"), false),
            set(settings("KbdInteractiveAuthentication"), false),
            set(settings("PermitRootLogin"), "no"),
          ],
          notes: ['Took "harden" as: no passwords, no root. Someone needs a key to get in.'],
        };
      if (count < 2 && !harden && !who) return undefined;
      return {
        changes: [
          ...(wanted ? [set("services.openssh.enable", true)] : []),
          ...(port ? [set("services.openssh.ports", [Number(port)])] : []),
          ...(closed
            ? [
                set(settings("PasswordAuthentication"), false),
                set(settings("KbdInteractiveAuthentication"), false),
              ]
            : []),
          ...setIf(settings("PermitRootLogin"), noRoot ? "no" : undefined),
          ...(who ? [set(settings("AllowUsers"), who)] : []),
          ...setIf(settings("MaxAuthTries"), tries ? numberOf(tries) : undefined),
        ],
        notes: [
          ...(closed ? ["Without passwords someone needs a key to get in."] : []),
          ...(port ? ["services.openssh.openFirewall opens the port of ssh where it is on."] : []),
        ],
      };
    },
  },
  {
    about: /\bfail2ban\b/i,
    off: true,
    read(words) {
      if (words.has(/^(?:disable|remove|stop|no|turn off|don'?t)\b/i)) return undefined;
      words.take(/\bfail2ban\b(?: for (?:the )?(?:sshd?|openssh)(?: logins?)?)?/i);
      words.take(/^(?:ban|block)(?: (?:ips|addresses|attackers|hosts))?\b/i);
      const time = words.take(
        new RegExp(
          String.raw`\b(?:(?:and|with|that|which|should|ban(?:s|ned|ning)?|block(?:s|ing)?|attackers?|ips?|addresses|hosts?|them|a|the|ban ?time|time|set|to|of|is|for|from|at) )*(?:ban ?time(?: (?:of|to|is))? |ban(?:s|ned)?(?: \w+)? for |for |of )${spanText}`,
          "i",
        ),
      );
      const tries =
        words.take(
          /\b(?:(?:and|with|after|at most|max(?:imum)?|only|a|of|allow) )*(\d+|three|four|five|six|ten) (?:max |failed |wrong )*(?:login )?(?:tries|attempts|retries|failures|logins|times|passwords)\b/i,
        )?.[1] ??
        words.take(/\b(?:and |with )*(?:max ?retry|max retries)(?: (?:of|to|=))? (\d+)\b/i)?.[1];
      words.take(/\bbans?\b|\bban ?time\b/i);
      if (!time && !tries) return undefined;
      return {
        changes: [
          set("services.fail2ban.enable", true),
          ...setIf(
            "services.fail2ban.bantime",
            time?.[1] && time[2] ? span(time[1], time[2]) : undefined,
          ),
          ...setIf("services.fail2ban.maxretry", tries ? numberOf(tries) : undefined),
        ],
      };
    },
  },
];
