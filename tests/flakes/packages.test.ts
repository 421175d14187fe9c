import { execFile } from "node:child_process";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nixOptions, nixProgram, projectRoot, sampleEnv } from "../support/sample-flake.ts";

const nixpkgs = join(projectRoot, "fixtures", "nixpkgs");
let scratch = "";
beforeAll(async () => {
  scratch = await mkdtemp(join(await realpath(tmpdir()), "agentix-packages-"));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

interface Outcome {
  readonly out: string;
  readonly err: string;
}

/** Runs nix with `pkgs` in scope of an expression; gives what it printed, whether or not it failed. */
async function nix(command: string[], expression: string, config = "{ }"): Promise<Outcome> {
  const whole = `let pkgs = import ${nixpkgs} { config = ${config}; }; in ${expression}`;
  const args = [...command, "--impure", "--expr", whole, ...nixOptions];
  try {
    const done = await promisify(execFile)(nixProgram(), args, {
      env: sampleEnv(),
      cwd: scratch,
      maxBuffer: 1 << 28,
    });
    return { out: done.stdout.trim(), err: done.stderr };
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return { out: stdout, err: stderr };
  }
}
const evaluate = (expression: string, config?: string) =>
  nix(["eval", "--json"], expression, config);
/** A build that has not been made before, so that its log is seen; `marker` makes it another derivation. */
const build = (name: string) =>
  nix(
    ["build", "--no-link", "--print-out-paths", "--print-build-logs", "--keep-going"],
    `pkgs.${name}.overrideAttrs { marker = "${scratch}"; }`,
  );

describe("packages", () => {
  test("there are many, and naming them all takes no build", async () => {
    const { out } = await evaluate(
      `builtins.length (builtins.filter
        (name: let one = builtins.tryEval (pkgs.\${name}.type or null); in one.success && one.value == "derivation")
        (builtins.attrNames pkgs))`,
    );
    expect(Number(out)).toBeGreaterThan(250);
  });

  test("build in phases that Nix is told of, with what they need at run time", async () => {
    const { out, err } = await build("hello");
    for (const phase of ["unpack", "configure", "build", "check", "install", "fixup"]) {
      expect(err).toContain(`Running phase: ${phase}Phase`);
    }
    expect(err).not.toContain("@nix");
    const { stdout } = await promisify(execFile)(join(out, "bin", "hello"), ["--version"]);
    expect(stdout).toBe("hello 2.12.2\n");
    await nix(["build", "--no-link"], "pkgs.git");
    const closure = await nix(["path-info", "--recursive"], "pkgs.git");
    for (const needed of ["curl", "openssl", "zlib"]) expect(closure.out).toContain(`-${needed}-`);
  });

  test("can be overridden and overlaid", async () => {
    const { out } = await evaluate(`{
      attributes = (pkgs.hello.overrideAttrs (old: { version = old.version + "x"; })).name;
      option = (pkgs.ffmpeg.override { withX = true; }).drvPath != pkgs.ffmpeg.drvPath;
      overlay = (pkgs.extend (final: prev: { zlib = prev.zlib.overrideAttrs { y = 1; }; })).git.drvPath
        != pkgs.git.drvPath;
      main = pkgs.ripgrep.meta.mainProgram;
    }`);
    expect(JSON.parse(out)).toEqual({
      attributes: "hello-2.12.2x",
      option: true,
      overlay: true,
      main: "rg",
    });
  });
});

describe("refusals", () => {
  test.each([
    ["vscode", "has an unfree license (‘unfree’), refusing to evaluate", "{ allowUnfree = true; }"],
    [
      "openssl_1_1",
      "is marked as insecure, refusing to evaluate",
      '{ permittedInsecurePackages = [ "openssl-1.1.1w" ]; }',
    ],
    ["aseprite-gpl", "is marked as broken, refusing to evaluate", "{ allowBroken = true; }"],
    ["pulsar", "‘electron-35.7.5’", '{ permittedInsecurePackages = [ "electron-35.7.5" ]; }'],
    ["mas", "is not available on the requested hostPlatform", "{ allowUnsupportedSystem = true; }"],
  ])("%s: %s, unless allowed", async (name, message, allowed) => {
    expect((await evaluate(`pkgs.${name}.drvPath`)).err).toContain(message);
    expect((await evaluate(`pkgs.${name}.drvPath`, allowed)).out).toContain(".drv");
    // Describing it is always possible.
    expect((await evaluate(`pkgs.${name}.meta.description`)).out).not.toBe("");
  });

  test("a removed package says why", async () => {
    expect((await evaluate("pkgs.nodejs_14")).err).toContain("nodejs_14 has been removed");
  });
});

describe("failures", () => {
  test.each([
    ["webkitgtk", /Document\.cpp:2471:18: error: 'class WebCore::RenderView' has no member/],
    ["calibre", /1 failed, 23 passed/],
    ["epiphany", /dependenc(y|ies)/],
    ["anki-bin", /hash mismatch in fixed-output derivation/],
    ["heroic", /Could not resolve host: downloads\.unreachable\.invalid/],
  ])("%s fails with %s", async (name, message) => {
    const { out, err } = await build(name);
    expect(out).toBe("");
    expect(err).toMatch(message);
  });
});

test("two programs of one name collide in an environment", async () => {
  const { err } = await nix(
    ["build", "--no-link", "--print-build-logs"],
    'pkgs.buildEnv { name = "both"; paths = [ pkgs.git pkgs.gitMinimal ]; }',
  );
  expect(err).toContain("two given paths contain a conflicting subpath");
});
