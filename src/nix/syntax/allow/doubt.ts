import { posix } from "node:path";
import { eachNode, lineAt, type Node, type Tree } from "../tree.ts";
import { type Names, namesUsed } from "./bound.ts";
import { sameText } from "./same-text.ts";

/** A part of a file that is not on the allow-list: it may stay as it is, and nobody but a person writes it. */
export type Doubt = {
  file: string;
  line: number;
  /** The names of the bindings around it, "config" left out. */
  path: string;
  text: string;
  message: string;
  /** Every name that is used in it. */
  mentions: ReadonlySet<string>;
};

/** The doubts of one file, and the names of `let` and `rec` whose values hold one. */
export type Doubts = { doubts: Doubt[]; unclean: Set<string> };

/** Where in a file a walk is. */
export type Place = {
  names: Names;
  path: readonly string[];
  /** Names of `let` and `rec` around. */
  within: readonly string[];
};

/** Collects doubts of a file. */
export function recorder(
  tree: Tree,
  file: string,
): Doubts & { doubt: (node: Node, place: Place, message: string) => void } {
  const doubts: Doubt[] = [];
  const unclean = new Set<string>();
  const doubt = (node: Node, place: Place, message: string) => {
    let hasPath = false;
    eachNode(node, (each) => {
      if (each.type === "path_expression") hasPath = true;
    });
    for (const name of place.within) unclean.add(name);
    const path = place.path.filter((name, index) => index > 0 || name !== "config");
    doubts.push({
      file,
      line: lineAt(tree.source, node.start),
      path: path.join("\u0001"),
      // A relative path means another file in another folder.
      text: `${hasPath ? posix.dirname(file) : ""}\u0000${sameText(tree, node)}`,
      message,
      mentions: namesUsed(tree, node),
    });
  };
  return { doubts, unclean, doubt };
}
