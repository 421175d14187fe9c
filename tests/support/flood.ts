import type { Actions } from "../../components/actions.ts";
import { problem } from "../../src/core/result.ts";
import { readBuild } from "../../src/nix/build-reader.ts";
import { openProcess } from "../../src/system/process.ts";

const drv = "/nix/store/0c8c7i4v0rjgvyxnkzf7q7rpjh2kq3a1-chatty-1.0.drv";

/** Writes a build's records on stderr: `lines` of a log, `rate` a second where it is not 0. */
const program = `
const [lines, rate] = process.argv.slice(1).map(Number);
const record = (value) => "@nix " + JSON.stringify(value) + "\\n";
const write = (text) => new Promise((resolve) => process.stderr.write(text, resolve));
const line = (n) => record({ action: "result", id: 7, type: 101, fields: ["cc -O2 -c src/module/file-" + n + ".c -o build/file-" + n + ".o"] });
await write(record({ action: "msg", level: 3, msg: "this derivation will be built:" }) + record({ action: "msg", level: 3, msg: "  ${drv}" }));
await write(record({ action: "start", id: 7, level: 3, parent: 0, text: "", type: 105, fields: ["${drv}", "", 1, 1] }));
for (let n = 0; n < lines; ) {
  let text = "";
  const size = rate > 0 ? Math.ceil(rate / 100) : 500;
  for (let at = 0; at < size && n < lines; at += 1, n += 1) text += line(n);
  await write(text);
  if (rate > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}
await write(line("last") + record({ action: "stop", id: 7 }));
`;

/** Actions whose verification is a real process that floods its log, read as a build is. */
export function flooding(actions: Actions, lines: number, rate: number): Actions {
  return {
    ...actions,
    verify: async (_id, listener, signal) => {
      listener.progress("building web1");
      const reader = readBuild((event) => listener.log("web1", event));
      const args = ["--input-type=module", "-e", program, String(lines), String(rate)];
      await openProcess().run({
        ...{ file: process.execPath, args, env: {}, signal, maxBytes: 1024 * 1024 },
        onStderrLine: (line) => reader.line(line),
      });
      reader.end(true);
      return problem("nix-failed", "The flood is over.");
    },
  };
}
