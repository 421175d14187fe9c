import { showPath } from "../../../core/option.ts";
import { type Target, targetId } from "../../../core/target.ts";
import { packageNames } from "../data/packages.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { nameSwitch, wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";
import { join, type Package, showTargets } from "../world.ts";
import { homeOption, homeTargets } from "./home.ts";
import { suggestPackages } from "./suggest.ts";

/** Attribute names that people may mean by some words, most likely first. */
export function candidates(words: readonly string[]): string[] {
  const text = words.join(" ").replace(/^pkgs\./, "");
  const low = text.toLowerCase();
  const renamed = Object.hasOwn(packageNames, low) ? (packageNames[low] ?? []) : [];
  const python =
    /^(?:the )?python3? (?:package |module |library )?([\w.-]+)$/i.exec(text) ??
    /^([\w.-]+) (?:for|from) python3?$/i.exec(text);
  const many = words.length > 1;
  const plain = many
    ? [
        low.replaceAll(" ", "-"),
        low.replaceAll(" ", "_"),
        low.replaceAll(" ", ""),
        text.replaceAll(" ", "-"),
      ]
    : [text, low];
  const under = low.replaceAll(" ", "-").replaceAll("-", "_");
  const nerd = /\bnerd[ -]?fonts?\b/.test(low)
    ? low
        .replace(/\b(?:the|nerd[ -]?fonts?|fonts?)\b/g, " ")
        .trim()
        .replace(/\s+/g, "-")
    : "";
  const list = [
    ...renamed,
    ...(nerd ? [`nerd-fonts.${nerd}`] : []),
    ...(python?.[1] ? [`python3Packages.${python[1].toLowerCase()}`] : []),
    ...plain,
    under,
    low.replaceAll("_", "-").replaceAll(" ", "-"),
  ];
  return [...new Set(list)].filter((name) => /^[A-Za-z0-9_][\w'+.-]*$/.test(name)).slice(0, 8);
}

/** Every attribute name that some words may stand for, in the order in which it counts. */
function namesOf(tokens: readonly Token[]): string[] {
  const words = wordsOf(tokens).map((w, i) => (i === 0 ? w.replace(/^pkgs\./, "") : w));
  if (words.length === 0 || words.length > 5) return [];
  const tries = [[...words]];
  while (
    words.length > 1 &&
    /^(package|packages|program|app|application|tool|tools|editor|browser|client|cli|font|fonts|terminal|command|utility)$/i.test(
      words.at(-1) ?? "",
    )
  ) {
    words.pop();
    tries.push([...words]);
  }
  return tries.flatMap(candidates);
}

/** Which package some words name; null when none. */
export async function findPackage(env: Env, tokens: readonly Token[]): Promise<Package | null> {
  const names = namesOf(tokens);
  const found = await env.world.packages(names);
  for (const name of names) {
    const hit = Object.hasOwn(found, name) ? found[name] : undefined;
    if (hit) return hit;
  }
  return null;
}

const refusal = (pkg: Package): boolean =>
  /remov|renam|throw|broken|insecure|vulnerab|unsupported|not available|does not support/i.test(
    pkg.problem ?? "",
  ) && !/unfree/i.test(pkg.problem ?? "");

/** Where packages go: the system's list, a user's, or Home Manager's. */
async function place(
  env: Env,
  user: string | undefined,
  adding: boolean,
  again: (name: string) => string,
): Promise<{ path: string[]; targets: Target[] }[] | undefined> {
  const { world } = env;
  const system = ["environment", "systemPackages"];
  const home = ["home", "packages"];
  if (user === undefined) {
    const targets = world.having(system);
    if (targets.length > 0) return [{ path: system, targets: [...targets] }];
    const homes = world.having(home);
    return homes.length > 0 ? [{ path: home, targets: [...homes] }] : [];
  }
  const places: { path: string[]; targets: Target[] }[] = [];
  const list = { kind: "listOf", element: { kind: "package" } } as const;
  const homes = await homeTargets(env, user);
  const managed = await homeOption(env, user, [["home", "packages"]], list, "list of package");
  const known = new Set<string>();
  let blind = false;
  for (const target of world.targets) {
    if (target.kind === "home") {
      if (target.name.split("@")[0] === user) places.push({ path: home, targets: [target] });
      else known.add(target.name.split("@")[0] ?? target.name);
      continue;
    }
    const users = await env.users(target);
    for (const name of users?.normal ?? []) known.add(name);
    if (!users) blind = true;
    if (users && !users.all.includes(user)) continue;
    const own = managed && homes.some((t) => targetId(t) === targetId(target));
    places.push({
      path: own ? managed : ["users", "users", user, "packages"],
      targets: [target],
    });
  }
  if (places.length === 0 && !blind) {
    ask(
      env.draft,
      `There is no user ${JSON.stringify(user)} on ${showTargets(world.targets)}. For whom ${adding ? "is it to be installed" : "is it to be removed"}?`,
      [...known].map(again),
    );
    return undefined;
  }
  const merged = new Map<string, { path: string[]; targets: Target[] }>();
  for (const entry of places) {
    const id = showPath(entry.path);
    const other = merged.get(id);
    if (other) other.targets.push(...entry.targets);
    else merged.set(id, entry);
  }
  return [...merged.values()];
}

/** The one normal user, when "me" can only mean one; `again` is the goal for a user by name. */
export async function whoIsMe(
  env: Env,
  again: (name: string) => string,
): Promise<string | undefined> {
  const normal = new Set<string>();
  for (const target of env.world.targets) {
    if (target.kind === "home") normal.add(target.name.split("@")[0] ?? target.name);
    for (const name of (await env.users(target))?.normal ?? []) normal.add(name);
  }
  if (normal.size === 1) return [...normal][0];
  ask(env.draft, "Which user are you?", [...normal].map(again));
  return undefined;
}

/** A program that its module brings goes with the module: "remove nano". */
async function switchedOff(env: Env, name: string): Promise<boolean> {
  const own = env.switches.find(name, "program")[0];
  if (own?.root[0] !== "programs") return false;
  const option = showPath(own.path);
  if ((await env.world.states([own.path]))[option]?.value !== true) return false;
  note(env.draft, `${name} is there because ${option} is on.`);
  return emit(env.draft, env.world, { path: own.path, operation: "set", value: false });
}

/** Adds or removes packages. Each name is looked up in the target's own pkgs. */
export async function resolvePackages(
  env: Env,
  request: {
    add: boolean;
    items: readonly (readonly Token[])[];
    user?: string;
    aside?: boolean;
    sure: boolean;
  },
): Promise<boolean> {
  const fonts: string[] = [];
  const names: string[] = [];
  const unknown: (readonly Token[])[] = [];
  await env.world.packages([...new Set(request.items.flatMap(namesOf))]);
  for (const item of request.items) {
    const pkg = await findPackage(env, item);
    if (!pkg) {
      unknown.push(item);
      continue;
    }
    if (refusal(pkg) && request.add) {
      ask(
        env.draft,
        `The package ${pkg.name} cannot be used as it is: ${pkg.problem}. What should be installed instead?`,
        (await env.world.similarPackages(pkg.name, 4))
          .filter((name) => name !== pkg.name)
          .map((name) => `install ${name}`),
      );
      continue;
    }
    if (pkg.problem && request.add)
      note(
        env.draft,
        `${pkg.name}: ${pkg.problem}${/unfree/i.test(pkg.problem) ? " (nixpkgs.config.allowUnfree decides)" : ""}.`,
      );
    if (!request.add && request.user === undefined && (await switchedOff(env, pkg.name))) continue;
    const isFont =
      item.some((t) => /^fonts?$/.test(t.low)) ||
      /^nerd-fonts\.|^noto-fonts|-fonts?$|^(?:fira-code|jetbrains-mono|inter|dejavu_fonts|liberation_ttf)$/.test(
        pkg.name,
      );
    (isFont && request.user === undefined && env.world.get(["fonts", "packages"])
      ? fonts
      : names
    ).push(pkg.name);
    const typed = wordsOf(item).join(" ");
    if (pkg.name !== typed && pkg.name.toLowerCase() !== typed.toLowerCase())
      note(env.draft, `Took the package ${pkg.name} for ${JSON.stringify(typed)}.`);
    const own = request.add ? env.switches.find(pkg.name, "program")[0] : undefined;
    if (own && own.root[0] === "programs")
      note(
        env.draft,
        `${showPath(own.path)} exists too; "enable ${own.root.at(-1)}" would use the module instead of the bare package.`,
      );
  }
  for (const item of unknown) await unknownPackage(env, item, request);
  if (request.aside && names.length > 0)
    note(env.draft, 'Took "for me" as politeness: this is system-wide ("for user NAME" is not).');
  const value = (list: readonly string[]): { $package: string }[] =>
    [...new Set(list)].map((name) => ({ $package: name }));
  const operation = request.add ? "append" : "remove";
  if (fonts.length > 0)
    emit(env.draft, env.world, {
      path: ["fonts", "packages"],
      operation,
      value: value(fonts),
      because: "fonts are found by programs only through fonts.packages",
    });
  if (names.length === 1 && names[0]) env.named(names[0]);
  if (names.length > 0) {
    const again = (who: string): string =>
      `${request.add ? "install" : "remove"} ${join(names)} ${request.add ? "for" : "from"} user ${who}`;
    const user = request.user === "me" ? await whoIsMe(env, again) : request.user;
    if (request.user === "me" && user === undefined) return true;
    const places = await place(env, user, request.add, again);
    for (const entry of places ?? []) {
      const added = emit(
        env.draft,
        env.world,
        { path: entry.path, operation, value: value(names) },
        entry.targets,
      );
      if (!added)
        ask(
          env.draft,
          `There is no option ${showPath(entry.path)} on ${showTargets(entry.targets)}.`,
        );
    }
    if (places?.length === 0)
      ask(
        env.draft,
        `${showTargets(env.world.targets)} has no list of packages that I know. Which option holds ${join(names)}?`,
      );
  }
  return true;
}

async function unknownPackage(
  env: Env,
  item: readonly Token[],
  request: { add: boolean; sure: boolean },
): Promise<void> {
  const words = wordsOf(item).join(" ").slice(0, 80);
  const named = nameSwitch(env, item);
  if (named) {
    const path = showPath(named.choice.path);
    if (!request.sure || !request.add) {
      emit(env.draft, env.world, {
        path: named.choice.path,
        operation: "set",
        value: request.add,
        because: `${words} is a module, not a package`,
      });
      note(
        env.draft,
        `There is no package ${words}; ${request.add ? "took" : "switched off"} ${path}.`,
      );
      env.about([named.choice.root]);
    } else
      ask(env.draft, `There is no package ${JSON.stringify(words)}, but a module. Is it meant?`, [
        `${path} = true`,
      ]);
    return;
  }
  const trouble = env.world.packageTrouble();
  if (trouble !== undefined) {
    ask(env.draft, `I could not look up the package ${JSON.stringify(words)}: ${trouble}`);
    return;
  }
  if (request.add && (await suggestPackages(env, words))) return;
  const close = words === "" ? [] : await env.world.similarPackages(words, 5);
  ask(
    env.draft,
    `I found no package ${JSON.stringify(words)}.${close.length > 0 ? " Is one of these meant?" : ""}`,
    close.map((name) => `${request.add ? "install" : "remove"} ${name}`),
  );
}
