import type { Target } from "../../../core/target.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { nearest } from "../names.ts";
import type { UserChange } from "../request.ts";
import { join, showTargets } from "../world.ts";
import { addUsers, makeGroup } from "./accounts.ts";
import { aboutGroups, at, shellModule, shellPackage } from "./logins.ts";
import { whoIsMe } from "./packages.ts";

/** Where a user is known, or why not; `again` is the goal for another user, `fresh` one that makes it. */
async function find(
  env: Env,
  name: string,
  again: (name: string) => string,
  fresh?: string,
): Promise<Target[] | undefined> {
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
    [...[...new Set([...close, ...known])].slice(0, 8).map(again), ...(fresh ? [fresh] : [])],
  );
  return undefined;
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
  const whom =
    "names" in change ? change.names[0] : change.kind === "group" ? undefined : change.name;
  if (whom && whom !== "me") env.person(whom);
  switch (change.kind) {
    case "add":
      return addUsers(env, change);
    case "remove": {
      const targets = await find(env, change.name, (who) => `remove user ${who}`);
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
      await aboutGroups(env, change.add ? change.groups : []);
      const again = (who: string): string =>
        change.add && change.groups.join() === "wheel"
          ? `give ${who} sudo`
          : `${change.add ? "add" : "remove"} ${who} ${change.add ? "to" : "from"} the ${join(change.groups)} group${change.groups.length > 1 ? "s" : ""}`;
      for (const one of change.names) {
        const name = one === "me" || one === "myself" ? await whoIsMe(env, again) : one;
        const fresh = change.add
          ? `create user ${name} in the ${join(change.groups)} group${change.groups.length > 1 ? "s" : ""}`
          : undefined;
        const targets = name === undefined ? undefined : await find(env, name, again, fresh);
        if (name === undefined || !targets) continue;
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
      const again = (who: string): string =>
        `${change.add ? "add" : "remove"} the key ${change.keys.join(", ")} ${change.add ? "to" : "from"} ${who}`;
      const targets = await find(env, change.name, again);
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
    case "group":
      await makeGroup(env, change);
      env.named(change.name);
      return change.members.length === 0
        ? true
        : resolveUser(env, {
            kind: "groups",
            names: change.members,
            groups: [change.name],
            add: true,
          });
  }
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
  const again = (who: string): string => `make ${shell} the shell of ${who}`;
  const name = change.name === "me" ? await whoIsMe(env, again) : change.name;
  const targets = name === undefined ? undefined : await find(env, name, again);
  if (name === undefined || !targets) return true;
  emit(env.draft, env.world, { path: at(name, "shell"), operation: "set", value }, targets);
  shellModule(env, shell);
  return true;
}
