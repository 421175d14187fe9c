/** `npm run bench [-- GROUP…] [--json]`: measures the built bundle; exits 1 where a bar is missed. */
import { parseArgs } from "node:util";
import { type Figure, type Group, line } from "./figure.ts";

/** Loaded when asked for: a group that cannot load must not keep the others from running. */
const GROUPS: Readonly<Record<string, () => Promise<Group>>> = {
  start: async () => (await import("./start.ts")).start,
  index: async () => (await import("./index-figures.ts")).index,
  status: async () => (await import("./status.ts")).status,
  verify: async () => (await import("./verify.ts")).verify,
  policy: async () => (await import("./policy.ts")).policy,
  audit: async () => (await import("./audit.ts")).audit,
  tui: async () => (await import("./tui.ts")).tui,
  editor: async () => (await import("./editor.ts")).editor,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(GROUPS, name));
if (unknown.length > 0) {
  process.stderr.write(
    `No group ${unknown.join(", ")}; there are ${Object.keys(GROUPS).join(", ")}.\n`,
  );
  process.exit(2);
}

const figures: Figure[] = [];
const failures: { group: string; message: string }[] = [];
for (const [name, load] of Object.entries(GROUPS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  try {
    const group = await load();
    process.stderr.write(`${name}: ${group.about} …\n`);
    for (const each of await group.measure()) {
      figures.push(each);
      if (!values.json) process.stdout.write(`${line(each)}\n`);
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    failures.push({ group: name, message });
    if (!values.json) process.stdout.write(`${name}  could not be measured: ${message}\n`);
  }
}

const ok = failures.length === 0 && figures.every((each) => each.ok);
if (values.json) {
  const report = { schema: "agentix/1", ok, figures, failures };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}
process.exitCode = ok ? 0 : 1;
