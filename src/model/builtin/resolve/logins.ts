import { showPath } from "../../../core/option.ts";
import { ask, emit, note } from "../draft.ts";
import type { Env } from "../env.ts";

/** The path of a user's option. */
export const at = (name: string, ...rest: string[]): string[] => ["users", "users", name, ...rest];
/** Groups whose members may use a thing. */
export const groupOf: Readonly<Record<string, string>> = {
  "virtualisation.docker": "docker",
  "virtualisation.libvirtd": "libvirtd",
  "virtualisation.virtualbox.host": "vboxusers",
  "virtualisation.incus": "incus-admin",
  "programs.wireshark": "wireshark",
  "programs.adb": "adbusers",
  "networking.networkmanager": "networkmanager",
  "hardware.sane": "scanner",
};

const rooted = /^(?:docker|libvirtd|vboxusers|podman|incus-admin)$/;
const moduleShells = new Set(["zsh", "fish", "xonsh"]);

/** Says what a group gives, and which module makes it where that is off. */
export async function aboutGroups(env: Env, groups: readonly string[]): Promise<void> {
  for (const group of groups) {
    if (rooted.test(group)) note(env.draft, `Members of ${group} can become root.`);
    const thing = Object.keys(groupOf).find((root) => groupOf[root] === group);
    if (!thing) continue;
    const path = [...thing.split("."), "enable"];
    const name = showPath(path);
    const planned = env.draft.intents.some((i) => showPath(i.path) === name && i.value === true);
    if (planned || !env.world.get(path)) continue;
    if ((await env.world.states([path]))[name]?.value !== true)
      note(env.draft, `The group ${group} exists only where ${name} is on.`);
  }
}

/** A shell as a package, or a question. */
export async function shellPackage(env: Env, shell: string): Promise<string | undefined> {
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

/** A login shell needs its module, too. */
export function shellModule(env: Env, shell: string): void {
  const path = ["programs", shell, "enable"];
  if (moduleShells.has(shell) && env.world.get(path))
    emit(env.draft, env.world, {
      path,
      operation: "set",
      value: true,
      because: `${shell} as a login shell needs ${showPath(path)}`,
    });
}
