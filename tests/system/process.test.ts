import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { splitLines } from "../../src/system/lines.ts";
import { openProcess } from "../../src/system/process.ts";

const sh = (script: string, extra = {}) =>
  openProcess().run({
    file: "/bin/sh",
    args: ["-c", script],
    env: { PATH: process.env.PATH ?? "/usr/bin:/bin" },
    ...extra,
  });
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe("a child process", () => {
  const folders: string[] = [];
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), "agentix-process-"));
    folders.push(path);
    return path;
  };
  afterEach(() => {
    for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
  });

  it("gets exactly the environment and the arguments that were given", async () => {
    const exit = await openProcess().run({
      file: "/usr/bin/env",
      args: [],
      env: { ONLY: "this one" },
    });
    expect(text(exit.stdout)).toBe("ONLY=this one\n");
    const echo = await openProcess().run({
      file: "/bin/echo",
      args: ["$HOME; `id`", "a b"],
      env: {},
    });
    expect(text(echo.stdout)).toBe("$HOME; `id` a b\n");
  });

  it("keeps the streams apart and reports the code", async () => {
    const exit = await sh("echo out; echo err >&2; exit 3");
    expect([exit.code, text(exit.stdout), text(exit.stderr)]).toEqual([3, "out\n", "err\n"]);
    expect(exit.missing).toBe(false);
  });

  it("has its standard input closed, or filled and then closed", async () => {
    expect(text((await sh("cat; echo end")).stdout)).toBe("end\n");
    expect(text((await sh("cat; echo end", { input: "given\n" })).stdout)).toBe("given\nend\n");
  });

  it("says that a program is missing, but blames a missing folder on the folder", async () => {
    const exit = await openProcess().run({ file: "/no/such/program", args: [], env: {} });
    expect([exit.missing, exit.code]).toEqual([true, null]);
    const elsewhere = await openProcess().run({
      file: "/bin/echo",
      args: [],
      env: {},
      cwd: "/no/such/folder",
    });
    expect(elsewhere.missing).toBe(false);
    expect(text(elsewhere.stderr)).toContain("/no/such/folder");
  });

  it("drops what goes beyond the byte cap and says so", async () => {
    const exit = await sh("yes | head -c 100000", { maxBytes: 1000 });
    expect([exit.stdout.length, exit.truncated, exit.code]).toEqual([1000, true, 0]);
  });

  it("hands over whole lines, the last without a newline too", async () => {
    const lines: string[] = [];
    await sh(String.raw`printf 'a\303'; printf '\244\nb\r\n\nlast'`, {
      onStdoutLine: (line: string) => lines.push(line),
    });
    expect(lines).toEqual(["aä", "b", "", "last"]);
  });

  it("ends with everything that it started when it is cancelled", async () => {
    const marker = join(folder(), "pids");
    const abort = new AbortController();
    const exit = await sh(`sleep 300 & echo $! > ${marker}; echo ready; wait`, {
      signal: abort.signal,
      onStdoutLine: () => abort.abort(),
    });
    expect([exit.cancelled, exit.timedOut]).toEqual([true, false]);
    const pid = Number(readFileSync(marker, "utf8"));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it("is killed when it ignores the polite signal", async () => {
    const exit = await sh("trap '' TERM; while :; do sleep 1; done", { timeoutMs: 100 });
    expect([exit.timedOut, exit.signal]).toEqual([true, "SIGKILL"]);
  });

  it("does not start at all when it is already cancelled", async () => {
    const marker = join(folder(), "started");
    const exit = await sh(`touch ${marker}`, { signal: AbortSignal.abort() });
    expect([exit.cancelled, existsSync(marker)]).toEqual([true, false]);
  });
});

describe("lines", () => {
  it("are cut at 64 KiB, and the next one is whole again", () => {
    const lines: string[] = [];
    const splitter = splitLines((line) => lines.push(line));
    for (let i = 0; i < 100; i += 1) splitter.push(Buffer.from("x".repeat(1000)));
    splitter.push(Buffer.from("\nnext\n"));
    expect(lines.map((line) => line.length)).toEqual([64 * 1024, 4]);
  });
});

/** A zombie whose parent has not looked yet counts as gone. */
function isRunning(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
