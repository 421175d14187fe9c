import { describe, expect, test } from "vitest";
import { plainLook } from "../../components/sgr.ts";
import { lookOf, type Style, type Theme } from "../../components/theme.ts";
import type { Ground } from "../../src/core/colour.ts";

type Rgb = readonly [number, number, number];

/** Foregrounds and grounds as terminals come: their own colours, and what they make of the sixteen. */
const terminals: readonly {
  readonly name: string;
  readonly ground: Ground;
  readonly own: Rgb;
  /** Yellow, blue, magenta, cyan: 33 to 36. */
  readonly hues: Readonly<Record<string, Rgb>>;
}[] = [
  {
    name: "xterm",
    ground: "dark",
    own: [229, 229, 229],
    hues: { 33: [205, 205, 0], 35: [205, 0, 205], 36: [0, 205, 205] },
  },
  {
    name: "VS Code dark",
    ground: "dark",
    own: [204, 204, 204],
    hues: { 33: [229, 229, 16], 35: [188, 63, 188], 36: [17, 168, 205] },
  },
  {
    name: "GNOME dark",
    ground: "dark",
    own: [208, 207, 204],
    hues: { 33: [162, 115, 76], 35: [163, 71, 186], 36: [42, 161, 179] },
  },
  {
    name: "VS Code light",
    ground: "light",
    own: [51, 51, 51],
    hues: { 34: [4, 81, 165], 35: [188, 5, 188] },
  },
  {
    name: "GNOME light",
    ground: "light",
    own: [23, 20, 33],
    hues: { 34: [18, 72, 139], 35: [163, 71, 186] },
  },
  {
    name: "xterm light",
    ground: "light",
    own: [0, 0, 0],
    hues: { 34: [0, 0, 238], 35: [205, 0, 205] },
  },
];

/** The colour of `48;5;n` or `48;2;r;g;b`. */
function rgbOf(code: string): Rgb {
  const [, kind, ...rest] = code.split(";").map(Number);
  if (kind === 2) return rest as unknown as Rgb;
  const step = (level: number) => (level === 0 ? 0 : 55 + 40 * level);
  const cube = (rest[0] as number) - 16;
  return [step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6)];
}

function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours as WCAG counts it, 1 to 21. */
function contrast(a: Rgb, b: Rgb): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}

describe.each(["256", "truecolour"] as const)("tints of %s colours", (depth) => {
  test.each(terminals)("keep text readable on $name", ({ ground, own, hues }) => {
    const theme: Theme = { color: true, ascii: false, depth, ground };
    for (const style of ["added", "removed", "added-word", "removed-word"] as const) {
      const { bg } = lookOf(theme, style);
      if (bg) expect(contrast(own, rgbOf(bg)), style).toBeGreaterThan(4.5);
      for (const kind of ["keyword", "string", "value"] as const) {
        const look = lookOf(theme, [kind, style]);
        const ink = look.fg === "" ? own : hues[look.fg];
        // Half of what prose wants: the palette is the person's, and many are weaker on their own ground.
        if (look.bg)
          expect(contrast(ink as Rgb, rgbOf(look.bg)), `${kind} ${style}`).toBeGreaterThan(2.2);
      }
    }
  });

  test.each(["dark", "light"] as const)(
    "changed words stand out by light, not by hue alone: %s",
    (ground) => {
      const theme: Theme = { color: true, ascii: false, depth, ground };
      for (const side of ["added", "removed"] as const) {
        const behind = lookOf(theme, side).bg;
        const line: Rgb = behind ? rgbOf(behind) : ground === "dark" ? [0, 0, 0] : [255, 255, 255];
        const word = rgbOf(lookOf(theme, `${side}-word`).bg);
        expect(contrast(line, word), side).toBeGreaterThan(1.2);
      }
    },
  );
});

describe("without tints", () => {
  test.each([
    { color: false, ascii: false },
    { color: true, ascii: false },
    { color: true, ascii: false, depth: "16", ground: "light" },
    { color: true, ascii: false, depth: "truecolour" },
  ] as Theme[])("%j marks changed words by attributes, and has no backgrounds", (theme) => {
    for (const style of ["added", "removed", "comment", "string", "match"] as Style[])
      expect(lookOf(theme, style).bg).toBe("");
    const { fg, bg, on } = lookOf(theme, ["added", "added-word"]);
    expect({ fg, bg, on }).toEqual({ fg: "", bg: "", on: 1 | 8 });
  });

  test("without colour nothing has a hue", () => {
    const theme: Theme = { color: false, ascii: false };
    for (const style of ["accent", "good", "bad", "keyword", "string", "value"] as Style[])
      expect(lookOf(theme, style)).toBe(plainLook);
  });
});
