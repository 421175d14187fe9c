import { showPath } from "../option.ts";
import { suspicious } from "../suspicious.ts";
import type { Candidate } from "./completion.ts";

/** The names of a target's options, segment by segment, with as much of each as a list shows. */
export interface OptionNames {
  readonly children: Map<string, OptionNames>;
  /** Type and first words of the description, where an option ends here; untrusted. */
  option: { readonly type: string; readonly text: string } | null;
  /** Options at and below. */
  size: number;
}

const longestText = 120;
const placeholders = new Set(["<name>", "*"]);

/** Names of nothing yet. */
export function noNames(): OptionNames {
  return { children: new Map(), option: null, size: 0 };
}

/** Adds an option to `root`; one that is there already stays as it is. */
export function addName(
  root: OptionNames,
  path: readonly string[],
  option: { readonly typeText: string; readonly description: string },
): void {
  const above = [root];
  let node = root;
  for (const segment of path) {
    let next = node.children.get(segment);
    if (!next) {
      next = noNames();
      node.children.set(segment, next);
    }
    node = next;
    above.push(node);
  }
  if (node.option) return;
  const text =
    option.description
      .slice(0, 400)
      .trim()
      .split(/(?<=\.)\s|\n\n/)[0] ?? "";
  node.option = {
    type: option.typeText.slice(0, longestText),
    text: text.replaceAll(/\s+/g, " ").slice(0, longestText),
  };
  for (const one of above) one.size += 1;
}

interface Split {
  readonly head: readonly string[];
  /** The text before the last segment, as it was written. */
  readonly stem: string;
  readonly partial: string;
}

/** Cuts a path that is being written before its last segment; quotes may still be open. */
function split(text: string): Split {
  const head: string[] = [];
  let segment = "";
  let stem = 0;
  let quoted = false;
  for (const [at, character] of [...text].entries()) {
    if (character === '"') quoted = !quoted;
    else if (character === "." && !quoted) {
      head.push(segment);
      segment = "";
      stem = at + 1;
    } else segment += character;
  }
  return { head, stem: [...text].slice(0, stem).join(""), partial: segment };
}

function nodesAt(root: OptionNames, head: readonly string[]): OptionNames[] {
  let nodes = [root];
  for (const segment of head)
    nodes = nodes.flatMap((node) =>
      [segment, ...placeholders]
        .filter((name, at, all) => all.indexOf(name) === at)
        .flatMap((name) => node.children.get(name) ?? []),
    );
  return nodes;
}

function detailOf(node: OptionNames): string {
  const told = node.option ?? node.children.get("enable")?.option;
  const what = node.option
    ? node.option.type
    : node.size === 1
      ? "1 option"
      : `${node.size} options`;
  return told?.text ? `${what} · ${told.text}` : what;
}

/** How well a name fits what is written of it; lower is better, undefined not at all. */
function closeness(name: string, partial: string): number | undefined {
  if (name.startsWith(partial)) return 0;
  const [own, wanted] = [name.toLowerCase(), partial.toLowerCase()];
  if (own.startsWith(wanted)) return 1;
  return wanted.length > 2 && own.includes(wanted) ? 2 : undefined;
}

interface Found {
  readonly label: string;
  readonly path: readonly string[];
  readonly stem: string;
  readonly node: OptionNames;
  readonly rank: number;
}

function candidate({ label, path, stem, node }: Found): Candidate {
  const name = path.at(-1) ?? "";
  const written = stem + showPath(path);
  // A name that hides something is shown, marked, and never typed for anybody.
  const insert = placeholders.has(name) || suspicious(written).length > 0 ? null : written;
  return { label, insert, detail: detailOf(node), group: node.children.size > 0 };
}

function below(nodes: readonly OptionNames[], { stem, partial }: Split): Found[] {
  const merged = new Map<string, OptionNames>();
  for (const { children } of nodes)
    for (const [name, node] of children) if (!merged.has(name)) merged.set(name, node);
  const found: Found[] = [];
  for (const [name, node] of merged) {
    const rank = placeholders.has(name) ? 9 : closeness(name, partial);
    if (rank === undefined) continue;
    const first = name === "enable" ? -1 : 0;
    found.push({ label: showPath([name]), path: [name], stem, node, rank: rank + first });
  }
  return found;
}

/** What is called so further down: `tailsc` means `services.tailscale`. */
function deeper(root: OptionNames, partial: string): Found[] {
  const found: Found[] = [];
  const wanted = partial.toLowerCase();
  const walk = (node: OptionNames, path: readonly string[]) => {
    for (const [name, next] of node.children) {
      if (placeholders.has(name)) continue;
      const here = [...path, name];
      if (path.length > 0 && name.toLowerCase().startsWith(wanted)) {
        const module = next.children.has("enable") ? 0 : 1;
        found.push({
          label: showPath(here),
          path: here,
          stem: "",
          node: next,
          rank: here.length * 2 + module,
        });
      } else if (here.length < 3) walk(next, here);
    }
  };
  walk(root, []);
  return found;
}

/** What an option path that is being written can become, best first. */
export function completeOption(
  root: OptionNames,
  text: string,
  limit: number,
): { readonly candidates: readonly Candidate[]; readonly more: number } {
  const cut = split(text);
  const found = below(nodesAt(root, cut.head), cut);
  const best = found.filter(({ rank }) => rank < 2 || rank === 9);
  let chosen = best.some(({ rank }) => rank < 2) ? best : found;
  if (cut.head.length === 0) {
    const named = deeper(root, cut.partial);
    chosen = [...chosen.filter(({ rank }) => rank < 2), ...named];
  }
  const sorted = chosen.toSorted(
    (a, b) => a.rank - b.rank || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  );
  return {
    candidates: sorted.slice(0, limit).map(candidate),
    more: Math.max(0, sorted.length - limit),
  };
}
