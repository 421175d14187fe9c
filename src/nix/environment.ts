import { join } from "node:path";

/** Variables that a real system's Nix needs: its store, its daemon, certificates, proxies, the locale. */
const kept = [
  "PATH",
  "USER",
  "LOGNAME",
  "LANG",
  "LANGUAGE",
  "LOCALE_ARCHIVE",
  "LOCALE_ARCHIVE_2_27",
  "TMPDIR",
  "TZDIR",
  "NIX_CONF_DIR",
  "NIX_DAEMON_SOCKET_PATH",
  "NIX_DATA_DIR",
  "NIX_LOG_DIR",
  "NIX_REMOTE",
  "NIX_SSL_CERT_FILE",
  "NIX_STATE_DIR",
  "NIX_STORE_DIR",
  "SSL_CERT_FILE",
  "all_proxy",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "ALL_PROXY",
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "NO_PROXY",
];

/**
 * The complete environment of every Nix call: an allow-list, and private homes below `cacheDir`, so that
 * neither NIX_CONFIG, user configuration, plugins, nor earlier "trusted settings" take part.
 * The system's nix.conf stays in force: it is the administrator's.
 */
export function nixEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  cacheDir: string,
): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(env))
    if (value !== undefined && (kept.includes(name) || name.startsWith("LC_")))
      result[name] = value;
  const home = join(cacheDir, "nix-home");
  return {
    ...result,
    HOME: home,
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    XDG_CONFIG_DIRS: join(home, "no-config-dirs"),
    XDG_DATA_HOME: join(home, "data"),
    XDG_STATE_HOME: join(home, "state"),
    NIX_USER_CONF_FILES: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_TERMINAL_PROMPT: "0",
    NO_COLOR: "1",
  };
}
