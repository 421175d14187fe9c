import type { Depth, Ground } from "../src/core/colour.ts";

type Tints = Readonly<Record<string, string>>;

/** Behind changed text and, stronger, behind changed words. The 256 colours have no dark tint that is subtle. */
const tints: Readonly<Record<"256" | "truecolour", Readonly<Record<Ground, Tints>>>> = {
  "256": {
    dark: { "added-word": "48;5;22", "removed-word": "48;5;52" },
    light: {
      added: "48;5;194",
      removed: "48;5;224",
      "added-word": "48;5;114",
      "removed-word": "48;5;217",
    },
  },
  truecolour: {
    dark: {
      added: "48;2;18;38;30",
      removed: "48;2;48;27;31",
      "added-word": "48;2;29;87;45",
      "removed-word": "48;2;121;46;46",
    },
    light: {
      added: "48;2;230;255;236",
      removed: "48;2;255;235;233",
      "added-word": "48;2;125;215;150",
      "removed-word": "48;2;255;193;188",
    },
  },
};

/** The SGR code of a style's background, where a terminal has one for it. */
export function tintOf(
  depth: Depth | undefined,
  ground: Ground | undefined,
  style: string,
): string | undefined {
  return ground && (depth === "256" || depth === "truecolour")
    ? tints[depth][ground][style]
    : undefined;
}
