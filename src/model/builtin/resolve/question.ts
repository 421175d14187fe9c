import { factsAnswer } from "../../../core/answer/fact-words.ts";
import { portOptions, portsAnswer } from "../../../core/answer/ports.ts";
import { parsePath, showPath } from "../../../core/option.ts";
import type { Answer } from "../../../core/plan-parts.ts";
import { ok, type Result } from "../../../core/result.ts";
import { firstSentence } from "../../../core/sentence.ts";
import { targetId } from "../../../core/target.ts";
import { ask, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { below, nameSwitch, optionsByPhrase, rootsOf, wordsOf } from "../naming.ts";
import type { Asking } from "../request.ts";
import type { Token } from "../tokens.ts";
import { differences, installed, packages, services, setUp, whichHosts } from "./question-lists.ts";
import { people } from "./question-people.ts";
import { inputs, kernel, versions } from "./question-versions.ts";
import { setShown } from "./show-setting.ts";

type Path = readonly string[];

/** Answers a question from evaluation; what is not understood is said, and nothing is ever changed for it. */
export async function resolveQuestion(
  env: Env,
  { asking, left }: { asking: Asking; left: readonly Token[] },
): Promise<boolean> {
  // "… and where?": every answer says so.
  if (asking.about === "option" && asking.item.length === 0 && env.draft.answers.length > 0)
    return true;
  const answer = await answered(env, asking);
  if (!answer.ok) ask(env.draft, `This could not be evaluated: ${answer.problem.message}`);
  else if (answer.value === "asked") return true;
  else if (answer.value) {
    const { text } = answer.value;
    if (!env.draft.answers.some((known) => known.text === text))
      env.draft.answers.push(answer.value);
    const used = "item" in asking ? usedIn(env, asking.item) : [];
    const over = "item" in asking ? asking.item.filter((t) => !used.includes(t)) : [];
    const hosts = env.all.flatMap((target) => [target.name, targetId(target)]);
    const words = [...left, ...over]
      .map(({ text: word }) => word)
      .filter((word) => !hosts.includes(word));
    if (words.length > 0) note(env.draft, `Not read in the question: ${words.join(" ")}.`);
  } else if (!("maySet" in asking && asking.maySet && setShown(env, asking.item)))
    notUnderstood(env, "item" in asking ? asking.item : []);
  return true;
}

/** null where the names of the question mean nothing here. */
async function answered(env: Env, asking: Asking): Promise<Result<Answer | null | "asked">> {
  switch (asking.about) {
    case "ports": {
      const facts = await env.world.facts(portOptions);
      return facts.ok ? ok(portsAnswer(env.source, facts.value, asking.port)) : facts;
    }
    case "services":
      return services(env);
    case "packages":
      return packages(env);
    case "users":
      return people(env, asking.which);
    case "differences":
      return differences(env);
    case "kernel":
      return kernel(env);
    case "versions":
      return versions(env);
    case "inputs":
      return inputs(env);
    case "hosts": {
      const path = subject(env, asking.item)[0];
      return path ? whichHosts(env, path) : ok(null);
    }
    case "settings":
      return ok(settings(env, asking.item));
    case "setup": {
      const root = group(env, asking.item) ?? rootsOf(env, wordsOf(asking.item))[0];
      return root ? setUp(env, root) : option(env, asking.item, false);
    }
    case "installed":
      return installed(env, asking.item, subject(env, asking.item)[0]);
    case "option":
      return option(env, asking.item, asking.explain);
  }
}

const mostOptions = 6;

async function option(
  env: Env,
  item: readonly Token[],
  explain: boolean,
): Promise<Result<Answer | null | "asked">> {
  const root = group(env, item);
  if (root && !env.world.get(root)) return setUp(env, root);
  const paths = subject(env, item).slice(0, mostOptions);
  if (paths.length === 0) return item.length > 0 ? installed(env, item, undefined) : ok(null);
  const facts = await env.world.facts(paths);
  if (!facts.ok) return facts;
  const place = env.world.get(paths[0] ?? []);
  const about = explain && place && !place.free ? firstSentence(place.option.description) : "";
  const lead = about === "" ? [] : [`${showPath(paths[0] ?? [])}: ${about}`];
  return ok(factsAnswer(env.source, facts.value, lead));
}

/** A path that is written out and has options below it. */
function group(env: Env, item: readonly Token[]): Path | undefined {
  const dotted = item.find((t) => t.kind === "dotted");
  const path = dotted && parsePath(dotted.text);
  return path && env.world.children(path).length > 0 ? path : undefined;
}

/** The words that name what a question is about. */
function usedIn(env: Env, tokens: readonly Token[]): readonly Token[] {
  const named = find(env, tokens)?.used;
  // A name of no option was taken whole: as a package, or as the beginning of options.
  return named ?? tokens;
}

function subject(env: Env, tokens: readonly Token[]): readonly Path[] {
  return find(env, tokens)?.paths ?? [];
}

/** The options that a question is about: a path, a phrase for some, or the switch of what it names. */
function find(
  env: Env,
  tokens: readonly Token[],
): { readonly paths: readonly Path[]; readonly used: readonly Token[] } | undefined {
  const dotted = tokens.find((t) => t.kind === "dotted");
  const path = dotted && parsePath(dotted.text);
  const known = path && [path, [...path, "enable"]].find((one) => env.world.get(one));
  if (dotted && known) return { paths: [known], used: [dotted] };
  const phrase = optionsByPhrase(env, tokens);
  if (phrase.length > 0) return { paths: phrase, used: tokens };
  for (let from = 0; from < Math.min(tokens.length, 8); from += 1)
    for (let to = Math.min(tokens.length, from + 3); to > from; to -= 1) {
      const used = tokens.slice(from, to);
      const named = nameSwitch(env, used);
      if (named) return { paths: [named.choice.path], used };
    }
  return undefined;
}

const shownSettings = 40;

/** "which options can I set for tailscale?" */
function settings(env: Env, item: readonly Token[]): Answer | null {
  const root = group(env, item) ?? rootsOf(env, wordsOf(item))[0];
  if (!root) return null;
  const all = below(env.world, root, 3, 200);
  if (all.length === 0) return null;
  const rows = all.slice(0, shownSettings).map((path) => {
    const known = env.world.get(path)?.option;
    const says = known ? firstSentence(known.description, 90) : "";
    return `  ${showPath(path)}  (${known?.typeText.slice(0, 60)})${says === "" ? "" : `  ${says}`}`;
  });
  const more = all.length > shownSettings ? [`  … and ${all.length - shownSettings} more`] : [];
  const hosts = env.world.targets.map(targetId).join(", ");
  const head = `${all.length} options below ${showPath(root)} on ${hosts}:`;
  return { question: env.source, text: [head, ...rows, ...more].join("\n"), facts: [] };
}

/** Says that a question means nothing here, with questions about the nearest options. */
function notUnderstood(env: Env, item: readonly Token[]): void {
  const words = wordsOf(item).join(" ").slice(0, 80);
  const near = words === "" ? [] : env.switches.near(words, 3).map((one) => one.path);
  const found = words === "" ? [] : env.world.search(words, 3).map((one) => one.path);
  const paths = [...near, ...found].filter((path) => !path.includes("<name>"));
  ask(
    env.draft,
    words === ""
      ? "I do not understand this question. Ask about an option, a service, ports, users, packages or hosts; nothing is changed for it."
      : `I know nothing called ${JSON.stringify(words)} here, so I cannot answer this question. Nothing is changed for it.`,
    paths.slice(0, 4).map((path) => `what is ${showPath(path)}?`),
  );
}
