import { describe, expect, it } from "vitest";
import { downloadsOf } from "../../../src/nix/artifact/fetches.ts";

const path = "/nix/store/0123456789abcdfghijklmnpqrsvwxyz-thing-1.0.tar.gz.drv";
const fixed = `Derive([("out","/nix/store/x-thing","r:sha256","5c49")],[],[],"x86_64-linux","/bin/sh",[],`;
const text = (value: string) => `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

describe("what a derivation downloads", () => {
  it("is nothing where its output has no hash", () => {
    const drv = `Derive([("out","/nix/store/x-thing","","")],[],[],"x","/bin/sh",[],[("url","https://a")])`;
    expect(downloadsOf(drv, path)).toBeNull();
  });

  it("is read from its environment", () => {
    expect(downloadsOf(`${fixed}[("url","https://a.example/x")])`, path)).toEqual([
      "https://a.example/x",
    ]);
    expect(downloadsOf(`${fixed}[("urls","https://a.example/x mirror://gnu/y")])`, path)).toEqual([
      "https://a.example/x",
      "mirror://gnu/y",
    ]);
  });

  it("is read from structured attributes, as newer nixpkgs write them", () => {
    const json = JSON.stringify({
      name: 'quo"ted\\',
      curlOpts: "",
      urls: ["https://a.example/x", "https://b.example/x"],
    });
    expect(downloadsOf(`${fixed}[("__json",${text(json)})])`, path)).toEqual([
      "https://a.example/x",
      "https://b.example/x",
    ]);
    const git = JSON.stringify({ url: "https://git.example/x.git" });
    expect(downloadsOf(`${fixed}[("__json",${text(git)})])`, path)).toEqual([
      "https://git.example/x.git",
    ]);
  });

  it("is told by its name where it names no address, or is cut off", () => {
    expect(downloadsOf(`${fixed}[("cargoHash","x")])`, path)).toEqual(["thing-1.0.tar.gz"]);
    expect(downloadsOf(`${fixed}[("__json",${text("{")})])`, path)).toEqual(["thing-1.0.tar.gz"]);
    expect(downloadsOf(`${fixed}[("__json","{"urls":["htt`, path)).toEqual(["thing-1.0.tar.gz"]);
  });
});
