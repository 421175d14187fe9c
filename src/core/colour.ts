/*
 * What a terminal can show, by what its environment and itself say.
 */

/** How many colours. `16` are the person's own palette. */
export type Depth = "none" | "16" | "256" | "truecolour";
/** Whether text stands on dark or on light. */
export type Ground = "dark" | "light";

type Environment = Readonly<Record<string, string | undefined>>;

const manyColours = /-direct|^(?:xterm-)?(?:kitty|ghostty)|^(?:foot|alacritty|wezterm|contour)/;
const noColours = /^(?:dumb|vt\d|cons25-m|.*-mono|.*-m$)/;

/** The colours of a terminal that may be coloured at all (see NO_COLOR and --no-color). */
export function depthOf(env: Environment): Depth {
  const term = env.TERM ?? "";
  if (env.NO_COLOR || noColours.test(term)) return "none";
  // GNU screen passes COLORTERM of the terminal around it on, but not its colours.
  const isScreen = term.startsWith("screen") && !env.TMUX;
  if (!isScreen && (/^(?:truecolor|24bit)$/.test(env.COLORTERM ?? "") || env.WT_SESSION))
    return "truecolour";
  if (manyColours.test(term)) return "truecolour";
  return term.includes("256color") ? "256" : "16";
}

/** What COLORFGBG (`15;0`, set by rxvt, Konsole and others) says; null where it says nothing. */
export function groundOf(env: Environment): Ground | null {
  const last = env.COLORFGBG?.split(";").at(-1) ?? "";
  if (!/^(?:\d|1[0-5])$/.test(last)) return null;
  const colour = Number(last);
  return colour === 7 || colour > 8 ? "light" : "dark";
}

/** Asks for the background colour (OSC 11), and then for something that every terminal answers (DA1). */
export const groundQuery = "\u001b]11;?\u001b\\\u001b[c";

/** Whether a terminal takes that question for what it is: the Linux console prints parts of it. */
export function answersGround(env: Environment): boolean {
  return !/^(?:linux|dumb|vt\d|cons25|)$/.test(env.TERM ?? "");
}

const colour = /^rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i;

/** The answer `rgb:1e1e/1e1e/2e2e`; null where it is none. */
export function groundOfReply(reply: string): Ground | null {
  const match = colour.exec(reply);
  if (!match) return null;
  const [red = 0, green = 0, blue = 0] = match
    .slice(1)
    .map((digits) => Number.parseInt(digits, 16) / (16 ** digits.length - 1));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? "light" : "dark";
}
