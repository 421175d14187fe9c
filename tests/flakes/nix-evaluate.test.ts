import { existsSync } from "node:fs";
import { readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { BuildEvent } from "../../src/core/build/build-event.ts";
import {
  cacheDir,
  changed,
  handmade,
  host,
  nix,
  refTo,
  repository,
  sample,
  usingNix,
} from "../support/nix-port.ts";
import { value } from "../support/value.ts";

usingNix();

describe("evaluation and build", () => {
  it("of a broken change end in a diagnostic with its file and line", async () => {
    const one = await sample("plain");
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const withLine = (line: string) => text.replace(/\}\s*$/, `  ${line}\n}\n`);
    const lines = withLine("X").split("\n");
    const at = lines.findIndex((line) => line.includes("  X")) + 1;
    const check = async (line: string, depth: "cheap" | "system") => {
      const result = value(
        await nix.evaluate(
          await changed(one, { "configuration.nix": withLine(line) }),
          host,
          depth,
        ),
      );
      return result.ok ? [] : result.diagnostics;
    };
    expect(await check("services.tailscael.enable = true;", "cheap")).toMatchObject([
      {
        kind: "unknown-option",
        option: "services.tailscael",
        file: "configuration.nix",
        hint: expect.stringMatching(/tailscale/),
      },
    ]);
    expect(await check('programs.zsh.enable = "yes";', "system")).toMatchObject([
      { kind: "wrong-type", option: "programs.zsh.enable", file: "configuration.nix" },
    ]);
    expect(await check("programs.zsh.enable = ture;", "system")).toMatchObject([
      { kind: "undefined-variable", file: "configuration.nix", line: at },
    ]);
    expect(await check("programs.zsh.enable = true", "cheap")).toMatchObject([
      { kind: "syntax", file: "configuration.nix" },
    ]);
    expect(
      await check('assertions = [ { assertion = false; message = "not like this"; } ];', "system"),
    ).toMatchObject([{ kind: "assertion", message: "not like this" }]);
  });

  it("give the system, and what it grew by", async () => {
    const one = await sample("plain");
    const base = refTo(one.root, one.commit);
    const text = await readFile(join(one.root, "configuration.nix"), "utf8");
    const next = await changed(one, {
      "configuration.nix": text.replace(/\}\s*$/, "  services.tailscale.enable = true;\n}\n"),
    });
    const out: string[] = [];
    for (const [name, ref] of [
      ["base", base],
      ["next", next],
    ] as const) {
      const evaluated = value(await nix.evaluate(ref, host, "system"));
      if (!evaluated.ok) throw new Error(JSON.stringify(evaluated));
      const events: BuildEvent[] = [];
      const gcRoot = join(cacheDir, `root-${name}`);
      const built = value(
        await nix.build({
          drvPath: evaluated.drvPath,
          gcRoot,
          root: one.root,
          onEvent: (event) => events.push(event),
        }),
      );
      if (!built.ok) throw new Error(JSON.stringify(built));
      expect(await realpath(gcRoot)).toBe(built.outPath);
      expect(events.at(-1)).toEqual({ kind: "finished", ok: true });
      expect(value(await nix.system(ref, host))).toMatchObject({
        outPath: built.outPath,
        isBuilt: true,
      });
      out.push(built.outPath);
    }
    const change = value(await nix.closureChange(out[0] ?? null, out[1] ?? ""));
    expect(change.added.some((name) => name.startsWith("tailscale "))).toBe(true);
    expect(change.bytes).toBeGreaterThan(0);
  });

  it("that fails tells which derivation, and its last words", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.system.build.toplevel = derivation { name = "bad-1.0"; system = builtins.currentSystem or "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo last words; exit 7" ]; }; }`,
      ),
    });
    const evaluated = value(await nix.evaluate(ref, host, "system"));
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated));
    const built = value(
      await nix.build({
        drvPath: evaluated.drvPath,
        gcRoot: join(cacheDir, "bad"),
        root: ref.root,
        onEvent: () => {},
      }),
    );
    expect(built).toMatchObject({
      ok: false,
      diagnostics: [
        { kind: "build-failed", message: "bad-1.0 failed to build (exit code 7).\n  last words" },
      ],
    });
    expect(value(await nix.system(ref, host))).toMatchObject({ isBuilt: false });
  });

  it("can be interrupted", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.system.build.toplevel = derivation { name = "slow"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo started; while :; do :; done" ]; }; }`,
      ),
    });
    const evaluated = value(await nix.evaluate(ref, host, "system"));
    if (!evaluated.ok) throw new Error(JSON.stringify(evaluated));
    const abort = new AbortController();
    const result = await nix.build({
      drvPath: evaluated.drvPath,
      gcRoot: join(cacheDir, "slow"),
      root: ref.root,
      signal: abort.signal,
      onEvent: (event) => event.kind === "log" && abort.abort(),
    });
    expect(result.ok ? undefined : result.problem.code).toBe("interrupted");
  });
});

describe("a hostile flake", () => {
  it("builds nothing during evaluation", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.networking.hostName = builtins.readFile (derivation { name = "ifd"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo x > $out" ]; }); }`,
      ),
    });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({
      ok: false,
      diagnostics: [{ kind: "ifd", file: "flake.nix" }],
    });
  });

  it("cannot set Nix's configuration", async () => {
    const canary = join(cacheDir, "canary");
    const ref = await repository({
      "flake.nix": `{ nixConfig.post-build-hook = "/bin/touch-${canary}"; nixConfig.allow-import-from-derivation = true; outputs = { self }: { nixosConfigurations.nixos = { config.networking.hostName = builtins.readFile (derivation { name = "ifd2"; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" "echo x > $out" ]; }); }; }; }`,
    });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({
      ok: false,
      diagnostics: [{ kind: "ifd" }],
    });
    expect(existsSync(canary)).toBe(false);
  });

  it("cannot read the machine", async () => {
    const ref = await repository({
      "flake.nix": handmade(
        `{ config.networking.hostName = builtins.readFile /etc/passwd + builtins.getEnv "HOME"; }`,
      ),
    });
    expect(value(await nix.evaluate(ref, host, "cheap"))).toMatchObject({
      ok: false,
      diagnostics: [{ message: expect.stringMatching(/outside the flake/) }],
    });
  });
});

describe("a text", () => {
  it("parses, or says where not", async () => {
    expect(value(await nix.parse("{ a = 1; }", "x.nix"))).toBeNull();
    expect(value(await nix.parse("{\n  a = 1\n  b = 2;\n}", "dir/x.nix"))).toMatchObject({
      kind: "syntax",
      file: "dir/x.nix",
      line: 3,
    });
    expect(value(await nix.parse("{ a = missing; }", "x.nix"))).toMatchObject({
      kind: "undefined-variable",
    });
    expect(value(await nix.parse('builtins.abort "not run"', "x.nix"))).toBeNull();
  });
});
