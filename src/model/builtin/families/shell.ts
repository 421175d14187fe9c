import type { Reading } from "../reading.ts";
import type { Request } from "../request.ts";

const name = `"?([a-z_][a-z0-9_-]{0,31})"?`;

/** Shells that people log in with. */
export const knownShells = /^(bash|zsh|fish|nushell|nu|sh|dash|elvish|xonsh|ksh|tcsh)$/;

/** Login shells: "set alice's shell to fish", "make zsh the default shell for alice". */
export function readShell(reading: Reading): Request | undefined {
  const { low } = reading;
  const named = (shell: string | undefined, user: string | undefined): Request | undefined =>
    shell &&
    !/^(it|that|this|them)$/.test(shell) &&
    (knownShells.test(shell) || /\bshell\b/.test(low))
      ? {
          kind: "user",
          change: {
            kind: "shell",
            name:
              user === undefined || /^(everyone|everybody|all|all users|system|me)$/.test(user)
                ? user === "me"
                  ? "me"
                  : undefined
                : user,
            shell: shell === "nu" ? "nushell" : shell,
          },
        }
      : undefined;
  const shell = String.raw`(?:the )?"?(?:pkgs\.)?([a-z][a-z0-9-]*)"?`;
  const owner = `(?:for )?(?:the )?(?:user )?"?([a-z_][a-z0-9_ -]{0,31}?)"?`;
  let m = new RegExp(
    `^(?:set|change|switch|make) (?:the )?(?:default )?(?:login )?shell (?:of |for )${owner} (?:to|be) ${shell}$`,
  ).exec(low);
  if (m) return named(m[2], m[1]);
  m = new RegExp(
    `^(?:set|change|switch|make) (my|[a-z_][a-z0-9_-]*'s|[a-z_][a-z0-9_-]*) (?:default )?(?:login )?shell (?:(?:to|be) )?${shell}$`,
  ).exec(low);
  if (m && m[1] !== "the" && m[1] !== "default" && m[1] !== "login")
    return named(m[2], m[1] === "my" ? "me" : m[1]?.replace(/'s$/, ""));
  m = new RegExp(
    `^(?:set|change|switch|make) (?:the )?(?:default |system )?(?:login )?shell (?:to|be) ${shell}(?: ${owner})?$`,
  ).exec(low);
  if (m) return named(m[1], m[2]);
  m = new RegExp(
    `^(?:make|use|set|want|switch to) ${shell} (?:as |to be |be )?(?:the |my )?(default )?(?:login )?shell(?: ${owner})?$`,
  ).exec(low);
  if (m) return named(m[1], m[3] ?? (/\bmy\b/.test(low) ? "me" : undefined));
  m = new RegExp(
    `^(?:make|use|set|want|switch to) ${shell} (?:as |to be |be )?"?([a-z_][a-z0-9_-]*)'s (?:default )?(?:login )?shell$`,
  ).exec(low);
  if (m) return named(m[1], m[2]);
  m = new RegExp(
    `^${shell} (?:as|should be|must be) (?:the )?(?:default )?(?:login )?shell(?: ${owner})?$`,
  ).exec(low);
  if (m) return named(m[1], m[2]);
  m = new RegExp(
    `^give (?:the )?(?:user )?([a-z_][a-z0-9_-]*) (?:an? )?${shell}(?: as)?(?: (?:the|his|her|their|a))?(?: login)? shell$`,
  ).exec(low);
  if (m && m[1] !== "me" && knownShells.test(m[2] ?? "")) return named(m[2], m[1]);
  m = new RegExp(`^(?:use|switch to) ${shell} for (?:user )?${name}$`).exec(low);
  if (m && knownShells.test(m[1] ?? "")) return named(m[1], m[2]);
  return undefined;
}
