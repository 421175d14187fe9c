import { userInfo } from "node:os";
import { isAbsolute, join } from "node:path";

type Env = Readonly<Record<string, string | undefined>>;

/** The user's home: $HOME, else what the system's user database says; the root as a last resort. */
export function homeOf(env: Env): string {
  if (env.HOME) return env.HOME;
  try {
    return userInfo().homedir;
  } catch {
    return "/";
  }
}

/** A base folder of the XDG specification, which demands that a relative path there be ignored. */
export function xdgFolder(
  env: Env,
  variable: "XDG_CONFIG_HOME" | "XDG_STATE_HOME" | "XDG_CACHE_HOME",
  fallback: string,
): string {
  const named = env[variable];
  return named && isAbsolute(named) ? named : join(homeOf(env), fallback);
}
