import type { BuildEvent } from "./build-event.ts";
import { type BuildNode, type BuildTree, buildName, longestName, nodeKey } from "./build-tree.ts";
import { parentsOf } from "./tree-parents.ts";

/** Bounds for logs that announce or start without end. */
const mostNodes = 10_000;
const mostFetches = 500;
const keptFinished = 6;

const endOf = ({ since, ms }: BuildNode) => (since ?? 0) + ms;

/** A map that is copied when it is changed for the first time. */
function copied<K, V>(map: ReadonlyMap<K, V>) {
  let mine: Map<K, V> | undefined;
  return {
    get now(): ReadonlyMap<K, V> {
      return mine ?? map;
    },
    own(): Map<K, V> {
      mine ??= new Map(map);
      return mine;
    },
  };
}

/** A tree that a batch of events is put into; `close` gives the next tree. The maps are copied once a batch. */
export interface TreeDraft {
  /** False for an event that is no business of the tree. */
  take(target: string, event: BuildEvent, now: number): boolean;
  /** The node that a running build of this id belongs to. */
  nodeOf(target: string, id: string): BuildNode | undefined;
  close(): BuildTree;
}

/** A draft of the tree; only what it changes is copied. */
export function openTree(before: BuildTree): TreeDraft {
  let tree: { -readonly [K in keyof BuildTree]: BuildTree[K] } | undefined;
  const nodes = copied(before.nodes);
  const running = copied(before.running);
  const fetches = copied(before.fetches);
  const counts = { ...before.counts };
  const own = () => {
    tree ??= { ...before };
    return tree;
  };

  const put = (key: string, changes: Partial<BuildNode>) => {
    const node = nodes.now.get(key);
    if (!node) return;
    if (changes.state !== undefined) {
      counts[node.state] -= 1;
      counts[changes.state] += 1;
    }
    nodes.own().set(key, { ...node, ...changes });
    own();
  };
  const add = (target: string, drv: string) => {
    const key = nodeKey(target, drv);
    if (nodes.now.has(key) || nodes.now.size >= mostNodes) return key;
    const name = buildName(drv);
    nodes.own().set(key, {
      ...{ key, target, name, state: "waiting", phase: "", machine: "" },
      ...{ since: null, ms: 0, parent: null },
    });
    counts.waiting += 1;
    own();
    return key;
  };
  const stop = (target: string, id: string, now: number) => {
    const key = running.now.get(`${target} ${id}`);
    const node = key === undefined ? undefined : nodes.now.get(key);
    running.own().delete(`${target} ${id}`);
    own();
    if (!node || node.state === "done" || node.since === null) return;
    const ms = now - node.since;
    if (node.state !== "building") return put(node.key, { ms });
    put(node.key, { state: "done", ms });
    own().finished = [...own().finished, { name: node.name, ms }].slice(-keptFinished);
  };
  const fail = (key: string, why: "build" | "dependency") => {
    const node = nodes.now.get(key);
    if (!node || node.state === "failed") return;
    const state = why === "build" ? "failed" : "blocked";
    put(key, { state });
    if (node.state === "done")
      own().finished = own().finished.filter(({ name }) => name !== node.name);
  };
  const finish = (target: string, ok: boolean, now: number) => {
    const its = [...nodes.now.values()].filter((node) => node.target === target);
    for (const { key, state, since } of its) {
      if (state === "building")
        put(key, { state: ok ? "done" : "stopped", ms: now - (since ?? now) });
      else if (ok && state === "waiting") put(key, { state: "done" });
    }
    for (const [id, key] of running.now)
      if (nodes.now.get(key)?.target === target || id.startsWith(`${target} `))
        running.own().delete(id);
    for (const [id] of fetches.now) if (id.startsWith(`${target} `)) fetches.own().delete(id);
    own();
    if (!ok) undo(target);
  };
  /** A failure stops other builds, and their ends look like good ones: Nix's own count tells how many were. */
  const undo = (target: string) => {
    const told = own().told.get(target);
    if (told === undefined) return;
    const done = [...nodes.now.values()].filter(
      (node) => node.target === target && node.state === "done" && node.since !== null,
    );
    const byEnd = done.sort((a, b) => endOf(a) - endOf(b));
    for (const { key } of byEnd.slice(Math.min(done.length, told))) put(key, { state: "stopped" });
  };

  const take = (target: string, event: BuildEvent, now: number): boolean => {
    switch (event.kind) {
      case "planned":
        for (const drv of event.drvs) add(target, drv);
        own().toFetch += event.fetches;
        own().toFetchBytes += event.downloadBytes ?? 0;
        return true;
      case "needs":
        for (const [key, parent] of parentsOf(target, event.inputs)) put(key, { parent });
        return true;
      case "build-started": {
        const key = add(target, event.drv);
        running.own().set(`${target} ${event.id}`, key);
        own();
        put(key, { state: "building", phase: "", machine: event.machine, since: now, ms: 0 });
        return true;
      }
      case "phase":
        put(running.now.get(`${target} ${event.id}`) ?? "", {
          phase: event.phase.slice(0, longestName),
        });
        return true;
      case "build-stopped":
        stop(target, event.id, now);
        return true;
      case "build-failed":
        fail(nodeKey(target, event.drv), event.why);
        return true;
      case "fetch-started": {
        if (fetches.now.size >= mostFetches) return true;
        const key = `${target} ${event.id}`;
        const name = buildName(event.what);
        fetches.own().set(key, { key, name, done: 0, expected: 0, since: now });
        own();
        return true;
      }
      case "fetch-progress": {
        const key = `${target} ${event.id}`;
        const fetch = fetches.now.get(key);
        if (fetch) fetches.own().set(key, { ...fetch, done: event.done, expected: event.expected });
        own();
        return true;
      }
      case "fetch-stopped": {
        const fetch = fetches.now.get(`${target} ${event.id}`);
        if (!fetch) return true;
        fetches.own().delete(fetch.key);
        own().fetched += 1;
        own().fetchedBytes += Math.max(fetch.done, fetch.expected);
        return true;
      }
      case "progress":
        own().told = new Map(own().told).set(target, event.done);
        return true;
      case "finished":
        finish(target, event.ok, now);
        return true;
      default:
        return false;
    }
  };

  return {
    take,
    nodeOf: (target, id) => nodes.now.get(running.now.get(`${target} ${id}`) ?? ""),
    close: () =>
      tree
        ? { ...tree, nodes: nodes.now, running: running.now, fetches: fetches.now, counts }
        : before,
  };
}
