import { describe, expect, test } from "vitest";
import { answersGround, depthOf, groundOf, groundOfReply } from "../../src/core/colour.ts";

describe("how many colours a terminal has", () => {
  test.each([
    [{ TERM: "xterm-256color" }, "256"],
    [{ TERM: "xterm-256color", COLORTERM: "truecolor" }, "truecolour"],
    [{ TERM: "tmux-256color", TMUX: "/tmp/t", COLORTERM: "24bit" }, "truecolour"],
    [{ TERM: "screen-256color", TMUX: "/tmp/t", COLORTERM: "truecolor" }, "truecolour"],
    [{ TERM: "screen.xterm-256color", COLORTERM: "truecolor" }, "256"],
    [{ TERM: "xterm-kitty" }, "truecolour"],
    [{ TERM: "foot" }, "truecolour"],
    [{ TERM: "alacritty" }, "truecolour"],
    [{ TERM: "xterm-direct" }, "truecolour"],
    [{ TERM: "xterm-256color", WT_SESSION: "1" }, "truecolour"],
    [{ TERM: "linux" }, "16"],
    [{ TERM: "xterm" }, "16"],
    [{}, "16"],
    [{ TERM: "dumb", COLORTERM: "truecolor" }, "none"],
    [{ TERM: "vt220" }, "none"],
    [{ TERM: "xterm-256color", NO_COLOR: "1" }, "none"],
    [{ TERM: "xterm-256color", NO_COLOR: "" }, "256"],
  ])("%j: %s", (env, depth) => {
    expect(depthOf(env)).toBe(depth);
  });
});

describe("what a terminal has behind its text", () => {
  test.each([
    ["15;0", "dark"],
    ["0;15", "light"],
    ["0;default;15", "light"],
    ["12;8", "dark"],
    ["0;7", "light"],
    ["default;default", null],
    ["", null],
    ["0;232", null],
  ])("COLORFGBG=%s: %s", (value, ground) => {
    expect(groundOf({ COLORFGBG: value })).toBe(ground);
  });

  test.each([
    ["rgb:0000/0000/0000", "dark"],
    ["rgb:1e1e/1e1e/2e2e", "dark"],
    ["rgb:fd/f6/e3", "light"],
    ["rgba:ffff/ffff/ffff/8000", "light"],
    ["rgb:f/f/f", "light"],
    ["rgb:0000/2b2b/3636", "dark"],
    ["?62;22c", null],
  ])("the answer %s: %s", (reply, ground) => {
    expect(groundOfReply(reply)).toBe(ground);
  });

  test("is not asked where the question would be printed", () => {
    expect(answersGround({ TERM: "linux" })).toBe(false);
    expect(answersGround({})).toBe(false);
    expect(answersGround({ TERM: "xterm-256color" })).toBe(true);
  });
});
