import type { Intent } from "../../../core/intent.ts";
import { parsePath, showPath } from "../../../core/option.ts";
import { optionPhrases } from "../data/lists.ts";
import { ask, emit } from "../draft.ts";
import type { Env } from "../env.ts";
import { readZone, validZone } from "../families/locale.ts";
import { describeType, elementType, plainType, typeAt } from "../fits.ts";
import { fold, nearest, related } from "../names.ts";
import { nameSwitch, optionsByPhrase, wordsOf } from "../naming.ts";
import { type Token, textOf } from "../tokens.ts";
import { looksLikeCode, parseValue } from "../values.ts";
import { showTargets } from "../world.ts";

export interface Assign {
  readonly operation: Intent["operation"];
  readonly subject: readonly Token[];
  readonly value: readonly Token[];
}

const truth = /^(true|false|on|off|enabled|disabled|yes|no|active|running|inactive|stopped)$/;

/**
 * Sets, extends or clears one option that the person names by path or by phrase. Returns false when
 * the subject is no option, so that other readings may be tried.
 */
export async function resolveAssign(env: Env, request: Assign): Promise<boolean> {
  const { world, source } = env;
  const path = subjectPath(env, request);
  if (path === "several") return true;
  if (!path) {
    const single = request.subject.length === 1 ? request.subject[0] : undefined;
    const dotted = single?.kind === "dotted" && parsePath(single.text);
    if (
      dotted &&
      dotted.length > 1 &&
      !/^(org|com|net|io|dev|local|lan|de)$/.test(dotted.at(-1) ?? "")
    ) {
      missing(env, dotted, request.value);
      return true;
    }
    return false;
  }
  const place = world.get(path);
  if (!place) return false;
  const type = typeAt(place);
  const name = showPath(path);
  if (request.operation === "unset") {
    emit(env.draft, world, { path, operation: "unset" });
    return true;
  }
  if (place.option.readOnly || place.option.internal || path.at(-1) === "stateVersion") {
    emit(env.draft, world, { path, operation: "unset" });
    return true;
  }
  let value = request.value;
  const noise = /^(the|a|an|value|values|entry|entries|of)$/;
  while (value.length > 1 && value[0]?.kind !== "string" && noise.test(value[0]?.low ?? ""))
    value = value.slice(1);
  const text = textOf(value, source);
  const element = elementType(type);
  const listed = request.operation !== "set";
  if (listed && !element && plainType(type).kind !== "lines") {
    ask(
      env.draft,
      `${name} is no list: it takes ${describeType(type, place.option.typeText)}. Should it be set instead?`,
      text ? [`${name} = ${text}`] : [],
    );
    return true;
  }
  // A set of packages has no type of its own: boot.kernelPackages is raw, with pkgs.linuxPackages as default.
  const set = type.kind === "other" && /^pkgs\./.test(place.option.default ?? "");
  const named = set ? ({ kind: "package" } as const) : type;
  const wanted = listed && element ? ({ kind: "listOf", element } as const) : named;
  const parsed = parseValue(value, wanted, place.option.typeText, source);
  if (!parsed.ok) {
    ask(
      env.draft,
      `I cannot set ${name}: ${parsed.why}.`,
      (parsed.choices ?? []).map((c) => `${name} = ${c}`),
    );
    return true;
  }
  const packages = packagesOf(parsed.value);
  if (packages.length > 0 && !set) {
    const found = await world.packages(packages);
    for (const pkg of packages) {
      if (found[pkg] !== null || Object.keys(found).length === 0) continue;
      ask(
        env.draft,
        `I found no package ${JSON.stringify(pkg)} for ${name}.`,
        (await world.similarPackages(pkg, 4)).map((p) => `${name} = pkgs.${p}`),
      );
      return true;
    }
  }
  if (name === "time.timeZone" && typeof parsed.value === "string" && !validZone(parsed.value)) {
    const zone = readZone(parsed.value);
    if (zone.kind === "decline") ask(env.draft, zone.question, zone.choices);
    else if (zone.kind === "edits")
      for (const change of zone.changes) emit(env.draft, world, change);
    return true;
  }
  let result = parsed.value;
  if (listed && type.kind === "other" && !Array.isArray(result)) result = [result];
  emit(env.draft, world, { path, operation: request.operation, value: result });
  return true;
}

function packagesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(packagesOf);
  return typeof value === "object" && value !== null && "$package" in value
    ? [String(value.$package)]
    : [];
}

/** The option that the subject names. */
function subjectPath(env: Env, request: Assign): string[] | "several" | undefined {
  const { world } = env;
  const words = request.value.map((t) => t.low).join(" ");
  const single = request.subject.length === 1 ? request.subject[0] : undefined;
  if (single && (single.kind === "dotted" || single.kind === "word")) {
    const path = parsePath(single.text);
    if (path && world.get(path) && (path.length > 1 || world.get(path)?.free === false))
      return path;
    if (path && path.length > 1 && truth.test(words) && world.get([...path, "enable"]))
      return [...path, "enable"];
    // A sysctl by its kernel name.
    if (path && single.kind === "dotted" && /^(?:vm|net|kernel|fs)\./.test(single.text)) {
      const sysctl = ["boot", "kernel", "sysctl", single.text];
      if (world.get(sysctl)) return sysctl;
    }
    if (single.kind === "dotted") return undefined;
  }
  const key = fold(
    wordsOf(request.subject)
      .filter((w) => !/^(the|list|of|option|setting|nix|my|our)$/i.test(w))
      .join(""),
  );
  for (const phrase of [key, fold(wordsOf(request.subject).join(""))])
    if (Object.hasOwn(optionPhrases, phrase)) {
      const path = parsePath(optionPhrases[phrase] ?? "");
      if (path && world.get(path)) return path;
    }
  if (truth.test(words)) {
    const named = nameSwitch(env, request.subject);
    if (named) return [...named.choice.path];
  }
  const hits = optionsByPhrase(env, request.subject);
  if (hits.length === 1 && hits[0]) return hits[0];
  if (hits.length > 1) {
    ask(
      env.draft,
      `${JSON.stringify(wordsOf(request.subject).join(" "))} fits several options. Which one?`,
      hits
        .slice(0, 6)
        .map((p) =>
          request.operation === "unset"
            ? `unset ${showPath(p)}`
            : `${showPath(p)} = ${textOf(request.value, env.source)}`,
        ),
    );
    return "several";
  }
  if (key.length < 4) return undefined;
  const ends = world
    .search(wordsOf(request.subject).join(" "), 20)
    .filter((o) => o.visible && !o.internal && !o.path.includes("<name>") && !o.path.includes("*"))
    .filter((o) =>
      [1, 2, 3].some(
        (n) => (n > 1 || o.path.length < 4) && fold(o.path.slice(-n).join("")) === key,
      ),
    );
  // "grafana port" is no setting of another thing whose path happens to end so.
  const roots = nameSwitch(env, request.subject.slice(0, 1))?.choice.root;
  const [only] = ends.filter((o) => !roots || roots.every((part, i) => o.path[i] === part));
  return ends.length === 1 && only ? [...only.path] : undefined;
}

/** A path that is no option: says how far it is known, and what comes closest. */
function missing(env: Env, path: readonly string[], tokens: readonly Token[]): void {
  const { world } = env;
  const value = textOf(tokens, env.source);
  const takes = (name: readonly string[]): boolean => {
    const place = world.get(name);
    if (!place || tokens.length === 0) return place !== undefined;
    return parseValue(tokens, typeAt(place), "", env.source).ok;
  };
  let length = path.length - 1;
  while (length > 0 && world.children(path.slice(0, length)).length === 0) length -= 1;
  const siblings = world.children(path.slice(0, length)).filter((c) => c !== "<name>" && c !== "*");
  const rest = path.slice(length + 1);
  const quoted: string[] = [];
  for (let from = 1; from < path.length - 1; from += 1)
    for (let to = from + 2; to < path.length; to += 1) {
      const joined = [...path.slice(0, from), path.slice(from, to).join("."), ...path.slice(to)];
      if (world.get(joined)?.free === false) quoted.push(showPath(joined));
    }
  const suffix = value === "" || looksLikeCode(value) ? "" : ` = ${value.slice(0, 80)}`;
  const close = nearest(path[length] ?? "", siblings, 3)
    .map((s) => [...path.slice(0, length), s, ...rest])
    .map((p) => (world.get(p) ? p : world.get([...p, "enable"]) ? [...p, "enable"] : undefined))
    .filter((p) => p !== undefined)
    .map(showPath);
  const hits = world
    .search(path.join(" "), 12)
    .filter((o) => o.visible && !o.internal && !o.readOnly && !o.path.includes("<name>"))
    .filter((o) => related(o.path, path.slice(length)) && takes(o.path))
    .map((o) => showPath(o.path));
  const choices = [...new Set([...quoted, ...close, ...hits])]
    .slice(0, 5)
    .map((p) => `${p}${suffix}`);
  ask(
    env.draft,
    `There is no option ${showPath(path)} on ${showTargets(world.targets)}${length > 0 ? ` (${showPath(path.slice(0, length))} exists)` : ""}.${choices.length > 0 ? " Is one of these meant?" : ""}`,
    choices,
  );
}
