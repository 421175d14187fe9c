import type { NixValue } from "../../core/edit.ts";
import { isSecretFile } from "../../core/redact.ts";
import type { Change } from "../builtin/request.ts";
import { isNamed, isNamedOutright, type Source, saysOutright, untoldIn } from "./trace.ts";

/** Why a change of the model's is not taken: left out with a note, or asked about. */
export type Refusal =
  | { readonly leftOut: string }
  | { readonly ask: string; readonly choices?: readonly string[] };

/** What is known where a change would go. */
export interface Ground {
  /** The option as showPath writes it. */
  readonly shown: string;
  readonly guarded: boolean;
  /** The evaluated value; undefined where it is not known. */
  readonly current: unknown;
}

/** What stands against a change, whatever the model had in mind; undefined where it may be proposed. */
export function refusalOf(change: Change, ground: Ground, source: Source): Refusal | undefined {
  const { shown, guarded } = ground;
  const { path, operation, value } = change;
  const untold = untoldIn({ ...change, path: [...path], targets: [""] }, source);
  if (guarded && (!isNamedOutright(path, source) || untold.length > 0))
    return { leftOut: `${shown} can take a machine over, and the goal does not say so outright` };
  if (!isNamed(path, source) && (untold.length > 0 || operation === "unset"))
    return { leftOut: `the goal speaks neither of ${shown} nor of what it would become` };
  if (path.at(-1) === "keys" && path.at(-2) === "authorizedKeys" && !strings(value).every(isKey))
    return { ask: `${shown} takes whole public keys (ssh-ed25519 AAAA… you@machine). Which one?` };
  if (
    strings(value).some(
      (text) => text !== "" && isOwnName(text, path) && !saysOutright(text, source),
    )
  )
    return { ask: `Which value should ${shown} have? The goal only names it.` };
  if (files(value).some((file) => file.startsWith("..") || isSecretFile(file)))
    return { ask: `${shown} would take in a file that a model may not name. Which one is meant?` };
  return operation === "set" ? loss(change, ground, source) : undefined;
}

const replaces =
  /\b(?:set|only|exactly|just|replace[sd]?|instead|nothing (?:but|else)|no other)\b|=/i;

/** A list that is set anew loses what it holds: only where the rules read it so, or the words say it. */
function loss(
  { path, value }: Change,
  { shown, current }: Ground,
  source: Source,
): Refusal | undefined {
  if (
    !Array.isArray(value) ||
    source.own.some((own) => own.operation === "set" && own.path.join("\0") === path.join("\0"))
  )
    return undefined;
  if (Array.isArray(current)) {
    const kept = new Set(value.map((one) => JSON.stringify(one)));
    if (current.every((one) => kept.has(JSON.stringify(one)))) return undefined;
  }
  if (value.length > 0 && replaces.test(source.wish.text) && isNamed(path, source))
    return undefined;
  return {
    ask: `Should ${shown} lose what it holds now? The goal does not say so.`,
    choices: value.length > 0 ? [`add ${value.map(plain).join(" and ")} to ${shown}`] : [],
  };
}

function plain(value: NixValue): string {
  if (typeof value === "object" && value !== null && "$package" in value) return value.$package;
  return typeof value === "string" ? value : JSON.stringify(value);
}

const isKey = (text: string) =>
  /^(?:[\w@,="./:*!-]+ +)?(?:ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp\d{3}|sk-[a-z0-9-]+@openssh\.com) +AAAA[A-Za-z0-9+/=]+(?: .*)?\n?$/.test(
    text,
  );

/** Whether a text is no more than a word by which the option is called. */
function isOwnName(text: string, path: readonly string[]): boolean {
  return nameOf(path).has(text.toLowerCase());
}

function nameOf(path: readonly string[]): ReadonlySet<string> {
  const said = ["keyboard", "layout", "option", "value", "setting", "list", "name", "it", "the"];
  return new Set([...path.slice(-2).map((segment) => segment.toLowerCase()), ...said]);
}

function strings(value: NixValue | undefined): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flatMap(strings) : [];
}

function files(value: NixValue | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(files);
  if (typeof value !== "object" || value === null) return [];
  if ("$path" in value) return [value.$path];
  return "$attrs" in value ? Object.values(value.$attrs).flatMap(files) : [];
}
