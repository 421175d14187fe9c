import { saysNothing, words } from "../core/words.ts";
import { desktop } from "./glossary/desktop.ts";
import { home } from "./glossary/home.ts";
import { machine } from "./glossary/machine.ts";
import { media } from "./glossary/media.ts";
import { network } from "./glossary/network.ts";
import { office } from "./glossary/office.ts";
import { security } from "./glossary/security.ts";
import { servers } from "./glossary/servers.ts";
import { system } from "./glossary/system.ts";
import { switches, topics } from "./option-topics.ts";

/** A word of a phrase says less than one of the glossary, for the phrase is found as a whole, too. */
const phraseShare = 0.8;
/** What each further option of a line loses: the likelier stands first. */
const laterShare = 0.01;

/** Options whose whole path is one name. */
const atTop = new Set(["containers", "fileSystems", "specialisation", "swapDevices"]);

const glossary = new Map<string, Map<string, number>>();

/**
 * The glossary is an index of everyday words, by software and option: what people say who do not know the name.
 * A line: options, likeliest first, then after `:` the words. A bare name is the switch of a service or a program
 * of that name. Options that a system lacks are passed over.
 */
for (const table of [desktop, home, machine, media, network, office, security, servers, system])
  for (const line of table.trim().split("\n")) {
    const [names = "", said = ""] = line.split(": ");
    for (const [rank, name] of names.split(" ").entries())
      for (const option of atTop.has(name) ? [name] : switches(name))
        note(option, words(said), 1 - laterShare * rank);
  }

for (const { words: said, options } of topics)
  for (const [rank, option] of options.entries())
    note(option, said, phraseShare / Math.sqrt(said.length) / (1 + 0.1 * rank));

function note(option: string, said: readonly string[], weight: number): void {
  const known = glossary.get(option) ?? new Map<string, number>();
  for (const word of said)
    if (!saysNothing(word)) known.set(word, Math.max(weight, known.get(word) ?? 0));
  glossary.set(option, known);
}

/** What people call an option: stemmed words, each with how much it says, at most 1. */
export function glossaryOf(option: string): ReadonlyMap<string, number> | undefined {
  return glossary.get(option);
}

/** Every option that the glossary tells something of. */
export function glossaryOptions(): Iterable<string> {
  return glossary.keys();
}
