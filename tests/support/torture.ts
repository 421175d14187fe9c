import { rmSync } from "node:fs";
import { join } from "node:path";
import type { PatchFile } from "../../src/core/patch/patch.ts";
import { type Sample, sampleRepository } from "./repository.ts";
import { value } from "./value.ts";

/** Many lines, so that changes far apart become hunks of their own. */
export function numbered(count: number, end = "\n"): string {
  return Array.from({ length: count }, (_, at) => `line ${at + 1}${end}`).join("");
}

/** Bindings with a name of their own each, in groups. */
function module(name: string): string {
  const group = (letter: string) =>
    [1, 2, 3].map((at) => `    ${name}.${letter}${at} = ${at};\n`).join("");
  return `{ lib, ... }:\n{\n  # ${name}\n  services.${name} = {\n${group("a")}  };\n\n${group("b")}${group("c")}}\n`;
}

/** Lines that begin as headers of patches do. */
const marks = "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n\ttab\ndiff --git a/x b/x\nindex 1..2\n";

/** A base and a candidate with every kind of change that a patch can hold. */
export async function torture(): Promise<{ repo: Sample; base: string; commit: string }> {
  const before: Record<string, string> = {
    "three.nix": numbered(60),
    "crlf.nix": numbered(40, "\r\n"),
    "no-eol.nix": `${numbered(30)}last`,
    "gets-no-eol.nix": numbered(30),
    "mode.nix": "{ }\n",
    "mode-and-text.nix": numbered(20),
    "gone.nix": numbered(3),
    "gone-empty.nix": "",
    "binary.bin": "a\0b\n",
    "tricky.nix": "-- a\n++ b\ndiff --git a/x b/x\n@@ -1 +1 @@\n\\ No newline at end of file\n",
    'a b ü\t"q".nix': numbered(10),
    "bom.nix": "\ufeff{ }\n",
    "empty.nix": "",
    "adjacent.nix": numbered(20),
    "blocks.nix": module("old"),
    "blocks-crlf.nix": module("old").replaceAll("\n", "\r\n"),
    "blocks-no-eol.nix": `${module("old")}# a\n# b`,
    "moved/from ü.nix": module("moved"),
    "gone-long.nix": module("gone"),
    "marks.txt": marks,
  };
  const repo = sampleRepository(before);
  const base = repo.run("rev-parse", "HEAD");
  const edit = (path: string, change: (text: string) => string) =>
    repo.write(path, change(before[path] as string));
  edit("three.nix", (text) =>
    text
      .replace("line 5\n", "line five\n")
      .replace("line 30\n", "")
      .replace("line 55\n", "line 55\nnew\n"),
  );
  edit("crlf.nix", (text) =>
    text.replace("line 3\r\n", "drei\r\n").replace("line 35\r\n", "mixed\n"),
  );
  edit("no-eol.nix", (text) => text.replace("line 2\n", "zwei\n").replace(/last$/, "last\n"));
  edit("gets-no-eol.nix", (text) => text.replace("line 1\n", "").replace(/\n$/, ""));
  repo.write("mode.nix", "{ }\n", 0o755);
  edit("mode-and-text.nix", (text) =>
    text.replace("line 2\n", "zwei\n").replace("line 18\n", "achtzehn\n"),
  );
  repo.write(
    "mode-and-text.nix",
    (before["mode-and-text.nix"] as string).replace("line 2\n", "zwei\n"),
    0o755,
  );
  for (const path of ["gone.nix", "gone-empty.nix"]) rmSync(join(repo.root, path));
  repo.write("binary.bin", "a\0c\n");
  edit("tricky.nix", (text) => text.replace("-- a\n", "--- a\n").replace("++ b\n", "+++ b\n"));
  edit('a b ü\t"q".nix', (text) => text.replace("line 5\n", "fünf\n"));
  repo.write("bom.nix", "\ufeff{ a = 1; }\n");
  repo.write("empty.nix", "no longer\n");
  repo.write("new/deep/file.nix", "{ }\n");
  repo.write("new/empty.nix", "");
  repo.write("new/run.sh", "#!/bin/sh", 0o755);
  repo.write("latin1.txt", Uint8Array.of(0xe4, 0x0a, 0xff, 0x0d));
  edit("adjacent.nix", (text) =>
    text.replace("line 6\n", "sechs\n").replace("line 13\n", "dreizehn\n"),
  );
  for (const path of ["blocks.nix", "blocks-crlf.nix"])
    edit(path, (text) => text.replaceAll("old", "new").replace(/^.*c2.*\n/m, ""));
  edit("blocks-no-eol.nix", (text) => text.replace(/# a\n# b$/, "# c\n# d\n# e"));
  rmSync(join(repo.root, "moved/from ü.nix"));
  repo.write("moved/to ü.nix", module("moved").replace("a1 = 1;", "a1 = 2;"));
  rmSync(join(repo.root, "gone-long.nix"));
  repo.write("new/long.nix", `${module("new")}# no newline here`);
  edit("marks.txt", (text) => text.split("\n").reverse().join("\n"));
  return { repo, base, commit: repo.commitAll() };
}

/** The files of both commits. */
export async function contents(
  repo: Sample,
  base: string,
  commit: string,
  files: readonly PatchFile[],
) {
  const before = new Map<string, Uint8Array | null>();
  const after = new Map<string, Uint8Array | null>();
  for (const { path } of files) {
    before.set(path, value(await repo.git.read(base, path)));
    after.set(path, value(await repo.git.read(commit, path)));
  }
  return {
    before: (path: string) => before.get(path) ?? null,
    after: (path: string) => after.get(path) ?? null,
  };
}
