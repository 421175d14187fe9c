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
  return blocks.flatMap((block) => block.split("\n")).filter((line) => line.trim() !== "");
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

  it("work in the order in which they are written", async () => {
    const steps = commands("README.md").filter((line) => line.startsWith("agentix "));
    expect(steps.length).toBeGreaterThan(4);
    for (const step of steps) {
      const [, command = "", ...rest] = words(step);
      if (command === "approve") {
        expect((await approveAtTerminal(env, flake.root, rest[0] ?? "", "y")).code, step).toBe(0);
      } else if (command === "review") {
        const screen = openPty(
          [bundle, "-C", flake.root, command, ...rest],
          { columns: 120, rows: 40 },
          env,
        );
        await screen.until("hunk 1/");
        screen.type("q");
        expect((await screen.exited).exitCode, step).toBe(0);
      } else {
        const done = await agentix(env, ["-C", flake.root, command, ...rest]);
        expect(done.code, `${step}\n${done.stderr}`).toBe(0);
      }
    }
    expect(
      await flake.git("log", "-1", "--format=%(trailers:key=Agentix-Proposal,valueonly)"),
    ).toBe("p1");
  });

  it.each(documents)("%s links to files that exist", (name) => {
    for (const [, target = ""] of text(name).matchAll(/\]\((?!https?:)([^)#]+)/g))
      expect(existsSync(join(projectRoot, dirname(name), target)), target).toBe(true);
  });
});
