import { describe, expect, it } from "vitest";
import { applyBlocks } from "../../src/core/free-edit.ts";
import { namesFile, namesOption, onlyImports, wantsFreeEdit } from "../../src/core/free-goal.ts";
import { newFileWhy } from "../../src/core/free-path.ts";
import { redacted } from "../../src/core/redact/names.ts";

const block = (search: string | null, replace: string) => ({ file: "a.nix", search, replace });
const apply = (text: string, ...blocks: [string | null, string][]) =>
  applyBlocks(
    text,
    text,
    blocks.map(([search, replace], edit) => ({ edit, block: block(search, replace) })),
  );

describe("search and replace blocks", () => {
  it("apply by where they stand, whatever their order, and keep every other byte", () => {
    expect(apply("a b c\n", ["c", "C"], ["a", "AA"])).toEqual({ ok: true, text: "AA b C\n" });
  });

  it.each([
    ["not there", "a b", [["x", "y"]], /not found/],
    ["twice", "a a", [["a", "b"]], /2 times/],
    ["twice, overlapping itself", "aaa", [["aa", "b"]], /2 times/],
    ["other blanks", "a  b", [["a b", "c"]], /not found/],
    ["other line ends", "a\r\nb", [["a\nb", "c"]], /not found/],
    [
      "overlapping",
      "abc",
      [
        ["ab", "x"],
        ["bc", "y"],
      ],
      /overlap/,
    ],
    ["the same", "a", [["a", "a"]], /same/],
    ["masked", `x = "${redacted}";`, [[redacted, "y"]], /masked/],
    ["a secret's mask written", "a", [["a", redacted]], /masked/],
    ["a file that exists", "a", [[null, "b"]], /already/],
  ] as [string, string, [string | null, string][], RegExp][])(
    "are refused: %s",
    (_, text, blocks, why) => {
      const done = apply(text, ...blocks);
      expect(done.ok ? [] : done.faults.map(({ message }) => message).join()).toMatch(why);
    },
  );

  it("count in the file too, where a mask hides a second place", () => {
    const blocks = [{ edit: 0, block: block("aa", "b") }];
    expect(applyBlocks(`aa ${redacted}`, "aa aa", blocks)).toMatchObject({ ok: false });
  });
});

describe("the path of a new module", () => {
  const tracked = new Set(["flake.nix", "hosts/web1/default.nix", "link"]);
  it.each(["modules/ssh.nix", "ssh.nix", "hosts/web1/nginx.nix"])("may be %s", (path) => {
    expect(newFileWhy(path, "", tracked)).toBeNull();
  });

  it.each([
    "../x.nix",
    "/etc/x.nix",
    "a/../b.nix",
    "a//b.nix",
    ".git/x.nix",
    "a/.hidden.nix",
    "x.sh",
    "flake.nix",
    "sub/flake.nix",
    "hosts/web1/default.nix",
    "hosts/WEB1/Default.nix",
    "link/x.nix",
    "a b.nix",
    "ä.nix",
    "a\n.nix",
    "~/x.nix",
    "a/b/c/d/e/f/g/h/i.nix",
  ])("may not be %j", (path) => {
    expect(newFileWhy(path, "", tracked)).not.toBeNull();
  });

  it("lies in the flake's folder", () => {
    expect(newFileWhy("x.nix", "nix", new Set())).not.toBeNull();
  });
});

describe("the person's words", () => {
  it.each([
    "extract the ssh port into a let binding",
    "split the nginx settings of hosts/web1 into a module file of its own and import it",
    "add an overlay that disables the tests of hello",
    "refactor modules/network.nix",
  ])("ask for a free edit: %s", (goal) => {
    expect(wantsFreeEdit(goal)).toBe(true);
  });

  it.each(["enable tailscale", "open port 443 on web1", "install htop for alice"])(
    "ask for an option: %s",
    (goal) => {
      expect(wantsFreeEdit(goal)).toBe(false);
    },
  );

  it("name files and options", () => {
    const goal = "split the nginx settings of hosts/web1 into a module and import it";
    expect(namesFile(goal, "hosts/web1/services.nix")).toBe(true);
    expect(namesFile(goal, "hosts/nas1/services.nix")).toBe(false);
    expect(namesOption(goal, ["services", "nginx", "enable"])).toBe(true);
    expect(namesOption(goal, ["users", "users", "root"])).toBe(false);
    expect(namesOption("extract the ssh port into a let", ["services", "openssh", "ports"])).toBe(
      true,
    );
  });

  it("need not name a file that only imports one more", () => {
    expect(onlyImports("imports = [ ./a.nix ];", "imports = [ ./a.nix ./b.nix ];")).toBe(true);
    expect(onlyImports("imports = [ ./a.nix ];", "imports = [ ]; x = 1;")).toBe(false);
  });
});
