import { splitItems } from "../clauses.ts";
import { type Reading, trimmed } from "../reading.ts";
import type { Request } from "../request.ts";
import type { Token } from "../tokens.ts";

const systemWide = /^(system-?wide|globally|everyone|system)$/;

/** "install btop, ripgrep and fd [for alice | system-wide]", "remove btop", "get rid of btop". */
export function readPackages(reading: Reading): Request | undefined {
  const { verb } = reading;
  const aside = /\bfor me$/.test(reading.low);
  const adding = verb === "install" || verb === "add";
  const removing = verb === "uninstall" || verb === "remove";
  if (!adding && !removing) return undefined;
  if (reading.negated) return undefined;
  let tokens: readonly Token[] = trimmed(reading.rest);
  let user: string | undefined;
  // "… for alice", "… to the system packages", "… from alice's packages"
  const last = tokens.length - 1;
  const place = tokens.findLastIndex((t) => /^(for|to|from|into|on|in)$/.test(t.low));
  if (place > 0 && place <= last) {
    const where = tokens
      .slice(place + 1)
      .filter(
        (t) =>
          !/^(the|my|our|user|users|account|profile|environment|packages|package|list|home|of|this|machine|only|alone)$/.test(
            t.low,
          ),
      );
    const only = where.length === 1 ? where[0] : undefined;
    const word = only?.low ?? "";
    if (
      where.length === 0 ||
      systemWide.test(word) ||
      /^(path|systempackages)$/.test(word) ||
      only?.text === "environment.systemPackages"
    ) {
      const mine =
        tokens.slice(place + 1).some((t) => t.low === "my") &&
        tokens
          .slice(place + 1)
          .some((t) => t.low === "user" || t.low === "home" || t.low === "profile");
      const alone = tokens.slice(place + 1).some((t) => /^(only|alone)$/.test(t.low));
      tokens = tokens.slice(0, place);
      if (mine || (alone && where.length === 0)) user = "me";
    } else if (word === "me" || word === "myself") {
      tokens = tokens.slice(0, place);
      user = "me";
    } else if (only?.kind === "word" && tokens[place]?.low === "on") {
      return {
        kind: "decline",
        question: `No host is called ${JSON.stringify(only.text)}. On which host is it meant?`,
      };
    } else if (only?.kind === "word" && /^[a-z_][a-z0-9_-]*(?:'s)?$/.test(word)) {
      tokens = tokens.slice(0, place);
      user = word.replace(/'s$/, "");
    } else if (only) return undefined;
  }
  tokens = tokens.filter((t) => !systemWide.test(t.low) && t.low !== "globally");
  const items = splitItems(tokens).map((item) => {
    const plain = trimmed(item).filter(
      (t, i, all) =>
        !(
          i === 0 &&
          all.length > 1 &&
          /^(package|packages|program|programs|app|apps|application|applications|tool|tools|following|nixpkgs|:)$/.test(
            t.low,
          )
        ) && t.text !== ":",
    );
    return plain;
  });
  // "…, but only for alice": said by whom it is for.
  const limits = (item: readonly Token[]): boolean =>
    user !== undefined && item.every((t) => /^(but|only|just)$/.test(t.low));
  const full = items.filter((item) => item.length > 0 && !limits(item));
  if (full.length === 0) return undefined;
  return {
    kind: "packages",
    add: adding,
    items: full,
    sure: verb === "install" || verb === "uninstall",
    ...(user ? { user } : {}),
    ...(aside && !user ? { aside } : {}),
  };
}
