import { showPath } from "../../../core/option.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";
import { fold } from "../names.ts";
import { nameSwitch, wordsOf } from "../naming.ts";
import type { Token } from "../tokens.ts";
import { forWhom, setDetail } from "./details.ts";
import { homeOption } from "./home.ts";
import { groupOf } from "./logins.ts";
import { unknown } from "./unknown.ts";
import { resolveUser } from "./users.ts";

/**
 * "git for alice": Home Manager's, where alice has it; "docker for alice": what its group may use; "docker for
 * development": a reason. `one` switches a thing by its name.
 */
export async function forPerson(
  env: Env,
  purpose: { name: readonly Token[]; whom: readonly Token[] },
  on: boolean,
  one: (item: readonly Token[]) => Promise<readonly string[] | undefined>,
): Promise<readonly string[] | undefined> {
  const whom = userOf(purpose.whom);
  const name = wordsOf(purpose.name).join(" ");
  if (!(await isUser(env, purpose.whom))) {
    if (purpose.whom.some((t) => t.kind !== "word" || /\d/.test(t.text))) {
      const about = await one(purpose.name);
      if (about) setDetail(env, about, name, { link: "for", more: purpose.whom });
      return about;
    }
    const root = await one(purpose.name);
    note(env.draft, `Took "for ${wordsOf(purpose.whom).join(" ")}" as the reason only.`);
    return root;
  }
  const named = nameSwitch(env, purpose.name)?.choice.root.at(-1);
  const names = [...new Set([...(named ? [named] : []), name.replaceAll(" ", "-"), fold(name)])];
  const own = await homeOption(
    env,
    whom,
    names.flatMap((one) => [
      ["programs", one, "enable"],
      ["services", one, "enable"],
    ]),
    { kind: "bool" },
    "boolean",
  );
  if (
    own &&
    emit(env.draft, env.world, {
      path: own,
      operation: "set",
      value: on,
      because: `${whom}'s home is managed by Home Manager`,
    })
  )
    return own.slice(0, -1);
  const choice = nameSwitch(env, purpose.name)?.choice;
  const path = choice?.path;
  const group = choice && on ? groupOf[showPath(choice.root)] : undefined;
  if (choice && group) {
    emit(env.draft, env.world, { path: choice.path, operation: "set", value: true });
    await resolveUser(env, { kind: "groups", names: [whom], groups: [group], add: true });
    return choice.root;
  }
  if (!path) {
    await unknown(env, purpose.name, on);
    return undefined;
  }
  ask(
    env.draft,
    `${showPath(path)} holds for the whole system, not for ${whom} alone. Is it meant?`,
    [`${showPath(path)} = ${on}`],
  );
  return undefined;
}

/** "tmux and zsh for alice": a user behind the last is meant for all. */
export async function forAll(
  env: Env,
  items: readonly (readonly Token[])[],
): Promise<readonly (readonly Token[])[]> {
  const last = items.at(-1) ?? [];
  const purpose = forWhom(last);
  if (items.length < 2 || !purpose || !(await isUser(env, purpose.whom))) return items;
  const tail = last.slice(purpose.name.length);
  return items.map((item) => (item.some((t) => t.low === "for") ? item : [...item, ...tail]));
}

/** "bob", "user bob", "the user bob" */
function userOf(words: readonly Token[]): string {
  const plain = words.filter((t) => !/^(?:the|user)$/.test(t.low));
  return plain.length === 1 ? (plain[0]?.text ?? "") : "";
}

export async function isUser(env: Env, words: readonly Token[]): Promise<boolean> {
  const name = userOf(words);
  for (const target of env.world.targets)
    if ((await env.users(target))?.all.includes(name)) return true;
  return false;
}
