import { nearest } from "../core/nearest.ts";
import { type OptionInfo, parsePath, showPath } from "../core/option.ts";
import { ok, problem, type Result } from "../core/result.ts";
import { firstSentence } from "../core/sentence.ts";
import { type Target, targetId } from "../core/target.ts";
import { safe } from "../core/text.ts";
import { refOf } from "../loop/context.ts";
import { evidence } from "../loop/facts.ts";
import { chooseTargets, observe } from "../loop/observe.ts";
import type { OptionIndex } from "../ports/indexes.ts";
import { type Command, type Invocation, type Reply, textOption } from "./invocation.ts";
import { optionPage } from "./option-page.ts";
import { columns } from "./print.ts";
import { progress } from "./progress.ts";
import { type Wired, wire } from "./wire.ts";

/** `agentix options search QUERY…`, `options show PATH`, `options index [--refresh]` */
export const optionsCommand: Command = async (invocation) => {
  const [action, ...words] = invocation.args;
  if (action !== "search" && action !== "show" && action !== "index")
    return problem("usage", `options has no action ${JSON.stringify(action)}.`, {
      hint: "agentix options search QUERY…, agentix options show PATH, or agentix options index",
    });
  if (action !== "index" && words.length === 0)
    return problem(
      "usage",
      `options ${action} needs ${action === "show" ? "a path" : "words to look for"}.`,
    );
  const { report, done } = progress(invocation, false);
  const wired = await wire(invocation, { nix: true, report });
  if (!wired.ok) return wired;
  const observation = await observe(wired.value.context);
  if (!observation.ok) return observation;
  const chosen = chooseTargets(observation.value.targets, invocation.hosts);
  if (!chosen.ok) return chosen;
  const [target] = chosen.value.targets;
  if (!target) return problem("no-targets", "This flake has no targets.");
  const ref = refOf(observation.value.repo, observation.value.repo.head);
  const path = action === "show" ? parsePath(words.join(" ")) : [];
  if (!path) return problem("usage", `${words.join(" ")} is no option path.`);
  let index = await wired.value.context.nix.index(ref, target, {
    onProgress: (text) => report({ kind: "step", text }),
    refresh: invocation.options.refresh === true,
    signal: invocation.signal,
  });
  // An earlier tree's index may lack what is asked for; a search is answered by it all the same.
  if (index.ok && (action === "index" || (action === "show" && !index.value.get(path))))
    index = (await index.value.fresh?.()) ?? index;
  done();
  if (!index.ok) return index;
  if (action === "index") return indexed(target, index.value);
  if (action === "search") return search(invocation, target, index.value, words.join(" "));
  return show(wired.value, chosen.value.targets, index.value, path, ref);
};

const without = {
  details: "without description and default",
  inside: "without what is inside it",
  all: "left out",
} as const;

function indexed(target: Target, index: OptionIndex): Result<Reply> {
  const leftOut = index.leftOut ?? [];
  return ok({
    json: { target: targetId(target), options: index.size, leftOut },
    text: [
      `${index.size} options of ${safe(targetId(target))} are indexed.`,
      ...leftOut.map(
        ({ path, part, why }) => `  ${safe(showPath(path))}: ${without[part]}: ${safe(why)}`,
      ),
    ].join("\n"),
  });
}

function search(
  invocation: Invocation,
  target: Target,
  index: OptionIndex,
  query: string,
): Result<Reply> {
  const text = textOption(invocation, "limit") ?? "10";
  if (!/^[1-9][0-9]{0,3}$/.test(text))
    return problem("usage", "--limit takes a number from 1 to 9999.");
  const found = index.search(query, Number(text));
  return ok({
    json: {
      target: targetId(target),
      results: found.map(({ option, score }) => ({ ...optionJson(option), score })),
    },
    text:
      found.length === 0
        ? `No option of ${safe(targetId(target))} matches ${safe(JSON.stringify(query))}.`
        : columns(
            found.map(({ option }) => [
              safe(showPath(option.path)),
              safe(option.typeText),
              safe(firstSentence(option.description, 80)),
            ]),
          ),
  });
}

function optionJson(option: OptionInfo): Record<string, unknown> {
  return { ...option, option: showPath(option.path) };
}

async function show(
  wired: Wired,
  targets: readonly Target[],
  index: OptionIndex,
  path: readonly string[],
  ref: ReturnType<typeof refOf>,
): Promise<Result<Reply>> {
  const shown = showPath(path);
  const { nix, signal } = wired.context;
  const option = index.get(path) ?? hidden(index, path);
  const states = option && (await nix.states(ref, targets, [path], signal));
  if (states && !states.ok) return states;
  const exists = states && Object.values(states.value).some((one) => one[shown]?.exists);
  if (!option || !(exists || index.get(path))) return unknown(index, path);
  const facts = await evidence(wired.context, ref).facts(targets, [path]);
  // Lines come from the repository's modules; where those cannot be told, files are still named.
  return ok(
    optionPage({
      policy: wired.context.policy,
      path,
      option,
      targets,
      states: states?.value ?? {},
      facts: facts.ok ? facts.value : [],
    }),
  );
}

/** Stands for an option inside of one whose own options are not listed, as those of homes are: only its value is known. */
function hidden(index: OptionIndex, path: readonly string[]): OptionInfo | undefined {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const above = index.get(path.slice(0, length));
    if (!above) continue;
    const { default: _, example: __, ...rest } = above;
    const typeText = `not listed; inside of ${showPath(above.path)} (${above.typeText})`;
    return { ...rest, path, type: { kind: "other" }, typeText, description: "" };
  }
  return undefined;
}

/** What stands below a group of options, or those close to what is no option. */
function unknown(index: OptionIndex, path: readonly string[]): Result<Reply> {
  const shown = showPath(path);
  const children = index.children(path);
  if (children.length > 0)
    return ok({
      json: { group: shown, children },
      text: [
        `${safe(shown)} is a group of options:`,
        ...children.map((name) => `  ${safe(name)}`),
      ].join("\n"),
    });
  const siblings = index.children(path.slice(0, -1));
  const near = [
    ...nearest(path.at(-1) ?? "", siblings, 3).map((name) =>
      showPath([...path.slice(0, -1), name]),
    ),
    ...index.search(path.join(" "), 5).map((hit) => showPath(hit.option.path)),
  ];
  const few = [...new Set(near)].slice(0, 5);
  return problem("unknown-option", `${shown} is no option of ${targetId(index.target)}.`, {
    ...(few.length > 0 ? { hint: `Close to it: ${few.join(", ")}.` } : {}),
    details: { near: few },
  });
}
