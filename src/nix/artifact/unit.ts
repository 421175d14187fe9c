/** What starts a program in a unit; the value is a command line, with marks before it. */
const starts = /^Exec(?:Start|StartPre|StartPost|Condition|Reload|Stop|StopPost)$/;

/**
 * Does something of a unit run as root? A service does that names no other user, or whose commands ask for full
 * privileges (`+`, `!`, `!!`: systemd.service(5)); so may a drop-in, which is only a part of a service.
 */
export function runsAsRoot(path: string, text: string): boolean {
  const isSocket = /\.(?:socket|mount|swap)$/.test(path);
  if (!isSocket && !/\.service(?:\.d\/[^/]*\.conf)?$/.test(path)) return false;
  const settings = [...settingsOf(text)];
  const commands = settings.filter(([name]) => starts.test(name)).map(([, value]) => value);
  if (commands.length === 0) return false;
  if (commands.some((command) => /^[@:|-]*[+!]/.test(command))) return true;
  const last = (wanted: string) => settings.findLast(([name]) => name === wanted)?.[1] ?? "";
  if (/^(?:yes|true|on|1)$/i.test(last("DynamicUser"))) return false;
  return ["", "root", "0"].includes(last("User"));
}

/** Settings of a unit file in their order; a line that ends in a backslash goes on in the next one. */
function* settingsOf(text: string): Generator<[name: string, value: string]> {
  for (const line of text.replaceAll("\\\n", " ").split("\n")) {
    const setting = /^\s*([A-Za-z]+)\s*=\s*(.*)$/.exec(line);
    if (setting) yield [setting[1] ?? "", (setting[2] ?? "").trim()];
  }
}
