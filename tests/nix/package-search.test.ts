import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { PackageInfo } from "../../src/core/package.ts";
import { packageFile, readPackages, writePackages } from "../../src/nix/package-cache.ts";
import { packageIndexOf, packageList } from "../../src/nix/package-list.ts";
import { packageInfo } from "../../src/nix/package-record.ts";

const target = { kind: "nixos", name: "web1" } as const;

/** `name | description | program | flags`, as a `pkgs` would have it. */
const rows = `
zathura | Highly customizable and functional PDF viewer | zathura
evince | GNOME's document viewer | evince
kdePackages.okular | KDE document viewer | okular
pdfgrep | Commandline utility to search text in PDF files | pdfgrep
libpdf | Library for reading PDF files
gimp | GNU Image Manipulation Program | gimp
krita | Free and open source painting application | krita
darktable | Virtual lighttable and darkroom for photographers | darktable
gnome-photos | Access, organize and share your photos | gnome-photos
edit | Relaxing mix of Vi and ACME | edit
vscode | Code editor developed by Microsoft | code | unfree
vscodium | Open source source code editor developed by Microsoft | codium
neovim | Vim text editor fork focused on extensibility and agility | nvim
neovim-unwrapped | Vim text editor fork focused on extensibility and agility, unwrapped | nvim
vimPlugins.nvim-rg | Vim plugin for ripgrep
ripgrep | Utility that combines the usability of The Silver Searcher with the raw speed of grep | rg
fd | Simple, fast and user-friendly alternative to find | fd
firefox | Web browser built from Firefox source tree | firefox
browsers | Open the right browser at the right time | browsers
hexyl | Command-line hex viewer | hexyl
ghex | Hex editor for GNOME desktop environment | ghex
oldpdf | PDF viewer of long ago | oldpdf | insecure
yt-dlp | Feature-rich command-line audio/video downloader | yt-dlp
jq | Lightweight and flexible command-line JSON processor | jq
strawberry | Music player and music collection organizer | strawberry
mpv | General-purpose media player, fork of MPlayer and mplayer2 | mpv
`;
const packages: PackageInfo[] = rows
  .trim()
  .split("\n")
  .map((row) => {
    const [name = "", description = "", mainProgram, flags] = row.split(" | ");
    return {
      name,
      pname: name.slice(name.lastIndexOf(".") + 1),
      version: "1.0",
      description,
      ...(mainProgram ? { mainProgram } : {}),
      flags: flags === "unfree" || flags === "insecure" ? [flags] : [],
    };
  });
const list = packageList({ packages, lost: ["neofetch"] });
const index = packageIndexOf(target, list);
const found = (query: string, limit = 5) =>
  index.search(query, limit).map(({ package: { name } }) => name);

describe("searching packages", () => {
  test.each([
    // What is named comes first: an attribute, upstream's name, the program.
    ["ripgrep", "ripgrep"],
    ["rg", "ripgrep"],
    ["nvim", "neovim"],
    ["okular", "kdePackages.okular"],
    ["kdePackages.okular", "kdePackages.okular"],
    ["the fd package", "fd"],
    ["Visual Studio Code", "vscode"],
    // Slips of the pen.
    ["neovm", "neovim"],
    ["fierfox", "firefox"],
    ["ripgrp", "ripgrep"],
    // Words for what it does.
    ["pdf viewer", "zathura"],
    ["something to edit photos", "gimp"],
    ["music player", "strawberry"],
    ["a browser", "firefox"],
    ["download videos from youtube", "yt-dlp"],
    ["json processor", "jq"],
    ["hex editor", "ghex"],
  ])("%s → %s", (query, name) => {
    expect(found(query)[0]).toBe(name);
  });

  test("what is of the kind comes before what only says the words; what is marked as insecure does not", () => {
    const hits = found("pdf viewer", 9);
    expect(hits.slice(0, 3).toSorted()).toEqual(["evince", "kdePackages.okular", "zathura"]);
    expect(hits.indexOf("oldpdf")).toBeGreaterThan(2);
    expect(hits).not.toContain("libpdf");
  });

  test("nothing is found for words that no package has, and no question is too strange", () => {
    expect(found("xyzzyplugh")).toEqual([]);
    for (const query of [
      "",
      " ",
      "-",
      "日本語 👩‍💻",
      "(a+)+$ ".repeat(300),
      "__proto__ constructor",
    ])
      expect(index.search(query, 5).length).toBeLessThanOrEqual(5);
  });

  test("several names for the same package are one answer", () => {
    const one = packages[0] as PackageInfo;
    const both = packageIndexOf(
      target,
      packageList({ packages: [one, { ...one, name: "zathura-alias" }], lost: [] }),
    );
    expect(both.search("pdf viewer", 5).map((hit) => hit.package.name)).toEqual(["zathura"]);
    expect(both.get("zathura-alias")?.pname).toBe("zathura");
  });
});

describe("records", () => {
  const raw = { a: ["htop"], n: "htop", v: "3.4", d: "", m: "" };
  test("names that could be read as something else are no packages", () => {
    for (const name of ["a.b", "a b", 'x"', "\u202exe", "${x}", "-x", "x\n", ""])
      expect(packageInfo({ ...raw, a: [name] })).toBeUndefined();
    expect(packageInfo({ ...raw, a: ["nerd-fonts", "_0xproto"] })?.name).toBe(
      "nerd-fonts._0xproto",
    );
  });
  test("a description is one line, and flags have names", () => {
    expect(packageInfo({ ...raw, d: " two\n  lines ", u: true, i: true })).toMatchObject({
      description: "two lines",
      flags: ["unfree", "insecure"],
    });
  });
});

describe("the cache", () => {
  test("gives back what was written, and nothing where it is damaged", async () => {
    const folder = await mkdtemp(join(tmpdir(), "agentix-packages-"));
    try {
      const file = packageFile(folder, ["a"]);
      expect(packageFile(folder, ["b"])).not.toBe(file);
      expect(await readPackages(file)).toBeUndefined();
      await writePackages(file, list);
      const read = await readPackages(file);
      if (!read) throw new Error("nothing was read");
      const again = packageIndexOf(target, read);
      expect(again.size).toBe(packages.length);
      expect(again.lost).toEqual(["neofetch"]);
      expect(again.get("kdePackages.okular")).toEqual(index.get("kdePackages.okular"));
      expect(again.search("pdf viewer", 9)).toEqual(index.search("pdf viewer", 9));
      const bytes = await readFile(file);
      bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
      await writeFile(file, bytes);
      expect(await readPackages(file)).toBeUndefined();
      await writeFile(file, bytes.subarray(0, 20));
      expect(await readPackages(file)).toBeUndefined();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
