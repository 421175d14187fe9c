/**
 * Bindings of a `let`: `walk { from; how; isLeaf; describe; inside; } tree` visits a tree in the order of
 * its names and traces what it finds, line by line, so that nothing is lost when Nix ends at an error that
 * `tryEval` cannot catch, and it is known which node that was:
 *
 *     agentix-at [path]     a node is looked at
 *     agentix-is {record}   what `describe how node` gives for the leaf that was named last
 *     agentix-lost [path]   it throws
 *
 * `from`: null, or the path of the node to go on at; `how` it is treated: "whole", "plain" (described with
 * what cannot fail alone) or "after" (left out with all below it).
 * Gives the number of records. Needs the bindings of common.ts.
 */
export const walkNix = `
  say = mark: value: next: builtins.trace "agentix-\${mark} \${builtins.toJSON value}" next;
  walk = { from, how, isLeaf, describe, inside }:
    let
      record = path: as: node:
        let self = describe as node; in
        if try false (builtins.deepSeq self true) then say "is" self 1 else say "lost" path 0;
      node = path: from: value: say "at" path (
        if from == [ ] && how == "after" then 0
        else
          let own = if (from == null || from == [ ]) && isLeaf value
            then record path (if from == [ ] then how else "whole") value else 0;
          in builtins.seq own (own + children path (if from == [ ] then null else from) (inside value)));
      children = path: from: set: builtins.foldl'
        (sum: name: sum + (
          let below = path ++ [ name ]; in
          try (say "lost" below 0) (node below
            (if from != null && name == builtins.head from then builtins.tail from else null)
            (get name set))))
        0
        (builtins.filter (name: from == null || !(name < builtins.head from)) (builtins.attrNames set));
    in children [ ] from;
`;
