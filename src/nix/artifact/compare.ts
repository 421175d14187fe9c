import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { ArtifactChange } from "../../core/artifact.ts";
import { redactWords } from "../../core/redact/text.ts";
import { contentOf, type Node, namesIn, nodeAt } from "./tree.ts";
import { runsAsRoot } from "./unit.ts";

/** Differences that are told, of which one is enough to be high; and how far texts are followed. */
const mostChanges = 500;
const mostVisited = 50_000;
const deepestFolder = 12;
const mostFollowed = 5;
const shownLines = 6;
const shownLength = 200;
const mostRead = 4000;

interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly store: string;
  readonly changes: ArtifactChange[];
  /** Pairs that were compared, so that nothing is told twice. */
  readonly seen: Set<string>;
}

/** What stands in a system besides /etc, and which part it is. */
const single: readonly (readonly [string, ArtifactChange["part"]])[] = [
  ["activate", "script"],
  ["init", "script"],
  ["dry-activate", "script"],
  ["pre-switch-checks", "script"],
  ["install-bootloader", "script"],
  ["bin/switch-to-configuration", "script"],
  ["kernel", "boot"],
  ["initrd", "boot"],
  ["kernel-modules", "boot"],
  ["kernel-params", "boot"],
  ["switch-inhibitors", "boot"],
];

/**
 * Differences of two built systems (store paths): scripts that run as root, what a reboot brings, and `/etc` with
 * its units; the texts that they name are followed. Both sides are walked at once, so that whatever is the same
 * store path costs nothing. Specialisations are systems of their own.
 */
export async function compareSystems(before: string, after: string): Promise<ArtifactChange[]> {
  const comparison: Comparison = {
    before,
    after,
    store: dirname(after),
    changes: [],
    seen: new Set(),
  };
  await compareSystem(comparison, "");
  const { changes, seen } = comparison;
  if (changes.length >= mostChanges || seen.size >= mostVisited)
    changes.push({ part: "unreadable", change: "changed", path: "more than is compared" });
  return changes;
}

async function compareSystem(comparison: Comparison, prefix: string): Promise<void> {
  for (const [name, part] of single) {
    const [was, is] = await both(comparison, `${prefix}${name}`);
    if (part === "boot" && was.kind !== "none" && is.kind !== "none" && name !== "kernel-params") {
      if (!(await isSame(was, is)))
        comparison.changes.push({
          part,
          change: "changed",
          path: `${prefix}${name}`,
          ...(is.kind === "file" ? { bytes: (await stat(is.at)).size } : {}),
        });
    } else await compareNodes(comparison, was, is, `${prefix}${name}`, part, 0);
  }
  const [was, is] = await both(comparison, `${prefix}etc`);
  await compareNodes(comparison, was, is, `${prefix}etc`, "file", 0);
  if (prefix !== "") return;
  const [some, others] = await both(comparison, "specialisation");
  for (const name of await namesIn(some, others))
    await compareSystem(comparison, `specialisation/${name}/`);
}

async function both({ before, after, store }: Comparison, path: string): Promise<[Node, Node]> {
  return [await nodeAt(`${before}/${path}`, store), await nodeAt(`${after}/${path}`, store)];
}

/** The same place in the store, or the same bytes. */
async function isSame(was: Node, is: Node): Promise<boolean> {
  if (was.kind === "none" || is.kind === "none") return was.kind === is.kind;
  if (was.at === is.at) return true;
  if (was.kind !== "file" || is.kind !== "file") return false;
  const [one, other] = [await contentOf(was.at), await contentOf(is.at)];
  return JSON.stringify(one) === JSON.stringify(other);
}

async function compareNodes(
  comparison: Comparison,
  was: Node,
  is: Node,
  path: string,
  part: ArtifactChange["part"],
  depth: number,
): Promise<void> {
  const { changes, seen } = comparison;
  if (changes.length >= mostChanges || seen.size >= mostVisited) return;
  if (was.kind === "none" && is.kind === "none") return;
  if (was.kind !== "none" && is.kind !== "none" && was.at === is.at) return;
  const key = `${path} ${"at" in was ? was.at : ""} ${"at" in is ? is.at : ""}`;
  if (seen.has(key)) return;
  seen.add(key);
  if (was.kind === "folder" || is.kind === "folder") {
    if (was.kind === "file") await tell(comparison, was, { kind: "none" }, path, part, depth);
    if (is.kind === "file") await tell(comparison, { kind: "none" }, is, path, part, depth);
    if (depth > deepestFolder) return void unread(comparison, path);
    for (const name of await namesIn(was, is))
      await compareNodes(
        comparison,
        await childOf(comparison, was, name),
        await childOf(comparison, is, name),
        `${path}/${name}`,
        part,
        depth + 1,
      );
    return;
  }
  if (/\.(?:wants|requires|upholds)\/[^/]*$/.test(path)) {
    // A link that starts a unit: the unit itself is compared where it stands.
    if (was.kind === "none" || is.kind === "none")
      changes.push({ part: "unit", change: is.kind === "none" ? "removed" : "added", path });
    return;
  }
  await tell(comparison, was, is, path, part, 0);
}

function unread({ changes }: Comparison, path: string): void {
  changes.push({ part: "unreadable", change: "changed", path });
}

async function childOf({ store }: Comparison, node: Node, name: string): Promise<Node> {
  return node.kind === "folder" ? nodeAt(`${node.at}/${name}`, store) : { kind: "none" };
}

/** Records a difference of two files, or what the texts that they name differ in. */
async function tell(
  comparison: Comparison,
  was: Node,
  is: Node,
  path: string,
  part: ArtifactChange["part"],
  depth: number,
): Promise<void> {
  const [old, now] = [await shown(comparison, was), await shown(comparison, is)];
  const changed = old !== now;
  if (changed) {
    const text = now ?? old ?? "";
    const change = was.kind === "none" ? "added" : is.kind === "none" ? "removed" : "changed";
    const lines = differing(old ?? "", now ?? "");
    comparison.changes.push({
      part: partOf(path, part, text),
      change,
      path,
      ...(lines.length > 0 ? { lines } : {}),
    });
  }
  if (depth < mostFollowed) await follow(comparison, was, is, path, part, depth);
}

/** A text without the hashes of store paths, and without where its own system lies. */
async function shown({ before, after }: Comparison, node: Node): Promise<string | null> {
  if (node.kind === "none") return null;
  if (node.kind !== "file") return `→ ${withoutHashes(node.at)}`;
  const content = await contentOf(node.at);
  if ("digest" in content) return `sha256 ${content.digest}`;
  return withoutHashes(content.text.replaceAll(before, "SYSTEM").replaceAll(after, "SYSTEM"));
}

const withoutHashes = (text: string) => text.replaceAll(/\/[0-9a-z]{32}-/g, "/…-");

const storeName = /\/[0-9a-z]{32}-([A-Za-z0-9+._?=-]+)((?:\/[A-Za-z0-9+._?=@%-]+)*)/g;

/** What two texts name in the store under the same name, and differently: a script, a list of users, a program. */
async function follow(
  comparison: Comparison,
  was: Node,
  is: Node,
  path: string,
  part: ArtifactChange["part"],
  depth: number,
): Promise<void> {
  if (was.kind !== "file" || is.kind !== "file") return;
  const [old, now] = [await contentOf(was.at), await contentOf(is.at)];
  if ("digest" in old || "digest" in now) return;
  const [then, here] = [namesOf(old.text), namesOf(now.text)];
  const { store } = comparison;
  const of = partOf(path, part, now.text);
  for (const [name, whole] of here) {
    const other = then.get(name);
    if (other === undefined || other === whole || comparison.after.endsWith(whole)) continue;
    const from = await nodeAt(`${store}${other}`, store);
    const to = await nodeAt(`${store}${whole}`, store);
    if (from.kind !== "file" || to.kind !== "file") continue;
    if ("text" in (await contentOf(to.at)))
      await compareText(comparison, from, to, `${path} → ${name}`, of, depth + 1);
    else if (of === "script" || of === "root-unit") await differently(comparison, from, to, name);
  }
}

/** Each text is compared once, wherever it is named. */
async function compareText(
  comparison: Comparison,
  was: Node & { kind: "file" },
  is: Node & { kind: "file" },
  path: string,
  part: ArtifactChange["part"],
  depth: number,
): Promise<void> {
  const key = `${was.at} ${is.at}`;
  if (comparison.seen.has(key)) return;
  comparison.seen.add(key);
  await tell(comparison, was, is, path, part, depth);
}

/**
 * What a text names in the store, by its name there. A unit's triggers are left out: they are files of /etc that are
 * compared as such.
 */
function namesOf(text: string): Map<string, string> {
  const lines = text.split("\n").filter((line) => !/^X-[A-Za-z-]*Triggers=/.test(line));
  const names = new Map<string, string>();
  for (const [whole, name, inside] of lines.join("\n").matchAll(storeName))
    names.set(`${name}${inside}`, whole);
  return names;
}

async function differently(
  comparison: Comparison,
  was: Node,
  is: Node,
  path: string,
): Promise<void> {
  if (comparison.changes.some((one) => one.part === "program" && one.path === path)) return;
  if (!(await isSame(was, is)))
    comparison.changes.push({ part: "program", change: "changed", path });
}

function partOf(path: string, part: ArtifactChange["part"], text: string): ArtifactChange["part"] {
  if (part !== "file") return part;
  if (/(?:^|\/)etc\/systemd\/user\//.test(path)) return "user-unit";
  if (!/(?:^|\/)etc\/systemd\/system\//.test(path)) return "file";
  return runsAsRoot(path, text) ? "root-unit" : "unit";
}

const telling = /^[+-] (?:Exec[A-Za-z]*|User|ListenStream)=/;

/** The first lines that only one of two texts has, marked, what is run before the rest; cut short, secrets masked. */
function differing(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const [had, has] = [new Set(old), new Set(now)];
  const gone = old
    .filter((line) => line.trim() !== "" && !has.has(line))
    .map((line) => `- ${line}`);
  const come = now
    .filter((line) => line.trim() !== "" && !had.has(line))
    .map((line) => `+ ${line}`);
  const lines = [...come, ...gone];
  return [
    ...lines.filter((line) => telling.test(line)),
    ...lines.filter((line) => !telling.test(line)),
  ]
    .slice(0, shownLines)
    .map((line) => redactWords(line.slice(0, mostRead)))
    .map((line) => (line.length > shownLength ? `${line.slice(0, shownLength)}…` : line));
}
