import type { Theme } from "../../components/theme.ts";
import { answersGround, depthOf, type Ground, groundOf } from "../core/colour.ts";
import { problem, type Result } from "../core/result.ts";
import { type Invocation, textOption } from "./invocation.ts";

/** How the UI looks at first, and whether the terminal is asked what it has behind its text. */
export interface Look {
  readonly theme: Theme;
  readonly askGround: boolean;
}

/** Whether the locale says that the terminal shows more than ASCII; an unset one is taken to. */
function isUtf8({ env }: Invocation): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return locale === "" || /utf-?8/i.test(locale);
}

/** The look by the command line, the configuration and the environment, in this order. */
export function lookOf(invocation: Invocation, configured: "auto" | Ground): Result<Look> {
  const { env } = invocation;
  const wanted = textOption(invocation, "theme") ?? configured;
  if (wanted !== "auto" && wanted !== "dark" && wanted !== "light")
    return problem("usage", `There is no theme ${JSON.stringify(wanted)}.`, {
      hint: "--theme takes dark, light or auto.",
    });
  const ascii = invocation.options.ascii === true || !isUtf8(invocation);
  const depth = invocation.color ? depthOf(env) : "none";
  if (depth === "none")
    return { ok: true, value: { theme: { color: false, ascii }, askGround: false } };
  const ground = wanted === "auto" ? groundOf(env) : wanted;
  const theme: Theme = { color: true, ascii, depth, ...(ground ? { ground } : {}) };
  return { ok: true, value: { theme, askGround: ground === null && answersGround(env) } };
}
