import type { PackageInfo } from "../core/package.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { type Target, targetId } from "../core/target.ts";
import { safe } from "../core/text.ts";
import { type Context, refOf } from "../loop/context.ts";
import { chooseTargets, observe } from "../loop/observe.ts";
import type { PackageIndex } from "../ports/indexes.ts";
import type { FlakeRef } from "../ports/nix.ts";
import { type Command, type Reply, textOption } from "./invocation.ts";
import { columns } from "./print.ts";
import { progress } from "./progress.ts";
import { wire } from "./wire.ts";

/** `agentix packages search QUERY…`, `packages show NAME`, `packages index [--refresh]` */
export const packagesCommand: Command = async (invocation) => {
  const [action, ...words] = invocation.args;
  if (action !== "search" && action !== "show" && action !== "index")
    return problem("usage", `packages has no action ${JSON.stringify(action)}.`, {
      hint: "agentix packages search QUERY…, agentix packages show NAME, or agentix packages index",
    });
  if (action !== "index" && words.join("").trim() === "")
    return problem(
      "usage",
      `packages ${action} needs ${action === "show" ? "a name" : "words to look for"}.`,
    );
  const limit = textOption(invocation, "limit") ?? "10";
  if (!/^[1-9][0-9]{0,3}$/.test(limit))
    return problem("usage", "--limit takes a number from 1 to 9999.");
  const { report, done } = progress(invocation, false);
  const wired = await wire(invocation, { nix: true, report });
  if (!wired.ok) return wired;
  const { context } = wired.value;
  const observation = await observe(context);
  if (!observation.ok) return observation;
  const chosen = chooseTargets(observation.value.targets, invocation.hosts);
  if (!chosen.ok) return chosen;
  const [target] = chosen.value.targets;
  if (!target) return problem("no-targets", "This flake has no targets.");
  const ref = refOf(observation.value.repo, observation.value.repo.head);
  if (action === "show") return show(context, ref, target, words.join(" "), done);
  let index = await context.nix.packageIndex(ref, target, {
    onProgress: (text) => report({ kind: "step", text }),
    refresh: invocation.options.refresh === true,
    signal: invocation.signal,
  });
  // An earlier tree's index answers a search; whoever asks for the index wants that of this tree.
  if (index.ok && action === "index") index = (await index.value.fresh?.()) ?? index;
  done();
  if (!index.ok) return index;
  if (action === "index") return indexed(target, index.value);
  return search(target, index.value, words.join(" "), Number(limit));
};

function indexed(target: Target, index: PackageIndex): Result<Reply> {
  const { size, lost } = index;
  return ok({
    json: { target: targetId(target), packages: size, lost },
    text: `${size} packages of ${safe(targetId(target))} are indexed. ${lost.length} names refuse: removed, renamed or broken.`,
  });
}

function search(target: Target, index: PackageIndex, query: string, limit: number): Result<Reply> {
  const found = index.search(query, limit);
  const stale = index.stale
    ? "These are the packages of an earlier commit; agentix packages index reads them anew."
    : undefined;
  const rows = found.map(({ package: info }) => [
    safe(info.name),
    short(info.version, 16),
    short(sentence(info), 90),
  ]);
  const none = `No package of ${safe(targetId(target))} matches ${safe(JSON.stringify(query))}.`;
  return ok({
    json: {
      target: targetId(target),
      results: found.map(({ package: info, score }) => ({ ...info, score })),
      ...(stale ? { stale: true } : {}),
    },
    text: [found.length === 0 ? none : columns(rows), ...(stale ? [stale] : [])].join("\n"),
  });
}

/** The description, and what stands against the package. */
function sentence({ description, flags }: PackageInfo): string {
  return flags.length > 0 ? `[${flags.join(", ")}] ${description}` : description;
}

function short(text: string, most: number): string {
  return safe(text.length > most ? `${text.slice(0, most - 1)}…` : text);
}

/** What is known of one package, asked of the target itself: no index is needed for it. */
async function show(
  { nix }: Context,
  ref: FlakeRef,
  target: Target,
  given: string,
  done: () => void,
): Promise<Result<Reply>> {
  const name = given.trim().replace(/^pkgs\./, "");
  const found = await nix.packages(ref, target, [name]);
  if (!found.ok) return found;
  const facts = found.value[name];
  if (facts?.version !== undefined || facts?.description !== undefined) {
    done();
    const { version = "", description = "", mainProgram, problem: against } = facts;
    const rows = [
      ["program", mainProgram],
      ["mind", against && `it ${against}`],
      ["to add it", `agentix propose "install ${name}"`],
    ].flatMap(([label = "", text]) => (text ? [[label, safe(text)]] : []));
    const head = [safe(`${name} ${version}`.trim()), ...(description ? [safe(description)] : [])];
    return ok({
      json: { target: targetId(target), package: { name, ...facts } },
      text: [...head, "", columns(rows)].join("\n"),
    });
  }
  const similar = await nix.similarPackages(ref, target, name, 5);
  done();
  const near = similar.ok ? similar.value.filter((one) => one !== name) : [];
  const hints = [
    ...(near.length > 0 ? [`Close to it: ${near.join(", ")}.`] : []),
    "agentix packages search looks for what a package does.",
  ];
  const message = facts?.problem
    ? `${name} cannot be installed on ${targetId(target)}: ${facts.problem}`
    : `${name} is no package of ${targetId(target)}.`;
  return problem("unknown-package", message, { hint: hints.join(" "), details: { near } });
}
