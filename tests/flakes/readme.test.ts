import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { agentix, bundle, cliEnv } from "../support/cli.ts";
import { openPty } from "../support/pty-screen.ts";
import { projectRoot, type SampleFlake, sampleFlake } from "../support/sample-flake.ts";
import { approveAtTerminal } from "../support/terminal.ts";

const documents = [
  "README.md",
  ...readdirSync(join(projectRoot, "docs")).map((name) => `docs/${name}`),
].filter((name) => name.endsWith(".md"));
const text = (name: string) => readFileSync(join(projectRoot, name), "utf8");

/** The lines of a document's shell blocks. */
function commands(name: string): string[] {
  const blocks = [...text(name).matchAll(/```sh\n(.*?)```/gs)].map((match) => match[1] ?? "");
  return blocks
    .flatMap((block) => block.split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");
}

/** `a "b c"` → words. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}

describe("what the README tells people to type", () => {
  let home: string;
  let env: Record<string, string>;
  let flake: SampleFlake;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "agentix-home-"));
    env = cliEnv(home);
    flake = await sampleFlake("homelab");
  });
  afterAll(async () => {
    await flake.remove();
    await rm(home, { recursive: true, force: true });
  });

  it("are npm tasks that exist, and agentix commands", () => {
    const { scripts } = JSON.parse(text("package.json"));
    for (const line of commands("README.md")) {
      const [program, second, third] = words(line);
      if (program === "npm")
        expect(Object.keys(scripts), line).toContain(second === "run" ? third : second);
      else expect(["agentix", "dist/agentix.mjs"], line).toContain(program);
    }
  });

  const opened = (args: readonly string[]) =>
    openPty([bundle, ...args], { columns: 120, rows: 40 }, env);

  it("opens the screen on a flake", async () => {
    const lines = commands("README.md").filter((line) => line.startsWith("dist/agentix.mjs "));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const screen = opened(words(line.replace("/path/to/flake", flake.root)).slice(1));
      await screen.until("Say what should change");
      screen.type("\u0003");
      expect((await screen.exited).exitCode, line).toBe(0);
    }
  });

  const steps = commands("README.md").filter((line) => line.startsWith("agentix "));
  // In the order in which they are written, on one flake.
  it.each(steps)("%s", async (step) => {
    const [, command = "", ...rest] = words(step);
    if (command === "approve") {
      expect((await approveAtTerminal(env, flake.root, rest[0] ?? "", "y")).code).toBe(0);
    } else if (command === "review" || (command === "tui" && !rest.includes("--keys"))) {
      const screen = opened(["-C", flake.root, command, ...rest]);
      await screen.until(/hunk 1(\/| of )/i);
      // Quits whatever has the focus, once nothing runs.
      screen.type("\u0003");
      expect((await screen.exited).exitCode).toBe(0);
    } else {
      const done = await agentix(env, ["-C", flake.root, command, ...rest]);
      expect(done.code, done.stderr).toBe(0);
    }
  });

  it("leave the change on the branch", async () => {
    expect(steps.length).toBeGreaterThan(8);
    expect(
      await flake.git("log", "-1", "--format=%(trailers:key=Agentix-Proposal,valueonly)"),
    ).toBe("p1");
  });

  it.each(documents)("%s links to files that exist", (name) => {
    for (const [, target = ""] of text(name).matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(join(projectRoot, dirname(name), target)), target).toBe(true);
  });
});
