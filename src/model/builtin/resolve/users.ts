import { showPath } from "../../../core/option.ts";
import { type Target, targetId } from "../../../core/target.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { nearest } from "../names.ts";
import type { UserChange } from "../request.ts";
import { join, showTargets } from "../world.ts";
import { whoIsMe } from "./packages.ts";

const at = (name: string, ...rest: string[]): string[] => ["users", "users", name, ...rest];
const moduleShells = new Set(["zsh", "fish", "xonsh"]);

/** Where a user is known, or why not. */
async function find(env: Env, name: string): Promise<Target[] | undefined> {
  const having: Target[] = [];
  const known = new Set<string>();
  let blind = false;
  for (const target of env.world.having(["users", "users"])) {
    const users = await env.users(target);
    if (!users) {
      blind = true;
      having.push(target);
    } else if (users.all.includes(name)) having.push(target);
    for (const normal of users?.normal ?? []) known.add(normal);
  }
  if (having.length > 0) {
    if (blind)
      note(
        env.draft,
        `The users of ${showTargets(having)} could not be evaluated; took ${name} on trust.`,
      );
    return having;
  }
  const close = nearest(name, known, 3);
  ask(
    env.draft,
    `There is no user ${JSON.stringify(name)} on ${showTargets(env.world.targets)}. Which user is meant?`,
    [...new Set([...close, ...known])].slice(0, 8),
  );
  return undefined;
}

function groupsKnown(env: Env, groups: readonly string[]): void {
  const odd = groups.filter(
    (g) => g === "docker" || g === "libvirtd" || g === "vboxusers" || g === "podman",
  );
  for (const group of odd) note(env.draft, `Members of ${group} can become root.`);
}

/** Users, memberships, keys, shells. */
export async function resolveUser(env: Env, change: UserChange): Promise<boolean> {
  const { draft, world } = env;
  if (!world.get(["users", "users"])) {
    ask(
      draft,
      `${showTargets(world.targets)} has no users.users: accounts are made by the system, not here. For which host is this?`,
    );
    return true;
  }
  switch (change.kind) {
    case "add":
      return addUser(env, change);
    case "remove": {
      const targets = await find(env, change.name);
      if (!targets) return true;
      if (change.name === "root") {
        ask(draft, "The user root cannot be removed. What should be different?");
        return true;
      }
      emit(draft, world, { path: at(change.name), operation: "unset" }, targets);
      note(
        draft,
        `Files in ${change.name}'s home stay where they are. With users.mutableUsers the account may stay too, until it is removed by hand.`,
      );
      return true;
    }
    case "groups": {
      groupsKnown(env, change.add ? change.groups : []);
      for (const name of change.names) {
        const targets = await find(env, name);
        if (!targets) continue;
        emit(
          draft,
          world,
          {
            path: at(name, "extraGroups"),
            operation: change.add ? "append" : "remove",
            value: [...change.groups],
            ...(change.groups.includes("wheel") && change.add
              ? { because: "wheel may use sudo" }
              : {}),
          },
          targets,
        );
      }
      return true;
    }
    case "keys": {
      const targets = await find(env, change.name);
      if (!targets) return true;
      const bad = change.keys.find((key) => !/^\S+ +AAAA[A-Za-z0-9+/]+={0,3}(?: |$)/.test(key));
      if (bad) ask(draft, "That ssh key is not complete. Give the whole public key.");
      else
        emit(
          draft,
          world,
          {
            path: at(change.name, "openssh", "authorizedKeys", "keys"),
            operation: change.add ? "append" : "remove",
            value: [...change.keys],
          },
          targets,
        );
      return true;
    }
    case "shell":
      return setShell(env, change);
  }
}

async function shellPackage(env: Env, shell: string): Promise<string | undefined> {
  const found = await env.world.packages([shell]);
  if (found[shell] === null) {
    ask(
      env.draft,
      `I found no package ${JSON.stringify(shell)} to use as a shell.`,
      await env.world.similarPackages(shell, 4),
    );
    return undefined;
  }
  return shell;
}

function shellModule(env: Env, shell: string): void {
  const path = ["programs", shell, "enable"];
  if (moduleShells.has(shell) && env.world.get(path))
    emit(env.draft, env.world, {
      path,
      operation: "set",
      value: true,
      because: `${shell} as a login shell needs ${showPath(path)}`,
    });
}

async function setShell(
  env: Env,
  change: { name: string | undefined; shell: string },
): Promise<boolean> {
  const shell = await shellPackage(env, change.shell);
  if (!shell) return true;
  const value = { $package: shell };
  if (change.name === undefined) {
    if (
      !emit(env.draft, env.world, { path: ["users", "defaultUserShell"], operation: "set", value })
    )
      return false;
    shellModule(env, shell);
    return true;
  }
  const name = change.name === "me" ? await whoIsMe(env) : change.name;
  const targets = name === undefined ? undefined : await find(env, name);
  if (name === undefined || !targets) return true;
  emit(env.draft, env.world, { path: at(name, "shell"), operation: "set", value }, targets);
  shellModule(env, shell);
  return true;
}

async function addUser(env: Env, change: Extract<UserChange, { kind: "add" }>): Promise<boolean> {
  const { draft, world } = env;
  const targets: Target[] = [];
  for (const target of world.having(["users", "users"])) {
    const users = await env.users(target);
    if (users?.all.includes(change.name))
      note(
        draft,
        `${targetId(target)} has a user ${change.name} already; only what is missing changes.`,
      );
    targets.push(target);
  }
  const put = (
    path: string[],
    value: Parameters<typeof emit>[2]["value"],
    operation: "set" | "append" = "set",
  ): void => {
    if (value !== undefined)
      emit(draft, world, { path: at(change.name, ...path), operation, value }, targets);
  };
  put([change.system ? "isSystemUser" : "isNormalUser"], true);
  if (change.system) put(["group"], change.name);
  if (change.description) put(["description"], change.description);
  if (change.groups.length > 0) put(["extraGroups"], [...change.groups], "append");
  if (change.shell) {
    const shell = await shellPackage(env, change.shell);
    if (shell) {
      put(["shell"], { $package: shell });
      shellModule(env, shell);
    }
  }
  if (change.keys.length > 0)
    put(["openssh", "authorizedKeys", "keys"], [...change.keys], "append");
  groupsKnown(env, change.groups);
  note(
    draft,
    `${change.name} has no password yet: set one with passwd on the machine${change.keys.length > 0 ? "" : ", or give an ssh key"}.`,
  );
  if (change.system) {
    const path = ["users", "groups", change.name];
    if (world.get(path))
      emit(draft, world, { path, operation: "set", value: { $attrs: {} } }, targets);
  }
  if (targets.length === 0)
    ask(draft, `No target in ${join(world.targets.map(targetId))} has users.`);
  return true;
}
